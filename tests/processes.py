"""Which processes stand below another, as Linux tells it."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

__all__ = ["below"]


def below(process: int) -> Iterator[int]:
    """Give the children of a process, and theirs, as far as they are still there."""
    for listing in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):  # the thread ended meanwhile
            for child in map(int, listing.read_text().split()):
                yield child
                yield from below(child)
