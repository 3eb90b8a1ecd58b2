"""Letting the feed in pages follow a publication."""

from pathlib import Path

from sqlalchemy import Connection

from catalogue.graph import catalogue_blocks
from catalogue.targets.feed import LastCopy, Links, write_paged
from catalogue.views import published_members
from catalogue.views.feeds import published_leaves
from harvester.runs.catalogues import catalogue_of
from harvester.runs.rules import Rules

__all__ = ["write_in_pages"]


def write_in_pages(folder: Path, copy: LastCopy, *, connection: Connection, rules: Rules) -> None:
    """Write the catalogue whose feed took its place once more, in pages. Raises TargetError."""
    catalog = catalogue_of(copy.publisher, rules, connection)
    links = Links(catalogue_blocks(catalog, published_members(connection, copy.publisher)))
    entries = published_leaves(connection, copy.publisher)
    write_paged(folder, copy, catalogue_blocks(catalog, ()), links, entries, now=copy.published_at)
