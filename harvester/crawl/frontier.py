"""What is still to be asked for: lists first and one page at a time, then the pages of single items.

Law: no list page is asked for twice, and there is an end to how many are asked for at all.
"""

from collections import deque

from catalogue.errors import SourceError
from harvester.crawl.settings import CrawlSettings
from harvester.crawl.steps import Ask

__all__ = ["Frontier"]


class Frontier:
    def __init__(self, settings: CrawlSettings, *, at_once: int) -> None:
        self._settings = settings
        self._at_once = at_once
        self._lists: deque[Ask] = deque()
        self._items: deque[Ask] = deque()
        self._added: set[str] = set()
        self._items_added = 0
        self._on_their_way = 0

    def add(self, ask: Ask) -> None:
        """Queue an address. An item named twice is asked for once; a list named twice is a loop.

        Raises SourceError for a loop, and for more pages or items than a crawl may take.
        """
        if ask.url in self._added:
            if ask.item:
                return
            raise SourceError("harvester.loop", url=ask.url, detail="")
        limit = self._settings.max_items if ask.item else self._settings.max_pages
        asked = self._items_added if ask.item else len(self._added) - self._items_added
        if asked >= limit:
            raise SourceError("harvester.too-many-pages", url=ask.url, limit=limit, detail="")
        self._added.add(ask.url)
        self._items_added += ask.item
        (self._items if ask.item else self._lists).append(ask)

    def take(self) -> Ask | None:
        """Give what may be asked for now; None while what is on its way has to come first."""
        if self._lists:
            ask = None if self._on_their_way else self._lists.popleft()
        else:
            ask = self._items.popleft() if self._items and self._on_their_way < self._at_once else None
        self._on_their_way += ask is not None
        return ask

    def came(self) -> None:
        """Note that an answer, or the lack of one, was dealt with."""
        self._on_their_way -= 1

    def clear(self) -> None:
        """Forget all that was still to be asked for."""
        self._lists.clear()
        self._items.clear()

    @property
    def exhausted(self) -> bool:
        return not (self._lists or self._items or self._on_their_way)
