"""The first records of a source down the same road as every other, and nothing kept of them.

The crawl is broken off once there are enough; what is shown is therefore never called complete.
"""

from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import mappings
from catalogue.errors import SourceError
from catalogue.model import Dataset, Record, Source
from catalogue.store import Judged
from harvester.crawl import (
    CrawlFailed,
    CrawlSettings,
    Declared,
    Event,
    PageSeen,
    RecordFailed,
    RecordSeen,
    crawl,
)
from harvester.runs.road import Given, Road
from harvester.runs.rules import Rules

__all__ = ["Preview", "Previewed", "preview"]

MOST_FAILED = 20


@dataclass(frozen=True, slots=True)
class Previewed:
    judged: Judged
    distributions: int | None
    """None for what has none by its kind."""


@dataclass(slots=True)
class Preview:
    declared: int | None = None
    entries: list[Previewed] = field(default_factory=list)
    failed: list[RecordFailed] = field(default_factory=list)
    """What of the first did not become a record."""
    failure: SourceError | None = None


def preview(
    source: Source,
    *,
    rules: Rules,
    crawling: CrawlSettings,
    workplace: Path,
    most: int,
    now: datetime | None = None,
) -> Preview:
    """Read the first ``most`` records of a source, and judge them as a run would."""
    found = Preview()
    with closing(crawl(source, spool=workplace, settings=crawling)) as events:
        records = _first(events, most, found, workplace)
    _walk(records, source, rules, now or datetime.now(UTC).replace(microsecond=0), found)
    return found


def _first(events: Iterable[Event], most: int, found: Preview, spool: Path) -> list[Record]:
    records: list[Record] = []
    for event in events:
        match event:
            case RecordSeen(record=record):
                records.append(record)
            case RecordFailed() if len(found.failed) < MOST_FAILED:
                found.failed.append(event)
            case Declared(total=total):
                found.declared = total
            case CrawlFailed(key=key, facts=facts):
                found.failure = SourceError(key, **facts)
            case PageSeen(file=file) if file:
                (spool / file).unlink(missing_ok=True)
        if len(records) >= most:
            break
    return records


def _walk(records: list[Record], source: Source, rules: Rules, now: datetime, found: Preview) -> None:
    if not records:
        return
    context = mappings.Context(
        base=rules.base,
        publisher=source.publisher,
        source=source,
        facts=rules.facts,
        public="file" if source.url.startswith("file:") else "web",
        today=now.date().isoformat(),
    )
    road = Road(rules=rules.for_source(source, now.date()), context=context, now=now)
    walked = road.walk([Given(record, None) for record in records])
    resources = [mappings.translate(record, context).resource for record in records]
    for judged, resource in zip(walked.entries, resources, strict=True):
        count = len(resource.distributions) if isinstance(resource, Dataset) else None
        found.entries.append(Previewed(judged, count))
