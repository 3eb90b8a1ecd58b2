"""When a run has seen everything, and when so much is gone that a person must look."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.store import RunState, Tally
from harvester.runs.proof import SHRINK_FLOOR, completeness, shrinks


def test_everything_that_was_declared_was_seen() -> None:
    tally = Tally(declared=10, seen=7, duplicates=2, skipped=1)
    assert completeness(tally, pages_closed=True) == RunState.COMPLETE
    assert tally.reasons == []


def test_a_source_that_declares_nothing_is_complete_when_its_pages_close() -> None:
    assert completeness(Tally(seen=3), pages_closed=True) == RunState.COMPLETE


@pytest.mark.parametrize("declared", [8, 10])
def test_a_source_may_declare_its_datasets_alone_or_all_that_it_lists(declared: int) -> None:
    tally = Tally(declared=declared, seen=10, others=2)
    assert completeness(tally, pages_closed=True) == RunState.COMPLETE


def test_services_do_not_make_up_for_datasets_that_are_missing() -> None:
    tally = Tally(declared=10, seen=9, others=2)
    assert completeness(tally, pages_closed=True) == RunState.INCOMPLETE


def test_an_empty_catalogue_can_be_complete() -> None:
    assert completeness(Tally(declared=0), pages_closed=True) == RunState.COMPLETE


@pytest.mark.parametrize(
    ("tally", "closed", "reason"),
    [
        (Tally(declared=3, seen=3), False, "pages-open: the chain broke"),
        (Tally(seen=3), False, "pages-open: the chain broke"),
        (Tally(declared=3, seen=3, failed=1), True, "failed-records: 1"),
        (Tally(declared=4, seen=3), True, "declared-not-seen: 4 / 3"),
        (Tally(declared=2, seen=3), True, "declared-not-seen: 2 / 3"),
        (Tally(declared=0, seen=1), True, "declared-not-seen: 0 / 1"),
        (Tally(declared=3, seen=3, totals=[4, 3]), True, "total-changed: 4 → 3"),
        (Tally(declared=3, seen=2, duplicates=1, moved=1), True, "unstable-order: 1"),
    ],
)
def test_what_a_run_lacks_is_its_reason(tally: Tally, closed: bool, reason: str) -> None:  # noqa: FBT001  a case
    tally.ending = "the chain broke"
    assert completeness(tally, pages_closed=closed) == RunState.INCOMPLETE
    assert tally.reasons == [reason]


def test_all_that_is_lacking_is_named() -> None:
    tally = Tally(declared=9, seen=3, failed=2, ending="x")
    completeness(tally, pages_closed=False)
    assert tally.reasons == ["pages-open: x", "failed-records: 2", "declared-not-seen: 9 / 3"]


def test_what_only_tells_of_changes_need_not_add_up() -> None:
    tally = Tally(declared=900, seen=3, scope="changes")
    assert completeness(tally, pages_closed=True) == RunState.COMPLETE


@pytest.mark.parametrize(
    ("unseen", "standing", "stops"),
    [
        (0, 0, False),
        (0, 13, False),
        (1, 13, False),
        (SHRINK_FLOOR, 13, False),
        (SHRINK_FLOOR + 1, 13, True),
        (1, 1, True),
        (3, 3, True),
        (200, 1000, False),
        (201, 1000, True),
        (1000, 1000, True),
    ],
)
def test_a_shrink_above_the_threshold_stops(unseen: int, standing: int, stops: bool) -> None:  # noqa: FBT001  a case
    assert shrinks(unseen, standing) is stops


@given(some.integers(0, 10_000), some.integers(0, 10_000))
def test_more_absent_is_never_less_of_a_shrink(unseen: int, left: int) -> None:
    standing = unseen + 1 + left
    assert shrinks(unseen + 1, standing) or not shrinks(unseen, standing)
