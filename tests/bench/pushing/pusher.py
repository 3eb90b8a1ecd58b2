"""One store pushed to the CKAN that is measured, as ``oogst push`` does it."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from time import perf_counter

from catalogue.store import open_database
from catalogue.targets.push import Act, Body, Plan, Refusal, TargetSettings
from catalogue.targets.push.applying import Applied, apply_plan
from catalogue.targets.push.drawing import draw
from catalogue.targets.push.offered import offered
from catalogue.targets.push.plans import find_plan, keep_plan
from catalogue.targets.push.progress import Silent
from catalogue.targets.push.verifying import Verified, verify
from tests.bench.pushing.there import There

__all__ = ["Pusher"]


class Pusher:
    def __init__(self, file: Path, there: There, publishers: Sequence[str]) -> None:
        self.database = open_database(f"sqlite:///{file}")
        self.target = there.target(publishers)
        self.settings = TargetSettings(
            name="bench", kind="ckan", url=there.url, publishers=tuple(sorted(publishers))
        )

    def close(self) -> None:
        self.database.close()

    def plan(self) -> Plan:
        return draw(self.target, self.settings, self.database, (), datetime.now(UTC))

    def written(self, plan: Plan) -> int:
        with self.database.transaction() as connection:
            return keep_plan(connection, plan)

    def apply(self, number: int) -> tuple[Applied, float]:
        """Carry a plan out; give what became of it and the seconds that took."""
        with self.database.transaction() as connection:
            kept = find_plan(connection, str(number))
        begin = perf_counter()
        applied = apply_plan(self.target, self.settings, self.database, kept, progress=Silent(), stop=Event())
        return applied, perf_counter() - begin

    def verify(self) -> Verified:
        return verify(self.target, self.settings, self.database)

    def bodies(self) -> list[Body]:
        """Shape all that is published."""
        with self.database.transaction() as connection:
            shaped = [self.target.shape(one.wanted) for one in offered(connection, self.settings.publishers)]
        return [body for body in shaped if not isinstance(body, Refusal)]


def counts(plan: Plan) -> dict[str, int]:
    return {str(act): number for act, number in sorted(Counter(step.act for step in plan.steps).items())}


def done(applied: Applied) -> int:
    return sum(applied.counts.get(act, 0) for act in (Act.CREATE, Act.UPDATE, Act.DELETE))
