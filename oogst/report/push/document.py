"""Plans, what came of them and what was read back, as plain JSON values."""

from collections.abc import Iterable, Mapping
from typing import Any

from catalogue.targets.push import Act, State
from catalogue.targets.push.applying import Applied
from catalogue.targets.push.plans import Kept, KeptStep
from catalogue.targets.push.rehearsing import Rehearsed
from catalogue.targets.push.verifying import Verified
from oogst.screen import Speech

__all__ = ["applied_document", "plan_document", "rehearsed_document", "verified_document"]

Counts = Mapping[tuple[Act, State], int]
Said = tuple[str, Mapping[str, object]]


def plan_document(kept: Kept, counts: Counts, steps: Iterable[KeptStep], speech: Speech) -> dict[str, Any]:
    plan = kept.plan
    return {
        "plan": kept.name,
        "target": plan.target,
        "identity": plan.identity,
        "publishers": list(plan.publishers),
        "made_at": plan.made_at,
        "basis": plan.basis,
        "state": kept.state,
        "began_at": kept.began_at,
        "ended_at": kept.ended_at,
        "accepted": {"by": kept.accepted_by, "at": kept.accepted_at, "why": kept.accepted_why}
        if kept.accepted_by
        else None,
        "counts": {str(act): sum(n for (one, _), n in counts.items() if one is act) for act in Act},
        "unchanged": plan.unchanged,
        "standing": plan.standing,
        "blocked": [_said(one, speech) for one in plan.blocked],
        "asks": [_said(one, speech) for one in plan.asks],
        "steps": [_step(one, speech) for one in steps],
    }


def applied_document(kept: Kept, done: Applied, speech: Speech) -> dict[str, Any]:
    return {
        "plan": kept.name,
        "target": kept.plan.target,
        "done": {str(act): count for act, count in sorted(done.counts.items())},
        "refused": [_step(one, speech) for one in done.refused],
        "left": done.left,
        "stopped": done.stopped,
        "error": _said((done.error.key, done.error.facts), speech) if done.error else None,
        "beside": [_said((one.key, one.facts), speech) for one in done.beside],
    }


def rehearsed_document(kept: Kept, found: Rehearsed, speech: Speech) -> dict[str, Any]:
    return {
        "plan": kept.name,
        "target": kept.plan.target,
        "planned": found.planned,
        "asked": found.asked,
        "left": found.left,
        "objections": [
            _step(one.kept, speech) | {"objection": _said(one.why, speech)} for one in found.objections
        ],
        "error": _said((found.error.key, found.error.facts), speech) if found.error else None,
    }


def verified_document(target: str, found: Verified) -> dict[str, Any]:
    return {
        "target": target,
        "stands": found.stands,
        "placed": found.placed,
        "read": found.read,
        "equal": found.equal,
        "altered": found.altered,
        "missing": found.missing_count,
        "surplus": found.surplus,
        "not_compared": found.unread,
        "missing_entries": [one._asdict() for one in found.missing],
        "fields": {
            name: {
                "entries": one.entries,
                "uuid": one.uuid,
                "sent": one.example.after,
                "stands": one.example.before,
            }
            for name, one in sorted(found.fields.items())
        },
    }


def _step(kept: KeptStep, speech: Speech) -> dict[str, Any]:
    step = kept.step
    return {
        "number": kept.number,
        "act": str(step.act),
        "state": str(kept.state),
        "uuid": step.uuid,
        "publisher": step.publisher,
        "kind": step.kind,
        "title": step.title,
        "remote_id": step.remote_id,
        "name": step.name,
        "rule": step.rule or None,
        "why": speech.say(step.rule, **step.facts) if step.rule else None,
        "differences": [one._asdict() for one in step.differences],
        "refused": _said(kept.said, speech) if kept.said else None,
    }


def _said(said: Said, speech: Speech) -> dict[str, str]:
    key, facts = said
    return {"code": key, "text": speech.say(key, **facts)}
