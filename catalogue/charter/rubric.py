"""A rubric in memory: checks under the charter's principles, and the lists they read. It never changes."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from hashlib import sha256
from typing import Any, NamedTuple

from catalogue.charter.faults import FaultTable
from catalogue.charter.formats import FormatTable
from catalogue.charter.licences import LicenceTable
from catalogue.charter.verdict import Evidence, Outcome, Ruling
from catalogue.model import Kind

__all__ = [
    "Asked",
    "Bands",
    "Charter",
    "Check",
    "Condition",
    "Input",
    "Level",
    "Look",
    "Principle",
    "RollUp",
    "Rubric",
    "Rule",
    "Since",
    "Words",
]


class Level(StrEnum):
    ENTRY = "entry"
    DISTRIBUTION = "distribution"
    """Asked of every distribution (and service) of an entry and rolled up to one verdict."""
    PUBLISHER = "publisher"


class Input(StrEnum):
    METADATA = "metadata"
    RECORD = "record"
    FINDINGS = "findings"
    OBSERVATIONS = "observations"
    SAMPLE = "sample"
    ELSEWHERE = "elsewhere"
    HISTORY = "history"
    ATTESTATIONS = "attestations"


class RollUp(StrEnum):
    BEST = "best"
    """One that passes is enough."""
    WORST = "worst"
    """One that fails is enough."""
    SHARE = "share"
    """All pass: pass; none earns anything: fail; else partial."""


Look = str | Callable[..., Hashable]
"""What is looked at: the name of what a case holds, or what a function gives of a case and the parameters."""


class Rule(NamedTuple):
    """A function that rules on one case; what it takes depends on its level."""

    name: str
    level: Level
    function: Callable[..., Ruling]
    parameters: type[Any]
    """Frozen dataclass that the rubric's parameters are validated as."""
    needs: Input | None = None
    """What it has nothing to say without."""
    looks_at: Look | None = None
    """All that the answer rests on where no address was asked and no copy sought (beside the publisher's
    facts); ``None`` from a function where that is too much to remember."""
    various: bool = False
    """Entries differ so much in what it looks at that it is remembered by itself."""


class Condition(NamedTuple):
    """A function that says, once per entry, why the checks that name it do not concern the entry."""

    name: str
    function: Callable[..., Ruling | None]
    parameters: type[Any]
    looks_at: Look
    """All that the answer rests on, also where it is that nothing is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    nl: str
    en: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Principle:
    number: int
    nl: str
    """The charter's own sentence."""
    en: str
    """Our gloss; only the Dutch text is official."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    since: str
    change: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Charter:
    version: str
    """Day since which the charter's text reads as it is given here."""
    source: str
    statement: Words
    """That the charter binds nobody and the figures are ours."""
    history: tuple[Since, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """Lowest score of a label."""

    good: float
    partly: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a person is asked where a check takes answers of people."""

    answers: tuple[str, ...] = ()
    """Names of what has to be answered beside yes and no: a yes without one of them is a partly."""
    valid_months: int = 12
    """How long an answer holds, unless whoever signs it says less."""
    at_best: Outcome = Outcome.PASS
    """What a yes comes to: where something else would have been better, half."""
    recent_months: int | None = None
    """How old what was done may be at the most (the answer ``date``): an older yes is a partly."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    id: str
    version: int
    principle: int
    level: Level
    inputs: frozenset[Input]
    applies_to: frozenset[Kind]
    rule: Rule
    parameters: Any
    """An instance of ``rule.parameters``."""
    roll_up: RollUp | None
    nothing_offered: Outcome
    """What holds, at the level of distributions, for an entry that offers no data at all."""
    weight: float
    gate: bool
    """A fail caps the label of the entry."""
    unobserved: tuple[str, ...]
    """Halves of the check that need more than metadata and are not looked at."""
    title: Words
    remedy: Words
    anchors: tuple[str, ...]
    applies_if: str
    """Name of the condition under which it concerns an entry; empty: it always does."""
    explains: Words
    """What is looked at and why, for people who never saw the charter; empty in the first rubric."""
    asked: Asked | None
    """``None``: no answer of a person is taken."""
    informative: bool
    """Shown, and counted nowhere."""
    stamp: Evidence = field(repr=False)
    """The part of the evidence that is the same for every verdict."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rubric:
    version: str
    charter: Charter
    principles: tuple[Principle, ...]
    checks: tuple[Check, ...]
    entry_checks: tuple[Check, ...]
    """Those asked of an entry: of the levels entry and distribution."""
    publisher_checks: tuple[Check, ...]
    by_id: Mapping[str, Check]
    bands: Bands
    minimum_coverage: float
    licences: LicenceTable
    formats: FormatTable
    faults: FaultTable
    frequencies: Mapping[str, float]
    """Days between two updates, by the code of the EU list; one that is missing promises nothing."""
    conditions: Mapping[str, tuple[Condition, Any]]
    """Those that checks name, each with an instance of its parameters."""
    text: str = field(repr=False)
    """The page it was read from, as it is kept and handed on with scores."""

    plans: dict[Any, Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    """What was worked out of it already, kept by :mod:`catalogue.charter.planning`."""
    memories: dict[Any, Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    """What was ruled on entries that look the same, kept by :mod:`catalogue.charter.memory`."""
    scores: dict[Any, Any] = field(init=False, repr=False, compare=False, default_factory=dict)
    """What patterns of outcomes came to, kept by :mod:`catalogue.charter.scoring`."""

    @property
    def digest(self) -> str:
        """Give the SHA-256 of its text: two rubrics may bear one version by mistake."""
        return _digest(self.text)

    @property
    def assessed(self) -> frozenset[int]:
        """Principles that have a check; the others are not yet assessed."""
        return frozenset(check.principle for check in self.checks)

    def source_of(self, principle: int) -> str:
        """Give the address of the principle's sentence in the charter."""
        return f"{self.charter.source}#{principle}"


@cache
def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
