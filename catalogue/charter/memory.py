"""What was ruled before on entries that look the same: a catalogue says a few things thousands of times.

The law: a rule that says what it looks at looks at nothing else, so that a verdict remembered is the verdict
that it would give again. Only entries of which no address was asked, and no copy sought, are remembered.
"""

from collections.abc import Hashable
from typing import Any, Final, NamedTuple

from catalogue.charter.planning import Known, Step, plan
from catalogue.charter.rubric import Rubric
from catalogue.charter.verdict import Fault, Outcome, Ruling, SharedVerdict
from catalogue.model import PublisherFacts

__all__ = ["Memory", "Told", "memory_of"]

KEPT: Final = 4_000
"""Rulings remembered by a rubric at most, some 7 KB each with their verdicts; all are forgotten at once."""
MEMORIES: Final = 16
"""Of one publisher and kind of entry, at most."""


class Told(NamedTuple):
    """A ruling, and the verdicts that it came to by whose fault it was."""

    ruling: Ruling
    verdicts: dict[Fault, SharedVerdict]
    blames: bool
    """It names no fault and needs one: who repairs it is the matter of each entry."""


class Memory:
    """Of one publisher: rules may look at its facts without saying so."""

    __slots__ = ("_all", "facts", "kept", "steps")

    def __init__(
        self, steps: list[Step], facts: PublisherFacts | None, beside: dict[Hashable, "Memory"]
    ) -> None:
        self.facts = facts
        self.steps: list[tuple[Step, dict[Hashable, Told]]] = [(step, {}) for step in steps]
        self.kept = 0
        self._all: dict[Any, Memory] = beside

    def keep(self, told: dict[Hashable, Told], looked_at: Hashable, ruling: Ruling) -> Told:
        """Remember a ruling under what was looked at, in what a step of this memory was told."""
        if sum(one.kept for one in self._all.values()) >= KEPT:
            for one in self._all.values():
                one.forget()
        self.kept += 1
        blames = not ruling.fault and ruling.outcome in {Outcome.PARTIAL, Outcome.FAIL}
        found = told[looked_at] = Told(ruling, {}, blames)
        return found

    def forget(self) -> None:
        self.kept = 0
        for _, told in self.steps:
            told.clear()


def memory_of(rubric: Rubric, known: Known, services: int, facts: PublisherFacts | None) -> Memory:
    """Give what is remembered of entries of which this is known, with so many services.

    Evidence names places, and how many of all that is offered are services tells which place is what.
    """
    # By its number, as facts are slow to compare; the memory holds them, so that no others come to bear it.
    key = (known, services, id(facts))
    memory: Memory | None = rubric.memories.get(key)
    if memory is None:
        if len(rubric.memories) >= MEMORIES:
            rubric.memories.clear()
        memory = rubric.memories[key] = Memory(plan(rubric, known), facts, rubric.memories)
    return memory
