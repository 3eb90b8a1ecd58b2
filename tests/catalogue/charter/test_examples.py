"""Every check answers as its examples say, and no answer that it can give is without one."""

import json
from pathlib import Path

import pytest

from catalogue.charter import Check, Fault, Outcome, Verdict, load_rubric, verdict_text
from catalogue.messages import LANGUAGES
from tests.catalogue.charter.examples.every import examples
from tests.catalogue.charter.examples.frame import Example, OfEntry, OfPublisher, Recorded
from tests.catalogue.charter.examples.possible import possible

EXAMPLES = examples()
SYNTHETIC = [one for one in EXAMPLES if isinstance(one, OfEntry | OfPublisher)]
RECORDED = [one for one in EXAMPLES if isinstance(one, Recorded)]
NEVER = {("P06.2", Outcome.NOT_APPLICABLE): "a title applies to everything"}
"""Outcomes that the code names and a check cannot give, with the reason."""


def named(example: Example) -> str:
    return example.name


def assert_as_told(example: Example, verdict: Verdict) -> None:
    assert (verdict.outcome, verdict.reason) == (example.outcome, example.reason)
    at_fault = verdict.outcome in {Outcome.FAIL, Outcome.PARTIAL}
    assert (verdict.fault is not Fault.NONE) == at_fault
    assert json.loads(json.dumps(verdict.evidence)) == verdict.evidence
    for language in LANGUAGES:
        sentence = verdict_text(verdict, language)
        assert sentence.endswith((".", ".)"))
        assert "{" not in sentence


@pytest.mark.parametrize("example", SYNTHETIC, ids=named)
def test_a_check_answers_as_its_example_says(example: OfEntry | OfPublisher) -> None:
    assert_as_told(example, example.verdict())


@pytest.mark.corpus
@pytest.mark.parametrize("example", RECORDED, ids=named)
def test_a_check_answers_on_a_recorded_entry_as_its_example_says(example: Recorded, corpus: Path) -> None:
    assert_as_told(example, example.verdict_in(corpus))


@pytest.mark.parametrize("check", load_rubric().checks, ids=lambda check: check.id)
def test_no_answer_that_a_check_can_give_is_without_an_example(check: Check) -> None:
    shown = {one.outcome for one in SYNTHETIC if one.check == check.id}
    wanted = {one for one in possible(check) if (check.id, one) not in NEVER}
    assert wanted - shown == set()


def test_every_example_is_of_a_check_that_there_is() -> None:
    assert {one.check for one in EXAMPLES} - set(load_rubric().by_id) == set()


def test_no_two_examples_bear_one_name() -> None:
    assert len({one.name for one in EXAMPLES}) == len(EXAMPLES)
