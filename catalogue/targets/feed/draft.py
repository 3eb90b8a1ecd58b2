"""A file that does not exist until it is whole: written aside, then put in place of the last good one."""

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

__all__ = ["Draft", "put", "sweep"]

BUFFER: Final = 1 << 18


class Draft:
    """One file in the making, in the folder where it will stand."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.aside = path.with_name(f".{path.name}.{os.getpid()}.part")
        self._file = self.aside.open("xb", buffering=BUFFER)
        self._hash = hashlib.sha256()
        self.size = 0
        self._standing = ""
        self.copied: list[tuple[int, int]] = []
        """From where to where it holds what stood already, in a file that was found right."""

    @property
    def sha256(self) -> str:
        return self._standing or self._hash.hexdigest()

    @property
    def is_standing(self) -> bool:
        """Whether its bytes stand already in its place, so that none were written."""
        return bool(self._standing)

    def write(self, data: bytes) -> None:
        self._file.write(data)
        self._hash.update(data)
        self.size += len(data)

    def writelines(self, chunks: Iterable[bytes]) -> None:
        for chunk in chunks:
            self.write(chunk)

    def copy(self, chunks: Iterable[bytes]) -> None:
        """Write what stands already in a file that was found right."""
        start = self.size
        self.writelines(chunks)
        self.copied.append((start, self.size))

    def stand(self, size: int, sha256: str) -> None:
        """Be the file that stands, which was found to have this size and hash."""
        self.size, self._standing = size, sha256
        self._file.close()

    def finish(self, *, settled: bool = True) -> None:
        """Make sure that the bytes are on the disk, not on their way to it.

        Who writes thousands of files that can be made again sees to that once, after all of them.
        """
        self._file.flush()
        if settled:
            os.fsync(self._file.fileno())
        self._file.close()

    def publish(self, path: Path | None = None) -> None:
        """Take the place of what stands there; elsewhere where that is asked."""
        self.aside.replace(path or self.path)

    def discard(self) -> None:
        """Leave nothing aside; after publishing there is nothing left to discard."""
        try:
            self._file.close()
        finally:
            self.aside.unlink(missing_ok=True)


def put(path: Path, pieces: Iterable[bytes], *, settled: bool = True) -> None:
    """Have a file take the place of the last one, whole or not at all."""
    draft = Draft(path)
    try:
        for piece in pieces:
            draft.write(piece)
        draft.finish(settled=settled)
        draft.publish()
    finally:
        with suppress(OSError):  # on a full disk even closing fails: what failed first is to be told
            draft.discard()


def sweep(path: Path) -> None:
    """Remove what a killed run left aside."""
    for left in path.parent.glob(f".{path.name}.*.part"):
        left.unlink(missing_ok=True)
