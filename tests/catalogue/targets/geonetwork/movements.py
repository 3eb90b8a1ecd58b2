"""The three movements of a push to the stand-in, and a store that is filled as a run fills it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event

import pytest

from catalogue.graph import from_ntriples, members
from catalogue.model import Protocol, Source, identify
from catalogue.packing import pack
from catalogue.store import Database, begin_run, decisions, keep_batch, known_records
from catalogue.targets.geonetwork import GeoNetwork
from catalogue.targets.geonetwork.records import Records
from catalogue.targets.push import Plan, TargetSettings, Wanted
from catalogue.targets.push.applying import Applied, apply_plan
from catalogue.targets.push.drawing import draw
from catalogue.targets.push.pace import Pace
from catalogue.targets.push.plans import Kept, find_plan, keep_plan, last_plans
from catalogue.targets.push.progress import Silent
from catalogue.targets.push.verifying import Verified, verify
from tests.catalogue.store.judged import judged
from tests.catalogue.targets.geonetwork.conftest import BASE, TOWN

__all__ = ["NOW", "SOON", "Pushing", "acts", "keep", "withdraw"]

NOW = datetime(2026, 9, 1, tzinfo=UTC)
SOON = Pace(tries=3, first=0.001, most=10.0)


def keep(
    store: Database, entries: Sequence[tuple[int, Wanted]], *, published: bool = True, now: datetime = NOW
) -> None:
    """Keep entries, or their next version, as a run does."""
    source = Source(
        name=f"{TOWN}/portaal", publisher=TOWN, protocol=Protocol.CKAN, url="https://data.stad.example"
    )
    with store.transaction() as connection:
        key = begin_run(connection, source, now)
        known = known_records(connection, key.source_id)
        made = [
            replace(
                judged("x", "a"),
                identity=identify(
                    base=BASE,
                    publisher=TOWN,
                    source=source.name,
                    kind=wanted.kind,
                    identifier=f"set-{number}",
                )._replace(uuid=wanted.uuid, iri=wanted.iri),
                record_hash=wanted.hash,
                hash=wanted.hash,
                title=wanted.title,
                members=members(from_ntriples(wanted.graph)),
                body=pack(wanted.graph),
                published=published,
            )
            for number, wanted in entries
        ]
        pairs = [(one, known.get((one.kind, one.identity.identifier))) for one in made]
        keep_batch(connection, key, pairs, rules="r", now=now)


class Pushing:
    """What the commands do, one after the other."""

    def __init__(self, target: GeoNetwork, store: Database) -> None:
        self.target = target
        self.store = store
        self.settings = TargetSettings(
            name="vlaanderen", kind="geonetwork", url="https://portaal.example", publishers=(TOWN,)
        )

    def plan(self) -> Plan:
        return draw(self.target, self.settings, self.store, (), NOW, pace=SOON)

    def push(self) -> Applied:
        return self.apply(self.plan())

    def apply(self, plan: Plan) -> Applied:
        with self.store.transaction() as connection:
            kept = find_plan(connection, str(keep_plan(connection, plan)))
        return self.carry_on(kept)

    def killed(self, plan: Plan, monkeypatch: pytest.MonkeyPatch, advance: Callable[..., None]) -> Kept:
        """Have a push killed by what takes the place of advancing a record; give the plan as it is left."""
        with monkeypatch.context() as patch:
            patch.setattr(Records, "advance", advance)
            with pytest.raises(SystemExit):
                self.apply(plan)
        with self.store.transaction() as connection:
            return last_plans(connection, self.settings.name)[0]

    def carry_on(self, kept: Kept, pace: Pace = SOON) -> Applied:
        return apply_plan(
            self.target, self.settings, self.store, kept, progress=Silent(), stop=Event(), pace=pace
        )

    def verify(self) -> Verified:
        return verify(self.target, self.settings, self.store, pace=SOON)


def withdraw(store: Database, uuids: Sequence[str]) -> None:
    with store.transaction() as connection:
        decisions.withdraw_entries(connection, uuids, decisions.Decision("Jana", "bestaat niet meer", NOW))


def acts(plan: Plan) -> dict[str, int]:
    found: dict[str, int] = {}
    for step in plan.steps:
        found[step.act] = found.get(step.act, 0) + 1
    return found
