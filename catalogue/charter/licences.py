"""Recognise a licence by its IRI.

The law: a licence that no row names stays unrecognised, nothing is concluded from a likeness.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache
from typing import Final, Literal

__all__ = ["Globs", "LicenceRow", "LicenceTable", "plain_iri"]

KEPT: Final = 10_000
"""Licences remembered at most; a source that invents one per record must not fill the memory."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LicenceRow:
    name: str
    tier: Literal["A", "A'", "B", "C", "D"]
    """A and A' charter and law, B open, C not open, D not a licence that says what is allowed."""
    patterns: tuple[str, ...]
    """Shell patterns over :func:`plain_iri`."""
    model: bool = False
    """A model licence of the Flemish decree."""


class Globs:
    """A set of shell patterns, matched as one."""

    __slots__ = ("_iris", "_known", "_match")

    def __init__(self, patterns: Sequence[str]) -> None:
        self._match = re.compile("|".join(map(translate, patterns)) or r"(?!)").match
        self._known: dict[str, bool] = {}
        self._iris: dict[str, bool] = {}

    def __contains__(self, text: str) -> bool:
        known = self._known.get(text)
        if known is None:
            known = self._match(text) is not None
            if len(self._known) < KEPT:
                self._known[text] = known
        return known

    def among(self, iris: Iterable[str]) -> list[str]:
        """Give those of some IRIs of which :func:`plain_iri` matches."""
        known = self._iris
        return [iri for iri in iris if (known[iri] if iri in known else self._fits(iri))]

    def _fits(self, iri: str) -> bool:
        fits = plain_iri(iri) in self
        if len(self._iris) < KEPT:
            self._iris[iri] = fits
        return fits


class LicenceTable:
    """The rubric's licences, the first row that fits wins."""

    __slots__ = ("_known", "_rows")

    def __init__(self, rows: Sequence[LicenceRow]) -> None:
        self._rows = [(Globs(row.patterns), row) for row in rows]
        self._known: dict[str, LicenceRow | None] = {}

    def find(self, iri: str) -> LicenceRow | None:
        try:
            return self._known[iri]
        except KeyError:
            plain = plain_iri(iri)
            row = next((row for globs, row in self._rows if plain in globs), None)
        if len(self._known) < KEPT:
            self._known[iri] = row
        return row


@lru_cache(maxsize=KEPT)
def plain_iri(iri: str) -> str:
    """Give an IRI as patterns are written: the same for http, https, www, /doc/ and a closing slash."""
    plain = iri.strip().casefold().partition("://")[2].removeprefix("www.")
    for page in ("/legalcode", "/deed"):
        plain = plain.partition(page)[0]
    return plain.rstrip("/").replace("data.vlaanderen.be/doc/licentie", "data.vlaanderen.be/id/licentie")
