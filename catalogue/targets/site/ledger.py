"""What pages stand, and of what each was made: so that only what changed is written again.

It lies hidden beside the pages and takes the place of the last one after everything else: a run that was
killed leaves the old one, and the next run looks at those pages anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, Final, NamedTuple

import orjson

from catalogue.targets.feed.draft import put, sweep

__all__ = ["Head", "Ledger", "Line", "heads"]

FORM: Final = 1


class Line(NamedTuple):
    """One entry: what its pages were made of, and which they are."""

    made_of: str
    pages: list[str]
    """Without an ending, from the folder: ``id/dataset/gent/…``."""
    links: list[str]
    """IRIs of the entries that it points to."""
    others: str
    """Hash of what it shows of those."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What holds for all pages of a publisher."""

    publisher: str = ""
    title: str = ""
    entries: int = 0
    made_with: str = ""
    """Hash of what all pages share: templates, words, the name of the catalogue."""


@dataclass(frozen=True, slots=True)
class Ledger:
    head: Head = field(default_factory=Head)
    lines: Mapping[str, Line] = field(default_factory=dict)
    """By UUID."""

    @classmethod
    def read(cls, folder: Path, publisher: str) -> "Ledger":
        """Read what stands; nothing where there is none, or none that can be understood."""
        try:
            head, *lines = _path(folder, publisher).read_bytes().splitlines()
            said = orjson.loads(head)
            if said.pop("form") != FORM:
                return cls()
            rows = (orjson.loads(line) for line in lines)
            return cls(Head(**said), {uuid: Line(*row) for uuid, *row in rows})
        except (FileNotFoundError, ValueError, TypeError, KeyError):
            return cls()

    @staticmethod
    def write(folder: Path, head: Head, lines: Iterable[tuple[str, Line]]) -> None:
        path = _path(folder, head.publisher)
        first = _json({"form": FORM, **{name: getattr(head, name) for name in Head.__slots__}})
        sweep(path)
        put(path, chain([first], (_json([uuid, *line]) for uuid, line in lines)))


def heads(folder: Path) -> list[Head]:
    """Tell what publishers have pages, by title."""
    found = []
    for path in sorted((folder / "id").glob(".*.pages")):
        with path.open("rb") as file:
            said = orjson.loads(file.readline())
        said.pop("form")
        found.append(Head(**said))
    return sorted(found, key=lambda head: (head.title.casefold(), head.publisher))


def _path(folder: Path, publisher: str) -> Path:
    return folder / "id" / f".{publisher}.pages"


def _json(value: Any) -> bytes:  # noqa: ANN401  any JSON value
    return orjson.dumps(value) + b"\n"
