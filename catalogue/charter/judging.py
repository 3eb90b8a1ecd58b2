"""Judge an entry: every check of the rubric gives one verdict with its evidence.

Pure: the time is an argument.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from catalogue.charter.answering import answered
from catalogue.charter.case import Case
from catalogue.charter.planning import Known, Step, plan
from catalogue.charter.rolling import roll
from catalogue.charter.rubric import Check, Level, RollUp, Rubric
from catalogue.charter.verdict import Evidence, Fault, FindingLike, Outcome, Ruling, Verdict, value_of
from catalogue.model import Entry, PublisherFacts, Record
from catalogue.testimony import NOTHING, Testimony

__all__ = ["dated", "judge"]

ENTRY: Final = Level.ENTRY
PARTIAL: Final = Outcome.PARTIAL
FAIL: Final = Outcome.FAIL
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
    latest = (at + timedelta(days=1)).date().isoformat()
    case = Case(
        entry=entry,
        record=record,
        findings=findings,
        latest=latest,
        rubric=rubric,
        at=at,
        testimony=testimony,
        facts=facts,
    )
    seen = {"payload": record.payload, "record": record.hash, "time": at.isoformat()}
    made = Verdict._make
    return [
        made((*step.head, {**step.evidence, **seen}, step.ruling.reason))
        if step.head and step.ruling
        else _answer(step, case, seen)
        for step in plan(rubric, _known(case))
    ]


def dated(check: Check, ruling: Ruling, fault: Fault, seen: Evidence) -> Verdict:
    """Turn a ruling into a verdict that says by which version of which rule, when and on what."""
    outcome, reason, observed, _, _ = ruling
    evidence = {**check.stamp, **seen, **observed}
    return Verdict(check.id, check.principle, outcome, value_of(outcome), fault, evidence, reason)


def _answer(step: Step, case: Case, seen: Evidence) -> Verdict:
    if step.condition and (excuse := case.excused(step.condition)):
        return dated(step.check, excuse, Fault.NONE, seen)
    return _verdict(step.check, case, seen, step.ruling)


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


def _verdict(check: Check, case: Case, seen: Evidence, known: Ruling | None) -> Verdict:
    if known is not None:
        ruling = known
    elif check.level is ENTRY:
        ruling = check.rule.function(case, check.parameters)
    else:
        ruling = _rolled(check, case)
    if case.testimony.attestations:
        ruling = answered(check, ruling, case.testimony.attestations, case.at)
    outcome, _, _, topics, fault = ruling
    if not fault and (outcome is PARTIAL or outcome is FAIL):
        fault = _fault(case, topics)
    return dated(check, ruling, fault, seen)


def _fault(case: Case, topics: Sequence[str]) -> Fault:
    """Name one fault for all topics together: ours first, then the source's, then the portal's."""
    if not topics:
        return Fault.SOURCE
    if len(topics) == 1:
        return case.fault(topics[0])
    faults = {case.fault(topic) for topic in topics}
    return next((one for one in (Fault.MAPPING, Fault.SOURCE, Fault.PORTAL) if one in faults), Fault.SOURCE)


def _rolled(check: Check, case: Case) -> Ruling:
    function, given = check.rule.function, check.parameters
    if not case.offers:
        return Ruling(check.nothing_offered, "nothing-offered", {}, ("address",))
    return roll(
        [(offer.path, function(case, offer, given)) for offer in case.offers], check.roll_up or RollUp.WORST
    )
