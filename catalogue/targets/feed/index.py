"""What is known of each entry in the copy that stands, so that an unchanged one need not be written anew.

It lies beside the files as ``.{publisher}.index``, which is served to nobody: a line per entry, then what the
lines count by, then which files it is of. It only ever saves work. One that is missing, torn, of other files
or of other code is as good as none, and everything is written anew.
"""

import re
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

from catalogue.graph import LINKS
from catalogue.targets.feed.draft import Draft
from catalogue.targets.feed.nodes import Nodes, Way
from catalogue.targets.feed.shapes import Kinds
from catalogue.targets.feed.syntax import SYNTAXES, Format

__all__ = ["Index", "Known", "NewIndex", "is_current", "read_index", "writing"]

LAST: Final = 2_000
"""The last line of an index is shorter."""
KEY: Final = slice(2, 66)
"""Where the hash of an entry stands in its line."""
Range = tuple[int, int]


class Known(NamedTuple):
    """What became of an entry in the copy that stands."""

    ranges: tuple[Range, ...]
    """From where to where it stands in each format, in the order of the syntaxes."""
    published: tuple[bytes, ...]
    """Ends of links that were kept, as their record is in the feed."""
    unpublished: tuple[bytes, ...]
    met: list[int]
    """The nodes that it shares with others, and what of each was written with it: both by number."""


class Index:
    """The index of a copy, with the lines of its entries as they are."""

    def __init__(self, lines: Mapping[bytes, bytes], tables: Mapping[str, Any]) -> None:
        self._lines = lines
        self._subjects: list[bytes] = _parted(tables["subjects"])
        self.ways: list[Way] = [
            (_kinds(kinds), None if new is None else _kinds(new)) for kinds, new in tables["ways"]
        ]

    def get(self, key: str) -> Known | None:
        line = self._lines.get(key.encode())
        if line is None:
            return None
        _, ranges, published, unpublished, met = orjson.loads(line)
        return Known(
            tuple(zip(ranges[::2], ranges[1::2], strict=True)),
            tuple(one.encode() for one in published),
            tuple(one.encode() for one in unpublished),
            met,
        )

    def met(self, known: Known) -> list[bytes]:
        """Give the nodes that an entry shares with others."""
        return [self._subjects[number] for number in known.met[::2]]


class NewIndex:
    """The index of a copy in the making."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft

    def add(self, key: str, known: Known) -> None:
        ranges = [place for range_ in known.ranges for place in range_]
        line = [key, ranges, _texts(known.published), _texts(known.unpublished), known.met]
        self._draft.write(orjson.dumps(line) + b"\n")

    def finish(self, nodes: Nodes, hashes: Mapping[Format, str]) -> None:
        """Say what the numbers stand for, which files it is of, and how it can be told whole."""
        ways = [(_texts(kinds), None if new is None else _texts(new)) for kinds, new in nodes.ways]
        subjects = b"".join(nodes.subjects).decode(errors="replace")
        tables = {"subjects": subjects, "ways": ways}
        self._draft.write(orjson.dumps(tables) + b"\n")
        last = {"writing": writing(), "files": hashes, "sha256": self._draft.sha256}
        self._draft.write(orjson.dumps(last) + b"\n")
        self._draft.finish(settled=False)


def read_index(path: Path, hashes: Mapping[Format, str]) -> Index | None:
    """Read the index of these files; None where there is none that can be relied on."""
    lines: dict[bytes, bytes] = {}
    read = sha256()
    before = line = b""
    try:
        with path.open("rb") as file:
            for after in file:
                if before:
                    lines[before[KEY]] = before
                read.update(line)
                before, line = line, after
    except OSError:
        return None
    try:
        last = orjson.loads(line)
        whole = isinstance(last, dict) and last.get("sha256") == read.hexdigest()
        if not whole or last.get("writing") != writing() or last.get("files") != hashes:
            return None
        return Index(lines, orjson.loads(before))
    except orjson.JSONDecodeError:
        return None


def is_current(path: Path, hashes: Mapping[Format, str]) -> bool:
    """Tell whether the code that runs now wrote these files and found them right, as their index says."""
    with suppress(OSError, orjson.JSONDecodeError), path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - LAST))
        last = orjson.loads(file.read().rstrip().rpartition(b"\n")[2])
        return isinstance(last, dict) and (last.get("writing"), last.get("files")) == (writing(), hashes)
    return False


@cache
def writing() -> str:
    """Hash all that makes an entry come out the same and be found right: the code, and what it goes by."""
    found = sha256()
    for room in ("catalogue.targets.feed", "catalogue.targets.twin"):
        for module in sorted(files(room).iterdir(), key=lambda one: one.name):
            if module.name.endswith(".py"):
                found.update(module.read_bytes())
    openings = (syntax.opening for syntax in SYNTAXES.values())
    for text in (*openings, *sorted(str(one).encode() for one in LINKS)):
        found.update(text)
    return found.hexdigest()


def _texts(values: Any) -> list[str]:  # noqa: ANN401  any collection of bytes
    return [one.decode(errors="replace") for one in values]


def _parted(subjects: str) -> list[bytes]:
    """Part subjects that were written one after the other; each ends with the first ``>`` in it."""
    return re.findall(rb"[^>]*>", subjects.encode())


def _kinds(names: list[str]) -> Kinds:
    return tuple(one.encode() for one in names)
