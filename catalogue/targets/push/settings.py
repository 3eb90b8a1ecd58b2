"""What an installation says of one target: where it is, for whom, with which care. Secrets stay unread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = ["Care", "Conflict", "Secret", "TargetSettings", "Unpublished"]

Conflict = Literal["ask", "ours-wins", "theirs-stay"]
"""What becomes of an entry that was altered at the target since we wrote it."""
Unpublished = Literal["keep", "delete"]
"""What becomes at the target of an entry that stands, but may no longer be published."""
Secret = Callable[[], str]
"""Gives a password or token when it is needed; it is asked for late and kept nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """What stops a push, or decides where two sides differ."""

    conflict: Conflict = "ask"
    unpublished: Unpublished = "keep"
    delete_share: float = 0.2
    """Of what we have standing there; more deletions than this, and than the floor, ask for a person."""
    delete_floor: int = 5
    concurrency: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSettings:
    """One target as it is configured; each kind opens itself by ``open_target(settings)``."""

    name: str
    kind: str
    """``feed``, ``ckan``, ``geonetwork``."""
    url: str
    publishers: tuple[str, ...] = ()
    """Whose entries go there; empty: everybody's."""
    owners: Mapping[str, str] = field(default_factory=dict)
    """Publisher → the organisation or group there that its entries belong to."""
    secret: Secret | None = field(default=None, repr=False)
    """None: none is configured. Raises UsageError when it cannot be found."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """What only this kind knows, under the keys of its form."""
    care: Care = Care()
