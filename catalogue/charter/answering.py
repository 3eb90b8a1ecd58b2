"""Let the answer of a person stand where a machine has none.

The law: it never takes the place of what a machine determined. Where the two differ both are shown, and the
machine's counts until an auditor has looked.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from catalogue.charter.rubric import Asked, Check
from catalogue.charter.verdict import VALUES, Evidence, Fault, Outcome, Ruling
from catalogue.testimony import Attestation, Hold, Review, Statement, holding, telling

__all__ = ["OF_STATEMENT", "answered", "months_before"]

OF_STATEMENT: Final = {
    Statement.YES: Outcome.PASS,
    Statement.PARTLY: Outcome.PARTIAL,
    Statement.NO: Outcome.FAIL,
    Statement.NOT_APPLICABLE: Outcome.NOT_APPLICABLE,
}
OPEN: Final = frozenset({Outcome.MANUAL, Outcome.UNKNOWN})
ENDED: Final = {
    Hold.EXPIRED: "answer-expired",
    Hold.QUESTIONED: "answer-questioned",
    Hold.REJECTED: "answer-rejected",
    Hold.WITHDRAWN: "answer-withdrawn",
}
"""What is said of the last answer where none holds; one that was replaced is told by what replaced it."""


def answered(check: Check, ruling: Ruling, attestations: Sequence[Attestation], at: datetime) -> Ruling:
    """Complete a ruling by what people answered on its check, up to ``at``."""
    asked = check.asked
    if asked is None or ruling.outcome is Outcome.NOT_APPLICABLE:
        return ruling
    found = [each for each in attestations if each.check == check.id and each.signed_at <= at]
    one = telling(holding(found, at), check.id)
    if one is None:
        return _ended(ruling, found, at)
    outcome, reason, lacking = _said(one, asked, at)
    shown: Evidence = {"attestation": _shown(one), **lacking}
    if ruling.outcome in OPEN:
        fault = Fault.SOURCE if outcome in {Outcome.FAIL, Outcome.PARTIAL} else Fault.NONE
        return Ruling(outcome, reason, ruling.observed | shown, fault=fault)
    if VALUES[outcome] != VALUES[ruling.outcome]:
        shown["disputed"] = True
    return ruling._replace(observed=ruling.observed | shown)


def months_before(at: datetime, months: int) -> date:
    """Give the day so many months before, the last of its month where it has no such day."""
    years, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    for day in range(at.day, 27, -1):
        try:
            return date(years, month + 1, day)
        except ValueError:
            continue
    return date(years, month + 1, at.day)


def _said(one: Attestation, asked: Asked, at: datetime) -> tuple[Outcome, str, Evidence]:
    """Read a statement; a yes has to answer what was asked beside it, with something recent enough."""
    if one.statement is not Statement.YES:
        return OF_STATEMENT[one.statement], f"answer-{one.statement.value}", {}
    if missing := [name for name in asked.answers if not one.answers.get(name, "").strip()]:
        return Outcome.PARTIAL, "answer-incomplete", {"missing": missing}
    done = one.answers.get("date", "")
    if done and asked.recent_months is not None:
        oldest = months_before(at, asked.recent_months).isoformat()
        if done < oldest[: len(done)]:
            return Outcome.PARTIAL, "answer-old", {"done": done, "months": asked.recent_months}
    return asked.at_best, "answer-yes", {}


def _ended(ruling: Ruling, found: Sequence[Attestation], at: datetime) -> Ruling:
    """Say of a check that waits for a person why the last answer no longer counts."""
    if ruling.outcome is not Outcome.MANUAL:
        return ruling
    last = max(found, key=lambda one: (one.signed_at, one.id), default=None)
    reason = ENDED.get(last.hold(at)) if last else None
    if last is None or reason is None:
        return ruling
    return ruling._replace(reason=reason, observed=ruling.observed | {"attestation": _shown(last)})


def _shown(one: Attestation) -> Evidence:
    return {
        "id": one.id,
        "statement": one.statement.value,
        "by": one.by_name,
        "role": one.by_role,
        "signed": one.signed_at.date().isoformat(),
        "until": one.valid_until.date().isoformat(),
        "audited": one.review is Review.ACCEPTED,
    }
