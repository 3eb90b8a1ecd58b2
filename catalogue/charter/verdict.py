"""What a check answers. Its one law: pass, fail, not applicable and unknown are never mixed."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, Literal, NamedTuple, Protocol

__all__ = [
    "VALUES",
    "Evidence",
    "Fault",
    "FindingLike",
    "Outcome",
    "Ruling",
    "SharedVerdict",
    "Value",
    "Verdict",
    "value_of",
]

Evidence = dict[str, Any]
"""Plain JSON values."""
Value = Literal[1, 0] | float | None
"""1, 0.5 or 0; ``None`` when nothing was determined."""


class Outcome(StrEnum):
    __hash__ = str.__hash__  # that of an enumeration is written in Python, and each verdict asks for it

    PASS = "pass"  # noqa: S105  # a verdict, no password
    PARTIAL = "partial"
    FAIL = "fail"
    NOT_APPLICABLE = "not-applicable"
    UNKNOWN = "unknown"
    """It could not be determined: lowers the coverage, never the score."""
    MANUAL = "manual"
    """A person has to answer; counts as undetermined until then."""


VALUES: Final[Mapping[Outcome, Value]] = MappingProxyType(
    {
        Outcome.PASS: 1,
        Outcome.PARTIAL: 0.5,
        Outcome.FAIL: 0,
        Outcome.NOT_APPLICABLE: None,
        Outcome.UNKNOWN: None,
        Outcome.MANUAL: None,
    }
)


PASS: Final = Outcome.PASS  # as above
PARTIAL: Final = Outcome.PARTIAL
FAIL: Final = Outcome.FAIL


def value_of(outcome: Outcome) -> Value:
    """Give what an outcome counts as; without a look-up, which would call Python code for the hash."""
    if outcome is PASS:
        return 1
    if outcome is FAIL:
        return 0
    return 0.5 if outcome is PARTIAL else None


class Fault(StrEnum):
    """Who has to act on a fail or a partial."""

    __hash__ = str.__hash__  # as above

    NONE = ""
    SOURCE = "source"
    PORTAL = "portal"
    """The source's portal software cannot say it, whatever an officer fills in."""
    MAPPING = "mapping"
    """The record says it and our entry does not."""
    NETWORK = "network"
    DOWNSTREAM = "downstream"
    """The catalogue further on: Flemish, Belgian or European."""


class FindingLike(Protocol):
    """A rule of the profile that an entry breaks, as far as the charter looks at it."""

    @property
    def rule(self) -> str: ...
    @property
    def layer(self) -> str: ...
    @property
    def severity(self) -> str:
        """``error``, ``warning`` or ``info``."""

    @property
    def path(self) -> str: ...


class Ruling(NamedTuple):
    """The answer of a rule, before it is dated and its fault is looked for."""

    outcome: Outcome
    reason: str
    """Key of a sentence: ``charter.reason.<reason>`` in the message catalogue."""
    observed: Evidence
    topics: tuple[str, ...] = ()
    """What was missing or wrong, by the topics of the rubric's ``faults``."""
    fault: Fault = Fault.NONE
    """Whose fault it is, where the rule knows; otherwise it is decided from the topics."""


class Verdict(NamedTuple):
    check: str
    principle: int
    outcome: Outcome
    value: Value
    fault: Fault
    evidence: Evidence
    """The observed values, the hashes of payload and record, the time, the versions of rule and rubric."""
    reason: str


class SharedVerdict(Verdict):
    """One that thousands of entries share: its evidence is not to be changed."""

    written: Any = None
    """As the store writes it; ``None`` until it did, in this process."""

    def __getstate__(self) -> None:
        return None
