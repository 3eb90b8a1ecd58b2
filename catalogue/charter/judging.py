"""Judge an entry: every check of the rubric gives one verdict with its evidence.

Pure: the time is an argument.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from catalogue.charter.answering import answered
from catalogue.charter.case import Case
from catalogue.charter.planning import Known, Step, plan
from catalogue.charter.rolling import roll
from catalogue.charter.rubric import Check, Rubric
from catalogue.charter.verdict import Evidence, Fault, FindingLike, Outcome, Ruling, Verdict, value_of
from catalogue.model import Entry, PublisherFacts, Record
from catalogue.testimony import NOTHING, Testimony

__all__ = ["dated", "judge", "judge_apart"]

_made: Final = tuple.__new__
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

    So they are kept. Those of checks that nobody had to ask are one object for thousands of entries, and
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
    return [step.verdict or _answer(step, case) for step in plan(rubric, _known(case))]


def dated(check: Check, ruling: Ruling, fault: Fault, seen: Evidence) -> Verdict:
    """Turn a ruling into a verdict that says by which version of which rule, when and on what."""
    outcome, reason, observed, _, _ = ruling
    evidence = {**check.stamp, **seen, **observed}
    return Verdict(check.id, check.principle, outcome, value_of(outcome), fault, evidence, reason)


@lru_cache(maxsize=64)
def _latest(at: datetime) -> str:
    """Give the last day that lies in the future nowhere on earth; a run asks for thousands of entries."""
    return (at + timedelta(days=1)).date().isoformat()


def _answer(step: Step, case: Case) -> Verdict:
    check, condition, ruling, _, function, roll_up = step
    if condition and (excuse := case.excused(condition)):
        return _said(check, excuse, NO_FAULT)
    if ruling is None:
        given = check.parameters
        if roll_up is None:
            ruling = function(case, given)
        else:
            ruling = roll([(offer.path, function(case, offer, given)) for offer in case.offers], roll_up)
    if attestations := case.testimony.attestations:
        ruling = answered(check, ruling, attestations, case.at)
    outcome, _, _, topics, fault = ruling
    if (outcome is PARTIAL or outcome is FAIL) and not fault:
        fault = _fault(case, topics)
    return _said(check, ruling, fault)


def _said(check: Check, ruling: Ruling, fault: Fault) -> Verdict:
    outcome, reason, observed, _, _ = ruling
    value = 1 if outcome is PASS else 0 if outcome is FAIL else 0.5 if outcome is PARTIAL else None
    evidence = {**check.stamp, **observed}
    # Made as a plain tuple is: the constructor of a named one is called 36 times for each entry.
    return _made(Verdict, (check.id, check.principle, outcome, value, fault, evidence, reason))


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
    )


def _fault(case: Case, topics: Sequence[str]) -> Fault:
    """Name one fault for all topics together: ours first, then the source's, then the portal's."""
    if not topics:
        return Fault.SOURCE
    if len(topics) == 1:
        return case.fault(topics[0])
    faults = {case.fault(topic) for topic in topics}
    return next((one for one in (Fault.MAPPING, Fault.SOURCE, Fault.PORTAL) if one in faults), Fault.SOURCE)
