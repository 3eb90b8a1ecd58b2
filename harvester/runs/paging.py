"""Letting the feed in pages follow a publication."""

from pathlib import Path

from sqlalchemy import Connection

from catalogue.packing import unpack
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
    links = Links(whole.blocks())
    write_paged(folder, copy, whole.bare(), links, entries, unpack=unpack, now=copy.published_at)
