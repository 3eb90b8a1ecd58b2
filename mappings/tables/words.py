"""Tables of words and numbers that stand for one thing each: months, days, reference systems."""

from functools import cache
from typing import NamedTuple

from mappings.tables import schema
from mappings.tables.index import load, name_key

__all__ = ["ReferenceSystem", "day_names", "month_names", "reference_systems", "statement_labels"]


class ReferenceSystem(NamedTuple):
    """A coordinate reference system; ``belgium`` are the bounds of Belgium in its own units."""

    row: str
    code: int
    degrees: bool
    north_first: bool
    belgium: tuple[float, float, float, float] | None
    alone: bool


@cache
def month_names() -> dict[str, int]:
    """Map the names of months to their number."""
    rows = load("months.yaml", schema.Months).months
    return {name.casefold(): number for number, names in enumerate(rows, 1) for name in names}


@cache
def day_names() -> frozenset[str]:
    """Give the names of the days of the week, in lower case."""
    return frozenset(name.casefold() for name in load("months.yaml", schema.Months).days)


@cache
def reference_systems() -> dict[str, ReferenceSystem]:
    """Map EPSG and Esri numbers, IRIs, URNs and names to reference systems."""
    found: dict[str, ReferenceSystem] = {}
    for row in load("reference-systems.yaml", schema.ReferenceSystems).rows:
        entry = ReferenceSystem(
            f"reference-systems/{row.code}", row.code, row.degrees, row.north_first, row.belgium, row.alone
        )
        found |= {str(number): entry for number in row.numbers}
        for name in row.names:
            found[name.casefold() if ":" in name else name_key(name)] = entry
    return found


@cache
def statement_labels() -> dict[str, str]:
    """Map the labels of lines in descriptions, in lower case, to the property that they speak of."""
    return {
        label.casefold(): row.name
        for row in load("statements.yaml", schema.Statements).rows
        for label in (*row.nl, *row.fr, *row.en, *row.de)
    }
