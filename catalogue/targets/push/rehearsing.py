"""Rehearsing a plan: asking a portal what it would refuse of it, before anything goes there.

Nothing is written down and nothing is to stand there afterwards that did not stand before.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from threading import Event
from typing import Final, NamedTuple, Protocol, runtime_checkable

from catalogue.errors import TargetError, UsageError
from catalogue.portions import portions
from catalogue.store import Database
from catalogue.targets.push.errors import EntryRefusedError
from catalogue.targets.push.fingerprint import fingerprint
from catalogue.targets.push.journal import without
from catalogue.targets.push.pace import Pace, patiently
from catalogue.targets.push.plan import Act, State
from catalogue.targets.push.plans import Kept, KeptStep, steps_kept
from catalogue.targets.push.progress import Progress
from catalogue.targets.push.settings import TargetSettings
from catalogue.targets.push.shaped import shaped_of
from catalogue.targets.push.staleness import refuse_moved_on, refuse_unfit
from catalogue.targets.push.target import Body, Target
from catalogue.targets.push.tenancy import alone

__all__ = ["Objection", "Rehearsable", "Rehearsed", "rehearse"]

AT_ONCE: Final = 100
"""Entries that are shaped together."""
ASKED_ABOUT: Final = (Act.CREATE, Act.UPDATE)


@runtime_checkable
class Rehearsable(Protocol):
    """A target that can be asked for its judgement without keeping anything."""

    def complaints(self, body: Body) -> str:
        """Give what it has against a body, in its own words; empty: nothing.

        Raises EntryRefusedError for what it would not take at all, and the other errors of a target.
        """


class Objection(NamedTuple):
    """What a portal would refuse, and why: a key of the message catalogue with its facts."""

    kept: KeptStep
    why: tuple[str, Mapping[str, object]]


@dataclass(slots=True)
class Rehearsed:
    """What a portal said of a plan."""

    planned: int
    """What is created and updated, and still to be done."""
    asked: int = 0
    objections: list[Objection] = field(default_factory=list)
    error: TargetError | None = None
    """Why it ended before all was asked."""

    @property
    def left(self) -> int:
        return self.planned - self.asked


class _Answer(NamedTuple):
    why: tuple[str, Mapping[str, object]] | None = None
    asked: bool = True
    error: TargetError | None = None


def rehearse(
    target: Target,
    settings: TargetSettings,
    database: Database,
    kept: Kept,
    *,
    progress: Progress,
    pace: Pace = Pace(),  # noqa: B008  a plain value
) -> Rehearsed:
    """Ask what the portal would refuse of what is left of a plan.

    Raises UsageError when the target cannot be asked, and where the plan could not be carried out either;
    but a plan that waits for a person may be rehearsed. Raises TargetError when the portal will not have us.
    """
    if not isinstance(target, Rehearsable):
        raise UsageError("push.no-rehearsal", target=settings.name)
    stop = Event()
    unasking = kept._replace(plan=replace(kept.plan, asks=()))
    # Not while a push goes on: what the question rests on could be deleted under it.
    with alone(database, kept, stop):
        refuse_unfit(database, target, unasking, datetime.now(UTC), pace=pace, stop=stop)
        with database.transaction() as connection:
            states = (State.PLANNED, State.STARTED)
            steps = list(steps_kept(connection, kept.number, states, ASKED_ABOUT))
        refuse_moved_on(database, target, kept, steps)
        found = Rehearsed(len(steps))
        progress.total(len(steps))
        asking = _Asking(target, settings, pace, stop)
        with ThreadPoolExecutor(settings.care.concurrency, thread_name_prefix="rehearse") as pool:
            for some in portions(steps, AT_ONCE):
                bodies = shaped_of(target, database, {one.step.uuid: one.step.version for one in some})
                asked = (partial(asking, one, bodies.get(one.step.uuid)) for one in some)
                for one, answer in zip(some, pool.map(lambda ask: ask(), asked), strict=True):
                    _add(found, one, answer)
                    progress.advance(answer.asked)
    return found


def _add(found: Rehearsed, kept: KeptStep, answer: _Answer) -> None:
    found.asked += answer.asked
    found.error = found.error or answer.error
    if answer.why is not None:
        found.objections.append(Objection(kept, answer.why))


class _Asking:
    """Asks about one step at a time, from any thread, until the portal is of no use."""

    def __init__(self, target: Rehearsable, settings: TargetSettings, pace: Pace, stop: Event) -> None:
        self._target = target
        self._secret = settings.secret() if settings.secret else ""
        self._pace = pace
        self._stop = stop

    def __call__(self, kept: KeptStep, body: Body | None) -> _Answer:
        if self._stop.is_set():
            return _Answer(asked=False)
        if body is None or fingerprint(body) != kept.step.body:
            return _Answer(("push.step.shaped-otherwise", {"title": kept.step.title}))
        try:
            said = patiently(partial(self._target.complaints, body), self._pace, self._stop)
        except EntryRefusedError as error:
            return _Answer((error.key, error.facts))
        except TargetError as error:
            self._stop.set()
            return _Answer(asked=False, error=error)
        return _Answer(("push.objection", {"why": without(self._secret, said)}) if said else None)
