"""What would be if: a supposition of one's own, tried on entries as a fix is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import mappings
from harvester.fixes.classes import Class, member_of
from harvester.fixes.kinds import ACTIONS, Kind
from harvester.fixes.known import Known, Terms
from harvester.fixes.standing import Standing
from harvester.fixes.trials import NOTHING, Desk, Fix, Trial

__all__ = ["SUPPOSED", "Supposed", "tried_out"]

NAME: Final = "supposed"
SUPPOSED: Final = Fix(NAME)
"""Stands for all that is supposed together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supposed:
    """What is supposed of each entry: values of properties, and fixes of a kind that are done."""

    values: Sequence[mappings.Supposition] = ()
    done: Sequence[Kind] = ()

    def of(self, known: Known, terms: Terms) -> Known | None:
        """Give what would be known then; ``None`` where it is so already."""
        made = mappings.suppose(known.entry, self.values, base=terms.base)
        found = None if made is None else known._replace(entry=made)
        for kind in self.done:
            found = ACTIONS[kind.action](found or known, kind, terms) or found
        return found


def tried_out(
    entries: Iterable[Known], supposed: Supposed, desk: Desk, wanted: Callable[[Known], bool]
) -> list[Class]:
    """Suppose it of the entries that are wanted; put all in classes by how they stand before and after."""
    found: dict[tuple[object, ...], Class] = {}
    for known in entries:
        changed = supposed.of(known, desk.terms) if wanted(known) else None
        now = desk.standing(known)
        then = now if changed is None else desk.tried(known, changed, frozenset([NAME]))
        key = (now.alike, then.alike, changed is None)
        if key not in found:
            found[key] = Class(_trial(known, changed, desk, now, then))
        found[key].members.append(member_of(known))
    return list(found.values())


def _trial(known: Known, changed: Known | None, desk: Desk, now: Standing, then: Standing) -> Trial:
    stands = {(NOTHING, NOTHING): now}
    if changed is None:
        return Trial(known, desk, (), stands)
    stands |= {(frozenset([NAME]), NOTHING): then}
    return Trial(known, desk, (SUPPOSED,), stands, changed)
