"""A crawl without a network: the spider asks, a function answers, and every event is written down.

Whatever a crawl does with an answer is done here too: it is kept, looked at, read, sifted and told.
"""

import asyncio
from collections import Counter, deque
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, cast

from scrapy import Request
from scrapy.http import Response

from catalogue.model import Kind
from catalogue.store import RunState, Tally
from harvester.crawl import (
    CrawlFailed,
    CrawlSettings,
    Declared,
    Duplicate,
    Event,
    PagesClosed,
    RecordFailed,
    RecordSeen,
)
from harvester.crawl.events import decode, encode
from harvester.crawl.job import Job, Task
from harvester.crawl.spider import CatalogueSpider
from harvester.protocols import spider_for
from harvester.runs.proof import completeness
from tests.torture.portals import Given, Portal

if TYPE_CHECKING:
    from harvester.crawl.wire import Wire

__all__ = ["Walked", "walk"]

SETTINGS = CrawlSettings(max_pages=40, max_items=200, max_unpacked=64 * 1024 * 1024)


class _Notebook:
    """Takes every event as the wire does: written, and read back."""

    def __init__(self) -> None:
        self.told: list[Event] = []

    def send(self, event: Event) -> None:
        self.told.append(decode(encode(event), {}))

    def flush(self) -> None:
        """Do nothing: there is nobody to wait for."""


@dataclass(frozen=True, slots=True)
class Walked:
    asked: list[str]
    events: list[Event]

    @property
    def closed(self) -> PagesClosed | None:
        ends = [event for event in self.events if isinstance(event, PagesClosed)]
        return ends[0] if len(ends) == 1 and self.events[-1] is ends[0] else None

    @property
    def failure(self) -> str:
        return next((event.key for event in self.events if isinstance(event, CrawlFailed)), "")

    @property
    def tally(self) -> Tally:
        """Count as a run counts."""
        count = Counter(type(event) for event in self.events)
        skipped = sum(isinstance(event, RecordFailed) and event.skipped for event in self.events)
        failed = count[RecordFailed] - skipped
        totals = [event.total for event in self.events if isinstance(event, Declared)]
        return Tally(
            declared=totals[-1] if totals else None,
            seen=count[RecordSeen] + failed,
            others=sum(isinstance(e, RecordSeen) and e.record.kind is not Kind.DATASET for e in self.events),
            failed=failed,
            duplicates=count[Duplicate],
            skipped=skipped,
            moved=sum(isinstance(event, Duplicate) and event.moved for event in self.events),
            scope="changes" if self.closed and self.closed.changes else "whole",
            ending=self.closed.reason if self.closed else "",
            totals=list(dict.fromkeys(totals)),
        )

    @property
    def met(self) -> int:
        tally = self.tally
        return tally.seen + tally.duplicates + tally.skipped

    @property
    def is_complete(self) -> bool:
        """Tell whether a run would have taken this for all there is."""
        if self.failure or self.closed is None or self.closed.changes:
            return False
        return completeness(self.tally, pages_closed=self.closed.closed) == RunState.COMPLETE


def walk(portal: Portal, folder: Path, other: dict[str, Given]) -> Walked:
    """Crawl a portal that gives ``other`` answers to some addresses; the spool is made in ``folder``."""
    with TemporaryDirectory(dir=folder) as spool:
        return _walk(portal, Path(spool), other)


def _walk(portal: Portal, spool: Path, other: dict[str, Given]) -> Walked:
    notebook = _Notebook()
    job = Job(task=Task.CRAWL, source=portal.source, settings=SETTINGS, spool=spool)
    spider = spider_for(portal.source.protocol)(job=job, wire=cast("Wire", notebook))
    asked: list[str] = []
    try:
        to_ask = deque(asyncio.run(_first(spider)))
        while to_ask:
            request = to_ask.popleft()
            asked.append(request.url)
            to_ask.extend(_answered(request, other.get(request.url) or portal.give(request.url)))
        return Walked(asked, [*notebook.told])  # what it says only when it is closed does not count
    finally:
        spider.closed("finished")


async def _first(spider: CatalogueSpider) -> list[Request]:
    return [request async for request in spider.start()]


def _answered(request: Request, given: Given) -> list[Request]:
    request.meta["on_disk"] = BytesIO(given.body)
    response = Response(request.url, status=given.status, headers=cast("Any", given.headers), request=request)
    return list(cast("Any", request.callback)(response, **request.cb_kwargs))
