"""Judge an entry: every check of the rubric gives one verdict with its evidence.

Pure: the time is an argument.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from catalogue.charter.answering import answered
from catalogue.charter.case import Case
from catalogue.charter.memory import Group, Memory, memory_of
from catalogue.charter.planning import Step
from catalogue.charter.rubric import Check, Rubric
from catalogue.charter.ruling import ruled, said
from catalogue.charter.verdict import Evidence, Fault, FindingLike, Outcome, Ruling, Verdict, value_of
from catalogue.model import Entry, PublisherFacts, Record
from catalogue.testimony import NOTHING, Testimony

__all__ = ["dated", "judge", "judge_apart"]

PARTIAL: Final = Outcome.PARTIAL
FAIL: Final = Outcome.FAIL
"""Looked up once: this is asked of many checks of every entry."""


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
    case = Case(entry, record, findings, _latest(at), rubric, at, testimony, facts)
    memory = memory_of(rubric, case)
    found = memory.first.copy()
    _recall(memory.groups, memory, case, found)
    for place, step in memory.apart:
        found[place] = _answer(step, case)
    return found


def dated(check: Check, ruling: Ruling, fault: Fault, seen: Evidence) -> Verdict:
    """Turn a ruling into a verdict that says by which version of which rule, when and on what."""
    outcome, reason, observed, _, _ = ruling
    evidence = {**check.stamp, **seen, **observed}
    return Verdict(check.id, check.principle, outcome, value_of(outcome), fault, evidence, reason)


@lru_cache(maxsize=64)
def _latest(at: datetime) -> str:
    """Give the last day that lies in the future nowhere on earth; a run asks for thousands of entries."""
    return (at + timedelta(days=1)).date().isoformat()


def _recall(groups: Sequence[Group], memory: Memory, case: Case, found: list[Verdict]) -> None:
    """Lay down what groups of checks say, of what was seen before without asking them."""
    for group in groups:
        seen = group.seen(case)
        answer = group.answers.get(seen)
        settled, blamed, apart, further = memory.ask(group, case, seen) if answer is None else answer
        for place, verdict in settled:
            found[place] = verdict
        for place, told in blamed:
            found[place] = told.by(case.blame(told.topics))
        for place, step in apart:
            found[place] = _answer(step, case)
        if further:
            _recall(further, memory, case, found)


def _answer(step: Step, case: Case) -> Verdict:
    check, condition, attestations = step.check, step.condition, case.testimony.attestations
    if condition and (excuse := case.excused(condition)):
        return said(Verdict, check, excuse, Fault.NONE)
    ruling = ruled(step, case)
    if attestations:
        ruling = answered(check, ruling, attestations, case.at)
    outcome, _, _, topics, fault = ruling
    if (outcome is PARTIAL or outcome is FAIL) and not fault:
        fault = case.blame(topics)
    return said(Verdict, check, ruling, fault)
