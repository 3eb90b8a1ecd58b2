"""The folder in which published shape files are kept, each under the hash that it must have.

Law: a file is there whole or not at all, and what does not have its hash is never read.
"""

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal, NamedTuple

import orjson

from catalogue.errors import SourceError, UsageError
from catalogue.profile.published import Published

__all__ = ["Kept", "Shelf", "State"]

ACCEPTED: Final = "accepted.json"
"""Name of the file that holds which other bytes somebody looked at and accepted: SHA-256 by name."""
State = Literal["missing", "recorded", "accepted", "damaged"]


class Kept(NamedTuple):
    """How a published file stands on the shelf."""

    state: State
    """``recorded``: the bytes our rules were compared with; ``accepted``: others, that somebody accepted."""
    sha256: str = ""
    """Of the bytes that are there."""


class Shelf:
    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def expected(self, one: Published) -> str:
        """Give the hash that the bytes must have; empty when nobody has ever seen any."""
        return self._accepted().get(one.name, one.sha256)

    def look(self, one: Published) -> Kept:
        """Tell whether a file is there, and whether it is the one that it must be."""
        content = self._content(one.file)
        if content is None:
            return Kept("missing")
        found = sha256(content).hexdigest()
        if found != self.expected(one):
            return Kept("damaged", found)
        return Kept("recorded" if found == one.sha256 else "accepted", found)

    def read(self, one: Published) -> bytes:
        """Give the bytes of a file. Raises UsageError when it is missing, SourceError when it is damaged."""
        kept = self.look(one)
        if kept.state == "missing":
            raise UsageError("profile.not-fetched", name=one.name)
        if kept.state == "damaged":
            raise SourceError(
                "profile.damaged", name=one.name, expected=self.expected(one), found=kept.sha256
            )
        return (self.folder / one.file).read_bytes()

    def put(self, one: Published, content: bytes) -> None:
        """Keep the bytes of a file; those with another hash than recorded count as accepted."""
        found = sha256(content).hexdigest()
        accepted = {name: known for name, known in self._accepted().items() if name != one.name}
        if found != one.sha256:
            accepted[one.name] = found
        self._write(one.file, content)
        self._write(ACCEPTED, orjson.dumps(accepted, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))

    def _accepted(self) -> dict[str, str]:
        path = self.folder / ACCEPTED
        try:
            known = orjson.loads(self._content(ACCEPTED) or b"{}")
        except orjson.JSONDecodeError as error:
            raise UsageError("profile.accepted-unreadable", path=path) from error
        if not isinstance(known, dict):
            raise UsageError("profile.accepted-unreadable", path=path)
        return known

    def _content(self, name: str) -> bytes | None:
        try:
            return (self.folder / name).read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise UsageError("profile.cannot-read", path=self.folder, detail=error.strerror) from error

    def _write(self, name: str, content: bytes) -> None:
        """Write aside and put in place at once. Raises UsageError when the folder cannot be written."""
        aside = self.folder / f".{name}.{os.getpid()}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with aside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(self.folder / name)
        except OSError as error:
            raise UsageError("profile.cannot-write", path=self.folder, detail=error.strerror) from error
        finally:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
