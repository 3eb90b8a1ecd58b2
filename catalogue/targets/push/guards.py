"""What stops a plan as a whole until a person says yes: more deletions than a catalogue loses by itself."""

from collections.abc import Mapping, Sequence

from catalogue.targets.push.plan import Act, Step
from catalogue.targets.push.settings import Care

__all__ = ["asks"]


def asks(steps: Sequence[Step], standing: int, care: Care) -> list[tuple[str, Mapping[str, object]]]:
    """List what a person must say yes to, as message keys with their facts."""
    deleted = sum(step.act is Act.DELETE for step in steps)
    most = max(care.delete_floor, int(standing * care.delete_share))
    if deleted > most:
        return [("push.ask.deletions", {"deleted": deleted, "standing": standing, "most": most})]
    if deleted and deleted == standing:
        return [("push.ask.all", {"deleted": deleted})]
    return []
