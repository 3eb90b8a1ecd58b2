"""One crawl of one source: its process, its events, its manners, its safety, its payloads."""

from harvester.crawl.events import (
    CatalogueSeen,
    CrawlFailed,
    Declared,
    Duplicate,
    Event,
    PagesClosed,
    PageSeen,
    ProbeSeen,
    RecordFailed,
    RecordSeen,
)
from harvester.crawl.process import crawl, probe
from harvester.crawl.settings import CrawlSettings

__all__ = [
    "CatalogueSeen",
    "CrawlFailed",
    "CrawlSettings",
    "Declared",
    "Duplicate",
    "Event",
    "PageSeen",
    "PagesClosed",
    "ProbeSeen",
    "RecordFailed",
    "RecordSeen",
    "crawl",
    "probe",
]
