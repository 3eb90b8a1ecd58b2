"""Carrying out a plan: that plan and nothing else, each change written down before it is asked and after.

One thread writes the journal; a few ask the portal. Whatever ends it (a signal, a portal that is down, a
kill), what was done is known, and the same plan goes on from there.
"""

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from itertools import groupby
from threading import Event
from typing import Final, NamedTuple

from catalogue.errors import OogstError, TargetError
from catalogue.portions import portions
from catalogue.store import Database
from catalogue.targets.push.errors import EntryAlteredError, EntryRefusedError, TargetBusyError
from catalogue.targets.push.fingerprint import fingerprint
from catalogue.targets.push.journal import Came, Journal, Outcome
from catalogue.targets.push.lookup import looked_up
from catalogue.targets.push.pace import Pace, patiently
from catalogue.targets.push.plan import CALLS, Act, State
from catalogue.targets.push.plans import Kept, KeptStep, step_counts, steps_kept
from catalogue.targets.push.progress import Progress
from catalogue.targets.push.settings import TargetSettings
from catalogue.targets.push.shaped import shaped_of
from catalogue.targets.push.staleness import refuse_altered, refuse_moved_on, refuse_unfit, standing_of
from catalogue.targets.push.target import Body, Held, Target
from catalogue.targets.push.tenancy import alone

__all__ = ["Applied", "apply_plan"]

REFUSALS_IN_A_ROW: Final = 10
"""After so many, it is not the entries that are at fault."""
AHEAD: Final = 2
"""Changes under way for each thread: while one is being asked, another is written down and waits."""
AT_ONCE: Final = 100
"""Entries that are shaped together."""
BLINK: Final = 0.2
"""Seconds after which it is looked whether we are to stop."""


@dataclass(slots=True)
class Applied:
    """What became of a plan."""

    counts: dict[Act, int] = field(default_factory=dict)
    """Steps that are done now, of this and earlier attempts."""
    refused: list[KeptStep] = field(default_factory=list)
    """Steps that the portal refused, or that something came between."""
    left: int = 0
    """Steps that are still to be done."""
    error: TargetError | None = None
    """Why it ended before all was done."""
    stopped: bool = False
    """It was told to."""
    beside: list[OogstError] = field(default_factory=list)
    """Why something that goes with what was written was not written; what was planned is done."""


def apply_plan(
    target: Target,
    settings: TargetSettings,
    database: Database,
    kept: Kept,
    *,
    progress: Progress,
    stop: Event,
    pace: Pace = Pace(),  # noqa: B008  a plain value
) -> Applied:
    """Carry out what is left of a plan.

    Raises UsageError when the plan is not to be carried out (or not any more), TargetError when the portal
    will have nothing of it, StoreError when the journal cannot be written.
    """
    with alone(database, kept, stop):
        refuse_unfit(database, target, kept, datetime.now(UTC), pace=pace, stop=stop)
        attempt = _Applying(target, settings, database, kept, progress=progress, pace=pace, stop=stop)
        return attempt.carried_out()


class _Change(NamedTuple):
    """One change on its way."""

    kept: KeptStep
    call: int
    body: Body | None
    held: Held | None


class _Applying:
    """One attempt to carry a plan out."""

    def __init__(
        self,
        target: Target,
        settings: TargetSettings,
        database: Database,
        kept: Kept,
        *,
        progress: Progress,
        pace: Pace,
        stop: Event,
    ) -> None:
        self._target = target
        self._settings = settings
        self._database = database
        self._kept = kept
        self._progress = progress
        self._pace = pace
        self._stop = stop
        self._halt = Event()
        """Set when nothing new is asked: told to stop, or the portal is of no use."""
        secret = settings.secret() if settings.secret else ""
        self._journal = Journal(database, kept.number, kept.plan.identity, secret=secret)
        self._flying: dict[Future[Outcome], _Change] = {}
        self._in_a_row = 0
        self._ended: TargetError | None = None

    def carried_out(self) -> Applied:
        self._settle_open()
        pending = self._steps([State.PLANNED], CALLS)
        refuse_moved_on(self._database, self._target, self._kept, pending)
        total = self._kept.plan.standing
        standing = patiently(lambda: standing_of(self._target, pending, total), self._pace, self._stop)
        refuse_altered(self._kept, pending, standing)
        self._journal.begin()
        self._journal.remember(self._steps([State.PLANNED], {Act.ADOPT, Act.FORGET}))
        self._progress.total(len(pending))
        with ThreadPoolExecutor(self._settings.care.concurrency, thread_name_prefix="push") as pool:
            # What others refer to stands before them: one act and one kind at a time.
            for _, group in groupby(pending, key=lambda one: (one.step.act, one.step.kind)):
                self._carry_out(list(group), standing, pool)
        self._journal.end()
        return self._summed_up()

    def _settle_open(self) -> None:
        """Look up what became of changes that were asked, and of which nobody saw the answer."""
        for kept in self._steps([State.STARTED], CALLS):
            body = self._bodies([kept]).get(kept.step.uuid)
            ask = partial(looked_up, self._target, kept.step, body)
            outcome = patiently(ask, self._pace, self._stop)
            call = self._journal.open_call(kept)
            if self._begun(body, outcome):
                outcome = self._asked(_Change(kept, call, body, outcome.held))
                self._ended = self._ended or (outcome.error if outcome.came is Came.UNKNOWN else None)
            self._journal.settle(kept, call, outcome)

    def _begun(self, body: Body | None, found: Outcome) -> bool:
        """Tell whether a change was carried out in part: some take more than one call."""
        if found.came is not Came.FOUND or body is None or found.held is None:
            return False
        return bool(self._target.differences(body, found.held))

    def _carry_out(
        self, steps: list[KeptStep], standing: Mapping[str, Held], pool: ThreadPoolExecutor
    ) -> None:
        for some in portions(steps, AT_ONCE):
            if self._halting():
                break
            bodies = self._bodies(some)
            for kept in some:
                self._make_room(AHEAD * self._settings.care.concurrency)
                if self._halting():
                    break
                self._send_off(kept, bodies.get(kept.step.uuid), standing.get(kept.step.uuid), pool)
        self._make_room(1)

    def _send_off(
        self, kept: KeptStep, body: Body | None, held: Held | None, pool: ThreadPoolExecutor
    ) -> None:
        call = self._journal.intend(kept)
        change = _Change(kept, call, body, held)
        if kept.step.act is not Act.DELETE and (body is None or fingerprint(body) != kept.step.body):
            error = EntryRefusedError("push.step.shaped-otherwise", title=kept.step.title)
            self._settle(change, Outcome(Came.REFUSED, error=error))
            return
        self._flying[pool.submit(self._asked, change)] = change

    def _make_room(self, most: int) -> None:
        """Wait until fewer than so many changes are on their way."""
        while len(self._flying) >= most:
            done, _ = wait(self._flying, timeout=BLINK, return_when=FIRST_COMPLETED)
            if self._halting():
                self._call_back()
            for future in done:
                self._settle(self._flying[future], future.result())
                del self._flying[future]

    def _call_back(self) -> None:
        """Take back what waits in the queue: it is known not to be asked."""
        for future in [one for one in self._flying if one.cancel()]:
            self._settle(self._flying[future], Outcome(Came.FAILED, tries=0))
            del self._flying[future]

    def _halting(self) -> bool:
        if self._stop.is_set() or self._ended is not None:
            self._halt.set()
        return self._halt.is_set()

    def _settle(self, change: _Change, outcome: Outcome) -> None:
        self._journal.settle(change.kept, change.call, outcome)
        if outcome.came in {Came.DONE, Came.FOUND}:
            self._in_a_row = 0
            self._progress.advance(1)
        elif outcome.came is Came.REFUSED:
            self._in_a_row += 1
            self._progress.advance(1)
            if self._in_a_row >= REFUSALS_IN_A_ROW:
                facts = {"plan": self._kept.name, "count": self._in_a_row}
                self._ended = TargetError("push.too-many-refusals", **facts)
        elif outcome.error is not None:
            self._ended = self._ended or outcome.error

    def _asked(self, change: _Change) -> Outcome:
        """Ask for a change until it is known what came of it, or the portal takes too long. In a thread."""
        tried, unclear = 0, False
        while True:
            tried += 1
            try:
                if unclear:
                    found = looked_up(self._target, change.kept.step, change.body)
                    if self._begun(change.body, found):
                        change = change._replace(held=found.held)
                    elif found.came is not Came.FAILED:
                        return found._replace(tries=tried)
                    unclear = False
                return Outcome(Came.DONE, self._change(change), tries=tried)
            except EntryRefusedError as error:
                return Outcome(Came.REFUSED, error=error, tries=tried)
            except TargetBusyError as error:
                unclear = unclear or error.unclear
                pause = self._pace.wait(tried, error)
                if pause is None or self._halt.wait(pause):
                    came = Came.UNKNOWN if unclear else Came.FAILED
                    return Outcome(came, error=error, tries=tried)
            except TargetError as error:
                return Outcome(Came.UNKNOWN, error=error, tries=tried)

    def _change(self, change: _Change) -> Held | None:
        step, body, held = change.kept.step, change.body, change.held
        if step.act is Act.CREATE and body is not None:
            return self._target.create(body)
        if held is None:
            raise EntryAlteredError("push.step.gone", title=step.title, name=step.name)
        if step.act is Act.DELETE or body is None:
            self._target.delete(held)
            return None
        return self._target.update(self._target.merged(body, held), held)

    def _bodies(self, steps: Sequence[KeptStep]) -> dict[str, Body]:
        """Shape the entries of these steps, each as the version that was planned."""
        return shaped_of(self._target, self._database, {one.step.uuid: one.step.version for one in steps})

    def _steps(self, states: Sequence[State], acts: Collection[Act]) -> list[KeptStep]:
        with self._database.transaction() as connection:
            return list(steps_kept(connection, self._kept.number, states, sorted(acts)))

    def _summed_up(self) -> Applied:
        with self._database.transaction() as connection:
            counts = step_counts(connection, self._kept.number)
            steps = list(steps_kept(connection, self._kept.number, [State.REFUSED]))
        done = {act: count for (act, state), count in counts.items() if state is State.DONE}
        undone = (State.PLANNED, State.STARTED)
        left = sum(count for (act, state), count in counts.items() if act in CALLS and state in undone)
        return Applied(done, steps, left, self._ended, stopped=self._stop.is_set() and bool(left))
