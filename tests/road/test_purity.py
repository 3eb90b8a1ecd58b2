"""The road is a pure function: the same records give the same entries, whenever and wherever it is walked."""

import os
import subprocess
import sys
from copy import deepcopy
from datetime import timedelta
from pathlib import Path

from harvester.crawl import RecordSeen
from harvester.crawl.events import encode
from harvester.runs.road import Given, Road
from tests.road.conftest import NOON, Sample, walked

ROOT = Path(__file__).parents[2]


def test_walking_twice_gives_the_same(sample: Sample) -> None:
    assert walked(sample) == walked(sample)


def test_the_records_are_left_as_they_were(sample: Sample) -> None:
    before = deepcopy(sample.records)
    walked(sample)
    assert sample.records == before


def test_the_company_of_other_records_makes_no_difference(sample: Sample) -> None:
    together = walked(sample)
    road = Road(rules=sample.rules, context=sample.context, now=NOON)
    alone = [road.walk([Given(record, None)]).entries[0] for record in sample.records]

    assert alone == together
    assert (
        list(reversed(road.walk([Given(one, None) for one in reversed(sample.records)]).entries)) == together
    )


def test_another_moment_changes_nothing_but_the_registration(sample: Sample) -> None:
    later = Road(rules=sample.rules, context=sample.context, now=NOON + timedelta(hours=3))
    before = walked(sample)
    after = later.walk([Given(record, NOON) for record in sample.records]).entries

    assert [one.hash for one in after] == [one.hash for one in before]
    assert [one.reasons for one in after] == [one.reasons for one in before]
    assert [(one.findings, one.published, one.score) for one in after] == [
        (one.findings, one.published, one.score) for one in before
    ]
    assert all(one.body != other.body for one, other in zip(after, before, strict=True))


def test_processes_with_other_hash_seeds_agree_to_the_byte(
    samples: dict[str, Sample], tmp_path: Path
) -> None:
    for portal, sample in samples.items():
        lines = b"".join(encode(RecordSeen(record)) for record in sample.records)
        (tmp_path / portal).write_bytes(lines)

    def hashes(seed: str) -> list[str]:
        return [
            subprocess.run(  # noqa: S603  our own module
                [sys.executable, "-m", "tests.road.walk_once", portal, str(tmp_path / portal)],
                cwd=ROOT,
                env=os.environ | {"PYTHONHASHSEED": seed},
                check=True,
                capture_output=True,
                text=True,
            ).stdout
            for portal in ("ckan", "dcat_turtle")
        ]

    assert hashes("1") == hashes("4242")
