"""Everything that decides what becomes of a record, in one object with one fingerprint.

Two runs with equal fingerprints make the same entry, findings and verdicts of the same record.
"""

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Final

from catalogue.charter import Rubric, load_rubric, read_rubric
from catalogue.fingerprint import fingerprint_of
from catalogue.graph import DCAT_AP_VL_2022
from catalogue.model import DEFAULT_BASE, PublisherFacts, Source, Standard
from catalogue.profile import GATE_LAYERS, Validator, best_validator
from catalogue.targets.events import Retention

__all__ = ["Rules", "make_rules"]

READ_BY: Final = ("catalogue.model", "catalogue.graph", "catalogue.profile", "mappings")
"""The packages that an entry and its findings follow from."""
JUDGED_BY: Final = ("catalogue.charter", "catalogue.testimony")
"""The packages that its verdicts follow from."""
HALF: Final = 32
"""Characters of a fingerprint that stand for how a record is read; those after it for how it is judged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    base: str
    """IRI base of everything we name."""
    facts: PublisherFacts | None
    profile: Standard
    """The one profile that catalogue records declare."""
    gate: tuple[str, ...]
    """The layers in which an entry may have no error to be published."""
    validator: Validator
    rubric: Rubric
    fingerprint: str
    """Its first half is of how a record is read, its second of how the entry is judged."""
    retention: Retention | None = None
    """What is kept of the stream of events; nothing that an entry follows from."""

    def for_source(self, source: Source, day: date) -> "Rules":
        """Give the rules for one source: its address and its language are part of what its entries say.

        So are the overlays that hold for it on this day: the day after the last one, all is read anew.
        """
        overlays = self.facts.overlays if self.facts else ()
        held = (repr(one) for one in overlays if one.is_for(source.name) and one.holds(day))
        reading = _half(self.fingerprint[:HALF], source.url, source.language, *held)
        return replace(self, fingerprint=reading + self.fingerprint[HALF:])

    def with_rubric(self, rubric: Rubric) -> "Rules":
        """Give the same rules with another rubric: entries and findings stay, verdicts do not."""
        return replace(self, rubric=rubric, fingerprint=self.fingerprint[:HALF] + _judging(rubric))

    def reads_as(self, fingerprint: str) -> bool:
        """Tell whether rules with this fingerprint make the same entry and findings of a record."""
        return self.fingerprint[:HALF] == fingerprint[:HALF]

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as a recipe: compiled shapes stay where they are."""
        rubric = "" if self.rubric is load_rubric() else self.rubric.text
        return _remade, (self.facts, self.base, self.profile, self.gate, rubric, self.fingerprint)


def _remade(  # noqa: PLR0917  what pickle carries has no names
    facts: PublisherFacts | None,
    base: str,
    profile: Standard,
    gate: tuple[str, ...],
    rubric: str,
    fingerprint: str,
) -> Rules:
    chosen = read_rubric(rubric, "") if rubric else None
    made = make_rules(facts, base=base, profile=profile, gate=gate, rubric=chosen)
    return replace(made, fingerprint=fingerprint)


def _half(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:HALF]


def _judging(rubric: Rubric) -> str:
    return _half(fingerprint_of(*JUDGED_BY), rubric.digest)


def make_rules(
    facts: PublisherFacts | None,
    *,
    base: str = DEFAULT_BASE,
    profile: Standard = DCAT_AP_VL_2022,
    gate: tuple[str, ...] = GATE_LAYERS,
    rubric: Rubric | None = None,
    retention: Retention | None = None,
) -> Rules:
    """Gather the rules for one publisher (without facts: for anyone); by default with the newest rubric."""
    chosen = rubric or load_rubric()
    known = repr(facts and replace(facts, overlays=()))
    reading = _half(fingerprint_of(*READ_BY), known, base, profile.iri, *gate)
    return Rules(
        base=base,
        facts=facts,
        profile=profile,
        gate=gate,
        validator=best_validator(),
        rubric=chosen,
        fingerprint=reading + _judging(chosen),
        retention=retention,
    )
