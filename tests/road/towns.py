"""The towns of the sample portals, harvested into a store of the test, and what then stands in it."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import orjson
from sqlalchemy import func, select

from catalogue.model import Source
from catalogue.store import Database
from catalogue.store import tables as t
from catalogue.targets import Allowed
from catalogue.views import TroubleCount, troubles_of
from harvester.crawl import CrawlSettings
from harvester.runs import (
    Further,
    NoProgress,
    Progress,
    Publication,
    Rules,
    RunSummary,
    make_rules,
    publish,
    run_source,
)
from oogst.demo import sample_publishers
from schedules import Publisher, load_publisher
from tests.road.stage import Stage

__all__ = [
    "EVENING",
    "MORNING",
    "PORTALS",
    "QUICK",
    "Kept",
    "LastRun",
    "Town",
    "publisher_of",
    "rules_of",
    "town_at",
]

MORNING: Final = datetime(2025, 10, 1, 2, tzinfo=UTC)
EVENING: Final = datetime(2025, 10, 1, 20, tzinfo=UTC)
QUICK: Final = CrawlSettings(backoff=0.01, max_wait=0.05, retries=2)
PORTALS: Final = {
    "ckan": "zonnegem",
    "opendatasoft": "waterschote",
    "arcgis_hub": "heidebeke",
    "dcat_turtle": "molendries",
    "dcat_rdfxml": "kasteelveld",
}
"""Sample portal → the town that has it."""


class Kept(NamedTuple):
    """How the entry of a record stands in the store."""

    uuid: str
    state: str
    published: bool
    withdrawn: bool
    content: str
    """Content hash of its present version."""
    versions: int
    assessments: int


class LastRun(NamedTuple):
    state: str
    reasons: list[str]
    traceback: str | None


@dataclass(frozen=True, slots=True)
class Town:
    """A publisher with one source."""

    source: Source
    rules: Rules
    database: Database
    folder: Path
    crawling: CrawlSettings = field(default=QUICK)
    processes: int = 0
    further: tuple[Further, ...] = ()
    """Writes what goes with a feed."""

    def harvest(self, now: datetime = MORNING, progress: Progress | None = None) -> RunSummary:
        return run_source(
            self.source,
            database=self.database,
            rules=self.rules,
            crawling=self.crawling,
            workplace=self.folder,
            processes=self.processes,
            progress=progress or NoProgress(),
            clock=lambda: now,
        )

    def publish(self, *, strict: bool = True, allowed: Allowed | None = None) -> Publication:
        folder = self.folder / "feeds"
        return publish(
            self.source.publisher,
            database=self.database,
            rules=self.rules,
            folder=folder,
            strict=strict,
            allowed=allowed,
            further=self.further,
        )

    def feed(self, allowed: Allowed | None = None) -> bytes:
        """Publish, and give the bytes of the feed."""
        written = self.publish(allowed=allowed).feed
        assert written is not None
        return written.paths[0].read_bytes()

    def moved(self, **to: str) -> "Town":
        """Give the same town with other facts about its source."""
        return replace(self, source=replace(self.source, **to))  # type: ignore[arg-type]  # names of texts only

    def kept(self) -> dict[str, Kept]:
        """List all entries, withdrawn ones too, by the identifier at the source."""
        of_entry = t.version.c.entry_id == t.entry.c.id
        versions = select(func.count()).select_from(t.version).where(of_entry).correlate(t.entry)
        judged = select(func.count()).select_from(t.assessment.join(t.version)).where(of_entry)
        query = (
            select(
                t.record.c.identifier,
                t.entry.c.uuid,
                t.record.c.state,
                t.assessment.c.published,
                t.entry.c.withdrawn_at.is_not(None),
                t.version.c.hash,
                versions.scalar_subquery(),
                judged.correlate(t.entry).scalar_subquery(),
            )
            .select_from(t.record)
            .join(t.entry, (t.entry.c.record_id == t.record.c.id) & t.entry.c.replaced_by.is_(None))
            .join(t.version, t.version.c.id == t.entry.c.version_id)
            .join(t.assessment, t.assessment.c.id == t.entry.c.assessment_id)
        )
        with self.database.transaction() as connection:
            return {identifier: Kept(*rest) for identifier, *rest in connection.execute(query)}

    def troubles(self, run: RunSummary) -> list[TroubleCount]:
        with self.database.transaction() as connection:
            return troubles_of(connection, run.run_id)

    def last_run(self) -> LastRun:
        query = select(t.run.c.state, t.run.c.reasons, t.run.c.traceback).order_by(t.run.c.id.desc()).limit(1)
        with self.database.transaction() as connection:
            state, reasons, traceback = connection.execute(query).one()
        return LastRun(state, orjson.loads(reasons), traceback)


@cache
def publisher_of(portal: str) -> Publisher:
    """Read the publisher file of the town behind a sample portal."""
    name = f"{PORTALS[portal]}.yaml"
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_text(sample_publishers("http://127.0.0.1")[name], encoding="utf-8")
        return load_publisher(path)


@cache
def rules_of(portal: str) -> Rules:
    return make_rules(publisher_of(portal).facts)


def town_at(stage: Stage, portal: str, database: Database, folder: Path) -> Town:
    """Give the town of a sample portal that plays on a stage."""
    (scheduled,) = publisher_of(portal).sources
    source = replace(scheduled.source, url=stage.address(portal))
    return Town(source, rules_of(portal), database, folder)
