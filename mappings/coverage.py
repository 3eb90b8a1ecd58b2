"""Over many records: which fields of a source have a part in entries, and which never have.

Memory is bounded by the number of different fields, never by the number of records.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple

from catalogue.model import Dialect
from mappings.usage import Fate, Leaf, Usage

__all__ = ["Coverage", "Example", "FieldCount", "Standing"]

MOST: Final = 20_000
"""Different fields of one dialect; a source that makes up more is counted without naming them."""
LONGEST: Final = 200
"""Characters of an example."""
Standing = Literal["never", "sometimes", "outranked", "always", "passed"]
"""``never`` used, used ``sometimes``, always ``outranked`` by a better field, ``always`` used where it says
something, or ``passed`` over on purpose."""
_LOST: Final[tuple[Fate, ...]] = ("unused", "noted", "read", "corrected")
"""What asks for attention, the most first."""


class Example(NamedTuple):
    value: str
    pointer: str
    entry: str
    """UUID"""


@dataclass(slots=True)
class FieldCount:
    """One field of a dialect over all records."""

    dialect: Dialect
    path: str
    fates: Counter[Fate] = field(default_factory=Counter)
    by: set[str] = field(default_factory=set)
    """Rows of the mapping that look at it."""
    examples: dict[Fate, Example] = field(default_factory=dict)

    def add(self, leaf: Leaf, entry: str) -> None:
        self.fates[leaf.fate] += 1
        if leaf.row:
            self.by.add(leaf.row)
        if leaf.fate not in self.examples:
            self.examples[leaf.fate] = Example(str(leaf.value)[:LONGEST], leaf.pointer, entry)

    @property
    def lost(self) -> int:
        """Count the values that say something and have no part in an entry, without being outranked."""
        return sum(self.fates[fate] for fate in _LOST)

    @property
    def standing(self) -> Standing:
        if self.lost:
            return "sometimes" if self.fates["used"] else "never"
        if self.fates["used"]:
            return "always"
        return "outranked" if self.fates["outranked"] else "passed"

    @property
    def example(self) -> Example:
        """Give the example that tells most: of a value that is lost, else of any."""
        return next(self.examples[fate] for fate in (*_LOST, *self.examples) if fate in self.examples)


@dataclass(slots=True)
class Coverage:
    records: int = 0
    unnamed: int = 0
    """Values in fields beyond those that are named."""
    fields: dict[tuple[Dialect, str], FieldCount] = field(default_factory=dict)

    def add(self, dialect: Dialect, found: Usage, entry: str) -> None:
        """Take what became of the values of one record."""
        self.records += 1
        for leaf in found.leaves:
            if leaf.fate == "structure":
                continue
            key = (dialect, leaf.path)
            count = self.fields.get(key)
            if count is None:
                if len(self.fields) >= MOST:
                    self.unnamed += 1
                    continue
                count = self.fields[key] = FieldCount(dialect, leaf.path)
            count.add(leaf, entry)

    def ranked(self) -> list[FieldCount]:
        """List the fields, those first of which most is lost."""
        return sorted(self.fields.values(), key=lambda one: (str(one.dialect), -one.lost, one.path))
