import re
from pathlib import Path
from typing import Any

import pytest

from catalogue.measures import mqa_page
from catalogue.messages import keys
from catalogue.testimony import Facts
from oogst.report.beside import entry_measures
from oogst.screen import Speech
from tests.catalogue.measures.samples import CC0, CSV, dataset, link, seen

LIVE = 'dct:title "Bezetting real-time"@nl ; dcat:keyword "HVD"'
REASON = re.compile(r"\"((?:hvd|rt|document)-[a-z-]+)\"")


@pytest.fixture
def measured() -> dict[str, Any]:
    entry = dataset(LIVE, f"{CSV} ; {CC0}")
    return entry_measures(entry, link(seen(facts=Facts())), Speech("nl"), sound=True)


def test_every_measure_carries_its_own_version(measured: dict[str, Any]) -> None:
    parts = [measured[name] for name in ("mqa", "stars", "hvd", "real_time")]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", one["version"]) for one in parts)


def test_every_check_has_its_words(measured: dict[str, Any]) -> None:
    checks = measured["hvd"]["checks"] + measured["real_time"]["checks"]
    assert [
        one["check"] for one in checks if not (one["title"] and one["text"] and one["outcome_text"])
    ] == []


def test_it_is_said_that_nothing_of_it_counts_in_the_charter(measured: dict[str, Any]) -> None:
    assert "tellen niet mee" in measured["statement"]


def test_every_metric_and_every_reason_in_the_code_has_a_sentence() -> None:
    room = Path(__file__).parents[3] / "catalogue" / "measures"
    named = {
        match for page in room.glob("*.py") for match in REASON.findall(page.read_text(encoding="utf-8"))
    }
    wanted = {f"measures.reason.{one}" for one in named} | {
        f"measures.mqa.{one.name}" for one in mqa_page().metrics
    }
    assert len(named) > 60
    assert wanted - set(keys()) == set()
