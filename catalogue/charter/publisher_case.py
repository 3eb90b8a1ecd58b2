"""What the rules on a publisher as a whole look at: its entries added up, beside what is known of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol, runtime_checkable

from catalogue.charter.rubric import Rubric
from catalogue.charter.verdict import Outcome, Verdict
from catalogue.model import CharterFacts
from catalogue.testimony import Attestation, Link, PublisherTestimony

__all__ = ["Counts", "LicencesCounted", "PublisherCase", "Tally"]


@runtime_checkable
class Counts(Protocol):
    """Parameters of a check of the publisher that counts some of its entries."""

    def counts(self, outcomes: Mapping[str, Outcome]) -> bool:
        """Tell whether an entry with these outcomes, by check, is one of them."""


@dataclass(slots=True, kw_only=True)
class LicencesCounted:
    """The licences of a publisher, each counted once per entry."""

    entries: int = 0
    """Entries that offer data."""
    stated: int = 0
    licences: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherCase:
    rubric: Rubric
    at: datetime
    testimony: PublisherTestimony
    entries: int
    """Present entries."""
    outcomes: Mapping[str, Counter[Outcome]]
    """How often each check of entries gave each outcome."""
    counted: Mapping[Counts, int]
    """Entries that a check of the publisher counts, by the parameters that say which."""
    licences: Mapping[str, LicencesCounted]
    """By the check of entries whose evidence names them."""

    @property
    def charter(self) -> CharterFacts:
        facts = self.testimony.facts
        return facts.charter if facts else _NOTHING_STATED

    @property
    def whole(self) -> list[Attestation]:
        """List the answers about the publisher as a whole."""
        return [one for one in self.testimony.attestations or () if not one.entries and not one.theme]

    def link(self, url: str) -> Link | None:
        """Give what probes saw of an address; ``None`` when it was never asked."""
        return self.testimony.links.get(url)


_NOTHING_STATED = CharterFacts()


class Tally:
    """What is kept of each entry's verdicts while the entries stream by."""

    __slots__ = ("_rubric", "counted", "entries", "licences", "outcomes")

    def __init__(self, rubric: Rubric) -> None:
        own = rubric.publisher_checks
        self._rubric = rubric
        self.entries = 0
        self.outcomes: dict[str, Counter[Outcome]] = {one.id: Counter() for one in rubric.entry_checks}
        counting = (check.parameters for check in own)
        self.counted: dict[Counts, int] = {one: 0 for one in counting if isinstance(one, Counts)}
        named = (getattr(check.parameters, "evidence_of", "") for check in own)
        self.licences = {check: LicencesCounted() for check in named if check}

    def add(self, verdicts: Sequence[Verdict]) -> None:
        self.entries += 1
        outcomes = {verdict.check: verdict.outcome for verdict in verdicts}
        for name, outcome in outcomes.items():
            self.outcomes[name][outcome] += 1
        for parameters in self.counted:
            self.counted[parameters] += parameters.counts(outcomes)
        for verdict in verdicts:
            if verdict.check in self.licences:
                _count(self.licences[verdict.check], verdict)

    def case(self, at: datetime, testimony: PublisherTestimony) -> PublisherCase:
        return PublisherCase(
            rubric=self._rubric,
            at=at,
            testimony=testimony,
            entries=self.entries,
            outcomes=self.outcomes,
            counted=self.counted,
            licences=self.licences,
        )


def _count(licences: LicencesCounted, verdict: Verdict) -> None:
    groups = verdict.evidence.get("groups")
    if not groups:
        return
    names = {group["name"] for group in groups if group.get("name")}
    licences.entries += 1
    licences.stated += bool(names)
    licences.licences.update(names)
