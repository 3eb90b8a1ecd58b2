"""What a feed may not do to the copy that stands, unless a person says yes.

Whoever harvests the feed deletes what is no longer in it, and takes what has another name for something else.
So a feed is compared with the last copy as that stands on the disk. Pure: two registers, and what the store
knows of the first.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from catalogue.errors import TargetError
from catalogue.targets.twin.register import Register, Registered

__all__ = ["GUARDS", "Allowed", "Guards", "Limits", "Objection", "Past", "objections"]

GUARDS: Final = ("base", "catalogue", "identifiers", "shrink")
"""In the order in which they are asked; a person may say yes to each."""
SHOWN: Final = 3


class Limits(NamedTuple):
    """How many records may go at once without a person looking: the larger of the two."""

    share: float = 0.2
    floor: int = 1

    def of(self, records: int) -> int:
        return max(self.floor, int(records * self.share))


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What the store knows of what stood in the last copy, by the IRI of the resource."""

    became: Mapping[str, str] = field(default_factory=dict)
    """IRI → the one under which the same record of the source goes on."""
    let_go: Collection[str] = ()
    """IRIs of what a person withdrew, or agreed to see withdrawn."""


Allowed = Mapping[str, int | None]
"""Guard → how many records the yes is for; None: whatever it comes to."""


class Objection(NamedTuple):
    """Why a feed may not take the place of the last copy; ``feed.guard-<guard>`` is its message."""

    guard: str
    records: int
    """How many it is about."""
    facts: Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guards:
    """Asks all guards, for one publication of one publisher."""

    publisher: str
    past: Past = field(default_factory=Past)
    limits: Limits = field(default_factory=Limits)
    allowed: Allowed = field(default_factory=dict)

    def __call__(self, last: Register, new: Register) -> None:
        """Raise TargetError for the first objection that nobody said yes to."""
        for guard, records, facts in objections(last, new, self.past, self.limits):
            most = self.allowed.get(guard, -1)
            if most is not None and records > most:
                raise TargetError(f"feed.guard-{guard}", publisher=self.publisher, count=records, **facts)


def objections(last: Register, new: Register, past: Past, limits: Limits) -> Iterator[Objection]:
    """Hold a feed against the last copy; what follows from one objection is not made another."""
    before, after = _by_resource(last), _by_resource(new)
    old_base, new_base = _base(last), _base(new)
    catalogues = set(last.catalogues)
    if old_base and new_base and old_base != new_base:
        yield Objection("base", len(before), {"before": old_base, "after": new_base})
        before = dict(_moved(one, old_base, new_base) for one in before.values())
        catalogues = {_under(iri, old_base, new_base) for iri in catalogues}
    if catalogues and new.catalogues and catalogues != {*new.catalogues}:
        facts = {"before": ", ".join(sorted(catalogues)), "after": ", ".join(sorted(new.catalogues))}
        yield Objection("catalogue", len(before), facts)
    renamed = dict(_renamed(before, after, past))
    if renamed:
        shown = "; ".join(f"{old} → {now}" for old, now in list(renamed.items())[:SHOWN])
        yield Objection("identifiers", len(renamed), {"examples": shown})
    gone = [iri for iri in before if iri not in after and iri not in renamed and iri not in past.let_go]
    if len(gone) > limits.of(len(before)):
        numbers: dict[str, object] = {"before": len(before), "allowed": limits.of(len(before))}
        yield Objection("shrink", len(gone), numbers | {"examples": ", ".join(gone[:SHOWN])})


def _by_resource(register: Register) -> dict[str, Registered]:
    return {one.resource: one for one in register.records.values()}


def _renamed(
    before: Mapping[str, Registered], after: Mapping[str, Registered], past: Past
) -> Iterator[tuple[str, str]]:
    """Find records that go on under another IRI, or under another UUID or record IRI."""
    then, since = _by_source(before.values()), _by_source(after.values())
    for iri, old in before.items():
        now = after.get(iri)
        if now is not None:
            if (now.uuid, now.record) != (old.uuid, old.record):
                yield old.record, now.record
        elif past.became.get(iri) in after:
            yield iri, past.became[iri]
        elif then.get(old.source) == iri and since.get(old.source, iri) not in before:
            yield iri, since[old.source]


def _by_source(records: Iterable[Registered]) -> dict[str, str]:
    """Map the address at the source to the resource, where it is the address of one only."""
    found: dict[str, list[str]] = {}
    for one in records:
        if one.source:
            found.setdefault(one.source, []).append(one.resource)
    return {source: iris[0] for source, iris in found.items() if len(iris) == 1}


def _base(register: Register) -> str:
    """Give what all our names in a feed begin with; empty where there is no such thing."""
    bases = {iri.partition("/id/")[0] for iri in register.catalogues if "/id/" in iri}
    return bases.pop() if len(bases) == 1 else ""


def _moved(one: Registered, old: str, new: str) -> tuple[str, Registered]:
    moved = one._replace(record=_under(one.record, old, new), resource=_under(one.resource, old, new))
    return moved.resource, moved


def _under(iri: str, old: str, new: str) -> str:
    return new + iri.removeprefix(old) if iri.startswith(f"{old}/") else iri
