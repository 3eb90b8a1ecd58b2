"""The three movements of a push between one store and one target, as the commands do them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

from catalogue.store import Database
from catalogue.targets.push import Care, Plan, TargetSettings
from catalogue.targets.push.applying import Applied, apply_plan
from catalogue.targets.push.drawing import draw
from catalogue.targets.push.pace import Pace
from catalogue.targets.push.plans import find_plan, keep_plan
from catalogue.targets.push.progress import Silent
from catalogue.targets.push.verifying import Verified, verify
from tests.catalogue.targets.push.portal import PortalTarget

__all__ = ["SOON", "Pushing", "acts", "rules"]

SOON = Pace(tries=3, first=0.001, most=0.05)


class Pushing:
    """One store and one target, planned, applied and verified as the commands do it."""

    def __init__(self, store: Database, target: PortalTarget) -> None:
        self.store = store
        self.target = target
        self.settings = TargetSettings(name="proef", kind="portal", url=f"http://{target.host}")

    def take_care(self, **care: object) -> None:
        self.settings = replace(self.settings, care=replace(Care(), **care))  # type: ignore[arg-type]

    def plan(self, *publishers: str) -> Plan:
        return draw(self.target, self.settings, self.store, publishers, datetime.now(UTC), pace=SOON)

    def keep(self, plan: Plan) -> str:
        with self.store.transaction() as connection:
            return str(keep_plan(connection, plan))

    def apply(self, name: str, stop: Event | None = None) -> Applied:
        with self.store.transaction() as connection:
            kept = find_plan(connection, name)
        return apply_plan(
            self.target,
            self.settings,
            self.store,
            kept,
            progress=Silent(),
            stop=stop or Event(),
            pace=SOON,
        )

    def push(self, *publishers: str) -> Applied:
        return self.apply(self.keep(self.plan(*publishers)))

    def verify(self) -> Verified:
        return verify(self.target, self.settings, self.store, pace=SOON)


def acts(plan: Plan) -> dict[str, int]:
    """Count the steps of a plan by what they do."""
    found: dict[str, int] = {}
    for step in plan.steps:
        found[step.act] = found.get(step.act, 0) + 1
    return found


def rules(plan: Plan) -> Sequence[tuple[str, str]]:
    return [(str(step.act), step.rule) for step in plan.steps]
