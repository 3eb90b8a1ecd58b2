"""How one entry stands, kept small: a look at a publisher holds thousands of these, most of them alike."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from catalogue.charter import Outcome, Rubric, Score, Verdict, judge_apart, score
from catalogue.charter.verdict import VALUES, Fault
from catalogue.model import Dataset, Entry
from catalogue.profile import Finding, gate
from harvester.fixes.known import Known, Terms
from mappings.nodes.resources import OPEN_DATA, OPEN_DATA_SERVICE

__all__ = ["Broken", "Slim", "Standing", "judged", "open_data", "passed"]

Broken = tuple[str, str, str]
"""A rule of the profile with its layer and severity."""
ANSWERS: Final = ("attestation", "disputed")
"""What verdicts say of the answers of people."""


class Standing(NamedTuple):
    score: Score
    verdicts: tuple[Verdict, ...]
    """Without evidence, but for what the checks of the publisher read in it."""
    broken: frozenset[Broken]
    """Rules of the profile, errors and warnings."""
    published: bool
    open_data: bool
    """It bears the mark of Flemish open data."""

    @property
    def value(self) -> float:
        """The score; that of an entry of which nothing is known counts as nothing."""
        return self.score.value or 0.0

    @property
    def sign(self) -> tuple[object, ...]:
        """What a fix has to change to make a difference."""
        return self.outcomes, self.broken, self.published, self.open_data

    @property
    def alike(self) -> tuple[object, ...]:
        """What two entries have to share to stand alike: equal verdicts are one object."""
        return tuple(map(id, self.verdicts)), self.broken, self.published, self.open_data

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return tuple(one.outcome for one in self.verdicts)


class Slim:
    """Makes verdicts small, and equal ones the same object."""

    def __init__(self, rubric: Rubric) -> None:
        self._read = {getattr(one.parameters, "evidence_of", "") for one in rubric.publisher_checks}
        self._known: dict[tuple[object, ...], Verdict] = {}

    def __call__(self, verdicts: Iterable[Verdict]) -> tuple[Verdict, ...]:
        return tuple(self._slim(one) for one in verdicts)

    def _slim(self, one: Verdict) -> Verdict:
        names = _names(one.evidence) if one.check in self._read else ()
        answer: dict[str, Any] = {name: one.evidence[name] for name in ANSWERS if name in one.evidence}
        key = (one.check, one.outcome, one.fault, one.reason, names, repr(answer) if answer else "")
        found = self._known.get(key)
        if found is None:
            groups = {"groups": [{"name": name} for name in names]} if names else {}
            found = self._known[key] = one._replace(evidence={**groups, **answer})
        return found


def _names(evidence: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(sorted({str(group.get("name") or "") for group in evidence.get("groups") or ()}))


def judged(known: Known, findings: Sequence[Finding], terms: Terms, slim: Slim) -> Standing:
    """Judge and score one entry."""
    verdicts = judge_apart(
        known.entry,
        known.record,
        findings,
        at=terms.at,
        rubric=terms.rubric,
        testimony=known.testimony,
        facts=terms.facts,
    )
    return Standing(
        score=score(verdicts, terms.rubric),
        verdicts=slim(verdicts),
        broken=frozenset((one.rule, one.layer, one.severity) for one in findings if one.severity != "info"),
        published=gate(findings, terms.gate),
        open_data=open_data(known.entry),
    )


def passed(one: Standing, checks: frozenset[str], rubric: Rubric, slim: Slim) -> Standing:
    """Tell how an entry would stand if these checks passed, whatever their rules say."""
    verdicts = slim(_passed(each) if each.check in checks else each for each in one.verdicts)
    return one._replace(verdicts=verdicts, score=score(verdicts, rubric))


def _passed(one: Verdict) -> Verdict:
    return one._replace(outcome=Outcome.PASS, value=VALUES[Outcome.PASS], fault=Fault.NONE)


def open_data(entry: Entry) -> bool:
    """Tell whether an entry bears the mark of Flemish open data."""
    mark = OPEN_DATA if isinstance(entry.resource, Dataset) else OPEN_DATA_SERVICE
    return mark in entry.resource.statuut
