"""The catalogue read whole, page after page or as one export: datasets, their number, and where to go on.

Law: paging ends at 10,000 items; a larger catalogue is read from its export, and the run says so. The export
is whole only if it holds as many items as the catalogue said it has.
"""

from typing import Final

from catalogue.model import Dialect
from harvester.crawl.events import CatalogueSeen, Declared
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.protocols.opendatasoft.addresses import WINDOW, Slice
from harvester.protocols.opendatasoft.changes import Ledger
from harvester.protocols.opendatasoft.listing import Listing, events, listing

__all__ = ["FEWER", "of_catalogue", "read", "records"]

FEWER: Final = Closed("harvester.pages.fewer-than-declared", whole=False)


def read(
    page: Page, here: Slice, ledger: Ledger, *, total: int | None, portal: frozenset[str] | None
) -> Steps:
    """Read a page of the catalogue, or its export; ``total`` is how many a page before said there are."""
    found = listing(page)
    if found.total is None:
        yield from _export(found, page, ledger, total=total, portal=portal)
        return
    yield Declared(found.total)
    if here.offset == 0:
        yield from of_catalogue(found)
    if found.total >= WINDOW and _has_export(found, page, here):
        yield Ask(here.export, feed=True)
        return
    yield from records(found, page, ledger, portal)
    reached = here.offset + len(found.items)
    if reached >= found.total:
        yield from ledger.bookmark()
        yield Closed("harvester.pages.all-read")
    elif not found.items or reached >= WINDOW - 1:
        yield FEWER
    else:
        yield Ask(here.after(len(found.items)).url)


def _export(
    found: Listing, page: Page, ledger: Ledger, *, total: int | None, portal: frozenset[str] | None
) -> Steps:
    yield from records(found, page, ledger, portal)
    if total is not None and len(found.items) < total:
        yield FEWER
        return
    yield from ledger.bookmark()
    yield Closed("harvester.pages.export-read")


def records(found: Listing, page: Page, ledger: Ledger, portal: frozenset[str] | None) -> Steps:
    """Tell the items of a page, and note them down."""
    for placed, event in events(found, page.payload.sha256, portal):
        ledger.add(placed, event)
        yield event


def _has_export(found: Listing, page: Page, here: Slice) -> bool:
    is_file = page.url.startswith("file:")
    return here.offset == 0 and found.dialect is Dialect.OPENDATASOFT and not is_file


def of_catalogue(found: Listing) -> Steps:
    """Version 2.0 says at which address its catalogue is; the addresses of files follow from it."""
    if isinstance(found.links, list) and found.links:
        yield CatalogueSeen({"links": found.links}, Dialect.OPENDATASOFT)
