"""How far a record is in the platform's workflow, and what takes it further. Pure.

Numbers and names as read in its public source; those above 5 are the Flemish fork's own.
"""

from typing import Final, Literal

from catalogue.targets.geonetwork.settings import Level

__all__ = ["ENDED", "reached", "steps"]

DRAFT: Final = 1
APPROVED: Final = 2
SUBMITTED: Final = 4
APPROVED_FOR_PUBLISHED: Final = 8
ENDED: Final = "ended"
"""People took it out, or asked to: retired, removed, or submitted for one of both."""
OUT: Final = frozenset({3, 9, 10, 11, 12})
LEVELS: Final[tuple[Level, ...]] = ("draft", "submitted", "approved")
LEVEL_OF: Final[dict[int, Level]] = {
    DRAFT: "draft",
    SUBMITTED: "submitted",
    APPROVED_FOR_PUBLISHED: "submitted",
    APPROVED: "approved",
}
"""Approved for publication is not public yet. What is not named (5, rejected) is with its maker again."""
STEP_TO: Final[dict[Level, Literal["submit", "approve"]]] = {"submitted": "submit", "approved": "approve"}


def reached(status: int | None, until: Level) -> str:
    """Tell how far a record is, no further than it is ours to take it: what people do beyond that is theirs.

    In no workflow there is nothing to reach.
    """
    if status is None:
        return until
    if status in OUT:
        return ENDED
    return min(LEVEL_OF.get(status, "draft"), until, key=LEVELS.index)


def steps(at: str, until: Level) -> list[Literal["submit", "approve"]]:
    """List what takes a record from where it is to where it is to be."""
    if at == ENDED:
        return []
    start = [level == at for level in LEVELS].index(True)
    return [STEP_TO[level] for level in LEVELS[start + 1 : LEVELS.index(until) + 1]]
