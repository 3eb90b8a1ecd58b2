"""What the feed of a publisher says of its catalogue as a whole."""

from typing import NamedTuple

from sqlalchemy import Connection

import mappings
from catalogue.graph import Blocks, Member, catalogue_blocks
from catalogue.model import Catalog, Content, Dialect, Protocol, Source
from catalogue.views import published_members, source_catalogue
from harvester.runs.rules import Rules

__all__ = ["Whole", "catalogue_of", "whole_of"]

Said = tuple[Source, Content, Dialect | None]


class Whole(NamedTuple):
    """A catalogue with all that its feed registers: read once, and handed on to whatever follows the feed."""

    publisher: str
    catalog: Catalog
    members: list[Member]
    """In the order of the feed."""

    def bare(self) -> Blocks:
        """Describe the catalogue without what it registers."""
        return catalogue_blocks(self.catalog, ())

    def blocks(self) -> Blocks:
        """Describe the catalogue with all that it registers."""
        return catalogue_blocks(self.catalog, self.members)


def whole_of(publisher: str, rules: Rules, connection: Connection) -> Whole:
    """Read the catalogue of a publisher as this connection shows it."""
    members = published_members(connection, publisher)
    return Whole(publisher, catalogue_of(publisher, rules, connection), members)


def catalogue_of(publisher: str, rules: Rules, connection: Connection) -> Catalog:
    """Describe the catalogue of a publisher as its feed does."""
    return _catalogue(publisher, rules, source_catalogue(connection, publisher))


def _catalogue(publisher: str, rules: Rules, said: Said | None) -> Catalog:
    source, content, dialect = said or (_nobody(publisher), {}, None)
    context = mappings.Context(
        base=rules.base,
        publisher=publisher,
        source=source,
        facts=rules.facts,
        public="web",
    )
    catalog, _ = mappings.translate_catalogue(content, dialect or Dialect.DCAT_RDF, context)
    return catalog


def _nobody(publisher: str) -> Source:
    return Source(name=f"{publisher}/-", publisher=publisher, protocol=Protocol.DCAT_RDF, url="")
