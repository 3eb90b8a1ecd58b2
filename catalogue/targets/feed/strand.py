"""One format of a feed in the making: what is new is written, what is unchanged is copied byte for byte.

What is copied is gathered for as long as it goes on where it was. So a feed in which nothing changed comes to
the whole of the file that stands, and is not written at all.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple, Self

from catalogue.targets.feed.draft import Draft
from catalogue.targets.feed.syntax import Syntax

__all__ = ["Standing", "Strand"]

CHUNK: Final = 1 << 20


class Standing(NamedTuple):
    """A file that stands, and was found to be what its manifest says."""

    path: Path
    size: int
    sha256: str


class Strand:
    """Writes one format, node by node."""

    def __init__(self, draft: Draft, syntax: Syntax, standing: Standing | None) -> None:
        self._draft = draft
        self._syntax = syntax
        self._standing = standing
        self._source: BinaryIO | None = None
        self._waiting = (0, 0)
        """From where to where the file that stands is yet to be copied."""
        self.position = 0
        """How far the new file has come."""
        self._begun = False

    def __enter__(self) -> Self:
        if self._standing:
            self._source = self._standing.path.open("rb")
            self._take(0, len(self._syntax.opening))
        else:
            self._put(self._syntax.opening)
        return self

    def __exit__(self, *_: object) -> None:
        if self._source:
            self._source.close()

    def write(self, pieces: tuple[bytes, ...]) -> tuple[int, int]:
        """Write nodes, and tell from where to where they stand."""
        if not pieces:
            return self.position, self.position
        between = self._syntax.between
        start = self.position + len(between) * self._begun
        self._put(between.join((b"", *pieces) if self._begun else pieces))
        self._begun = True
        return start, self.position

    def copy(self, start: int, end: int) -> tuple[int, int]:
        """Copy nodes from the file that stands, and tell from where to where they stand now."""
        if start == end:
            return self.position, self.position
        between = self._syntax.between
        if self._begun:
            if start > len(self._syntax.opening):
                self._take(start - len(between), start)
            else:
                self._put(between)
        self._begun = True
        self._take(start, end)
        return self.position - (end - start), self.position

    def finish(self) -> None:
        """Write what is left; where all of it stands already, have the draft be just that."""
        ending, standing = self._syntax.ending, self._standing
        if standing and self._waiting == (0, standing.size - len(ending)):
            self._draft.stand(standing.size, standing.sha256)
            return
        self._put(ending)
        self._draft.finish()

    def _put(self, data: bytes) -> None:
        self._flush()
        self._draft.write(data)
        self.position += len(data)

    def _take(self, start: int, end: int) -> None:
        if self._waiting[1] != start:
            self._flush()
            self._waiting = (start, start)
        self._waiting = (self._waiting[0], end)
        self.position += end - start

    def _flush(self) -> None:
        start, end = self._waiting
        if self._source and start != end:
            self._draft.copy(_read(self._source, start, end))
            self._waiting = (end, end)


def _read(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    file.seek(start)
    while start < end:
        data = file.read(min(CHUNK, end - start))
        if not data:
            raise OSError("the file that stands became shorter")
        yield data
        start += len(data)
