"""Whether a place in WKT can be drawn: its syntax, on this earth, in the order of its reference system.

A box is a rectangle. Nothing is projected: coordinates of another system than degrees are only read.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, TypeAlias

__all__ = ["geometry_flaw", "is_rectangle"]

_WKT: Final = re.compile(r"\s*(?:<(?P<system>[^<>\s]*)>\s*)?(?P<shape>[A-Za-z].*)", re.DOTALL)
_TOKEN: Final = re.compile(r"[A-Za-z]+|[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[(),]|\S")
_LEVELS: Final = {
    "POINT": (1,),
    "LINESTRING": (1,),
    "POLYGON": (2,),
    "MULTIPOINT": (1, 2),
    "MULTILINESTRING": (2,),
    "MULTIPOLYGON": (3,),
}
"""How deep the brackets of a shape go."""
_MARKS: Final = frozenset({"Z", "M", "ZM"})
_LONGITUDE_FIRST: Final = ("", "http://www.opengis.net/def/crs/OGC/1.3/CRS84")
_LATITUDE_FIRST: Final = (
    "http://www.opengis.net/def/crs/EPSG/0/4326",
    "http://www.opengis.net/def/crs/EPSG/0/4258",
)
_BELGIUM: Final = (2.3, 49.4, 6.5, 51.6)
"""West, south, east, north, generously."""
_RING: Final = 4
"""Fewest positions of a closed ring."""

_DEEPEST: Final = 3

_Position: TypeAlias = tuple[float, ...]
_Branch: TypeAlias = "_Position | list[_Branch]"


class _NoShape(Exception):  # noqa: N818 -- never leaves this file
    """Raised on text that is no shape."""


@lru_cache(maxsize=4096)
def geometry_flaw(wkt: str) -> str:
    """Name the rule that a place breaks, or nothing."""
    found = _WKT.fullmatch(wkt)
    try:
        if found is None:
            return "geometry-not-valid"
        positions = [at for ring in _rings(found["shape"]) for at in ring]
    except _NoShape:
        return "geometry-not-valid"
    return _placed(positions, found["system"] or "")


@lru_cache(maxsize=4096)
def is_rectangle(wkt: str) -> bool:
    """Say whether a shape is one rectangle along the axes. Text that is no shape is none."""
    found = _WKT.fullmatch(wkt)
    try:
        rings = list(_rings(found["shape"])) if found else []
    except _NoShape:
        return False
    corners = {at[:2] for ring in rings for at in ring}
    sides = [{at[axis] for at in corners} for axis in (0, 1)]
    return len(rings) == 1 and len(corners) == _RING and all(len(side) == 2 for side in sides)  # noqa: PLR2004


def _placed(positions: list[_Position], system: str) -> str:
    if system in _LATITUDE_FIRST:
        positions = [(at[1], at[0]) for at in positions]
    elif system not in _LONGITUDE_FIRST:
        return ""
    if any(abs(at[0]) > 180 or abs(at[1]) > 90 for at in positions):  # noqa: PLR2004  degrees
        return "geometry-outside-world"
    west, south, east, north = _BELGIUM
    swapped = [west <= at[1] <= east and south <= at[0] <= north for at in positions]
    return "geometry-axes-swapped" if swapped and all(swapped) else ""


def _rings(shape: str) -> Iterator[list[_Position]]:
    """Give the rows of positions that a shape consists of."""
    tokens = iter(_TOKEN.findall(shape))
    yield from _tagged(next(tokens, "").upper(), tokens)
    if next(tokens, None) is not None:
        raise _NoShape


def _tagged(name: str, tokens: Iterator[str]) -> Iterator[list[_Position]]:
    opening = next(tokens, "").upper()
    if opening in _MARKS:
        opening = next(tokens, "").upper()
    if opening == "EMPTY" and name in {*_LEVELS, "GEOMETRYCOLLECTION"}:
        return
    if opening != "(":
        raise _NoShape
    if name == "GEOMETRYCOLLECTION":
        yield from _collected(tokens)
    elif name == "ENVELOPE":
        yield _envelope(tokens)
    else:
        yield from _checked(name, list(_rows(_branches(tokens))))


def _collected(tokens: Iterator[str]) -> Iterator[list[_Position]]:
    while True:
        name = next(tokens, "").upper()
        if name not in _LEVELS:
            raise _NoShape
        yield from _tagged(name, tokens)
        if (after := next(tokens, "")) != ",":
            break
    if after != ")":
        raise _NoShape


def _envelope(tokens: Iterator[str]) -> list[_Position]:
    """Read west, east, north, south, in that order; east of west and north of south."""
    values = [next(tokens, "") for _ in range(8)]
    if values[1::2] != [",", ",", ",", ")"]:
        raise _NoShape
    west, east, north, south = map(_number, values[::2])
    if west > east or south > north:
        raise _NoShape
    return [(west, south), (west, north), (east, north), (east, south)]


def _checked(name: str, found: list[tuple[int, list[_Position]]]) -> Iterator[list[_Position]]:
    for depth, row in found:
        single = name == "POINT" and len(row) != 1
        open_ring = name.endswith("POLYGON") and (len(row) < _RING or row[0] != row[-1])
        if depth not in _LEVELS.get(name, ()) or single or open_ring:
            raise _NoShape
        yield row


def _rows(branches: list[_Branch], depth: int = 1) -> Iterator[tuple[int, list[_Position]]]:
    """Give the rows of positions, each with how deep it lies."""
    row = [each for each in branches if isinstance(each, tuple)]
    if row and len(row) != len(branches):
        raise _NoShape
    if row:
        yield depth, row
    for each in branches:
        if isinstance(each, list):
            yield from _rows(each, depth + 1)


def _branches(tokens: Iterator[str], depth: int = 1) -> list[_Branch]:
    """Read up to the bracket that closes: positions, or branches in brackets of their own."""
    if depth > _DEEPEST:
        raise _NoShape
    found: list[_Branch] = []
    while True:
        token = next(tokens, "")
        if token == "(":  # noqa: S105 -- a bracket
            found.append(_branches(tokens, depth + 1))
            token = next(tokens, "")
        else:
            numbers = []
            while token not in {",", ")"}:
                numbers.append(_number(token))
                token = next(tokens, "")
            found.append(_position(numbers))
        if token == ")":  # noqa: S105 -- a bracket
            return found
        if token != ",":  # noqa: S105 -- a comma
            raise _NoShape


def _position(numbers: list[float]) -> _Position:
    if not 2 <= len(numbers) <= 4:  # noqa: PLR2004  x and y, and perhaps z and m
        raise _NoShape
    return tuple(numbers)


def _number(token: str) -> float:
    if not token or token[-1] not in "0123456789.":
        raise _NoShape
    try:
        return float(token)
    except ValueError:
        raise _NoShape from None
