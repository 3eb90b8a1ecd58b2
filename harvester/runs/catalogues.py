"""What the feed of a publisher says of its catalogue as a whole."""

from sqlalchemy import Connection

import mappings
from catalogue.model import Catalog, Content, Dialect, Protocol, Source
from catalogue.views import source_catalogue
from harvester.runs.rules import Rules

__all__ = ["catalogue_of"]

Said = tuple[Source, Content, Dialect | None]


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
