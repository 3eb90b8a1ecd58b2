"""Coordinates in any stated reference system, brought to longitude and latitude.

One law: without a statement only numbers that can be nothing else are read, and what does not lie where it
could lie is given back as nothing.
"""

import math
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple, TypeAlias

from mappings.tables import ReferenceSystem, name_key, reference_systems

__all__ = ["Pair", "Placed", "System", "placed", "system_named"]

Pair: TypeAlias = tuple[float, float]

_NUMBERED: Final = re.compile(
    r"(?:urn:(?:x-)?ogc:def:crs:epsg:[\d.]*:|https?://www\.opengis\.net/def/crs/epsg/[\d.]+/)(\d{4,6})",
    re.IGNORECASE,
)
_PLAIN: Final = re.compile(
    r"(?:epsg:{1,2}|srid=|https?://www\.opengis\.net/gml/srs/epsg\.xml#"
    r"|https?://spatialreference\.org/ref/epsg/)?(\d{4,6})/?",
    re.IGNORECASE,
)
_BELGIUM: Final = (2.4, 49.4, 6.5, 51.6)
_AROUND_BELGIUM: Final = (2.0, 49.0, 7.0, 52.0)
_EUROPE: Final = (-32.0, 27.0, 45.0, 72.0)
_GLOBE: Final = (-180.0, -90.0, 180.0, 90.0)
_SWAPPED: Final = 7
_TRANSFORMED: Final = 5
"""Decimals: one metre, which is what such a transformation is good for."""
_EDGE: Final = 21
"""Points laid on each edge of a box before it is transformed: a straight edge there is a curve here."""


class Placed(NamedTuple):
    """Positions in longitude and latitude."""

    pairs: list[Pair]
    row: str = ""
    """Of the reference system that was stated or recognised."""
    note: str = ""
    decimals: int = 0
    """How many decimals the degrees are good for; zero: they are the source's own."""


class System(NamedTuple):
    """A stated reference system, and whether the statement puts latitude first."""

    table: ReferenceSystem | None
    """None: stated, but by no name or number that anybody knows."""
    north_first: bool = False


@lru_cache(maxsize=512)
def system_named(words: str) -> System:
    """Find the system that an IRI, URN, EPSG code, Esri number or name states."""
    words = words.strip().strip("<>")
    stated = _NUMBERED.fullmatch(words)
    plain = stated or _PLAIN.fullmatch(words)
    if plain is None:
        return System(reference_systems().get(words.casefold()) or reference_systems().get(name_key(words)))
    found = reference_systems().get(plain[1]) or _registered(int(plain[1]))
    return System(found, bool(stated and found and found.north_first))


def _registered(code: int) -> ReferenceSystem | None:
    """Give a system that our table has no row for, but the register of EPSG has."""
    from mappings.rules.projection import is_projected  # noqa: PLC0415 -- most runs never need its 27 MB

    # Of degrees in another datum nobody can tell the order of the axes that was meant.
    if not is_projected(code):
        return None
    return ReferenceSystem(f"epsg/{code}", code, False, False, None, False)  # noqa: FBT003 -- a row


def placed(pairs: Sequence[Pair], system: System | None, *, box: bool = False) -> Placed | None:
    """Give positions in longitude and latitude; of a box the south-western and the north-eastern corner."""
    if not pairs or not all(math.isfinite(number) for pair in pairs for number in pair):
        return None
    if system is None:
        return _unstated(pairs, box=box)
    if system.table is None:
        return None
    if not system.table.degrees:
        return _projected(pairs, system.table, box=box)
    return _turned(pairs, system.table) if system.north_first else _in_degrees(pairs, system.table.row)


def _unstated(pairs: Sequence[Pair], *, box: bool) -> Placed | None:
    if _within(pairs, _GLOBE) or _within(_swapped(pairs), _BELGIUM):
        return _in_degrees(pairs, "")
    for known in reference_systems().values():
        if known.alone and known.belgium and _within(pairs, known.belgium):
            found = _projected(pairs, known, box=box)
            return found._replace(note="reference-system-derived") if found else None
    return None


def _in_degrees(pairs: Sequence[Pair], row: str) -> Placed | None:
    """Take longitude first; latitude only where that lies in Belgium, and the other way far from Europe."""
    if not _within(pairs, _EUROPE) and _within(_swapped(pairs), _BELGIUM):
        return Placed(_swapped(pairs), row, "coordinates-swapped", _SWAPPED)
    return Placed(list(pairs), row) if _within(pairs, _GLOBE) else None


def _turned(pairs: Sequence[Pair], table: ReferenceSystem) -> Placed | None:
    """Take latitude first, as stated; longitude only where that lies in Belgium, and this not in Europe."""
    stated = _swapped(pairs)
    if _within(stated, _EUROPE):
        return Placed(stated, table.row, decimals=_SWAPPED)
    if _within(pairs, _BELGIUM):
        return Placed(list(pairs), table.row, "coordinates-swapped")
    return None


def _projected(pairs: Sequence[Pair], table: ReferenceSystem, *, box: bool) -> Placed | None:
    found = _bounds(pairs, table.code) if box else _points(pairs, table.code)
    lies = _AROUND_BELGIUM if table.belgium else _GLOBE
    return Placed(found, table.row, decimals=_TRANSFORMED) if found and _within(found, lies) else None


def _bounds(pairs: Sequence[Pair], code: int) -> list[Pair]:
    from mappings.rules.projection import box_to_degrees  # noqa: PLC0415 -- idem

    (west, south), (east, north) = pairs[0], pairs[-1]
    if not (west <= east and south <= north):
        return []
    return box_to_degrees((west, south, east, north), code, _EDGE)


def _points(pairs: Sequence[Pair], code: int) -> list[Pair]:
    from mappings.rules.projection import to_degrees  # noqa: PLC0415 -- idem

    return to_degrees(pairs, code)


def _swapped(pairs: Sequence[Pair]) -> list[Pair]:
    return [(second, first) for first, second in pairs]


def _within(pairs: Sequence[Pair], lies: tuple[float, float, float, float]) -> bool:
    west, south, east, north = lies
    return all(west <= x <= east and south <= y <= north for x, y in pairs)
