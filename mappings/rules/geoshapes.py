"""Places as schema.org writes them: points as ``latitude longitude``, several in one string.

One law: latitude first, as schema.org says; turned around only where the general rule of places turns it.
"""

import re
from typing import Final

from catalogue.model import Note
from mappings.reading import Scope, Yield, cut
from mappings.rules.places import box, geometry
from mappings.rules.texts import plain_of

__all__ = ["geo_box", "geo_point", "geo_polygon"]

_SEPARATOR: Final = re.compile(r"[\s,;]+")
_NUMBER: Final = re.compile(r"[-+]?\d+(?:\.\d+)?")
_BOX: Final = 4
_RING: Final = 8
_MOST: Final = 20_000


def geo_box(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a box of two corners, the south-western first."""
    words = plain_of(raw)
    numbers = _numbers(words)
    if len(numbers) != _BOX:
        return _unreadable(pointer, words)
    south, west, north, east = numbers
    return _as_said(box(pointer, f"{west},{south},{east},{north}", scope), words)


def geo_polygon(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a closed ring of points."""
    words = plain_of(raw)
    numbers = _numbers(words)
    pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
    if len(numbers) < _RING or len(numbers) % 2 or len(numbers) > _MOST or pairs[0] != pairs[-1]:
        return _unreadable(pointer, words)
    ring = [[float(east), float(north)] for north, east in pairs]
    return _as_said(geometry(pointer, {"type": "Polygon", "coordinates": [ring]}, scope), words)


def geo_point(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a node with a latitude and a longitude."""
    if type(raw) is not dict or "latitude" not in raw:
        return []
    said = [_first(raw.get(name)) for name in ("longitude", "latitude")]
    words = f"{said[1]} {said[0]}"
    if not all(_NUMBER.fullmatch(each) for each in said):
        return _unreadable(pointer, words)
    place = {"type": "Point", "coordinates": [float(each) for each in said]}
    return _as_said(geometry(pointer, place, scope), words)


def _first(value: object) -> str:
    return plain_of(value[0] if type(value) is list and value else value).strip()


def _numbers(words: str) -> list[str]:
    found = _SEPARATOR.split(words.strip())
    return found if all(_NUMBER.fullmatch(each) for each in found) else []


def _unreadable(pointer: str, words: str) -> Yield:
    return [Note("geometry-unreadable", pointer, cut(words))] if words.strip() else []


def _as_said(found: Yield, words: str) -> Yield:
    """Show the words of the source as evidence, not the form that they were brought in."""
    return [each._replace(original=cut(words)) for each in found]
