"""Whose an entry is when more than one source has it, and for which reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

__all__ = ["Claim", "Ownership", "owner"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One source that has the entry."""

    source: str
    """Its name, unique among the claims."""
    aggregator: bool = False
    """It passes on what others publish."""
    replaces: frozenset[str] = frozenset()
    """Names of the sources that it carries on."""
    owning: bool = False
    """The entry is its own already."""
    fullness: int = 0
    """How much its description says, such as the number of statements."""


class Ownership(NamedTuple):
    claim: Claim
    reason: str
    """A message key: the rule that left only this one."""


def owner(claims: Sequence[Claim]) -> Ownership:
    """Choose among the claims to one entry, in any order. Raises ValueError when there are none."""
    if not claims:
        raise ValueError(claims)
    left = sorted(claims, key=lambda claim: claim.source)
    if len(left) == 1:
        return Ownership(left[0], "likeness.owner.only")
    for reason, rule in RULES:
        left = rule(left) or left
        if len(left) == 1:
            return Ownership(left[0], reason)
    return Ownership(left[0], "likeness.owner.name")


def _own_sources(claims: list[Claim]) -> list[Claim]:
    return [claim for claim in claims if not claim.aggregator]


def _successors(claims: list[Claim]) -> list[Claim]:
    """Leave out what another carries on. Two that name each other keep nobody out."""
    replaced = {
        name
        for claim in claims
        for name in claim.replaces
        if not any(other.source == name and claim.source in other.replaces for other in claims)
    }
    return [claim for claim in claims if claim.source not in replaced]


def _owning(claims: list[Claim]) -> list[Claim]:
    return [claim for claim in claims if claim.owning]


def _fullest(claims: list[Claim]) -> list[Claim]:
    most = max(claim.fullness for claim in claims)
    return [claim for claim in claims if claim.fullness == most]


RULES: Final[tuple[tuple[str, Callable[[list[Claim]], list[Claim]]], ...]] = (
    ("likeness.owner.own-source", _own_sources),
    ("likeness.owner.successor", _successors),
    ("likeness.owner.first", _owning),
    ("likeness.owner.fullest", _fullest),
)
"""What goes before what; a rule that leaves nobody is passed over."""
