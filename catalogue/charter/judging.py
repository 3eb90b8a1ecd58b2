"""Judge an entry: every check of the rubric gives one verdict with its evidence.

Pure: the time is an argument.
"""

from collections.abc import Hashable, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final, TypeVar

from catalogue.charter.answering import answered
from catalogue.charter.case import Case
from catalogue.charter.memory import Memory, Told, memory_of
from catalogue.charter.planning import Known, Step
from catalogue.charter.rolling import roll
from catalogue.charter.rubric import Check, Rubric
from catalogue.charter.verdict import (
    Evidence,
    Fault,
    FindingLike,
    Outcome,
    Ruling,
    SharedVerdict,
    Verdict,
    value_of,
)
from catalogue.model import Entry, PublisherFacts, Record
from catalogue.testimony import NOTHING, Testimony

__all__ = ["dated", "judge", "judge_apart"]

MANY: Final = 20
"""Offers of an entry of which more are not remembered."""
_made: Final = tuple.__new__
V = TypeVar("V", bound=Verdict)
PASS: Final = Outcome.PASS
PARTIAL: Final = Outcome.PARTIAL
FAIL: Final = Outcome.FAIL
NO_FAULT: Final = Fault.NONE
"""Looked up once: this is done for every check of every entry."""


def judge(
    entry: Entry,
    record: Record,
    findings: Sequence[FindingLike] | None,
    *,
    at: datetime,
    rubric: Rubric,
    testimony: Testimony = NOTHING,
    facts: PublisherFacts | None = None,
) -> list[Verdict]:
    """Give one verdict per check of entries, in the rubric's order.

    ``findings`` are those of this entry; ``None`` says that it was not validated.
    ``testimony`` is what was known of it at that moment, ``facts`` what the publisher's file states.
    ``at`` is aware of its zone.
    """
    found = judge_apart(entry, record, findings, at=at, rubric=rubric, testimony=testimony, facts=facts)
    seen = {"payload": record.payload, "record": record.hash, "time": at.isoformat()}
    stamps = (check.stamp for check in rubric.entry_checks)
    return [
        one._replace(evidence={**stamp, **seen, **one.evidence})
        for stamp, one in zip(stamps, found, strict=True)
    ]


def judge_apart(
    entry: Entry,
    record: Record,
    findings: Sequence[FindingLike] | None,
    *,
    at: datetime,
    rubric: Rubric,
    testimony: Testimony = NOTHING,
    facts: PublisherFacts | None = None,
) -> list[Verdict]:
    """Give the same verdicts without what is one for all of them: payload, record and time.

    So they are kept. Those of entries that look the same are one object for thousands of entries, and
    their evidence is not to be changed.
    """
    case = Case(
        entry=entry,
        record=record,
        findings=findings,
        latest=_latest(at),
        rubric=rubric,
        at=at,
        testimony=testimony,
        facts=facts,
    )
    memory = memory_of(rubric, _known(case), len(entry.services), facts)
    return [step.verdict or _answer(step, case, memory, told) for step, told in memory.steps]


def dated(check: Check, ruling: Ruling, fault: Fault, seen: Evidence) -> Verdict:
    """Turn a ruling into a verdict that says by which version of which rule, when and on what."""
    outcome, reason, observed, _, _ = ruling
    evidence = {**check.stamp, **seen, **observed}
    return Verdict(check.id, check.principle, outcome, value_of(outcome), fault, evidence, reason)


@lru_cache(maxsize=64)
def _latest(at: datetime) -> str:
    """Give the last day that lies in the future nowhere on earth; a run asks for thousands of entries."""
    return (at + timedelta(days=1)).date().isoformat()


def _answer(step: Step, case: Case, memory: Memory, told: dict[Hashable, Told]) -> Verdict:
    check, condition, ruling, _, _, looks_at, _ = step
    if condition and (excuse := case.excused(condition)):
        return _said(Verdict, check, excuse, NO_FAULT)
    attestations = case.testimony.attestations
    if looks_at is not None and not attestations:
        looked_at = looks_at(case, check.parameters)
        if looked_at is not None:
            found = told.get(looked_at) or memory.keep(told, looked_at, _ruled(step, case))
            return _remembered(check, case, found)
    if ruling is None:
        ruling = _ruled(step, case)
    if attestations:
        ruling = answered(check, ruling, attestations, case.at)
    outcome, _, _, topics, fault = ruling
    if (outcome is PARTIAL or outcome is FAIL) and not fault:
        fault = _fault(case, topics)
    return _said(Verdict, check, ruling, fault)


def _ruled(step: Step, case: Case) -> Ruling:
    function, given, roll_up = step.function, step.check.parameters, step.roll_up
    if roll_up is None:
        return function(case, given)
    return roll([(offer.path, function(case, offer, given)) for offer in case.offers], roll_up)


def _remembered(check: Check, case: Case, told: Told) -> Verdict:
    ruling, verdicts, blames = told
    fault = _fault(case, ruling.topics) if blames else ruling.fault
    verdict = verdicts.get(fault)
    if verdict is None:
        verdict = verdicts[fault] = _said(SharedVerdict, check, ruling, fault)
    return verdict


def _said(kind: type[V], check: Check, ruling: Ruling, fault: Fault) -> V:
    outcome, reason, observed, _, _ = ruling
    value = 1 if outcome is PASS else 0 if outcome is FAIL else 0.5 if outcome is PARTIAL else None
    evidence = {**check.stamp, **observed}
    # Made as a plain tuple is: the constructor of a named one is called 36 times for each entry.
    return _made(kind, (check.id, check.principle, outcome, value, fault, evidence, reason))


def _known(case: Case) -> Known:
    testimony = case.testimony
    return Known(
        case.entry.kind,
        bool(case.offers),
        case.findings is not None,
        bool(testimony.links),
        testimony.history is not None,
        bool(testimony.copies),
        bool(testimony.attestations),
        len(case.offers) > MANY,
    )


def _fault(case: Case, topics: Sequence[str]) -> Fault:
    """Name one fault for all topics together: ours first, then the source's, then the portal's."""
    if not topics:
        return Fault.SOURCE
    if len(topics) == 1:
        return case.fault(topics[0])
    faults = {case.fault(topic) for topic in topics}
    return next((one for one in (Fault.MAPPING, Fault.SOURCE, Fault.PORTAL) if one in faults), Fault.SOURCE)
