"""A plan: what exactly would be done at a target, entry by entry, and by which rule. Plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from catalogue.targets.push.target import Difference

__all__ = ["CALLS", "Act", "Placement", "Plan", "State", "Step"]


class Act(StrEnum):
    """What becomes of one entry at a target."""

    CREATE = "create"
    UPDATE = "update"
    DELETE = "delete"
    ADOPT = "adopt"
    """It stands already and bears our mark: only remembered. No call."""
    FORGET = "forget"
    """It stands no longer and should not: only remembered. No call."""
    REFUSE = "refuse"
    """It should go, but may or can not. What stands of it, stays."""
    KEEP = "keep"
    """It stays as it is there."""


CALLS = frozenset({Act.CREATE, Act.UPDATE, Act.DELETE})
"""What asks something of the portal."""


class State(StrEnum):
    """How far a step came."""

    PLANNED = "planned"
    STARTED = "started"
    """Asked, and not known to be answered."""
    DONE = "done"
    REFUSED = "refused"
    """By the portal, or since something changed after the plan was made."""


class Placement(NamedTuple):
    """What we had a target keep of an entry, and how it stood after our last write."""

    uuid: str
    remote_id: str
    name: str
    publisher: str
    version: str
    """Hash of the content of the version that was sent."""
    sent: str
    """Hash of the body that was to stand."""
    stood: str
    """Hash of what stood after our last write."""
    stamp: str
    at: datetime
    adopted: bool = False
    """Not written by this database: known by our mark at the target."""


class Step(NamedTuple):
    """What becomes of one entry, and why."""

    act: Act
    uuid: str
    publisher: str
    title: str
    rule: str = ""
    """Key of the message that says which rule decides; empty where nothing is to be said."""
    facts: Mapping[str, object] = {}
    remote_id: str = ""
    name: str = ""
    stamp: str = ""
    """Of what stands, when the plan was made."""
    stood: str = ""
    """Hash of what stands, when the plan was made."""
    version: str = ""
    body: str = ""
    """Hash of what is to stand."""
    differences: Sequence[Difference] = ()
    kind: str = ""
    """Of the entry: datasets go before the services that serve them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All steps, with what they rest on."""

    target: str
    identity: str
    """Of the portal and its database."""
    store: str
    """Of the Oogst database that it was made from."""
    publishers: tuple[str, ...]
    made_at: datetime
    steps: tuple[Step, ...]
    unchanged: int
    """Entries that stand as they should, of which nothing is to be said."""
    standing: int
    """Entries of ours that stood at the target."""
    basis: str
    """Fingerprint of target, database, versions of entries and what stood: equal plans of equal states."""
    blocked: tuple[tuple[str, Mapping[str, object]], ...] = ()
    """Why it can not be carried out at all: rights, organisations, schema."""
    asks: tuple[tuple[str, Mapping[str, object]], ...] = ()
    """What a person must say yes to first."""
