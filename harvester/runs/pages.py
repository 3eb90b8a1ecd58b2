"""Letting the pages for people and search engines follow a publication, and the feed of what changed."""

from pathlib import Path

from sqlalchemy import Connection

from catalogue.errors import TargetError
from catalogue.messages import say
from catalogue.store import Database
from catalogue.targets.feed import LastCopy
from catalogue.targets.site import Place, write_changes, write_site
from harvester.runs.catalogues import Whole
from harvester.runs.rules import Rules

__all__ = ["write_pages"]


def write_pages(folder: Path, copy: LastCopy, whole: Whole, *, connection: Connection, rules: Rules) -> None:
    """Write the pages of the publisher whose feed took its place, then its changes. Raises TargetError."""
    catalog = whole.catalog
    write_site(folder, copy.publisher, catalog, connection=connection, changed_at=copy.changed_at)
    title = catalog.title[0].value if catalog.title else copy.publisher
    # The log of events was added to after what this connection shows.
    with Database(connection.engine).transaction() as log:
        _write_changes(folder, copy.publisher, title, rules.base, log)


def _write_changes(folder: Path, publisher: str, title: str, base: str, log: Connection) -> None:
    try:
        with Place.held(folder) as place:
            write_changes(place, publisher, title, base, connection=log)
            write_changes(place, None, say("site.title", "nl"), base, connection=log)
    except OSError as error:
        facts = {"publisher": publisher, "where": error.filename or folder, "detail": error.strerror or error}
        raise TargetError("site.not-written", **facts) from error
