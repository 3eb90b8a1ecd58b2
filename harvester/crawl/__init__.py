"""One crawl of one source: its process, its events, its manners, its safety, its payloads."""

from harvester.crawl.events import (
    Bookmark,
    CatalogueSeen,
    CrawlFailed,
    Declared,
    DocumentUnchanged,
    Duplicate,
    Event,
    PageRead,
    PagesClosed,
    PageSeen,
    ProbeSeen,
    RecordFailed,
    RecordGone,
    RecordSeen,
    RecordUnchanged,
)
from harvester.crawl.forking import end_server
from harvester.crawl.job import KeptPage, Remembered, SeenPage, record_key
from harvester.crawl.process import crawl, document, probe
from harvester.crawl.settings import CrawlSettings

__all__ = [
    "Bookmark",
    "CatalogueSeen",
    "CrawlFailed",
    "CrawlSettings",
    "Declared",
    "DocumentUnchanged",
    "Duplicate",
    "Event",
    "KeptPage",
    "PageRead",
    "PageSeen",
    "PagesClosed",
    "ProbeSeen",
    "RecordFailed",
    "RecordGone",
    "RecordSeen",
    "RecordUnchanged",
    "Remembered",
    "SeenPage",
    "crawl",
    "document",
    "end_server",
    "probe",
    "record_key",
]
