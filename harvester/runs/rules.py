"""Everything that decides what becomes of a record, in one object with one fingerprint.

Two runs with equal fingerprints make the same entry, findings and verdicts of the same record.
"""

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Final

from catalogue.charter import Rubric, load_rubric
from catalogue.fingerprint import fingerprint_of
from catalogue.graph import DCAT_AP_VL_2022
from catalogue.model import DEFAULT_BASE, PublisherFacts, Source, Standard
from catalogue.profile import GATE_LAYERS, Validator, best_validator

__all__ = ["Rules", "make_rules"]

MADE_BY: Final = ("catalogue.model", "catalogue.graph", "catalogue.profile", "catalogue.charter", "mappings")
"""The packages that an entry, its findings and its verdicts follow from."""


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

    def for_source(self, source: Source, day: date) -> "Rules":
        """Give the rules for one source: its address and its language are part of what its entries say.

        So are the overlays that hold for it on this day: the day after the last one, all is read anew.
        """
        overlays = self.facts.overlays if self.facts else ()
        held = (repr(one) for one in overlays if one.is_for(source.name) and one.holds(day))
        parts = (self.fingerprint, source.url, source.language, *held)
        return replace(self, fingerprint=sha256("\n".join(parts).encode()).hexdigest())

    def __reduce__(self) -> tuple[object, ...]:
        """Travel to another process as a recipe: compiled shapes stay where they are."""
        return _remade, (self.facts, self.base, self.profile, self.gate, self.fingerprint)


def _remade(
    facts: PublisherFacts | None, base: str, profile: Standard, gate: tuple[str, ...], fingerprint: str
) -> Rules:
    return replace(make_rules(facts, base=base, profile=profile, gate=gate), fingerprint=fingerprint)


def make_rules(
    facts: PublisherFacts | None,
    *,
    base: str = DEFAULT_BASE,
    profile: Standard = DCAT_AP_VL_2022,
    gate: tuple[str, ...] = GATE_LAYERS,
) -> Rules:
    """Gather the rules for one publisher (or, without facts, for anyone)."""
    rubric = load_rubric()
    parts = (
        fingerprint_of(*MADE_BY),
        rubric.version,
        repr(facts and replace(facts, overlays=())),
        base,
        profile.iri,
        *gate,
    )
    return Rules(
        base=base,
        facts=facts,
        profile=profile,
        gate=gate,
        validator=best_validator(),
        rubric=rubric,
        fingerprint=sha256("\n".join(parts).encode()).hexdigest(),
    )
