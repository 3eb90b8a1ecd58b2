"""Tables in text: which sign parts the fields, how many rows there are, and whether they agree."""

import csv
from collections import Counter
from collections.abc import Sequence
from typing import Final

from harvester.probe.sample.found import Bytes, Found
from harvester.probe.sample.places_on_earth import spread
from harvester.probe.sample.rows import ROWS, facts_of_columns

__all__ = ["read_table"]

SIGNS: Final = ",;\t|"
LINES: Final = 50
FIRST: Final = 16 * 1024
"""That are looked at to find the sign: lines, of so many characters."""


def read_table(given: Bytes, text: str) -> Found:
    sign, doubtful = _sign(text)
    found = Found("TSV" if sign == "\t" else "CSV", facts={"delimiter": sign}, parses=False)
    rows = _rows(text, sign, whole=given.whole)
    if rows is None or not rows or not any(rows[0]):
        return found
    names, data = rows[0], rows[1:]
    widths = Counter(map(len, data))
    found.parses, found.records = True, len(data)
    if len(widths) > 1 or (widths and len(names) not in widths):
        found.warnings.append("ragged")
    if doubtful:
        found.warnings.append("delimiter")
    if len(names) > 1 and len(set(names)) < len(names):
        found.warnings.append("same-names")
    some = spread(data, ROWS)
    found.facts |= facts_of_columns(lambda name: _column(some, names, name), names)
    return found


def _column(rows: Sequence[list[str]], names: Sequence[str], name: str) -> list[str | None]:
    """Give the values under a name, ``None`` where a row is too short; of columns of one name the last."""
    values: list[str | None] = [None] * len(rows)
    for at in (at for at, one in enumerate(names) if one == name):
        values = [row[at] if at < len(row) else value for row, value in zip(rows, values, strict=True)]
    return values


def _sign(text: str) -> tuple[str, bool]:
    """Give the sign that parts fields, and whether that is a guess: no sign parts all lines alike."""
    lines = [line for line in text[:FIRST].splitlines()[:LINES] if line.strip()]
    if not lines:
        return ",", True
    first = max(SIGNS, key=lines[0].count)
    alike = [sign for sign in SIGNS if len({_fields(line, sign) for line in lines[:-1] or lines}) == 1]
    regular = [sign for sign in alike if _fields(lines[0], sign) > 1]
    if regular:
        return max(regular, key=lines[0].count), False
    return first, first in lines[0]


def _fields(line: str, sign: str) -> int:
    """Count fields, without those signs that stand within quotes."""
    if '"' not in line:
        return line.count(sign) + 1
    return sum(part.count(sign) for part in line.split('"')[::2]) + 1


def _rows(text: str, sign: str, *, whole: bool) -> Sequence[list[str]] | None:
    """Read rows; the last one of a text that is cut off is left out. None where it is no table."""
    try:
        rows = [row for row in csv.reader(text.splitlines(keepends=True), delimiter=sign) if row]
    except csv.Error:
        return None
    return rows if whole or len(rows) < 2 else rows[:-1]  # noqa: PLR2004  the names and one more
