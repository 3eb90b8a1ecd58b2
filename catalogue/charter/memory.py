"""What was ruled before on entries that look the same: a catalogue says a few things thousands of times.

The law: a rule that says what it looks at looks at nothing else, so that a verdict remembered is the verdict
that it would give again. Only entries of which no address was asked, and no copy sought, are remembered.

Checks that look at the same are one group: one look gives the verdicts of all of them.
"""

from collections.abc import Callable, Hashable, Iterator, Sequence
from operator import attrgetter
from typing import Any, Final, NamedTuple, cast

from catalogue.charter.case import OFFERED, Case
from catalogue.charter.planning import Known, Step, plan
from catalogue.charter.rolling import roll
from catalogue.charter.rubric import Check, Condition, Look, Rubric
from catalogue.charter.ruling import ruled, said
from catalogue.charter.verdict import Fault, Outcome, Ruling, SharedVerdict, Verdict
from catalogue.model import PublisherFacts

__all__ = ["Answer", "Group", "Memory", "Told", "memory_of"]

KEPT: Final = 10_000
"""Answers and rulings remembered by a rubric at most, some 2 KB each with their verdicts."""
MANY: Final = 20
"""Offers of an entry of which more are not remembered."""
MEMORIES: Final = 16
"""Of one publisher and kind of entry, at most."""

BLAMING: Final = frozenset({Outcome.PARTIAL, Outcome.FAIL})
"""Outcomes that somebody has to act on."""

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
    """What a group says of entries that look the same, by the places of its checks in the rubric's order."""

    settled: Sequence[tuple[int, Verdict]] = ()
    blamed: Sequence[tuple[int, Told]] = ()
    """Who has to repair it is the matter of each entry."""
    apart: Sequence[Placed] = ()
    """What these say of an entry is not remembered."""
    further: Sequence["Group"] = ()
    """Groups that are to be asked now."""


class Group:
    """Checks whose looks at an entry make one whole: entries that are alike in one are mostly so in all."""

    __slots__ = ("_looks", "_steps", "_told", "answers")
    under: Sequence["Group"] = ()

    def __init__(self, steps: Sequence[Placed]) -> None:
        self._steps = steps
        self._looks = [_look(step.looks_at or "", step.check.parameters) for _, step in steps]
        self._told: dict[Hashable, Verdict | Told] = {}
        """What each check said of what it looks at itself: entries that differ in the rest share it."""
        self.answers: dict[Hashable, Answer] = {}

    @property
    def kept(self) -> int:
        return len(self.answers) + len(self._told)

    def seen(self, case: Case) -> Hashable:
        """Look at an entry."""
        return tuple([look(case) if given is None else look(case, given) for look, given in self._looks])

    def ask(self, case: Case, seen: Any) -> Answer:  # noqa: ANN401  # what it looks at itself
        """Ask the checks of an entry that looks as none before, and remember what they say."""
        answer = self.answers[seen] = self._answer(case, seen)
        return answer

    def _answer(self, case: Case, seen: Any) -> Answer:  # noqa: ANN401  # as above
        settled: list[tuple[int, Verdict]] = []
        blamed: list[tuple[int, Told]] = []
        apart: list[Placed] = []
        for (place, step), look in zip(self._steps, seen, strict=True):
            told = None if look is None else self._tell(place, step, case, look)
            if told is None:
                apart.append((place, step))
            elif isinstance(told, Told):
                blamed.append((place, told))
            else:
                settled.append((place, told))
        return Answer(settled, blamed, apart)

    def _tell(self, place: int, step: Step, case: Case, look: Any) -> Verdict | Told:  # noqa: ANN401  # as above
        told = self._told.get((place, look))
        if told is None:
            ruling, check = self._rule(place, step, case, look), step.check
            blames = not ruling.fault and ruling.outcome in BLAMING
            told = Told(check, ruling) if blames else said(SharedVerdict, check, ruling, ruling.fault)
            if len(self._steps) > 1:
                self._told[place, look] = told
        return told

    def _rule(self, _: int, step: Step, case: Case, __: Any) -> Ruling:  # noqa: ANN401  # as above
        return ruled(step, case)

    def forget(self) -> None:
        self.answers.clear()
        self._told.clear()


class OfferedGroup(Group):
    """Checks that look at some of what is offered: what is said of one thing holds in any company."""

    __slots__ = ("_rulings",)

    def __init__(self, steps: Sequence[Placed]) -> None:
        super().__init__(steps)
        self._rulings: dict[Hashable, Ruling] = {}

    @property
    def kept(self) -> int:
        return super().kept + len(self._rulings)

    def seen(self, case: Case) -> Hashable:
        return case.offered

    def ask(self, case: Case, seen: Any) -> Answer:  # noqa: ANN401  # as above
        looks = {name: getattr(case, name) for name in OFFERED}
        answer = self.answers[seen] = self._answer(
            case, [looks[str(step.looks_at)] for _, step in self._steps]
        )
        return answer

    def _rule(self, place: int, step: Step, case: Case, look: Any) -> Ruling:  # noqa: ANN401  # as above
        if step.roll_up is None:
            return ruled(step, case)
        function, given = step.function, step.check.parameters
        rulings = []
        for offer, seen in zip(case.offers, look, strict=True):
            thing = place, type(offer.thing), seen
            ruling = self._rulings.get(thing)
            if ruling is None:
                ruling = self._rulings[thing] = function(case, offer, given)
            rulings.append((offer.path, ruling))
        return roll(rulings, step.roll_up)

    def forget(self) -> None:
        super().forget()
        self._rulings.clear()


class ConditionGroup(Group):
    """Checks under one condition, in groups that are only asked where they concern the entry."""

    __slots__ = ("_condition", "_look", "_parameters", "under")

    def __init__(
        self, condition: Condition, parameters: object, steps: Sequence[Placed], under: list[Group]
    ) -> None:
        super().__init__(())
        self._steps, self.under = steps, under
        self._condition, self._parameters = condition.function, parameters
        self._look = _look(condition.looks_at, parameters)

    def seen(self, case: Case) -> Hashable:
        look, given = self._look
        return look(case) if given is None else look(case, given)

    def ask(self, case: Case, seen: Hashable) -> Answer:
        excuse = self._condition(case, self._parameters)
        if excuse is None:
            answer = Answer(further=self.under)
        else:
            kind, none = SharedVerdict, Fault.NONE
            answer = Answer([(place, said(kind, step.check, excuse, none)) for place, step in self._steps])
        self.answers[seen] = answer
        return answer


def _look(look: Look, parameters: object) -> tuple[Callable[..., Hashable], object]:
    """Give how to look at an entry, and what is to be given along; ``None``: nothing."""
    return (attrgetter(look), None) if isinstance(look, str) else (look, parameters)


class Memory:
    """Of one publisher: rules may look at its facts without saying so."""

    __slots__ = ("_beside", "apart", "every", "facts", "first", "groups", "kept")

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
        self.every = [each for one in self.groups for each in (one, *one.under)]
        """All groups, with those under a condition."""
        self.apart = [
            (place, step) for place, step in steps if step.looks_at is None and step.verdict is None
        ]
        """Steps that are asked of each entry."""
        self.kept = 0

    def ask(self, group: Group, case: Case, seen: Hashable) -> Answer:
        """Ask a group of an entry that looks as none before, and forget others where that is too much."""
        before = group.kept
        answer = group.ask(case, seen)
        self.kept += group.kept - before
        while sum([memory.kept for memory in self._beside.values()]) > KEPT:
            max(self._beside.values(), key=attrgetter("kept")).forget()
        return answer

    def forget(self) -> None:
        """Forget the group of which most is remembered: entries come back to its looks most seldom."""
        max(self.every, key=attrgetter("kept")).forget()
        self.kept = sum([group.kept for group in self.every])


def _alike(steps: list[Placed], known: Known) -> Iterator[Group]:
    """Bring steps together of which entries that are alike in one are mostly alike in all."""
    offered = [one for one in steps if one[1].looks_at in OFFERED and not known.many]
    if offered:
        yield OfferedGroup(offered)
    various = [one for one in steps if one[1].check.rule.various and one not in offered]
    yield from (Group([one]) for one in various)
    together = [one for one in steps if one not in offered and one not in various]
    if together:
        yield Group(together)


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
