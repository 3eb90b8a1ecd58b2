"""The records of the sample portals, harvested once; what a road makes of them is up to each test."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

import mappings
from catalogue.model import Content, Dialect, Record, Source
from catalogue.store import Database, Judged
from harvester.crawl import CatalogueSeen, RecordSeen, crawl
from harvester.runs import Rules
from harvester.runs.road import Given, Road
from tests.road.stage import Stage, opened
from tests.road.towns import PORTALS, QUICK, Town, publisher_of, rules_of, town_at

NOON = datetime(2025, 10, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Sample:
    """What was harvested from a sample portal, and how to walk the road with it."""

    portal: str
    records: list[Record]
    context: mappings.Context
    rules: Rules
    catalogue: Content
    dialect: Dialect


@pytest.fixture(scope="session")
def whole_stage() -> Iterator[Stage]:
    with opened() as stage:
        yield stage


@pytest.fixture
def stage(whole_stage: Stage) -> Iterator[Stage]:
    with whole_stage.undisturbed():
        yield whole_stage


@pytest.fixture
def zonnegem(stage: Stage, store: Database, tmp_path: Path) -> Town:
    """Give the CKAN town with an empty store."""
    return town_at(stage, "ckan", store, tmp_path)


@pytest.fixture(scope="session")
def samples(whole_stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sample]:
    """Give the records of every sample portal on its first day."""
    spool = tmp_path_factory.mktemp("spool")
    with whole_stage.undisturbed():
        return {portal: harvested(portal, whole_stage, spool) for portal in PORTALS}


@pytest.fixture(params=PORTALS)
def sample(request: pytest.FixtureRequest, samples: dict[str, Sample]) -> Sample:
    return samples[request.param]


def harvested(portal: str, stage: Stage, spool: Path) -> Sample:
    (scheduled,) = publisher_of(portal).sources
    stated = scheduled.source
    source = Source(
        name=stated.name,
        publisher=stated.publisher,
        protocol=stated.protocol,
        url=stage.address(portal),
        allow_private=True,
    )
    events = list(crawl(source, spool=spool, settings=QUICK))
    said = next((event for event in events if isinstance(event, CatalogueSeen)), None)
    records = [event.record for event in events if isinstance(event, RecordSeen)]
    rules = rules_of(portal)
    return Sample(
        portal=portal,
        records=records,
        context=mappings.Context(
            base=rules.base,
            publisher=source.publisher,
            source=source,
            facts=rules.facts,
            public="web",
            today=NOON.date().isoformat(),
        ),
        rules=rules,
        catalogue=said.content if said else {},
        dialect=said.dialect if said else records[0].dialect,
    )


def walked(sample: Sample) -> list[Judged]:
    """Walk the whole road with the records of a sample."""
    road = Road(rules=sample.rules, context=sample.context, now=NOON)
    return list(road.walk([Given(record, None) for record in sample.records]).entries)
