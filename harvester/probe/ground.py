"""Whether the fault is ours: nobody answers any more, and the places that always answer do not either.

What failed meanwhile is kept, and counts for nothing.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from catalogue.testimony import Answer, Discount
from harvester.probe.pace import host_of
from harvester.probe.probing import Probed
from harvester.probe.reply import NOBODY

__all__ = ["Ground"]

SUSPICIOUS: Final = 5
"""Hosts that fail one after another, with no answer of any other between them."""

Controls = Callable[[], Awaitable[bool | None]]
"""Tells whether our own side reaches anything now; None where nobody is there to be asked."""


class Ground:
    """Holds back what may be our own fault until it is known."""

    def __init__(self, controls: Controls) -> None:
        self.lost = False
        """Our own side reaches nothing."""
        self._controls = controls
        self._held: list[Probed] = []
        self._answered = False

    async def settle(self, one: Probed) -> list[Probed]:
        """Take what was seen; give what is certain now, in the order in which it was seen."""
        seen = one.observation
        if seen.failure in NOBODY:
            self._held.append(one)
            hosts = {host_of(each.observation.asked) for each in self._held}
            return await self.end() if len(hosts) >= SUSPICIOUS else []
        if seen.answer is Answer.NONE:
            return [one]
        self._answered = True
        return [*self._released(), one]

    async def end(self) -> list[Probed]:
        """Ask the controls about what is held, and give it: as it is, or discounted."""
        if not self._held:
            return []
        reached = await self._controls()
        if reached is None:
            reached = self._answered
        if reached:
            return self._released()
        self.lost = True
        return [
            one._replace(observation=replace(one.observation, discount=Discount.OWN_OUTAGE))
            for one in self._released()
        ]

    def _released(self) -> list[Probed]:
        held, self._held = self._held, []
        return held
