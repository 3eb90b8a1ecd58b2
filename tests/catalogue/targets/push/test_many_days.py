"""Days of a store and a portal that both live on: whatever happened, planned is applied is verified."""

from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from catalogue.store import open_database
from catalogue.targets.push.applying import Applied
from catalogue.targets.push.plans import accept_plan
from tests.catalogue.targets.push.filled import NOW, fill, uuid_of, withdraw
from tests.catalogue.targets.push.movements import Pushing
from tests.catalogue.targets.push.portal import PortalTarget, portal

NUMBERS = st.integers(0, 5)


class Days(RuleBasedStateMachine):
    """A model beside the engine: what each entry says, and what somebody did at the portal."""

    made: Path

    @initialize()
    def begin(self) -> None:
        self.open = ExitStack()
        folder = Path(self.open.enter_context(TemporaryDirectory()))
        copy(self.made, folder)
        self.there = self.open.enter_context(portal())
        store = self.open.enter_context(closing(open_database(f"sqlite:///{folder / 'oogst.db'}")))
        self.pushing = Pushing(store, PortalTarget(self.there.url))
        self.pushing.take_care(delete_share=1.0, delete_floor=100)
        self.wanted: dict[int, str] = {}
        self.held_back: set[int] = set()
        self.touched: set[int] = set()
        """What somebody altered or took away there: nothing of ours goes over it unasked."""

    @rule(number=NUMBERS, content=st.sampled_from("abc"))
    def harvest(self, number: int, content: str) -> None:
        fill(self.pushing.store, range(number, number + 1), content=content)
        self.wanted[number] = f"{content} {number}"
        self.held_back.discard(number)

    @rule(number=NUMBERS)
    def hold_back(self, number: int) -> None:
        fill(self.pushing.store, range(number, number + 1), content="d", published=False)
        self.wanted.pop(number, None)
        self.held_back.add(number)

    @rule(number=NUMBERS)
    def withdraw(self, number: int) -> None:
        withdraw(self.pushing.store, [uuid_of("gent", number)])
        self.wanted.pop(number, None)
        self.held_back.discard(number)

    @rule(number=NUMBERS)
    def alter_there(self, number: int) -> None:
        for thing in self.there.of(uuid_of("gent", number)):
            self.there.edit(thing["id"], title="Van iemand anders")
            self.touched.add(number)

    @precondition(lambda self: self.touched)
    @rule()
    def mend_there(self) -> None:
        """Have our version win once."""
        self.pushing.take_care(delete_share=1.0, delete_floor=100, conflict="ours-wins")
        self.carried_out()
        self.pushing.take_care(delete_share=1.0, delete_floor=100)
        self.touched &= self.held_back

    @rule(fault=st.sampled_from(["", "500", "429", "drop-before", "drop-after"]))
    def push(self, fault: str) -> None:
        self.there.faults = {self.there.writes + 1: fault} if fault else {}
        done = self.carried_out()
        assert (done.left, done.refused, done.error) == (0, [], None)
        assert {step.act for step in self.pushing.plan().steps} <= {"refuse", "keep"}
        self.agree()

    def carried_out(self) -> Applied:
        """Plan and apply, with a person who says yes."""
        name = self.pushing.keep(self.pushing.plan())
        with self.pushing.store.transaction() as connection:
            accept_plan(connection, int(name), "Jana", "gezien", NOW)
        return self.pushing.apply(name)

    def agree(self) -> None:
        for number in range(6):
            if number in self.touched:
                continue
            things = self.there.of(uuid_of("gent", number))
            if number in self.wanted:
                (thing,) = things
                assert f'"{self.wanted[number]}"@nl' in thing["text"]
            elif number not in self.held_back:
                assert things == []
        if not self.touched:
            assert self.pushing.verify().stands

    @invariant()
    def nothing_stands_twice(self) -> None:
        uuids = [thing["uuid"] for thing in getattr(self, "there", _Nothing).things.values()]
        assert len(uuids) == len(set(uuids))

    def teardown(self) -> None:
        if hasattr(self, "open"):
            self.open.close()


class _Nothing:
    things: dict[str, dict[str, str]] = {}  # noqa: RUF012  of no portal yet


@pytest.fixture
def whole(made_store: Path) -> Iterator[None]:
    Days.made = made_store
    yield
    del Days.made


@pytest.mark.usefixtures("whole")
def test_whatever_happens_what_is_planned_is_applied_and_verified() -> None:
    run_state_machine_as_test(
        Days,
        settings=settings(
            max_examples=8,
            stateful_step_count=15,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
