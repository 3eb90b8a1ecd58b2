"""What the parent tells its child: which source, how, and where the payloads go. One line of JSON."""

from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

import orjson

from catalogue.model import Protocol, Source
from harvester.crawl.settings import CrawlSettings

__all__ = ["Job", "Remembered", "Task", "record_key"]


class Task(StrEnum):
    CRAWL = "crawl"
    PROBE = "probe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """What an earlier run left, so that what did not change need not be told again."""

    records: dict[str, str] = field(default_factory=dict)
    """Hash of each record that is up to date, by :func:`record_key`."""
    document: str = ""
    """SHA-256 of the one document whose records are all up to date."""


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
        source = facts["source"] | {"protocol": Protocol(facts["source"]["protocol"])}
        return cls(
            task=Task(facts["task"]),
            source=Source(**source),
            settings=CrawlSettings(**facts["settings"]),
            spool=Path(facts["spool"]),
            remembered=Remembered(**facts["remembered"]),
        )
