"""Paging that only the address shows: ``?page=2``, ``?startindex=20&limit=20``.

Law: such a list never says where it ends, so the end has to be shown. One empty page does not: a portal may
hide all that stands in a window. Two in a row do, unless the source declares more than was met.
"""

import re
from collections.abc import Collection
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from catalogue.errors import SourceError
from harvester.crawl.page_size import PageSize
from harvester.crawl.steps import Ask, Closed

__all__ = ["PlainPaging", "is_cut_by_its_limit"]

NUMBERS: Final = frozenset({"page", "pagenumber", "page_number", "pageno", "pagenr"})
STARTS: Final = frozenset({"startindex", "start_index", "offset", "start", "skip"})
LIMITS: Final = frozenset(
    {"limit", "rows", "count", "size", "pagesize", "page_size", "per_page", "itemsperpage", "hitsperpage"}
)
ENOUGH: Final = 2
"""Empty pages in a row that show the end."""
SECOND: Final = 2
"""The page that shows whether a first one that was short is all that the server gives at once."""
PATIENCE: Final = 10
"""Empty pages in a row after which no more is expected, whatever was declared."""


class PlainPaging:
    """Where a list goes on whose address carries its place; false for an address that does not."""

    def __init__(self, url: str, size: int = 0) -> None:
        """Take the source's address; ``size`` is the page size that was asked for, if any."""
        self._number = _parameter(url, NUMBERS)
        self._start = _parameter(url, STARTS)
        self._limit = _parameter(url, LIMITS)
        self.size = PageSize(size or _value(url, self._limit))
        self._met: set[str] = set()
        self._empty = 0
        self._pages = 0
        self._cap = 0
        """What the server gives at most, where that is fewer than was asked for."""
        self.is_led = False
        """A page has said itself what comes after it, so the address no longer decides."""

    def __bool__(self) -> bool:
        return bool(self._number or self._start)

    @property
    def goes_on(self) -> bool:
        """Tell whether a page has been read, so that one without anything may be an empty one."""
        return bool(self) and self._pages > 0

    def first(self, url: str) -> str:
        return self._sized(url) if self._start else url

    @property
    def can_shrink(self) -> bool:
        """Tell whether a part of a page can be asked for: only of a list that is counted by items."""
        return bool(self._start and self._limit) and self.size.can_shrink

    def smaller(self, url: str) -> str:
        """Name a smaller page that begins where this one does."""
        self.size.shrink()
        return self._sized(url)

    def overlapped(self, name: str) -> bool:
        """Tell whether an item is here again since the second window may overlap the first."""
        return self._cap > 0 and self._pages == 1 and name in self._met

    def onward(self, url: str, names: Collection[str], total: int | None) -> Ask | Closed:
        """Name the page after this one, which holds these items, or the end.

        Raises SourceError when the page holds nothing but what was there before.
        """
        repeated = sum(name in self._met for name in names)
        self._met.update(names)
        self._pages += 1
        self._empty = 0 if names else self._empty + 1
        short = total is not None and len(self._met) < total
        if self._empty >= (PATIENCE if short else ENOUGH):
            if short:
                return Closed("harvester.pages.fewer-than-declared", whole=False)
            return Closed("harvester.pages.two-empty-pages")
        if repeated and repeated == len(names) and not self._cap:
            raise SourceError("harvester.loop", url=url, detail="")
        return Ask(self._after(url, len(names), overlaps=repeated > 0))

    def _after(self, url: str, items: int, *, overlaps: bool) -> str:
        if not self._start:
            return _with(url, self._number, _value(url, self._number) + 1)
        limit = _value(url, self._limit)
        if overlaps and self._pages == SECOND:
            self._cap = 0  # it gave what stands in the window; some of the first was hidden
        elif self._pages == 1 and 0 < items < limit:
            self._cap = items
        step = self._cap or limit or max(items, 1)
        return self._sized(_with(url, self._start, _value(url, self._start) + step))

    def _sized(self, url: str) -> str:
        return _with(url, self._limit, self.size.now) if self._limit and self.size.now else url


def is_cut_by_its_limit(url: str, items: int, total: int | None) -> bool:
    """Tell whether a single page holds as much as its address lets through, so that more may stand behind."""
    limit = _value(url, _parameter(url, LIMITS))
    return 0 < limit <= items and (total is None or total > items)


def _parameter(url: str, names: frozenset[str]) -> str:
    """Find the parameter of one of these names that holds a number, as it is written there."""
    pairs = parse_qsl(urlsplit(url).query)
    return next((key for key, value in pairs if key.lower() in names and _is_number(value)), "")


def _value(url: str, name: str) -> int:
    value = dict(parse_qsl(urlsplit(url).query)).get(name, "")
    return int(value) if _is_number(value) else 0


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) < 10  # noqa: PLR2004 -- digits; no list is longer


def _with(url: str, name: str, value: int) -> str:
    """Set a parameter, and leave the others as they are written."""
    return re.sub(rf"([?&]{re.escape(name)}=)[^&#]*", rf"\g<1>{value}", url, count=1)
