"""What the parent tells its child: which source, how, what is known, where payloads go. One line of JSON."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

import orjson

from catalogue.model import Content, ListSelectors, Protocol, Source
from harvester.crawl.settings import CrawlSettings

__all__ = ["Job", "KeptPage", "Remembered", "SeenPage", "Task", "record_key"]


class Task(StrEnum):
    CRAWL = "crawl"
    PROBE = "probe"
    """Look until a catalogue is recognised."""
    SURVEY = "survey"
    """Look for all that a site has."""
    DOCUMENT = "document"
    """Bring one document, over a connection that nobody can change it on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPage:
    """A page of a crawl that broke off, read whole then and waiting in the spool: not asked for again."""

    url: str
    file: str
    content_type: str
    link: str
    retrieved_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenPage:
    """A page of the last crawl that the source may say is still the same."""

    payload: str
    """SHA-256."""
    etag: str = ""
    last_modified: str = ""
    records: tuple[tuple[str, str], ...] = ()
    """(kind, identifier) of all that was read from it; empty for the one document of a source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What an earlier run left, so that what did not change need not be told, or even asked for, again."""

    records: dict[str, str] = field(default_factory=dict)
    """Hash of each record that is up to date, by :func:`record_key`."""
    document: str = ""
    """SHA-256 of the one document whose records are all up to date."""
    kept: dict[str, KeptPage] = field(default_factory=dict)
    """Pages to go on from, by the address that was asked for."""
    seen: dict[str, SeenPage] = field(default_factory=dict)
    """Pages to ask for only if they changed, by the address that was asked for."""
    bookmark: Content = field(default_factory=dict)
    """What the last crawl left to go on from; empty: read the source whole."""


def record_key(kind: str, identifier: str) -> str:
    """Name a record within its source."""
    return f"{kind} {identifier}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    task: Task
    source: Source
    settings: CrawlSettings
    spool: Path
    remembered: Remembered = field(default_factory=Remembered)

    def encode(self) -> bytes:
        return orjson.dumps(asdict(self) | {"spool": str(self.spool)}) + b"\n"

    @classmethod
    def decode(cls, line: bytes) -> "Job":
        facts = orjson.loads(line)
        return cls(
            task=Task(facts["task"]),
            source=_source(facts["source"]),
            settings=CrawlSettings(**facts["settings"]),
            spool=Path(facts["spool"]),
            remembered=_remembered(facts["remembered"]),
        )


def _source(facts: dict[str, Any]) -> Source:
    facts["protocol"] = Protocol(facts["protocol"])
    facts["replaces"] = tuple(facts["replaces"])
    facts["selectors"] = ListSelectors(**facts["selectors"]) if facts["selectors"] else None
    return Source(**facts)


def _remembered(facts: dict[str, Any]) -> Remembered:
    facts["kept"] = {url: KeptPage(**page) for url, page in facts["kept"].items()}
    facts["seen"] = {url: SeenPage(**page) for url, page in facts["seen"].items()}
    return Remembered(**facts)
