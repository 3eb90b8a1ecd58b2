"""What becomes of many records together: counted one by one, so that a catalogue of any size fits."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from catalogue.targets.twin.checks import Breach
from catalogue.targets.twin.losses import Loss, Verdict
from catalogue.targets.twin.record import CatalogueTwin, RecordTwin
from catalogue.targets.twin.uuids import collisions

__all__ = ["LossKind", "RefusedRecord", "RuleBroken", "Tally"]


class LossKind(NamedTuple):
    """Losses that mean the same: of one property, for one reason."""

    verdict: Verdict
    role: str
    predicate: str
    reason: str
    twin: str


class RuleBroken(NamedTuple):
    of: str
    severity: str
    rule: str
    role: str
    predicate: str


class RefusedRecord(NamedTuple):
    uuid: str
    title: str
    why: str


@dataclass(slots=True)
class Tally:
    """Counts records, and per kind of loss, rewriting or shortfall the records that have it."""

    records: int = 0
    accepted: int = 0
    invented: int = 0
    indexed: int = 0
    open_data: int = 0
    open_filter: int = 0
    public: int = 0
    without_date: int = 0
    refused: list[RefusedRecord] = field(default_factory=list)
    uuids: list[str] = field(default_factory=list)
    losses: Counter[LossKind] = field(default_factory=Counter)
    values: Counter[LossKind] = field(default_factory=Counter)
    """As ``losses``, but counting values."""
    examples: dict[LossKind, Loss] = field(default_factory=dict)
    rewritten: Counter[str] = field(default_factory=Counter)
    broken: Counter[RuleBroken] = field(default_factory=Counter)
    shortfalls: Counter[tuple[str, bool]] = field(default_factory=Counter)
    licences: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)

    def add(self, twin: RecordTwin) -> None:
        facets = twin.facets
        self.records += 1
        self.accepted += twin.accepted
        self.invented += twin.registration.invented
        self.indexed += facets.indexed
        self.open_data += facets.open_data
        self.open_filter += facets.open_filter
        self.public += facets.public
        self.without_date += not facets.sorted_by
        self.uuids += twin.registration.uuids
        self.refused += [RefusedRecord(twin.uuid, twin.card.title, why) for why in twin.refusals]
        self._lose(twin.losses)
        self.rewritten.update({one.rule for one in twin.rewritten})
        self._break(twin.breaches)
        self.shortfalls.update({(one.name, one.must) for one in twin.shortfalls})
        self.licences.update({one.text or one.iri for one in facets.licences})
        self.missing.update(set(twin.registration.missing))

    def add_catalogue(self, twin: CatalogueTwin) -> None:
        """Count what is lost of the catalogue itself as that of one record more."""
        self._lose(twin.losses)
        self._break(twin.breaches)

    @property
    def overwritten(self) -> list[str]:
        """UUIDs that more than one record gets."""
        return collisions(self.uuids)

    def _break(self, breaches: list[Breach]) -> None:
        self.broken.update(
            {RuleBroken(one.of, one.severity, one.rule, one.role, one.predicate) for one in breaches}
        )

    def _lose(self, losses: list[Loss]) -> None:
        kinds = [LossKind(one.verdict, one.role, one.predicate, one.reason, one.twin) for one in losses]
        self.values.update(kinds)
        self.losses.update(set(kinds))
        for kind, one in zip(kinds, losses, strict=True):
            self.examples.setdefault(kind, one)
