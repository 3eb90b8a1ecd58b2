"""Plan, apply, verify: what every target can be asked, whether it is written entry by entry or whole."""

from collections.abc import Sequence
from datetime import datetime
from threading import Event
from typing import Protocol

from catalogue.store import Database
from catalogue.targets.push.applying import Applied, apply_plan
from catalogue.targets.push.drawing import draw
from catalogue.targets.push.pace import Pace
from catalogue.targets.push.plan import Plan
from catalogue.targets.push.plans import Kept
from catalogue.targets.push.progress import Progress
from catalogue.targets.push.rehearsing import Rehearsed, rehearse
from catalogue.targets.push.settings import TargetSettings
from catalogue.targets.push.target import Target
from catalogue.targets.push.verifying import Sample, Verified, verify

__all__ = ["Channel", "EntryByEntry"]


class Channel(Protocol):
    """One target as it is planned, written and read back."""

    def plan(self, publishers: Sequence[str], now: datetime) -> Plan:
        """Say what would be done there for these publishers (for all it is for, when none is named)."""

    def apply(self, kept: Kept, progress: Progress, stop: Event) -> Applied:
        """Do what is left of a plan, and nothing else."""

    def verify(self, publishers: Sequence[str], sample: Sample | None, progress: Progress) -> Verified:
        """Read back what was put there, as the public gets it."""

    def rehearse(self, kept: Kept, progress: Progress) -> Rehearsed:
        """Ask what would be refused there of what is left of a plan; nothing goes there.

        Raises UsageError where that cannot be asked.
        """


class EntryByEntry:
    """A portal that takes each entry by itself."""

    def __init__(
        self, target: Target, settings: TargetSettings, database: Database, pace: Pace | None = None
    ) -> None:
        self._target = target
        self._settings = settings
        self._database = database
        self._pace = pace or Pace()

    def plan(self, publishers: Sequence[str], now: datetime) -> Plan:
        return draw(self._target, self._settings, self._database, publishers, now, pace=self._pace)

    def apply(self, kept: Kept, progress: Progress, stop: Event) -> Applied:
        return apply_plan(
            self._target, self._settings, self._database, kept, progress=progress, stop=stop, pace=self._pace
        )

    def verify(self, publishers: Sequence[str], sample: Sample | None, progress: Progress) -> Verified:
        return verify(
            self._target,
            self._settings,
            self._database,
            publishers=publishers,
            sample=sample,
            progress=progress,
            pace=self._pace,
        )

    def rehearse(self, kept: Kept, progress: Progress) -> Rehearsed:
        return rehearse(
            self._target, self._settings, self._database, kept, progress=progress, pace=self._pace
        )
