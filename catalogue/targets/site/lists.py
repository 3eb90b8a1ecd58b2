"""The lists of entries for people, the maps of them for search engines, and the index of all publishers."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from catalogue.targets.feed.swap import stamp
from catalogue.targets.site.ledger import heads
from catalogue.targets.site.pages import Context, Listed, index_page, page_link, publisher_page
from catalogue.targets.site.place import Place
from catalogue.targets.site.sitemap import MOST, sitemap, sitemap_index
from catalogue.views.pages import PageRow

__all__ = ["write_index", "write_lists", "write_maps"]

LISTED: Final = 500
"""Entries on one page of a list."""


def write_lists(place: Place, context: Context, standing: Sequence[PageRow], changed_at: datetime) -> None:
    """Write the list of a publisher by title, and take away pages that it does not need any more."""
    rows = sorted(standing, key=lambda row: (row.title.casefold(), row.uuid))
    pages = [rows[start : start + LISTED] for start in range(0, len(rows), LISTED)] or [[]]
    own = context.publisher
    for number, page in enumerate(pages, start=1):
        listed = [_listed(row) for row in page]
        text = publisher_page(
            context, listed, number=number, pages=len(pages), entries=len(rows), changed=stamp(changed_at)
        )
        place.put(f"{own}/{page_link(number)}", text)
    number = len(pages) + 1
    while place.holds(f"{own}/{page_link(number)}"):
        place.take_away(f"{own}/{page_link(number)}")
        number += 1


def write_maps(place: Place, context: Context, standing: Sequence[PageRow]) -> None:
    """Write the maps of a publisher, and the index of all that stand."""
    own = context.publisher
    parts = [standing[start : start + MOST] for start in range(0, len(standing), MOST)]
    for number, part in enumerate(parts, start=1):
        rows = [(f"{row.iri}.html", stamp(row.since)) for row in part]
        place.put(f"sitemap-{own}-{number}.xml", sitemap(rows))
    number = len(parts) + 1
    while place.holds(f"sitemap-{own}-{number}.xml"):
        place.take_away(f"sitemap-{own}-{number}.xml")
        number += 1
    maps = sorted(place.folder.glob("sitemap-*.xml"))
    known = ((f"{context.base}/{one.name}", stamp(_changed(one))) for one in maps)
    place.put("sitemap.xml", sitemap_index(known))


def write_index(place: Place) -> None:
    known = heads(place.folder)
    listed = [Listed(head.title, f"{head.publisher}/index.html", entries=head.entries) for head in known]
    place.put("index.html", index_page(listed))


def _listed(row: PageRow) -> Listed:
    return Listed(row.title or row.iri, "../" + "/".join(row.iri.rsplit("/", 4)[1:]) + ".html", str(row.kind))


def _changed(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)
