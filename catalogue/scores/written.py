"""The score of a publisher as plain data: what is kept, and what whoever reads ``--json`` gets."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from catalogue.charter import Outcome, PublisherScore, Verdict
from catalogue.charter.publishers import PublisherPrinciple

__all__ = ["score_document"]

OF_A_MOMENT = "time"
"""Part of the evidence that differs each time it is asked, and says nothing of what was found."""


def score_document(score: PublisherScore) -> dict[str, Any]:
    """Write a score; equal scores give equal documents, whenever they were made."""
    return {
        "rubric": score.rubric,
        "entries": score.entries,
        "value": score.value,
        "coverage": score.coverage,
        "assessable": score.assessable,
        "principles": {str(number): _principle(one) for number, one in score.principles.items()},
        "verdicts": [_verdict(one) for one in score.verdicts],
        "checks": {check: _outcomes(found) for check, found in sorted(score.outcomes.items())},
        "answers": {
            check: {"entries": entries, "value": value}
            for check, (entries, value) in sorted(score.answers.items())
        },
        "labels": {str(label): count for label, count in sorted(score.labels.items())},
        "gates": dict(sorted(score.gates.items())),
        "waiting": dict(sorted(score.waiting.items())),
        "disputed": dict(sorted(score.disputed.items())),
    }


def _outcomes(found: Mapping[Outcome, int]) -> dict[str, int]:
    return {str(outcome): count for outcome, count in sorted(found.items()) if count}


def _principle(one: PublisherPrinciple) -> dict[str, Any]:
    numbers = asdict(one.numbers)
    return {
        "state": str(one.state),
        "value": one.value,
        "automatic": numbers.pop("automatic"),
        "attested": numbers.pop("attested"),
        "coverage": one.coverage,
        **numbers,
        "disputed": list(numbers["disputed"]),
        "entries": one.entries,
        "scored": one.scored,
        "mean": one.mean,
        "median": one.median,
        "share_good": one.share_good,
    }


def _verdict(one: Verdict) -> dict[str, Any]:
    return {
        "check": one.check,
        "principle": one.principle,
        "outcome": str(one.outcome),
        "value": one.value,
        "fault": str(one.fault),
        "reason": one.reason,
        "evidence": {name: value for name, value in one.evidence.items() if name != OF_A_MOMENT},
    }
