"""A run looked at again, as one document: its proof point by point, what it changed, what was not used."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from catalogue.store.runs import HARVESTS
from catalogue.views import RunView
from oogst.report.reasons import incomplete, not_an_entry
from oogst.screen import Speech

__all__ = ["Proof", "proof_of", "run_document"]


class Proof(NamedTuple):
    """One point: whether it holds (None where the source gives nothing to go by), and in words."""

    point: str
    holds: bool | None
    text: str


def proof_of(run: RunView, speech: Speech) -> list[Proof]:
    """Give each point of the proof that a run saw everything; one that looked at no source has none."""
    if run.scope not in HARVESTS:
        return []
    lacking = {reason.partition(": ")[0]: reason for reason in run.reasons}
    points = []
    for point, holds, facts in _points(run):
        if point in lacking:
            points.append(Proof(point, holds=False, text=incomplete(lacking[point], speech)["text"]))
        else:
            words = "unknown" if holds is None else "holds"
            points.append(Proof(point, holds, speech.say(f"proof.{point}.{words}", **facts)))
    return points


def _points(run: RunView) -> Iterator[tuple[str, bool | None, dict[str, object]]]:
    met = run.counts["seen"] + run.counts["duplicates"] + run.counts["skipped"]
    ended = run.state not in {"failed", "running"}
    says = run.declared is not None and run.scope == "whole"
    yield "pages-open", True if ended else None, {"pages": run.pages}
    yield "declared-not-seen", True if ended and says else None, {"declared": run.declared, "met": met}
    yield "total-changed", True if ended and says else None, {"declared": run.declared}
    yield "unstable-order", True if ended and run.pages > 1 else None, {}
    yield "failed-records", True if ended else None, {}
    yield "shrink", True if run.state == "complete" else None, {}


def run_document(run: RunView, speech: Speech) -> dict[str, Any]:
    """Make the document of a run; times are ISO 8601 in UTC."""
    return {
        "run": run.run_id,
        "source": run.source,
        "publisher": run.publisher,
        "state": run.state,
        "scope": run.scope,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "resumed_from": run.resumed_from,
        "declared": run.declared,
        **run.counts,
        "ending": run.ending,
        "reasons": [incomplete(reason, speech) for reason in run.reasons],
        "proof": [point._asdict() for point in proof_of(run, speech)],
        "accepted": _accepted(run),
        "pages": [page._asdict() for page in run.chain],
        "standings": [one._asdict() | {"text": speech.say(f"standing.{one.why}")} for one in run.standings],
        "not_entries": [not_an_entry(trouble, speech) for trouble in run.troubles],
        "traceback": run.traceback,
    }


def _accepted(run: RunView) -> dict[str, Any] | None:
    if not run.accepted_by:
        return None
    return {"by": run.accepted_by, "at": run.accepted_at, "why": run.accepted_why}
