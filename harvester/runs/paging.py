"""Letting the feed in pages follow a publication."""

from pathlib import Path

from sqlalchemy import Connection

from catalogue.targets.feed import LastCopy, Links, write_paged
from catalogue.views.feeds import published_leaves
from harvester.runs.catalogues import Whole
from harvester.runs.rules import Rules

__all__ = ["write_in_pages"]


def write_in_pages(
    folder: Path,
    copy: LastCopy,
    whole: Whole,
    *,
    connection: Connection,
    rules: Rules,  # noqa: ARG001  all that follows a feed is asked alike
) -> None:
    """Write the catalogue whose feed took its place once more, in pages. Raises TargetError."""
    entries = published_leaves(connection, whole.publisher)
    write_paged(folder, copy, whole.bare(), Links(whole.blocks()), entries, now=copy.published_at)
