"""The three movements of a push to a real CKAN, from a store filled as a run fills it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event
from typing import Any

from catalogue.graph import content_hash, entry_blocks, members, statements
from catalogue.model import Entry, Protocol, Source, Text
from catalogue.packing import pack
from catalogue.store import Database, Judged, begin_run, decisions, keep_batch, known_records
from catalogue.targets.ckan import CkanTarget
from catalogue.targets.push import Care, Plan, TargetSettings
from catalogue.targets.push.applying import Applied, apply_plan
from catalogue.targets.push.drawing import draw
from catalogue.targets.push.pace import Pace
from catalogue.targets.push.plans import find_plan, keep_plan
from catalogue.targets.push.progress import Silent
from catalogue.targets.push.verifying import Verified, verify
from tests.catalogue.store.judged import judged
from tests.catalogue.targets.ckan.entries import WHEN, Said, a_dataset
from tests.real_ckan.portals import Corner

__all__ = ["SOON", "Movements", "entries"]

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SOON = Pace(tries=4, first=0.01, most=0.1)


class Movements:
    def __init__(self, store: Database, corner: Corner, target: CkanTarget | None = None) -> None:
        self.store = store
        self.corner = corner
        self.target = target or corner.target()
        self.settings = TargetSettings(
            name="proef", kind="ckan", url=corner.there.url, publishers=(corner.where.publisher,)
        )

    def through(self, target: CkanTarget, **care: Any) -> "Movements":  # noqa: ANN401 -- fields of the care
        """Go on from the same store by another way to the same CKAN."""
        other = Movements(self.store, self.corner, target)
        other.settings = replace(self.settings, care=replace(Care(), **care))
        return other

    def keep(self, *entries: Entry) -> None:
        """Keep entries, or their next version, as a run would."""
        publisher = self.corner.where.publisher
        address = f"https://data.{publisher}.example"
        source = Source(name=f"{publisher}/portaal", publisher=publisher, protocol=Protocol.CKAN, url=address)
        with self.store.transaction() as connection:
            key = begin_run(connection, source, NOW)
            known = known_records(connection, key.source_id)
            made = [_judged(entry) for entry in entries]
            batch = [(one, known.get((one.kind, one.identity.identifier))) for one in made]
            keep_batch(connection, key, batch, rules="r", now=NOW)

    def withdraw(self, uuids: Sequence[str]) -> None:
        with self.store.transaction() as connection:
            decisions.withdraw_entries(connection, list(uuids), decisions.Decision("Jana", "gesloten", NOW))

    def plan(self) -> Plan:
        return draw(self.target, self.settings, self.store, (), datetime.now(UTC), pace=SOON)

    def written(self, plan: Plan) -> str:
        with self.store.transaction() as connection:
            return str(keep_plan(connection, plan))

    def apply(self, name: str) -> Applied:
        with self.store.transaction() as connection:
            kept = find_plan(connection, name)
        return apply_plan(
            self.target, self.settings, self.store, kept, progress=Silent(), stop=Event(), pace=SOON
        )

    def push(self) -> Applied:
        return self.apply(self.written(self.plan()))

    def verify(self) -> Verified:
        return verify(self.target, self.settings, self.store, pace=SOON)


def _judged(entry: Entry) -> Judged:
    blocks = entry_blocks(entry, issued=WHEN, modified=WHEN)
    content = content_hash(blocks)
    return replace(
        judged("x"),
        identity=entry.identity,
        kind=entry.kind,
        record_hash=content,
        hash=content,
        title=next((text.value for text in entry.resource.title), ""),
        members=members(blocks),
        named=[],
        body=pack(statements(blocks)),
        published=True,
    )


def entries(corner: Corner, count: int = 4, title: str = "Bomen", **more: Said) -> list[Entry]:
    return [
        a_dataset(f"bomen-{number}", corner.where, title=[Text(f"{title} {number}", "nl")], **more)
        for number in range(count)
    ]
