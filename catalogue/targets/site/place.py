"""Putting pages in the folder: nothing is written that stands already, and nothing half."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from catalogue.targets.feed.draft import put, sweep
from catalogue.targets.feed.swap import locked

__all__ = ["Place"]


class Place:
    """The folder of feeds, for whoever writes many small files in it and holds its lock."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.written = 0
        self.removed = 0
        self._swept: set[Path] = set()

    @classmethod
    @contextmanager
    def held(cls, folder: Path) -> Iterator[Self]:
        """Hold a folder for one writer at a time, and have the disk remember what it wrote."""
        (folder / "id").mkdir(parents=True, exist_ok=True)
        with locked(folder / "id"):
            place = cls(folder)
            yield place
            place.settle()

    def put(self, name: str, content: bytes) -> None:
        """Write a file, unless it holds just that: then its date stays what it is."""
        path = self.folder / name
        self._prepare(path)
        try:
            if path.read_bytes() == content:
                return
        except FileNotFoundError:
            pass
        put(path, [content], settled=False)
        self.written += 1

    def take_away(self, name: str) -> None:
        try:
            (self.folder / name).unlink()
        except FileNotFoundError:
            return
        self.removed += 1

    def holds(self, name: str) -> bool:
        return (self.folder / name).exists()

    def settle(self) -> None:
        """Have the disk remember all of it at once: a call per file would take minutes."""
        if self.written or self.removed:
            os.sync()

    def _prepare(self, path: Path) -> None:
        """Make the folder of a file, and sweep what a killed run left aside there.

        Elsewhere than among the pages of entries, others may be writing at this moment.
        """
        folder = path.parent
        if not folder.is_relative_to(self.folder / "id"):
            folder.mkdir(parents=True, exist_ok=True)
            sweep(path)
        elif folder not in self._swept:
            folder.mkdir(parents=True, exist_ok=True)
            for left in folder.glob(".*.part"):
                left.unlink(missing_ok=True)
            self._swept.add(folder)
