"""Walking one recorded catalogue down the whole road, as ``oogst check`` does."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import select

from catalogue.model import Protocol, PublisherFacts, Source
from catalogue.model.namespaces import expand
from catalogue.store import Database, open_database, tables
from catalogue.views import FindingCount, Standing, TroubleCount, count_findings, standing, troubles_of
from harvester.crawl import CrawlSettings
from harvester.detect import detect
from harvester.runs import Publication, RunSummary, make_rules, publish, run_source
from schedules import load_all
from tests.bench.ckan_dump_server import served_dump
from tests.real.inputs import Input
from tests.real.published import Shown

__all__ = ["Walked", "walk"]


class Walked(NamedTuple):
    run: RunSummary
    standing: Standing
    publication: Publication
    datasets: int
    """Entries that are datasets; the others are services and series with a record of their own."""
    troubles: list[TroubleCount]
    findings: list[FindingCount]
    named: Counter[Shown]
    """Where our own findings on published entries point, for comparison with published shapes."""


def walk(given: Input, corpus: Path, folder: Path) -> Walked:
    """Harvest, describe, judge and publish one recorded catalogue into ``folder``."""
    with _address(given, corpus) as address:
        detection = detect(address, settings=CrawlSettings(), allow_private=True)
        facts = _facts(given.publisher)
        source = Source(
            name=f"{given.publisher or 'anders'}/bron",
            publisher=given.publisher or "anders",
            protocol=Protocol(detection.protocol),
            url=detection.url,
            allow_private=True,
        )
        database = open_database(f"sqlite:///{folder / 'oogst.db'}")
        try:
            return _walked(source, facts, database, folder)
        finally:
            database.close()


def _walked(source: Source, facts: PublisherFacts | None, database: Database, folder: Path) -> Walked:
    rules = make_rules(facts)
    run = run_source(source, database=database, rules=rules, crawling=CrawlSettings(), workplace=folder)
    if run.failure:
        raise run.failure
    publication = publish(
        source.publisher, database=database, rules=rules, folder=folder / "feed", strict=False, further=()
    )
    entry = tables.entry.c
    with database.transaction() as connection:
        kinds = Counter(connection.execute(select(entry.kind)).scalars())
        return Walked(
            run,
            standing(connection, source.publisher),
            publication,
            kinds["dataset"],
            troubles_of(connection, run.run_id),
            count_findings(connection, source.publisher),
            _named(database),
        )


def _named(database: Database) -> Counter[Shown]:
    finding, assessment = tables.finding.c, tables.assessment.c
    query = select(finding.focus, finding.path).join(
        tables.assessment, assessment.id == finding.assessment_id
    )
    with database.transaction() as connection:
        rows = connection.execute(query.where(assessment.published, finding.layer != "mapping"))
        return Counter(Shown(focus, expand(path)) for focus, path in rows)


def _facts(publisher: str) -> PublisherFacts | None:
    return next((one.facts for one in load_all() if one.name == publisher), None)


@contextmanager
def _address(given: Input, corpus: Path) -> Iterator[str]:
    file = given.file(corpus)
    if file.name.endswith(".jsonl.gz"):
        with served_dump(file) as served:
            yield served.url
    else:
        yield str(file)
