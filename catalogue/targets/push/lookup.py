"""What became of a change of which nobody saw the answer: looked up before anything is asked again."""

from catalogue.targets.push.errors import EntryAlteredError
from catalogue.targets.push.fingerprint import fingerprint
from catalogue.targets.push.journal import Came, Outcome
from catalogue.targets.push.plan import Act, Step
from catalogue.targets.push.target import Body, Held, Target

__all__ = ["as_planned", "looked_up", "was_done"]


def looked_up(target: Target, step: Step, body: Body | None) -> Outcome:
    """Ask the portal what stands of an entry, and tell from that what became of its step."""
    held = target.find(step.uuid, remote_id=step.remote_id, name=step.name)
    return was_done(target, step, body, held)


def was_done(target: Target, step: Step, body: Body | None, held: Held | None) -> Outcome:
    """Tell from what stands whether a step was carried out: done, not done, or overtaken by somebody else."""
    if held is None:
        return _nothing_stands(step)
    if step.act is Act.CREATE:
        return Outcome(Came.FOUND, held)
    if as_planned(step, held):
        return Outcome(Came.FAILED, held)
    if step.act is Act.UPDATE and body is not None and _took(target, step, body, held):
        return Outcome(Came.FOUND, held)
    return Outcome(
        Came.REFUSED, held, EntryAlteredError("push.step.altered", title=step.title, name=held.name)
    )


def as_planned(step: Step, held: Held) -> bool:
    """Tell whether what stands is what stood when the plan was made."""
    if held.remote_id != step.remote_id:
        return False
    return (bool(held.stamp) and held.stamp == step.stamp) or fingerprint(held.body) == step.stood


def _nothing_stands(step: Step) -> Outcome:
    if step.act is Act.DELETE:
        return Outcome(Came.FOUND)
    if step.act is Act.CREATE:
        return Outcome(Came.FAILED)
    return Outcome(Came.REFUSED, None, EntryAlteredError("push.step.gone", title=step.title, name=step.name))


def _took(target: Target, step: Step, body: Body, held: Held) -> bool:
    """Tell whether all that was to change did, though the portal may have made something of the new value."""
    left = {(one.field, repr(one.before)) for one in target.differences(body, held)}
    return left.isdisjoint((one.field, repr(one.before)) for one in step.differences)
