"""The road as it was at the moment when an entry was judged, so that time by itself makes no difference.

Data grow old between two looks, dates come to lie in the past, and addresses are asked: none of it is the
doing of rules. Corrections are those of today, since they are rules too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from catalogue.model import Record
from catalogue.store import Judged, Known
from harvester.runs.road import Given, Road
from harvester.runs.witnesses import Witnesses

__all__ = ["Moments"]

Read = tuple[Record, Known]


@dataclass(slots=True)
class Moments:
    road: Road
    """Of now; it says nothing yet of what people attested to."""
    witnesses: Callable[[datetime], Witnesses]
    """Give what was known at a moment."""
    _known: dict[datetime, tuple[Road, Witnesses]] = field(default_factory=dict)

    def walk(self, read: Sequence[Read], at: Sequence[datetime]) -> list[Judged]:
        """Judge each record as of its own moment; most have the same one."""
        made: dict[int, Judged] = {}
        for moment in dict.fromkeys(at):
            here = [place for place, one in enumerate(at) if one == moment]
            made |= zip(here, self._walk([read[place] for place in here], moment), strict=True)
        return [made[place] for place in range(len(read))]

    def _walk(self, read: Sequence[Read], at: datetime) -> list[Judged]:
        if at not in self._known:
            witnesses = self.witnesses(at)
            context = replace(self.road.context, today=_day(at), corrected=_day(self.road.now))
            road = replace(self.road, context=context, now=at, answers=witnesses.answers)
            self._known[at] = road, witnesses
        road, witnesses = self._known[at]
        given = [
            Given(record, of.first_seen, told)
            for (record, of), told in zip(read, witnesses.testify(read), strict=True)
        ]
        return road.walk(given).entries


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
