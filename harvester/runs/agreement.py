"""What a person agrees to before a feed may take its place, kept before it is acted upon.

A guard that stops a publication tells what it is about. Whoever agrees does so to that much and no more.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from catalogue.errors import TargetError
from catalogue.store import Database
from catalogue.store.acceptances import accept_publication
from catalogue.store.decisions import Decision
from catalogue.targets import GUARDS, Allowed, last_copy

__all__ = ["Asked", "agree", "allowed_by", "asked_by", "asked_of"]

REFUSED: Final = "feed.guard-"
"""What the key of a guard's refusal begins with."""
ASKED: Final = "push.ask.feed-"
"""The same as a question of a plan."""


class Asked(NamedTuple):
    """What a guard wants a person to say yes to."""

    guard: str
    facts: Mapping[str, Any]

    @property
    def said(self) -> tuple[str, Mapping[str, object]]:
        """Give it as the question of a plan."""
        return ASKED + self.guard, self.facts


def asked_by(refused: TargetError) -> Asked | None:
    """Read a refusal as a question; None where nobody can say yes to it."""
    guard = refused.key.removeprefix(REFUSED)
    return Asked(guard, refused.facts) if refused.key.startswith(REFUSED) and guard in GUARDS else None


def asked_of(asks: Iterable[tuple[str, Mapping[str, Any]]], publisher: str) -> list[Asked]:
    """Read the questions of a plan that are about one publisher."""
    found = [Asked(key.removeprefix(ASKED), facts) for key, facts in asks if key.startswith(ASKED)]
    return [one for one in found if one.facts["publisher"] == publisher]


def allowed_by(asked: Iterable[Asked]) -> Allowed:
    """Say how far a yes to these questions goes: as many records as were told, not one more."""
    return {one.guard: int(one.facts["count"]) for one in asked}


def agree(store: Database, publisher: str, folder: Path, allowed: Allowed, said: Decision) -> None:
    """Keep a yes with the hash of the copy that stood when it was said."""
    copy = last_copy(folder, publisher)
    stood = copy.files["rdf"].sha256 if copy and "rdf" in copy.files else ""
    with store.transaction() as connection:
        accept_publication(connection, publisher, allowed, said, stood)
