from dataclasses import replace
from itertools import islice, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.charter import Fault, Label, Outcome, State, Verdict, load_rubric, score
from catalogue.charter.scoring import KEPT
from catalogue.charter.verdict import VALUES
from catalogue.errors import UsageError
from tests.catalogue.charter.sample import FIRST, dataset, distribution, scored, series

RUBRIC = load_rubric(FIRST)
CHECKS = [check.id for check in RUBRIC.entry_checks]
UNDETERMINED = [Outcome.UNKNOWN, Outcome.MANUAL]


def verdict(check: str, outcome: Outcome) -> Verdict:
    return Verdict(check, RUBRIC.by_id[check].principle, outcome, VALUES[outcome], Fault.NONE, {}, "kind")


def verdicts(**outcomes: Outcome) -> list[Verdict]:
    return [verdict(check.replace("_", "."), outcome) for check, outcome in outcomes.items()]


some_verdicts = st.dictionaries(st.sampled_from(CHECKS), st.sampled_from(Outcome)).map(
    lambda found: [verdict(check, outcome) for check, outcome in found.items()]
)


def test_a_principle_is_the_weighed_mean_of_what_was_determined() -> None:
    found = score(verdicts(P16_1=Outcome.PASS, P16_2=Outcome.PARTIAL, P16_5=Outcome.MANUAL), RUBRIC)
    principle = found.principles[16]
    assert (principle.state, principle.value) == (State.SCORED, 0.75)
    assert principle.coverage == pytest.approx(2 / 3)


def test_an_entry_is_the_mean_of_its_principles_whatever_their_number_of_checks() -> None:
    found = score(
        verdicts(P16_1=Outcome.PASS, P16_2=Outcome.PASS, P16_4=Outcome.PASS, P04_2=Outcome.FAIL), RUBRIC
    )
    assert found.value == 0.5


def test_a_principle_of_which_nothing_is_known_lowers_the_coverage_only() -> None:
    found = score(verdicts(P04_2=Outcome.PASS, P15_5=Outcome.UNKNOWN), RUBRIC)
    assert (found.value, found.coverage) == (1, 0.5)
    assert found.principles[15].state is State.UNKNOWN


def test_what_does_not_apply_leaves_no_trace_in_the_numbers() -> None:
    with_it = score(verdicts(P04_2=Outcome.PASS, P15_5=Outcome.NOT_APPLICABLE), RUBRIC)
    assert (with_it.value, with_it.coverage) == (1, 1)
    assert with_it.principles[15].state is State.NOT_APPLICABLE


def test_a_principle_without_checks_is_not_yet_assessed_and_never_zero() -> None:
    found = scored(dataset())
    assert list(found.principles) == list(range(1, 21))
    unassessed = [number for number, one in found.principles.items() if one.state is State.NOT_ASSESSED]
    assert unassessed == [1, 2, 3, 5, 7, 8, 10, 11, 13, 14, 17, 18, 19, 20]
    assert all(found.principles[number].value is None for number in unassessed)


@pytest.mark.parametrize(
    ("outcomes", "label"),
    [
        ({"P04_2": Outcome.PASS}, Label.GOOD),
        ({"P04_2": Outcome.PARTIAL}, Label.PARTLY),
        ({"P04_2": Outcome.FAIL}, Label.WEAK),
        ({"P04_2": Outcome.PASS, "P15_5": Outcome.UNKNOWN}, Label.NO_GRADE),
        ({"P04_2": Outcome.UNKNOWN}, Label.NO_GRADE),
        ({"P04_2": Outcome.NOT_APPLICABLE}, Label.NOT_APPLICABLE),
        ({}, Label.NOT_APPLICABLE),
    ],
)
def test_the_label_follows_the_bands_and_the_coverage(outcomes: dict[str, Outcome], label: Label) -> None:
    assert score(verdicts(**outcomes), RUBRIC).label is label


def test_a_failed_gate_caps_the_label_and_not_the_number() -> None:
    found = score(
        verdicts(P09_2=Outcome.FAIL, P09_1=Outcome.PASS, P04_2=Outcome.PASS, P15_5=Outcome.PASS), RUBRIC
    )
    assert (found.label, found.gates) == (Label.INSUFFICIENT, ("P09.2",))
    assert found.value == pytest.approx(2.5 / 3)


def test_a_gate_of_which_nothing_is_known_is_named_and_caps_nothing() -> None:
    found = score(verdicts(P04_1=Outcome.UNKNOWN, P04_2=Outcome.PASS, P15_5=Outcome.PASS), RUBRIC)
    assert (found.label, found.gates, found.undetermined_gates) == (Label.GOOD, (), ("P04.1",))


def test_a_good_dataset_is_good_and_one_without_licence_insufficient() -> None:
    assert scored(dataset()).label is Label.GOOD
    without = scored(dataset(distribution(licence=None)))
    assert (without.label, without.gates) == (Label.INSUFFICIENT, ("P16.1",))


def test_a_series_is_scored_on_what_applies_to_it() -> None:
    found = scored(series())
    assert [number for number, one in found.principles.items() if one.state is State.SCORED] == [4, 6]


def test_a_verdict_of_another_rubric_is_refused() -> None:
    strange = verdict("P04.1", Outcome.PASS)._replace(check="P99.9")
    with pytest.raises(UsageError) as caught:
        score([strange], RUBRIC)
    assert caught.value.key == "rubric.other"


@settings(deadline=None)
@given(some_verdicts)
def test_numbers_lie_between_zero_and_one(found: list[Verdict]) -> None:
    result = score(found, RUBRIC)
    assert result.value is None or 0 <= result.value <= 1
    assert 0 <= result.coverage <= 1


@settings(deadline=None)
@given(some_verdicts, st.data())
def test_the_order_of_verdicts_does_not_matter(found: list[Verdict], data: st.DataObject) -> None:
    assert score(data.draw(st.permutations(found)), RUBRIC) == score(found, RUBRIC)


@settings(deadline=None)
@given(some_verdicts, st.sampled_from(CHECKS), st.sampled_from(UNDETERMINED))
def test_one_more_unknown_changes_no_value_and_raises_no_coverage(
    found: list[Verdict], check: str, outcome: Outcome
) -> None:
    others = [one for one in found if one.check != check]
    before, after = score(others, RUBRIC), score([*others, verdict(check, outcome)], RUBRIC)
    assert after.value == before.value
    principle = RUBRIC.by_id[check].principle
    assert after.principles[principle].value == before.principles[principle].value
    assert after.principles[principle].coverage <= (before.principles[principle].coverage or 1)


@settings(deadline=None)
@given(some_verdicts, st.sampled_from([Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL]))
def test_an_answer_to_an_unknown_never_lowers_the_coverage(found: list[Verdict], answer: Outcome) -> None:
    answered = [verdict(one.check, answer) if one.outcome in UNDETERMINED else one for one in found]
    assert score(answered, RUBRIC).coverage >= score(found, RUBRIC).coverage


@given(some_verdicts, some_verdicts)
@settings(max_examples=50)
def test_what_was_scored_before_has_no_say_in_a_score(before: list[Verdict], given: list[Verdict]) -> None:
    alone = score(given, replace(RUBRIC))
    score(before, RUBRIC)
    assert score(given, RUBRIC) == alone


def test_only_so_many_scores_are_remembered() -> None:
    rubric = replace(RUBRIC)
    patterns = islice(product(Outcome, repeat=len(CHECKS[:5])), KEPT + 1)
    for outcomes in patterns:
        score(map(verdict, CHECKS, outcomes), rubric)
    assert 0 < len(rubric.scores) <= KEPT
