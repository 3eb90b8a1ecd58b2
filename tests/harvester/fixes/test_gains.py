"""What a fix is said to gain is what it gains: the source does it, and is judged again."""

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.charter import judge, score
from harvester.fixes import NONE, Desk, Known, Terms
from harvester.runs import Rules, make_rules
from tests.harvester.fixes.changes import CHANGES, empty
from tests.harvester.fixes.conftest import AT, known_of

KINDS = sorted(CHANGES)


@cache
def bench() -> tuple[Rules, Terms, Desk]:
    """Give what every example needs, made once."""
    rules = make_rules(None)
    terms = Terms(rules.rubric, AT, rules.base, rules.gate)
    return rules, terms, Desk(terms, rules.validator)


def outcomes(known: Known, terms: Terms) -> dict[str, str]:
    verdicts = judge(
        known.entry, known.record, known.findings, at=terms.at, rubric=terms.rubric, facts=terms.facts
    )
    return {one.check: str(one.outcome) for one in verdicts}


def supposed(desk: Desk, known: Known, names: frozenset[str]) -> dict[str, str]:
    stands = desk.standing(known, names)
    return {one.check: str(one.outcome) for one in stands.verdicts}


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_supposes_what_the_source_would_then_say(
    name: str, rules: Rules, terms: Terms, desk: Desk
) -> None:
    before, after = known_of(rules, empty(frozenset())), known_of(rules, empty(frozenset({name})))
    assert supposed(desk, before, frozenset({name})) == outcomes(after, terms)


@settings(max_examples=60, deadline=None)
@given(there=st.frozensets(st.sampled_from(KINDS)), done=st.frozensets(st.sampled_from(KINDS)))
def test_the_gain_shown_is_the_difference_after_the_source_really_changed(
    there: frozenset[str], done: frozenset[str]
) -> None:
    rules, terms, desk = bench()
    before, after = known_of(rules, empty(there)), known_of(rules, empty(there | done))
    assert supposed(desk, before, done) == outcomes(after, terms)


def test_the_findings_that_a_fix_leaves_are_those_of_the_changed_source(rules: Rules, desk: Desk) -> None:
    for name in KINDS:
        before, after = known_of(rules, empty(frozenset())), known_of(rules, empty(frozenset({name})))
        stands = desk.standing(before, frozenset({name}))
        found = {rule for rule, _, _ in stands.broken}
        assert found == {one.rule for one in after.findings if one.severity != "info"}, name


def test_a_fix_that_finds_nothing_to_change_gains_nothing(rules: Rules, desk: Desk) -> None:
    whole = known_of(rules, empty(frozenset(KINDS)))
    stands = desk.standing(whole, frozenset(KINDS))
    assert stands.sign == desk.standing(whole).sign


def test_supposing_leaves_the_entry_itself_as_it_was(rules: Rules, terms: Terms, desk: Desk) -> None:
    known = known_of(rules, empty(frozenset()))
    before = outcomes(known, terms)
    trial = desk.trial(known)
    trial.standing(trial.all)
    assert outcomes(known, terms) == before
    assert known.entry == known_of(rules, empty(frozenset())).entry


def test_what_no_fix_mends_is_bounded_by_the_check_passing(rules: Rules, terms: Terms, desk: Desk) -> None:
    trial = desk.trial(known_of(rules, empty(frozenset())))
    for fix in (one for one in trial.fixes if one.bounded):
        stands = trial.standing(frozenset([fix]))
        (verdict,) = [one for one in stands.verdicts if one.check == fix.check]
        assert verdict.value == 1
        assert stands.score == score(stands.verdicts, terms.rubric)


def test_nothing_done_is_how_the_entry_stands_now(rules: Rules, terms: Terms, desk: Desk) -> None:
    known = known_of(rules, empty(frozenset()))
    stands = desk.trial(known).standing(NONE)
    assert {one.check: str(one.outcome) for one in stands.verdicts} == outcomes(known, terms)
