"""What of a record was used, and why the rest was not: one answer for each value that the source gives.

Pure: a function of the record, the entry's reasons and notes, and the data files of this room.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final, Literal, NamedTuple

from catalogue.model import Dialect, Note, Reason, Record
from mappings.engine.outline import Part, Reading, outline, readings
from mappings.tables import read_yaml

__all__ = ["Fate", "Leaf", "Usage", "usage", "value_at"]

Fate = Literal[
    "used", "corrected", "noted", "outranked", "read", "known", "volatile", "empty", "structure", "unused"
]
"""What became of a value.

- ``used``: it has a part in the entry
- ``corrected``: a person says something else in its place
- ``noted``: it could not be used, and a finding says so
- ``outranked``: its property was read from a better place
- ``read``: its rule looked at it, and it gave nothing of its own
- ``known``: it is passed over on purpose
- ``volatile``: it changes without the dataset changing
- ``empty``: it says nothing
- ``structure``: it tells how to read what is beside it
- ``unused``: nothing looks at it
"""

_STRUCTURE: Final = frozenset({"@type", "@language", "@page", "@index", "@list", "@context"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """One value of a record."""

    pointer: str
    path: str
    """The pointer without numbers, so that all values of one field are called the same."""
    value: object
    fate: Fate
    by: tuple[str, ...] = ()
    """Properties of the entry (used), codes of notes (noted), the better value's place (outranked)."""
    row: str = ""
    """The row of the mapping that looks at it."""


class Usage(NamedTuple):
    leaves: tuple[Leaf, ...]

    def of(self, *fates: Fate) -> list[Leaf]:
        return [leaf for leaf in self.leaves if leaf.fate in fates]


def usage(
    record: Record,
    reasons: Mapping[str, Sequence[Reason]],
    notes: Sequence[Note],
    *,
    is_volatile: Callable[[str], bool] = lambda _: False,
) -> Usage:
    """Say of every value in a record what became of it. ``is_volatile`` judges a path without numbers."""
    judge = _Judge(record, reasons, notes, is_volatile)
    return Usage(tuple(judge.leaf(*leaf) for leaf in _leaves(record.content, "", "")))


class _Judge:
    """What is known of one record before its values are looked at one by one."""

    def __init__(
        self,
        record: Record,
        reasons: Mapping[str, Sequence[Reason]],
        notes: Sequence[Note],
        is_volatile: Callable[[str], bool],
    ) -> None:
        self._record, self._is_volatile = record, is_volatile
        self._used: dict[str, list[str]] = {}
        self._corrected: dict[str, list[str]] = {}
        self._noted: dict[str, list[str]] = {}
        self._winners: dict[str, list[str]] = {}
        for path, whys in reasons.items():
            for why in whys:
                self._winners.setdefault(why.rule, []).append(why.pointer)
                into = self._used if why.correction is None else self._corrected
                _cover(record.content, why.pointer, path, into)
        for note in notes:
            _cover(record.content, note.pointer, note.code, self._noted, whole=True)
        self._row: dict[str, Reading] = {}
        self._read()

    def _read(self) -> None:
        """Note down which row of the mapping looks at which value; the first that does counts."""
        kinds = outline(self._record.dialect).kinds
        part: Part | None = kinds.get(self._record.kind) or kinds.get("dataset")
        if part is None:
            return
        for reading in readings(part, self._record.content):
            for pointer in _said(reading.pointer, reading.value):
                self._row.setdefault(pointer, reading)

    def leaf(self, pointer: str, path: str, value: object) -> Leaf:
        """Judge one value."""
        reading = self._row.get(pointer)
        fate, by = self._fate(pointer, path, value)
        return Leaf(
            pointer, path, value, fate, tuple(dict.fromkeys(by)), reading.row.place if reading else ""
        )

    def _fate(self, pointer: str, path: str, value: object) -> tuple[Fate, Sequence[str]]:
        if _is_empty(value):
            return "empty", ()
        if pointer in self._used:
            return "used", self._used[pointer]
        if _is_structure(path):
            return "structure", ()
        if known := _passed_over(self._record.dialect).get(path):
            return "known", (known,)
        reading = self._row.get(pointer)
        return self._overruled(pointer) or (
            self._read_in_vain(reading) if reading else (self._not_read(path), ())
        )

    def _overruled(self, pointer: str) -> tuple[Fate, Sequence[str]] | None:
        if pointer in self._corrected:
            return "corrected", self._corrected[pointer]
        return ("noted", self._noted[pointer]) if pointer in self._noted else None

    def _read_in_vain(self, reading: Reading) -> tuple[Fate, Sequence[str]]:
        winners, within = self._winners.get(reading.row.place, ()), f"{reading.within}/"
        better = [pointer for pointer in winners if pointer.startswith(within)]
        return ("outranked", better) if better else ("read", ())

    def _not_read(self, path: str) -> Fate:
        return "volatile" if self._is_volatile(path) else "unused"


@cache
def _passed_over(dialect: Dialect) -> dict[str, str]:
    """Map the paths that are passed over on purpose to the reason for it."""
    table: Any = read_yaml(".", "usage.yaml")
    own = table.get(str(dialect), {})
    return {path: reason for reason, paths in own.items() for path in paths}


def _cover(
    content: object, pointer: str, by: str, covered: dict[str, list[str]], *, whole: bool = False
) -> None:
    """Note for each value at a pointer that it counts; a node counts by its IRI, or whole without one."""
    if not pointer:
        return
    value = value_at(content, pointer)
    found = (not whole and _said(pointer, value)) or [leaf for leaf, _, _ in _leaves(value, pointer, "")]
    for leaf in found:
        covered.setdefault(leaf, []).append(by)


def _said(pointer: str, value: object) -> list[str]:
    """Name the values that a text or a link consists of; none for a node that has to be looked into."""
    if not isinstance(value, dict | list):
        return [pointer]
    if isinstance(value, dict):
        return [f"{pointer}/{key}" for key in ("@value", "@id") if key in value]
    return []


def value_at(content: object, pointer: str) -> object:
    """Look up a JSON pointer; None where it leads nowhere."""
    value: Any = content
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(value, dict):
            value = value.get(name)
        elif isinstance(value, list) and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        else:
            return None
    return value


def _leaves(value: object, pointer: str, path: str) -> Iterator[tuple[str, str, object]]:
    """Give every value with its pointer and its path, top to bottom."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            step = "/" + str(key).replace("~", "~0").replace("/", "~1")
            yield from _leaves(inner, pointer + step, path + step)
    elif isinstance(value, list) and value:
        for position, inner in enumerate(value):
            yield from _leaves(inner, f"{pointer}/{position}", path + _place(inner))
    else:
        yield pointer, path, value


def _place(item: object) -> str:
    """Name the place of an item in a list: by its key where it has one, as the extras of CKAN do."""
    key = item.get("key") if isinstance(item, dict) and "value" in item else None
    return f"/[{key}]" if isinstance(key, str) else "/*"


def _is_structure(path: str) -> bool:
    """Tell what only says how to read something else: a type, a language, the name of a pair, our own IRI."""
    steps = path.split("/")
    return bool(_STRUCTURE.intersection(steps)) or path == "/@id" or (steps[-1] == "key" and "]/" in path)


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], {}) or (isinstance(value, str) and not value.strip())
