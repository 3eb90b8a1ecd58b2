"""The one place where the measurement touches what it measures."""

from pathlib import Path
from tempfile import gettempdir

from catalogue.model import Protocol, PublisherFacts, Source, Text
from catalogue.store import open_database
from harvester.crawl import CrawlSettings
from harvester.runs import make_rules, run_source
from oogst.settings import settings
from tests.bench.measuring import StageTimes

FACTS = PublisherFacts(
    name="meetstad",
    title=(Text("Stad Meetstad", "nl"),),
    iri="https://data.meetstad.example/id/stad",
    contact_name="Open data Meetstad",
    contact_email="opendata@meetstad.example",
    language="nl",
    catalogue_title=(Text("Open data van Meetstad", "nl"),),
    catalogue_description=(Text("Alle datasets van Meetstad.", "nl"),),
    catalogue_licence="https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0",
)


def harvest_once(source_url: str, protocol: str, database_url: str) -> StageTimes:
    """Harvest the source into the database as a nightly run does. Raises what made the run fail."""
    source = Source(
        name="meetstad/portaal",
        publisher=FACTS.name,
        protocol=Protocol(protocol),
        url=source_url,
        language="nl",
        allow_private=True,
    )
    database = open_database(database_url)
    try:
        summary = run_source(
            source,
            database=database,
            rules=make_rules(FACTS),
            crawling=CrawlSettings(),
            workplace=Path(gettempdir()),
            processes=settings().processes,
        )
    finally:
        database.close()
    if summary.failure:
        raise summary.failure
    tally = summary.tally
    return StageTimes(tally.seen, tally.unchanged, tally.failed, summary.seconds)
