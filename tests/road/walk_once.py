"""Walks kept records down the road in its own process: ``python -m tests.road.walk_once PORTAL RECORDS``.

Prints a hash of all that came of them, and the fingerprint of the rules.
"""

import sys
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import mappings
from catalogue.store import Judged
from harvester.crawl import RecordSeen
from harvester.crawl.events import decode
from harvester.runs.road import Given, Road
from tests.road.towns import EVENING, publisher_of, rules_of

__all__ = ["digest"]


def digest(judged: list[Judged]) -> str:
    """Give one hash of all that is kept of some entries."""
    return sha256("\n".join(map(repr, judged)).encode()).hexdigest()


def _walked(portal: str, lines: Path) -> tuple[str, str]:
    given = [
        Given(event.record, None)
        for event in (decode(line, {}) for line in lines.read_bytes().splitlines())
        if isinstance(event, RecordSeen)
    ]
    (scheduled,) = publisher_of(portal).sources
    rules = rules_of(portal)
    source = replace(scheduled.source, url="https://portaal.example")
    context = mappings.Context(
        base=rules.base, publisher=source.publisher, source=source, facts=rules.facts, public="web"
    )
    road = Road(rules=rules, context=context, now=EVENING)
    return digest(list(road.walk(given).entries)), rules.fingerprint


if __name__ == "__main__":
    sys.stdout.write(" ".join(_walked(sys.argv[1], Path(sys.argv[2]))))
