"""How a portal says over HTTP that it cannot answer now, and for how long."""

from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Final

__all__ = ["NOT_DONE", "NOT_NOW", "asked_wait"]

NOT_NOW: Final = frozenset({408, 425, 429})
NOT_DONE: Final = frozenset({425, 429})
"""Of these: turned away at the door."""


def asked_wait(headers: Mapping[str, str]) -> float | None:
    """Read for how many seconds a portal wants to be left alone: told so, or as a moment by its own clock."""
    said = headers.get("Retry-After", "").strip()
    if said.isdigit():
        return float(said)
    try:
        until, now = parsedate_to_datetime(said), parsedate_to_datetime(headers.get("Date", ""))
        return max(0.0, (until - now).total_seconds())
    except (TypeError, ValueError):
        return None
