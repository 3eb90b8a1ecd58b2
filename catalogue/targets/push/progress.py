"""Who is told how far a push is."""

from typing import Protocol

__all__ = ["Progress", "Silent"]


class Progress(Protocol):
    """Told the whole, and then each step."""

    def total(self, records: int) -> None:
        """Say how many there are."""

    def advance(self, records: int) -> None:
        """Say that so many more are settled."""


class Silent:
    """Nobody is told."""

    def total(self, records: int) -> None:
        """Say nothing."""

    def advance(self, records: int) -> None:
        """Say nothing."""
