"""Three numbers: what a machine determined, what people answered, what an auditor confirmed; never mixed."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from catalogue.charter import (
    Fault,
    Outcome,
    PublisherScore,
    Verdict,
    load_rubric,
    publisher_score,
    score,
)
from catalogue.charter.publishers import Judged
from catalogue.charter.tracks import Kind, answered_of, is_undecided, tracks
from catalogue.charter.verdict import VALUES
from catalogue.testimony import Attestation, PublisherTestimony, Review, Statement
from tests.catalogue.charter.sample import AT
from tests.catalogue.store.attested import attested

RUBRIC = load_rubric()


def verdict(check: str, outcome: str, reason: str = "seen", **evidence: object) -> Verdict:
    outcome = Outcome(outcome)
    return Verdict(check, int(check[1:3]), outcome, VALUES[outcome], Fault.NONE, evidence, reason)


def answer(statement: str, *, audited: bool = False) -> dict[str, object]:
    return {"id": "a", "statement": statement, "audited": audited}


def stands_on(check: str, statement: str, outcome: str, *, audited: bool = False) -> Verdict:
    """Make a verdict that a person's answer gave."""
    return verdict(check, outcome, f"answer-{statement}", attestation=answer(statement, audited=audited))


def contested(check: str, outcome: str, statement: str, *, audited: bool = False) -> Verdict:
    """Make a verdict of the machine that a person's answer contradicts."""
    return verdict(check, outcome, attestation=answer(statement, audited=audited), disputed=True)


def test_what_a_machine_determined_stands_whatever_people_answer() -> None:
    found = tracks([(contested("P12.3", "fail", "yes"), 1.0), (verdict("P12.1", "pass"), 1.0)])[12]
    assert found.automatic.value == 0.5
    assert found.answered.value is None
    assert found.disputed == ["P12.3"]


def test_an_answer_against_the_machine_counts_once_an_auditor_accepted_it_and_only_as_an_answer() -> None:
    decided = contested("P12.3", "fail", "yes", audited=True)
    found = tracks([(decided, 1.0)])[12]
    assert not is_undecided(decided)
    assert (found.automatic.value, found.confirmed.value, found.unaudited.value) == (0, 1, None)
    assert found.disputed == []


def test_an_answer_that_agrees_with_the_machine_counts_on_both_tracks() -> None:
    found = tracks([(verdict("P17.2", "partial", attestation=answer("partly")), 1.0)])[17]
    assert (found.automatic.value, found.unaudited.value) == (0.5, 0.5)


def test_a_yes_that_lacks_what_was_asked_counts_for_half() -> None:
    found = answered_of(verdict("P08.1", "partial", "answer-incomplete", attestation=answer("yes")))
    assert found == (0.5, Kind.UNAUDITED)


def test_an_answer_that_no_longer_holds_counts_for_nothing() -> None:
    ended = verdict("P08.1", "manual", "answer-expired", attestation=answer("yes"))
    assert answered_of(ended) is None
    assert tracks([(ended, 1.0)])[8].answered.value is None


def scored(entries: Sequence[Sequence[Verdict]]) -> list[Judged]:
    return [(score(one, RUBRIC), one) for one in entries]


def publisher(*entries: Sequence[Verdict], own: Sequence[Attestation] = ()) -> PublisherScore:
    known = PublisherTestimony(attestations=own)
    return publisher_score(scored(entries), RUBRIC, at=AT, testimony=known)


def stated(check: str, statement: Statement = Statement.YES, **facts: object) -> Attestation:
    answers = dict.fromkeys((RUBRIC.by_id[check].asked or _NOTHING).answers, "2025-02-01")
    return attested(check, statement=statement, answers=answers, signed_at=AT - timedelta(days=9), **facts)


class _NOTHING:
    answers: tuple[str, ...] = ()


def test_self_attested_and_confirmed_are_told_apart() -> None:
    numbers = publisher(own=[stated("P08.1")]).principles[8].numbers
    assert (numbers.automatic, numbers.attested, numbers.unaudited, numbers.confirmed) == (None, 1, 1, None)
    numbers = publisher(own=[stated("P08.1", review=Review.ACCEPTED)]).principles[8].numbers
    assert (numbers.automatic, numbers.attested, numbers.unaudited, numbers.confirmed) == (None, 1, None, 1)


@pytest.mark.parametrize("review", [Review.QUESTIONED, Review.REJECTED])
def test_what_an_auditor_does_not_accept_leaves_the_principle_uncovered(review: Review) -> None:
    principle = publisher(own=[stated("P08.1", review=review)]).principles[8]
    assert (principle.value, principle.coverage, principle.numbers.attested) == (None, 0, None)


def test_coverage_says_how_much_a_machine_determined_and_how_much_stands_on_answers() -> None:
    entry = [verdict("P06.1", "pass"), verdict("P06.2", "unknown"), verdict("P06.3", "pass")]
    without = publisher(entry).principles[6]
    answered = publisher(entry, own=[stated("P06.4")]).principles[6]
    assert without.numbers.automatic_coverage == without.coverage < answered.coverage
    assert answered.numbers.automatic_coverage == without.numbers.automatic_coverage
    assert answered.coverage - answered.numbers.automatic_coverage == pytest.approx(1 / 4)
    assert answered.numbers.automatic == without.numbers.automatic == 1


def test_entries_count_the_same_on_each_track() -> None:
    machine = verdict("P07.2", "pass")
    entries = [
        [machine, stands_on("P07.3", "yes", "pass")],
        [machine, stands_on("P07.3", "no", "fail", audited=True)],
        [machine, verdict("P07.3", "manual", "not-attested")],
    ]
    found = publisher(*entries)
    numbers = found.principles[7].numbers
    assert (numbers.attested, numbers.unaudited, numbers.confirmed) == (0.5, 1, 0)
    assert (numbers.automatic, numbers.answers) == (1, 2)
    assert found.waiting == {"P07.3": 1}


def test_disputes_are_counted_per_check() -> None:
    entries = [[contested("P02.1", "pass", "no")], [contested("P02.1", "pass", "no", audited=True)]]
    found = publisher(*entries)
    assert found.disputed == {"P02.1": 1}
    assert found.principles[2].numbers.disputed == ("P02.1",)
    assert found.principles[2].numbers.automatic == 1


def test_the_score_of_a_publisher_without_answers_is_automatic_alone() -> None:
    found = publisher([verdict("P04.1", "pass"), verdict("P04.2", "partial")])
    four = found.principles[4]
    assert four.numbers.automatic == four.value == 0.75
    assert {one.numbers.attested for one in found.principles.values()} == {None}
