"""Who wants to follow a run: a face that draws a bar, or nobody."""

from typing import Protocol

__all__ = ["NoProgress", "Progress"]


class Progress(Protocol):
    def total(self, records: int) -> None:
        """Tell how many records the source declares."""

    def advance(self, records: int) -> None:
        """Tell that so many more records are done."""


class NoProgress:
    """Nobody looks."""

    def total(self, records: int) -> None: ...

    def advance(self, records: int) -> None: ...
