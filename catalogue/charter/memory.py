"""What was ruled before on entries that look the same: a catalogue says a few things thousands of times.

The law: a rule that says what it looks at looks at nothing else, so that a verdict remembered is the verdict
that it would give again. Only entries of which no address was asked, and no copy sought, are remembered.

Checks that look at the same are one group: one look gives the verdicts of all of them.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from operator import attrgetter
from typing import Any, Final, NamedTuple, cast

from catalogue.charter.case import OFFERED, Case
from catalogue.charter.planning import Known, Step, plan
from catalogue.charter.rolling import roll
from catalogue.charter.rubric import Check, Condition, Look, RollUp, Rubric
from catalogue.charter.ruling import ruled, said
from catalogue.charter.verdict import Fault, Outcome, Ruling, SharedVerdict, Verdict
from catalogue.model import PublisherFacts

__all__ = ["Answer", "Group", "Memory", "Told", "memory_of"]

KEPT: Final = 8_000
"""Rulings remembered by a rubric at most, some 2.5 KB each with their verdicts."""
MANY: Final = 20
"""Offers of an entry of which more are not remembered."""
MEMORIES: Final = 16
"""Of one publisher and kind of entry, at most."""

Placed = tuple[int, Step]
"""A step with its place in the rubric's order."""


class Told:
    """A ruling that names no fault and needs one, with the verdicts that it came to by whose fault it was."""

    __slots__ = ("_check", "_ruling", "_verdicts", "topics")

    def __init__(self, check: Check, ruling: Ruling) -> None:
        self._check, self._ruling, self.topics = check, ruling, ruling.topics
        self._verdicts: dict[Fault, SharedVerdict] = {}

    def by(self, fault: Fault) -> SharedVerdict:
        verdict = self._verdicts.get(fault)
        if verdict is None:
            verdict = self._verdicts[fault] = said(SharedVerdict, self._check, self._ruling, fault)
        return verdict


class Answer(NamedTuple):
    """The verdicts of a group on entries that look the same, by their place in the rubric's order."""

    settled: list[tuple[int, Verdict]]
    blamed: list[tuple[int, Told]]
    """Who has to repair it is the matter of each entry."""
    further: Sequence["Group"] = ()
    """Groups that are to be asked now."""


def _told(kind: type[Verdict], check: Check, ruling: Ruling) -> Verdict | Told:
    if not ruling.fault and ruling.outcome in {Outcome.PARTIAL, Outcome.FAIL}:
        return Told(check, ruling)
    return said(kind, check, ruling, ruling.fault)


def _answer(told: Iterable[tuple[int, Verdict | Told]]) -> Answer:
    answer = Answer([], [])
    for place, one in told:
        if isinstance(one, Told):
            answer.blamed.append((place, one))
        else:
            answer.settled.append((place, one))
    return answer


class Group:
    """Checks that look at the same."""

    __slots__ = ("answers", "given", "kept", "look", "steps")

    def __init__(self, look: Look, given: Any, steps: Sequence[Placed]) -> None:  # noqa: ANN401  # of any rule
        self.look: Callable[..., Hashable] = attrgetter(look) if isinstance(look, str) else look
        self.given = None if isinstance(look, str) else given
        self.steps = steps
        self.answers: dict[Hashable, Answer] = {}
        self.kept = 0
        """Rulings remembered."""

    def ask(self, case: Case, seen: Hashable) -> Answer:
        """Ask its checks of an entry that looks as none before, and remember what they say."""
        kind = Verdict if seen is None else SharedVerdict
        answer = _answer([(place, _told(kind, step.check, ruled(step, case))) for place, step in self.steps])
        if seen is not None:
            self.answers[seen] = answer
            self.kept += len(self.steps)
        return answer

    def forget(self) -> None:
        self.answers.clear()
        self.kept = 0


class OfferedGroup(Group):
    """Checks that look at some of what is offered; entries that differ in the rest share what they say."""

    __slots__ = ("_rulings", "_told")

    def __init__(self, steps: Sequence[Placed]) -> None:
        super().__init__("offered", None, steps)
        self._told: dict[Hashable, Verdict | Told] = {}
        self._rulings: dict[Hashable, Ruling] = {}
        """Of each thing that is offered, which many entries offer in other company."""

    def ask(self, case: Case, seen: Hashable) -> Answer:
        looks = {name: getattr(case, name) for name in OFFERED}
        told = [(place, self._of(place, step, case, looks[str(step.looks_at)])) for place, step in self.steps]
        answer = self.answers[seen] = _answer(told)
        self.kept = len(self.answers) + len(self._told) + len(self._rulings)
        return answer

    def _of(self, place: int, step: Step, case: Case, look: tuple[Hashable, ...]) -> Verdict | Told:
        told = self._told.get((place, look))
        if told is None:
            ruling = ruled(step, case) if step.roll_up is None else self._rolled(place, step, case, look)
            told = self._told[place, look] = _told(SharedVerdict, step.check, ruling)
        return told

    def _rolled(self, place: int, step: Step, case: Case, look: tuple[Hashable, ...]) -> Ruling:
        function, given = step.function, step.check.parameters
        rulings = []
        for offer, seen in zip(case.offers, look, strict=True):
            ruling = self._rulings.get((place, seen))
            if ruling is None:
                ruling = self._rulings[place, seen] = function(case, offer, given)
            rulings.append((offer.path, ruling))
        return roll(rulings, cast("RollUp", step.roll_up))

    def forget(self) -> None:
        super().forget()
        self._told.clear()
        self._rulings.clear()


class ConditionGroup(Group):
    """Checks under one condition, in groups that are only asked where they concern the entry."""

    __slots__ = ("_excuse", "_parameters", "under")

    def __init__(self, condition: Condition, given: Any, steps: Sequence[Placed], under: list[Group]) -> None:  # noqa: ANN401
        super().__init__(condition.looks_at, given, steps)
        self._excuse, self._parameters, self.under = condition.function, given, under

    def ask(self, case: Case, seen: Hashable) -> Answer:
        excuse = self._excuse(case, self._parameters)
        if excuse is None:
            answer = Answer([], [], self.under)
        else:
            kind, none = SharedVerdict, Fault.NONE
            answer = Answer(
                [(place, said(kind, step.check, excuse, none)) for place, step in self.steps], [], ()
            )
        self.answers[seen] = answer
        self.kept += 1
        return answer


class Memory:
    """Of one publisher: rules may look at its facts without saying so."""

    __slots__ = ("_beside", "apart", "facts", "first", "groups", "kept")

    def __init__(self, rubric: Rubric, known: Known, facts: PublisherFacts | None) -> None:
        self.facts = facts
        self._beside: dict[Any, Memory] = rubric.memories
        steps = list(enumerate(plan(rubric, known)))
        self.first = [cast("Verdict", step.verdict) for _, step in steps]
        """What holds unless a condition says otherwise, in the rubric's order; ``None``: a rule is asked."""
        alike = [(place, step) for place, step in steps if step.looks_at is not None]
        given = [(place, step) for place, step in steps if step.verdict is not None and step.condition]
        always = [one for one in alike if not one[1].condition]
        self.groups = [*_alike(always, known), *_under_conditions(alike + given, known, rubric)]
        self.apart = [
            (place, step) for place, step in steps if step.looks_at is None and step.verdict is None
        ]
        """Steps that are asked of each entry."""
        self.kept = 0

    def ask(self, group: Group, case: Case, seen: Hashable) -> Answer:
        """Ask a group of an entry that looks as none before, and make room for what it says."""
        if seen is None:
            return group.ask(case, seen)
        if sum([memory.kept for memory in self._beside.values()]) >= KEPT:
            max(self._beside.values(), key=attrgetter("kept")).forget()
        before = group.kept
        answer = group.ask(case, seen)
        self.kept += group.kept - before
        return answer

    def forget(self) -> None:
        """Forget what the group said of which entries looked like another most seldom."""
        group = max(_all(self.groups), key=attrgetter("kept"))
        self.kept -= group.kept
        group.forget()


def _alike(steps: list[Placed], known: Known) -> Iterator[Group]:
    """Bring steps together by what they look at; of very many offers each look is kept apart."""
    by_look: dict[Hashable, list[Placed]] = {}
    for place, step in steps:
        look = step.looks_at
        if look in OFFERED and not known.many:
            look = "offered"
        # A function looks by the parameters of its check.
        by_look.setdefault(look if isinstance(look, str) else place, []).append((place, step))
    for key, alike in by_look.items():
        first = alike[0][1]
        if key == "offered" and known.offers:
            yield OfferedGroup(alike)
        elif key == "offered":
            yield Group("offered", None, alike)
        elif first.looks_at is not None:
            yield Group(first.looks_at, first.check.parameters, alike)


def _all(groups: Iterable[Group]) -> list[Group]:
    """Give groups with those that stand under a condition."""
    return [each for one in groups for each in (one, *getattr(one, "under", ()))]


def _under_conditions(steps: list[Placed], known: Known, rubric: Rubric) -> Iterator[Group]:
    for name in dict.fromkeys(step.condition for _, step in steps if step.condition):
        under = [(place, step) for place, step in steps if step.condition == name]
        asked = [one for one in under if one[1].looks_at is not None]
        yield ConditionGroup(*rubric.conditions[name], under, list(_alike(asked, known)))


def memory_of(rubric: Rubric, case: Case) -> Memory:
    """Give what is remembered of entries like this one, beside what they say themselves.

    Evidence names places, and how many of all that is offered are services tells which place is what.
    """
    testimony, offered = case.testimony, len(case.offered)
    known = (
        case.entry.kind,
        offered > 0,
        case.findings is not None,
        bool(testimony.links),
        testimony.history is not None,
        bool(testimony.copies),
        bool(testimony.attestations),
        offered > MANY,
    )
    # By its number, as facts are slow to compare; the memory holds them, so that no others come to bear it.
    key = (known, len(case.services), id(case.facts))
    memory: Memory | None = rubric.memories.get(key)
    if memory is None:
        if len(rubric.memories) >= MEMORIES:
            rubric.memories.clear()
        memory = rubric.memories[key] = Memory(rubric, Known(*known), case.facts)
    return memory
