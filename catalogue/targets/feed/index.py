"""What is known of each entry in the copy that stands, so that an unchanged one need not be written anew.

It lies beside the files as ``.{publisher}.index``, which is served to nobody: a line per entry, then what the
lines count by, then which files it is of. It only ever saves work. One that is missing, torn, of other files
or of other code is as good as none, and everything is written anew.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

from catalogue.graph import LINKS
from catalogue.targets.feed.draft import Draft
from catalogue.targets.feed.nodes import Kinds, Met
from catalogue.targets.feed.syntax import SYNTAXES, Format

__all__ = ["Index", "Known", "NewIndex", "read_index"]

KEY: Final = slice(2, 66)
"""Where the hash of an entry stands in its line."""
Range = tuple[int, int]
Way = tuple[Kinds, Kinds | None]
"""How a shared node was met: with which types, and what of it was written. There are few."""


class Known(NamedTuple):
    """What became of an entry in the copy that stands."""

    ranges: tuple[Range, ...]
    """From where to where it stands in each format, in the order of the syntaxes."""
    published: tuple[bytes, ...]
    """Ends of links that were kept, as their record is in the feed."""
    unpublished: tuple[bytes, ...]
    met: list[Met]
    """The nodes that it shares with others, and what of each was written with it."""


class Index:
    """The index of a copy, with the lines of its entries as they are."""

    def __init__(self, lines: Mapping[bytes, bytes], tables: Mapping[str, Any]) -> None:
        self._lines = lines
        self._subjects: list[bytes] = [one.encode() for one in tables["subjects"]]
        self._ways: list[Way] = [
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
            list(self._met(met)),
        )

    def _met(self, numbers: list[int]) -> Iterator[Met]:
        subjects, ways = self._subjects, self._ways
        for subject, way in zip(numbers[::2], numbers[1::2], strict=True):
            yield subjects[subject], *ways[way]


class NewIndex:
    """The index of a copy in the making."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._subjects: dict[bytes, int] = {}
        self._ways: dict[Way, int] = {}

    def add(self, key: str, known: Known) -> None:
        subjects, ways = self._subjects, self._ways
        met: list[int] = []
        for subject, kinds, new in known.met:
            met.append(subjects.setdefault(subject, len(subjects)))
            met.append(ways.setdefault((kinds, new), len(ways)))
        ranges = [place for range_ in known.ranges for place in range_]
        line = [key, ranges, _texts(known.published), _texts(known.unpublished), met]
        self._draft.write(orjson.dumps(line) + b"\n")

    def finish(self, hashes: Mapping[Format, str]) -> None:
        """Say which files it is of, and how it can be told whole."""
        ways = [(_texts(kinds), None if new is None else _texts(new)) for kinds, new in self._ways]
        tables = {"subjects": _texts(self._subjects), "ways": ways}
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


def _kinds(names: list[str]) -> Kinds:
    return tuple(one.encode() for one in names)
