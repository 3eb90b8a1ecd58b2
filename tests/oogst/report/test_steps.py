from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from oogst.report.steps import in_order

RULES = ("no-title", "no-language", "no-contact", "no-licence")
REMEDIES = {
    "no-title": "give a title",
    "no-language": "give the language",
    "no-contact": "make a file",
    "no-licence": "make a file",
}
BLOCKED = st.dictionaries(
    st.frozensets(st.sampled_from(RULES), min_size=1), st.integers(min_value=1, max_value=50), max_size=8
)


def test_the_remedy_that_frees_most_comes_first() -> None:
    steps = in_order({frozenset({"no-title"}): 3, frozenset({"no-language"}): 5}, REMEDIES)

    assert [(step.remedy, step.freed) for step in steps] == [("give the language", 5), ("give a title", 3)]


def test_rules_with_one_remedy_are_one_step() -> None:
    steps = in_order({frozenset({"no-contact", "no-licence"}): 2}, REMEDIES)

    assert [(step.remedy, step.rules, step.freed) for step in steps] == [
        ("make a file", ("no-contact", "no-licence"), 2)
    ]


def test_an_entry_with_two_faults_is_freed_by_the_second_step() -> None:
    steps = in_order({frozenset({"no-title", "no-language"}): 4, frozenset({"no-title"}): 1}, REMEDIES)

    assert [(step.remedy, step.entries, step.freed) for step in steps] == [
        ("give a title", 5, 1),
        ("give the language", 4, 4),
    ]


def test_of_remedies_that_free_nothing_alone_the_most_needed_comes_first() -> None:
    blocked = {frozenset({"no-title", "no-contact"}): 2, frozenset({"no-language", "no-contact"}): 1}

    assert in_order(blocked, REMEDIES)[0].remedy == "make a file"


def test_nothing_blocked_needs_no_steps() -> None:
    assert in_order({}, REMEDIES) == []


@given(BLOCKED)
def test_the_steps_together_free_every_entry(blocked: dict[frozenset[str], int]) -> None:
    assert sum(step.freed for step in in_order(blocked, REMEDIES)) == sum(blocked.values())


@given(BLOCKED)
def test_no_remedy_is_named_twice(blocked: dict[frozenset[str], int]) -> None:
    named = Counter(step.remedy for step in in_order(blocked, REMEDIES))

    assert set(named.values()) <= {1}
