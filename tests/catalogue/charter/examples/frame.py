"""Examples of what every check answers, one file per principle, and how each is judged.

``EXAMPLES`` in ``pNN.py`` lists them. A test asks that each comes out as it says, and that no outcome that
a rule can give is without one. Those from recorded catalogues are read in place; the others are synthetic.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import mappings
from catalogue.charter import Outcome, Rubric, Verdict, judge, load_rubric
from catalogue.charter.publisher_case import Counts, LicencesCounted, PublisherCase
from catalogue.charter.publishers import publisher_verdict
from catalogue.model import DEFAULT_BASE, Entry, Protocol, PublisherFacts, Record, Source
from catalogue.testimony import NOTHING, NOTHING_OF_PUBLISHER, PublisherTestimony, Testimony
from harvester.crawl import CrawlSettings, RecordSeen, crawl
from schedules import load_all
from tests.catalogue.charter.sample import AT, Finding, entry, record

__all__ = ["Example", "OfEntry", "OfPublisher", "Recorded"]


@dataclass(frozen=True, kw_only=True)
class Example:
    """One answer of one check; ``told`` says in a few words what it is an example of."""

    check: str
    outcome: Outcome
    reason: str
    told: str

    @property
    def name(self) -> str:
        return f"{self.check} {self.outcome}: {self.told}"


@dataclass(frozen=True, kw_only=True)
class OfEntry(Example):
    """Synthetic: an entry, its record, and what is known of it."""

    what: Entry = field(default_factory=entry)
    of: Record = field(default_factory=record)
    findings: Sequence[Finding] | None = ()
    testimony: Testimony = NOTHING
    facts: PublisherFacts | None = None

    def verdict(self) -> Verdict:
        rubric = load_rubric()
        verdicts = judge(
            self.what,
            self.of,
            self.findings,
            at=AT,
            rubric=rubric,
            testimony=self.testimony,
            facts=self.facts,
        )
        return next(one for one in verdicts if one.check == self.check)


@dataclass(frozen=True, kw_only=True)
class OfPublisher(Example):
    """Synthetic: what the entries of a publisher added up to, and what is known of it."""

    entries: int = 10
    outcomes: Mapping[str, Mapping[Outcome, int]] = field(default_factory=dict)
    counted: int = 0
    """Entries that the check counts, where it counts any."""
    licences: Mapping[str, int] = field(default_factory=dict)
    testimony: PublisherTestimony = NOTHING_OF_PUBLISHER

    def verdict(self) -> Verdict:
        rubric = load_rubric()
        return publisher_verdict(rubric.by_id[self.check], self._case(rubric))

    def _case(self, rubric: Rubric) -> PublisherCase:
        given = rubric.by_id[self.check].parameters
        stated = LicencesCounted(
            entries=self.entries, stated=sum(self.licences.values()), licences=Counter(self.licences)
        )
        return PublisherCase(
            rubric=rubric,
            at=AT,
            testimony=self.testimony,
            entries=self.entries,
            outcomes={check: Counter(found) for check, found in self.outcomes.items()},
            counted={given: self.counted} if isinstance(given, Counts) else {},
            licences={getattr(given, "evidence_of", ""): stated},
        )


@dataclass(frozen=True, kw_only=True)
class Recorded(Example):
    """An entry of a recorded catalogue, judged with what its publisher's file says."""

    path: str
    """Under the corpus; RDF."""
    publisher: str
    identifier: str
    testimony: Testimony = NOTHING

    def verdict_in(self, corpus: Path) -> Verdict:
        given, of, facts = _entries(corpus / self.path, self.publisher)[self.identifier]
        verdicts = judge(given, of, [], at=AT, rubric=load_rubric(), testimony=self.testimony, facts=facts)
        return next(one for one in verdicts if one.check == self.check)


@cache
def _entries(file: Path, publisher: str) -> dict[str, tuple[Entry, Record, PublisherFacts]]:
    """Read a recorded catalogue once, by the identifiers of its records."""
    source = Source(
        name=f"{publisher}/opname", publisher=publisher, protocol=Protocol.DCAT_RDF, url=str(file)
    )
    facts = next(one.facts for one in load_all() if one.name == publisher)
    context = mappings.Context(
        base=DEFAULT_BASE, publisher=publisher, source=source, facts=facts, public="file"
    )
    with TemporaryDirectory() as spool:
        events = crawl(source, spool=Path(spool), settings=CrawlSettings())
        records = [event.record for event in events if isinstance(event, RecordSeen)]
    return {one.identifier: (mappings.translate(one, context), one, facts) for one in records}
