"""What the parent tells its child: which source, how, and where the payloads go. One line of JSON."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

import orjson

from catalogue.model import Protocol, Source
from harvester.crawl.settings import CrawlSettings

__all__ = ["Job", "Task"]


class Task(StrEnum):
    CRAWL = "crawl"
    PROBE = "probe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    task: Task
    source: Source
    settings: CrawlSettings
    spool: Path

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
        )
