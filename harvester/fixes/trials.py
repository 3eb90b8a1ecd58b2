"""One entry on trial: how it stands, what would mend it, and how it would stand with any of that done."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from catalogue.charter import Fault, Outcome, Verdict
from catalogue.profile import Finding, Validator
from harvester.fixes.kinds import ACTIONS, kinds
from harvester.fixes.known import Known, Terms
from harvester.fixes.profile import Assessor, Shape, shape
from harvester.fixes.standing import Slim, Standing, judged, passed

__all__ = ["NONE", "NOTHING", "Desk", "Done", "Fix", "Sketch", "Trial"]

FIRST: Final = (Fault.MAPPING, Fault.PORTAL, Fault.SOURCE, Fault.NETWORK)
"""Whose fault a fix is, where it mends what is several's: ours first, as long as ours hides the source's."""


class Fix(NamedTuple):
    """One action of an officer: of a kind that we know to compute, or whatever makes one check pass."""

    kind: str
    check: str = ""
    """Set where no kind is known: its gain is then an upper bound."""
    fault: Fault = Fault.SOURCE

    @property
    def bounded(self) -> bool:
        """Tell whether its gain is no more than what arithmetic allows."""
        return bool(self.check)


Done = frozenset[Fix]
Stands = dict[tuple[frozenset[str], frozenset[str]], Standing]
"""By kinds done and checks taken to pass."""
NOTHING: Final[frozenset[str]] = frozenset()
NONE: Final[Done] = frozenset()


class Sketch(NamedTuple):
    """An entry before and after everything, which is what it is told from others by."""

    names: frozenset[str]
    """Kinds that find something to change, some only once others are done."""
    now: Standing
    then: Standing
    shape: Shape

    @property
    def key(self) -> tuple[object, ...]:
        return self.names, self.now.alike, self.then.alike, self.shape


@dataclass(slots=True)
class Trial:
    """An entry with its fixes; how it stands with some of them done is worked out once."""

    known: Known
    desk: "Desk"
    fixes: tuple[Fix, ...] = ()
    _stands: Stands = field(default_factory=dict)
    supposed: Known | None = None
    """What would be known of it, where it is tried with a supposition of one's own."""

    def standing(self, done: Done) -> Standing:
        """Tell how it would stand with these done; those that are not its own change nothing."""
        mine = done & frozenset(self.fixes)
        names = frozenset(one.kind for one in mine if not one.bounded)
        return self.with_kinds(names, frozenset(one.check for one in mine if one.bounded))

    def with_kinds(self, names: frozenset[str], passing: frozenset[str] = NOTHING) -> Standing:
        """Tell how it would stand with fixes of these kinds done, and these checks passing."""
        found = self._stands.get((names, passing))
        if found is None:
            found = self._stands[names, passing] = self._worked_out(names, passing)
        return found

    def _worked_out(self, names: frozenset[str], passing: frozenset[str]) -> Standing:
        if passing:
            return self.desk.passed(self.with_kinds(names), passing)
        return self.desk.standing(self.known, names)

    @property
    def all(self) -> Done:
        """Every fix whose gain is computed."""
        return frozenset(one for one in self.fixes if not one.bounded)


class Desk:
    """Where entries are tried: the terms, and what is remembered from one to the next."""

    def __init__(self, terms: Terms, validator: Validator, *, remembering: bool = True) -> None:
        self.terms = terms
        self._assessor = Assessor(validator, terms, remembering=remembering)
        self._slim = Slim(terms.rubric)
        self._kinds = {one.name: one for one in kinds()}

    def sketch(self, known: Known) -> Sketch:
        names, after = [], known
        for name, kind in self._kinds.items():
            changed = ACTIONS[kind.action](after, kind, self.terms)
            if changed is not None:
                names.append(name)
                after = changed
        every = frozenset(names)
        now = self._judged(known, known, NOTHING)
        then = self._judged(known, after, every)
        return Sketch(every, now, then, shape(known.entry))

    def trial(self, known: Known, sketch: Sketch | None = None) -> Trial:
        """Find what would mend an entry: the fixes that make a difference, and what none of them mends.

        A fix makes a difference when it changes how the entry stands, by itself or as the last of all.
        """
        drawn = sketch or self.sketch(known)
        stands: Stands = {(NOTHING, NOTHING): drawn.now, (drawn.names, NOTHING): drawn.then}
        trial = Trial(known, self, (), stands)
        trial.fixes = tuple(self._mending(trial, drawn.names))
        trial.fixes += tuple(_rest(trial.standing(trial.all).verdicts))
        return trial

    def _mending(self, trial: Trial, names: frozenset[str]) -> Iterator[Fix]:
        for name in (name for name in self._kinds if name in names):
            pairs = ((NOTHING, frozenset([name])), (names - {name}, names))
            for without, with_it in pairs:
                before, after = trial.with_kinds(without), trial.with_kinds(with_it)
                if before.sign != after.sign:
                    yield Fix(name, fault=_fault(before, after, trial.known.findings))
                    break

    def standing(self, known: Known, names: frozenset[str] = NOTHING) -> Standing:
        """Tell how an entry would stand with fixes of these kinds done."""
        return self._judged(known, self.changed(known, names), names)

    def passed(self, one: Standing, checks: frozenset[str]) -> Standing:
        """Tell how it would stand if these checks passed besides."""
        return passed(one, checks, self.terms.rubric, self._slim)

    def tried(self, known: Known, after: Known, names: frozenset[str]) -> Standing:
        """Tell how an entry would stand that is changed in a way of its own; one name for each way."""
        return self._judged(known, after, names)

    def state(self, known: Known, names: frozenset[str]) -> tuple[Known, list[Finding]]:
        """Give an entry with fixes of these kinds done, and what it then breaks."""
        after = self.changed(known, names)
        return after, self._assessor.findings(known, after, names)

    def changed(self, known: Known, names: frozenset[str]) -> Known:
        """Lay fixes over what is known, in the order of their table."""
        after = known
        for name, kind in self._kinds.items():
            if name in names:
                after = ACTIONS[kind.action](after, kind, self.terms) or after
        return after

    def _judged(self, known: Known, after: Known, names: frozenset[str]) -> Standing:
        findings = self._assessor.findings(known, after, names)
        return judged(after, findings, self.terms, self._slim)


def _rest(verdicts: Iterable[Verdict]) -> Iterator[Fix]:
    """Give what no computed fix mends, and what only a person can answer, as fixes of an unknown kind."""
    for one in verdicts:
        if one.outcome is Outcome.MANUAL or (one.value is not None and one.value < 1):
            yield Fix("", one.check, one.fault or Fault.SOURCE)


def _fault(now: Standing, then: Standing, findings: list[Finding]) -> Fault:
    """Say whose fault it is: as the verdicts that are bettered say, else as the findings that end."""
    pairs = zip(now.verdicts, then.verdicts, strict=True)
    bettered = (before for before, after in pairs if (after.value or 0) > (before.value or 0))
    named = {one.fault for one in bettered} - {Fault.NONE}
    if not named:
        gone = now.broken - then.broken
        named = {Fault(one.fault) for one in findings if (one.rule, one.layer, one.severity) in gone}
    return next((one for one in FIRST if one in named), Fault.SOURCE)
