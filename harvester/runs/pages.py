"""Letting the pages for people and search engines follow a publication."""

from pathlib import Path

from sqlalchemy import Connection

from catalogue.targets.feed import LastCopy
from catalogue.targets.site import write_site
from harvester.runs.catalogues import catalogue_of
from harvester.runs.rules import Rules

__all__ = ["write_pages"]


def write_pages(folder: Path, copy: LastCopy, *, connection: Connection, rules: Rules) -> None:
    """Write the pages of the publisher whose feed took its place. Raises TargetError."""
    catalog = catalogue_of(copy.publisher, rules, connection)
    write_site(folder, copy.publisher, catalog, connection=connection, changed_at=copy.changed_at)
