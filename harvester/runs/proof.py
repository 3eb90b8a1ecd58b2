"""The proof that a run saw everything: only a complete run may draw conclusions from what it did not see."""

from typing import Final

from catalogue.store import RunState, Tally

__all__ = ["SHRINK_FLOOR", "SHRINK_SHARE", "completeness", "shrinks"]

SHRINK_SHARE: Final = 0.2
SHRINK_FLOOR: Final = 5
"""A source may lose this many records, or this share of them, before a person has to look."""
WHOLE: Final = "whole"


def completeness(tally: Tally, *, pages_closed: bool) -> str:
    """Decide whether the run is complete, adding to ``tally.reasons`` what it lacks."""
    if not pages_closed:
        tally.reasons.append(f"pages-open: {tally.ending}")
    if tally.failed:
        tally.reasons.append(f"failed-records: {tally.failed}")
    if tally.scope == WHOLE:
        _count(tally)
    return RunState.INCOMPLETE if tally.reasons else RunState.COMPLETE


def _count(tally: Tally) -> None:
    """Compare what was met with what was declared; both only mean something where all was asked for."""
    met = tally.seen + tally.duplicates + tally.skipped
    if tally.declared not in {None, met, met - tally.others}:
        tally.reasons.append(f"declared-not-seen: {tally.declared} / {met}")
    if len(tally.totals) > 1:
        tally.reasons.append(f"total-changed: {' → '.join(map(str, tally.totals))}")
    if tally.moved:
        tally.reasons.append(f"unstable-order: {tally.moved}")


def shrinks(unseen: int, standing: int) -> bool:
    """Tell whether so much is absent that a person must look before anything follows from it."""
    return unseen > max(SHRINK_FLOOR, int(standing * SHRINK_SHARE)) or (standing > 0 and unseen == standing)
