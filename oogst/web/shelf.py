"""Opening a file of the folder, once: what is told of it and what is sent of it is the same file.

A feed is swapped while it is read; whoever looked twice would tell the length of one and send another. Each
step down is made from the folder before it and refuses a symbolic link, so that nothing leads out.
"""

import errno
import os
import stat
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from threading import Lock
from typing import Final

from oogst.web.addresses import File

__all__ = ["Opened", "Shelf"]

PIECE: Final = 1 << 18
"""Bytes that are read at once."""
REMEMBERED: Final = 20_000
"""Files whose hash is remembered."""
ABSENT: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ELOOP, errno.EISDIR, errno.ENXIO})
"""What says that there is no such file here for whoever asks: a link and a folder are none."""

_Key = tuple[int, int, int, int]


@dataclass(slots=True)
class Opened:
    """A file that stays what it is until it is closed, whatever takes its place meanwhile."""

    descriptor: int
    size: int
    modified: float
    sha256: str = ""

    def pieces(self, start: int, end: int) -> Iterator[bytes]:
        """Give the bytes from one place up to another. Raises OSError when they cannot be had."""
        while start < end:
            piece = os.pread(self.descriptor, min(PIECE, end - start), start)
            if not piece:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            start += len(piece)
            yield piece

    def close(self) -> None:
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


class Shelf:
    """The folder of feeds, and the hash of each file in it that was asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._hashes: OrderedDict[_Key, str] = OrderedDict()
        self._lock = Lock()

    def open(self, file: File) -> Opened | None:
        """Open a file; none where there is none. Raises OSError when the folder is gone or shut."""
        descriptor = self._reached(file)
        if descriptor is None:
            return None
        state = os.fstat(descriptor)
        opened = Opened(descriptor, state.st_size, state.st_mtime)
        try:
            if stat.S_ISREG(state.st_mode):
                opened.sha256 = self._hash(opened, state)
        finally:
            if not opened.sha256:
                opened.close()
        return opened if opened.sha256 else None

    def holds(self, file: File) -> bool:
        """Tell whether there is such a file."""
        descriptor = self._reached(file)
        if descriptor is None:
            return False
        os.close(descriptor)
        return True

    def knows(self, publisher: str) -> bool:
        """Tell whether anything in the folder is of a publisher, so that its feed ought to be there."""
        others = (*(f"{publisher}.{form}" for form in ("rdf", "ttl", "jsonld", "json")), publisher)
        return any(os.path.lexists(self.folder / name) for name in others)

    def _reached(self, file: File) -> int | None:
        base = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for part in file.parts[:-1]:
                below = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=base)
                os.close(base)
                base = below
            # A pipe by this name would keep whoever opens it waiting.
            return os.open(file.parts[-1], os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK, dir_fd=base)
        except OSError as error:
            if error.errno in ABSENT:
                return None
            raise
        finally:
            os.close(base)

    def _hash(self, opened: Opened, state: os.stat_result) -> str:
        """Hash the content, or remember it: a file is written aside and swapped, never written over."""
        key = (state.st_dev, state.st_ino, state.st_mtime_ns, state.st_size)
        with self._lock:
            if key in self._hashes:
                self._hashes.move_to_end(key)
                return self._hashes[key]
        found = sha256()
        for piece in opened.pieces(0, opened.size):
            found.update(piece)
        with self._lock:
            self._hashes[key] = found.hexdigest()
            while len(self._hashes) > REMEMBERED:
                self._hashes.popitem(last=False)
        return found.hexdigest()
