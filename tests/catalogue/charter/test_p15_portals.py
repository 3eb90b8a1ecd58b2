from typing import Any

import pytest

from catalogue.charter import Outcome
from tests.catalogue.charter.sample import dataset, distribution, judged, series


@pytest.mark.parametrize(
    ("changes", "outcome", "missing"),
    [
        ({}, Outcome.PASS, []),
        ({"themes": []}, Outcome.PARTIAL, ["theme"]),
        ({"themes": ["http://vocab.belgif.be/auth/datatheme/TRAN"]}, Outcome.PARTIAL, ["theme"]),
        ({"distributions": [distribution("", licence=None)]}, Outcome.PARTIAL, ["format", "licence"]),
        ({"keywords": []}, Outcome.FAIL, ["keyword"]),
        ({"contact": None, "themes": []}, Outcome.FAIL, ["contact", "theme"]),
        ({"access_rights": ""}, Outcome.FAIL, ["access_rights"]),
        ({"modified": None}, Outcome.FAIL, ["date"]),
        ({"publisher": None}, Outcome.FAIL, ["publisher"]),
    ],
)
def test_hard_gates_fail_and_soft_gates_halve(
    changes: dict[str, Any], outcome: Outcome, missing: list[str]
) -> None:
    verdict = judged(dataset(**changes))["P15.5"]
    assert (verdict.outcome, verdict.evidence["missing"]) == (outcome, missing)


def test_the_gates_are_not_those_of_a_series() -> None:
    assert judged(series())["P15.5"].outcome is Outcome.NOT_APPLICABLE
