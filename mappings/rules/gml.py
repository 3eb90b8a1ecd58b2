"""Geometry in GML, as it stands in a literal: an envelope, a point or a polygon.

One law: foreign text is read by its few elements and not parsed, so that no entity or inclusion can work.
"""

import re
from typing import Final

from mappings.rules.reference_systems import Pair
from mappings.rules.shapes import Shape

__all__ = ["is_gml", "read_gml"]

_ELEMENT: Final = re.compile(r"<\s*(?:[A-Za-z][\w.-]*:)?(Envelope|Box|Point|Polygon)\b", re.IGNORECASE)
_SYSTEM: Final = re.compile(r"""srsName\s*=\s*["']([^"']+)["']""")
_LIST: Final = re.compile(
    r"<(?:[A-Za-z][\w.-]*:)?(lowerCorner|upperCorner|posList|pos|coordinates)\b[^>]*>([^<]*)<"
)
_SEPARATOR: Final = re.compile(r"[\s,]+")
_DIMENSIONS: Final = re.compile(r"""srsDimension\s*=\s*["']3["']""")
_NUMBER: Final = re.compile(r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
_MOST: Final = 1_000_000
_RING: Final = 4
_CORNERS: Final = 2


def is_gml(words: str) -> bool:
    return words.startswith("<") and bool(_ELEMENT.search(words[:_MOST]))


def read_gml(words: str) -> tuple[Shape | None, str]:
    """Give the shape, None where it cannot be read, and the name of the reference system that it states."""
    kind = _ELEMENT.search(words[:_MOST])
    named = _SYSTEM.search(words[:_MOST])
    if kind is None or _DIMENSIONS.search(words[:_MOST]):
        return None, ""
    lists = [(match[1], _pairs(match[2])) for match in _LIST.finditer(words[:_MOST])]
    shape = _shape(kind[1].casefold(), [pairs for _, pairs in lists]) if lists else None
    return shape, named[1] if named else ""


def _shape(kind: str, lists: list[list[Pair]]) -> Shape | None:
    flat = [pair for pairs in lists for pair in pairs]
    if not all(lists):
        return None
    if kind == "point":
        return Shape("POINT({})", flat) if len(flat) == 1 else None
    if kind == "polygon":
        whole = all(len(ring) >= _RING and ring[0] == ring[-1] for ring in lists)
        rings = (f"({', '.join(['{}'] * len(ring))})" for ring in lists)
        return Shape(f"POLYGON({', '.join(rings)})", flat) if whole else None
    return _around(flat) if len(flat) == _CORNERS else None


def _around(corners: list[Pair]) -> Shape:
    (west, south), (east, north) = corners
    ring = [(west, south), (east, south), (east, north), (west, north), (west, south)]
    return Shape(f"POLYGON(({', '.join(['{}'] * len(ring))}))", ring)


def _pairs(words: str) -> list[Pair]:
    numbers = _SEPARATOR.split(words.strip())
    if len(numbers) % 2 or not all(_NUMBER.fullmatch(number) for number in numbers):
        return []
    flat = [float(number) for number in numbers]
    return list(zip(flat[::2], flat[1::2], strict=True))
