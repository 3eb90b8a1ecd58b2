from datetime import UTC, datetime
from typing import Any

import pytest

from catalogue.charter import Fault, Outcome, Verdict, load_rubric, publisher_score, score
from oogst.report.gains import Gain, Losses

AT = datetime(2026, 3, 1, tzinfo=UTC)


def verdict(check: str, value: float, fault: Fault = Fault.SOURCE, **evidence: Any) -> Verdict:  # noqa: ANN401  as JSON
    outcome = {1: Outcome.PASS, 0.5: Outcome.PARTIAL, 0: Outcome.FAIL}[value]
    return Verdict(
        check,
        int(check[1:3]),
        outcome,
        value,
        Fault.NONE if value == 1 else fault,
        evidence,
        "licence-same",
    )


def gains(*entries: list[Verdict]) -> list[Gain]:
    rubric = load_rubric()
    losses = Losses(rubric)
    for verdicts in entries:
        losses.add(verdicts)
    judged = [(score(verdicts, rubric), verdicts) for verdicts in entries]
    return losses.gains(publisher_score(judged, rubric, at=AT), "nl")


def repaired(entries: list[list[Verdict]], check: str) -> float:
    """Score the entries as if every one passed this check; in points."""
    rubric = load_rubric()
    better = [[verdict(check, 1) if one.check == check else one for one in verdicts] for verdicts in entries]
    totals = [
        publisher_score([(score(v, rubric), v) for v in some], rubric, at=AT).value or 0.0
        for some in (entries, better)
    ]
    return 100 * (totals[1] - totals[0])


ENTRIES = [
    [verdict("P04.1", 1), verdict("P04.2", 0), verdict("P12.2", 0.5), verdict("P12.5", 1)],
    [verdict("P04.1", 0), verdict("P04.2", 0.5), verdict("P12.2", 1), verdict("P12.5", 1)],
]


@pytest.mark.parametrize("check", ["P04.1", "P04.2", "P12.2"])
def test_a_gain_is_what_the_score_rises_when_every_entry_passes(check: str) -> None:
    found = {gain.check: gain.points for gain in gains(*ENTRIES)}

    assert found[check] == pytest.approx(repaired(ENTRIES, check))


def test_the_greatest_gain_comes_first_and_what_passes_gains_nothing() -> None:
    assert [gain.check for gain in gains(*ENTRIES)] == ["P04.2", "P04.1", "P12.2"]


def test_nobody_is_sent_to_repair_what_is_not_their_fault() -> None:
    assert gains([verdict("P04.2", 0, Fault.PORTAL)], [verdict("P04.2", 0, Fault.MAPPING)]) == []


def test_the_remedy_names_what_is_missing_most_often() -> None:
    lacking = [
        [verdict("P06.2", 0, missing=["keyword", "theme"])],
        [verdict("P06.2", 0, missing=["theme"])],
    ]

    assert gains(*lacking)[0].remedy == "Vul aan wat ontbreekt: Europees thema, trefwoord."
