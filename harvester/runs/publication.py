"""Writing the feed of one publisher from what stands in the store.

The last good feed stays whenever anything here fails; an empty feed never replaces one with something.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

import mappings
from catalogue.errors import TargetError
from catalogue.graph import catalogue_blocks
from catalogue.model import Catalog, Content, Dialect, Protocol, Source
from catalogue.profile import Finding, assess, gate
from catalogue.store import Database
from catalogue.targets.feed import FeedWritten, write_feed
from catalogue.views import published_bodies, published_members, source_catalogue
from harvester.runs.rules import Rules

__all__ = ["Publication", "catalogue_of", "publish"]

Said = tuple[Source, Content, Dialect | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A feed as written, and what is still wrong with the catalogue itself."""

    feed: FeedWritten | None
    findings: list[Finding]
    """Of the catalogue, not of its entries."""
    portal_ready: bool
    """False when the catalogue misses mandatory facts: the feed then holds entries without a catalogue."""


def publish(
    publisher: str, *, database: Database, rules: Rules, folder: Path, strict: bool = True
) -> Publication:
    """Write the feed of a publisher. Raises TargetError when it may not or cannot be written.

    ``strict`` refuses an incomplete catalogue or an empty feed; else the best possible file is written.
    """
    with database.transaction() as connection:
        members = published_members(connection, publisher)
        catalog = catalogue_of(publisher, rules, connection)
        findings = assess([catalogue_blocks(catalog, ())], rules.validator)[0]
        ready = gate(findings, rules.gate)
        if strict:
            _refuse(publisher, findings, ready=ready, members=len(members))
        if not members:
            return Publication(feed=None, findings=findings, portal_ready=ready)
        bodies = published_bodies(connection, publisher)
        feed = write_feed(folder, publisher, catalogue_blocks(catalog, members), bodies, bare=not ready)
    return Publication(feed=feed, findings=findings, portal_ready=ready)


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


def _refuse(publisher: str, findings: list[Finding], *, ready: bool, members: int) -> None:
    if not members:
        raise TargetError("feed.empty", publisher=publisher)
    if not ready:
        rules = ", ".join(sorted({finding.rule for finding in findings if finding.severity == "error"}))
        raise TargetError("feed.catalogue-incomplete", publisher=publisher, rules=rules)
