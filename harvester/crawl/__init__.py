"""One crawl of one source: its process, its events, its manners, its safety, its payloads."""

from harvester.crawl.events import (
    CatalogueSeen,
    CrawlFailed,
    Declared,
    DocumentUnchanged,
    Duplicate,
    Event,
    PagesClosed,
    PageSeen,
    ProbeSeen,
    RecordFailed,
    RecordSeen,
    RecordUnchanged,
)
from harvester.crawl.job import Remembered, record_key
from harvester.crawl.process import crawl, probe
from harvester.crawl.settings import CrawlSettings

__all__ = [
    "CatalogueSeen",
    "CrawlFailed",
    "CrawlSettings",
    "Declared",
    "DocumentUnchanged",
    "Duplicate",
    "Event",
    "PageSeen",
    "PagesClosed",
    "ProbeSeen",
    "RecordFailed",
    "RecordSeen",
    "RecordUnchanged",
    "Remembered",
    "crawl",
    "probe",
    "record_key",
]
