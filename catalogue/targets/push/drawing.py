"""Drawing a plan: what is published laid beside what stands at the target, entry by entry.

Only what a plan holds stays in memory: bodies come and go a few hundred at a time.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Event
from typing import Final, Self

from catalogue.model import Kind
from catalogue.portions import portions
from catalogue.store import Database
from catalogue.targets.push.fingerprint import line, of_lines
from catalogue.targets.push.guards import asks
from catalogue.targets.push.offered import Fate, Offered, offered, publishing
from catalogue.targets.push.ownership import came_from, disowned
from catalogue.targets.push.pace import Pace, patiently
from catalogue.targets.push.placements import placements, store_identity
from catalogue.targets.push.plan import Act, Plan, Step
from catalogue.targets.push.rules import Known, as_step, decide
from catalogue.targets.push.settings import TargetSettings
from catalogue.targets.push.stock import Stock
from catalogue.targets.push.target import Body, Held, Refusal, Target

__all__ = ["draw", "in_order"]

AT_ONCE: Final = 200
"""Things of the target that are looked at together."""
ORDER: Final = (Act.CREATE, Act.UPDATE, Act.DELETE, Act.ADOPT, Act.FORGET, Act.REFUSE, Act.KEEP)
KINDS: Final = (Kind.SERIES, Kind.DATASET, Kind.SERVICE)
"""What others refer to goes before them, and leaves after them."""


def draw(
    target: Target,
    settings: TargetSettings,
    database: Database,
    publishers: Sequence[str],
    now: datetime,
    *,
    pace: Pace = Pace(),  # noqa: B008  a plain value
    stop: Event | None = None,
) -> Plan:
    """Draw the plan of a target for these publishers (those of its configuration, when none is named).

    Raises TargetError when the target cannot be read whole: of a part nothing may be concluded.
    """
    scope = tuple(sorted(publishers or settings.publishers))
    halt = stop or Event()
    identity = patiently(target.identity, pace, halt)
    blocked = patiently(lambda: target.ready(_meant(database, scope)), pace, halt)
    with database.transaction() as connection:
        store = store_identity(connection, now)
    drawing = patiently(lambda: _Drawing(target, settings, database, scope, identity).walked(), pace, halt)
    steps = tuple(sorted(drawing.steps.values(), key=in_order))
    return Plan(
        target=settings.name,
        identity=identity,
        store=store,
        publishers=scope,
        made_at=now,
        steps=steps,
        unchanged=drawing.unchanged,
        standing=drawing.standing,
        basis=of_lines([*drawing.basis, line(identity, store, repr(scope), repr(settings.care))]),
        blocked=tuple((one.key, one.facts) for one in blocked),
        asks=tuple(asks(steps, drawing.standing, settings.care)),
    )


def _meant(database: Database, scope: Sequence[str]) -> list[str]:
    """Give the publishers whose entries would go."""
    with database.transaction() as connection:
        return publishing(connection, scope)


def in_order(step: Step) -> tuple[int, int, str]:
    """Give what steps are sorted by: what others refer to goes first, and leaves last."""
    kind = KINDS.index(Kind(step.kind)) if step.kind in KINDS else len(KINDS)
    return ORDER.index(step.act), -kind if step.act is Act.DELETE else kind, step.uuid


class _Drawing:
    """One walk over the target, and then over what is not there yet."""

    def __init__(
        self,
        target: Target,
        settings: TargetSettings,
        database: Database,
        scope: tuple[str, ...],
        identity: str,
    ) -> None:
        self.steps: dict[str, Step] = {}
        self.basis: list[bytes] = []
        self.standing = 0
        self._target = target
        self._settings = settings
        self._database = database
        self._scope = scope
        self._quiet: set[str] = set()
        self._seen: dict[str, str] = {}
        """UUID → remote id."""
        self._doubled: dict[str, str] = {}
        self._stock = Stock(apart=target.apart)
        with database.transaction() as connection:
            self._placed = placements(connection, identity)
            self._published = self._stock.uuids(connection, scope)
            several = len(settings.publishers) != 1
            self._behind = disowned(offered(connection, settings.publishers), self._placed) if several else {}

    @property
    def unchanged(self) -> int:
        return len(self._quiet)

    def walked(self) -> Self:
        published = frozenset(self._published)
        standing = self._target.ours()
        for some in portions(standing, AT_ONCE):
            self._look_at([held for held in some if not self._met(held)], published)
        self._refuse_doubled()
        names: dict[str, str] = {}
        for uuids in portions([uuid for uuid in self._published if uuid not in self._seen]):
            self._bring(uuids, names)
        gone = [uuid for uuid in self._placed if uuid not in self._seen and uuid not in published]
        for uuids in portions(gone):
            self._settle_gone(uuids)
        return self

    def _met(self, held: Held) -> bool:
        """Tell whether this entry was met before: a listing may repeat itself, and an entry stand twice."""
        first = self._seen.get(held.uuid)
        if first is None:
            self._seen[held.uuid] = held.remote_id
        elif first != held.remote_id:
            self._doubled.setdefault(held.uuid, held.remote_id)
        return first is not None

    def _refuse_doubled(self) -> None:
        """Leave what stands twice alone: nobody can tell which of the two people use."""
        mine = [uuid for uuid in self._doubled if uuid in self._quiet or uuid in self.steps]
        with self._database.transaction() as connection:
            found = self._stock.fates(connection, mine)
        for uuid in mine:
            self._quiet.discard(uuid)
            facts = {"first": self._seen[uuid], "second": self._doubled[uuid]}
            known = Known(uuid, fate=found.get(uuid))
            self._keep(as_step(known, Act.REFUSE, "push.rule.doubled", facts))

    def _look_at(self, some: Sequence[Held], published: frozenset[str]) -> None:
        """Decide on things that stand."""
        uuids = [held.uuid for held in some]
        with self._database.transaction() as connection:
            there = self._stock.offered_of(connection, [uuid for uuid in uuids if uuid in published])
            others = self._stock.fates(connection, [uuid for uuid in uuids if uuid not in there])
        for held in some:
            fate = others.get(held.uuid)
            if fate is None or not self._scope or fate.publisher in self._scope:
                self.standing += 1
                self._decide(self._known(held.uuid, there.get(held.uuid), held, fate))

    def _bring(self, uuids: Sequence[str], names: dict[str, str]) -> None:
        """Decide on what does not stand; a name that is taken there is not taken from whoever has it."""
        with self._database.transaction() as connection:
            there = self._stock.offered_of(connection, uuids)
        known = [self._known(uuid, one, None, None) for uuid, one in sorted(there.items())]
        bodies = [one.body for one in known if one.body is not None and one.refusal is None]
        taken = self._target.in_the_way(bodies) if bodies else {}
        for one in known:
            name = self._target.name_of(one.body) if one.body is not None else ""
            refusal = one.refusal or _taken(name, taken, names)
            if name and refusal is None:
                names[name] = one.uuid
            self._decide(one._replace(refusal=refusal), name)

    def _settle_gone(self, uuids: Sequence[str]) -> None:
        """Decide on what we had put there, and is neither there nor published."""
        with self._database.transaction() as connection:
            found = self._stock.fates(connection, uuids)
        for uuid in uuids:
            fate = found.get(uuid)
            if fate is not None and (not self._scope or fate.publisher in self._scope):
                self._decide(Known(uuid, placed=self._placed[uuid], fate=fate))

    def _known(self, uuid: str, one: Offered | None, held: Held | None, fate: Fate | None) -> Known:
        placed = self._placed.get(uuid)
        if one is None:
            return Known(uuid, held=held, placed=placed, fate=fate)
        body, refusal = self._shaped(one)
        return Known(uuid, one.wanted, body, refusal, held, placed)

    def _shaped(self, one: Offered) -> tuple[Body | None, Refusal | None]:
        if came_from(one, self._settings.url):
            return None, Refusal("push.rule.loop", {"source": one.source})
        entry = one.whole or one.wanted.uuid
        if entry in self._behind:
            return None, self._behind[entry]
        shaped = self._target.shape(one.wanted)
        return (None, shaped) if isinstance(shaped, Refusal) else (shaped, None)

    def _decide(self, known: Known, name: str = "") -> None:
        step = decide(known, self._target.differences, self._settings.care)
        if step is not None:
            self._keep(step._replace(name=step.name or name))
        elif known.held is not None:
            self._quiet.add(known.uuid)
            self.basis.append(line(known.uuid, known.held.remote_id, known.held.stamp))

    def _keep(self, step: Step) -> None:
        self.steps[step.uuid] = step
        parts = (step.uuid, step.act, step.rule, step.remote_id, step.stamp, step.stood, step.version)
        self.basis.append(line(*parts, step.body))


def _taken(name: str, taken: Mapping[str, Held], names: Mapping[str, str]) -> Refusal | None:
    if name in taken:
        return Refusal("push.rule.in-the-way", {"name": name, "remote_id": taken[name].remote_id})
    if name in names:
        return Refusal("push.rule.same-name", {"name": name, "other": names[name]})
    return None
