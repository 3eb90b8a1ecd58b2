"""Boxes as portal software writes them: Esri envelopes and rings, four fields, polygons without pairs.

One law: longitude first, and in the reference system that the box itself states.
"""

import re
from typing import Final

from catalogue.model import Note
from mappings.reading import Scope, Yield, cut
from mappings.rules.places import box, boxed, system_of
from mappings.rules.texts import plain_of

__all__ = ["envelope"]

_SIDES: Final = ("xmin", "ymin", "xmax", "ymax")
_BOUNDS: Final = tuple(
    f"extend_bounding_box_{side}bound_{name}"
    for side, name in (
        ("west", "longitude"),
        ("south", "latitude"),
        ("east", "longitude"),
        ("north", "latitude"),
    )
)
_FLAT: Final = re.compile(r"POLYGON\s*\(\((-?[\d.]+(?:,\s*-?[\d.]+){7,})\)\)", re.IGNORECASE)
_CORNERS: Final = 2


def envelope(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read a box in any of these shapes, or in those that every source may use."""
    found = _numbers(raw)
    if found is None:
        return (
            box(pointer, raw, scope) if type(raw) is str or (type(raw) is dict and "rings" not in raw) else []
        )
    if not found:
        return [Note("geometry-unreadable", pointer, cut(plain_of(raw) or str(sorted(_keys(raw)))))]
    west, south, east, north = found
    words = plain_of(raw) or f"{west},{south},{east},{north}"
    return boxed(pointer, words, (west, south, east, north), system_of(raw))


def _keys(raw: object) -> list[str]:
    return [str(key) for key in raw] if type(raw) is dict else []


def _numbers(raw: object) -> tuple[float, ...] | None:
    """Give the four bounds; empty when they cannot be read, None when this is none of the shapes."""
    if type(raw) is dict:
        if raw.get("type") == "envelope":
            return _around([raw.get("coordinates")])
        if "rings" in raw:
            return _around(raw["rings"])
        if "xmin" in raw:
            return tuple(_float(plain_of(raw.get(side))) for side in _SIDES)
        given = [plain_of(raw[name]).strip() for name in _BOUNDS if raw.get(name) not in (None, "")]
        return tuple(_float(words) for words in given) if len(given) == len(_BOUNDS) else None
    match = _FLAT.fullmatch(plain_of(raw).strip())
    if match is None:
        return None
    flat = [_float(words.strip()) for words in match[1].split(",")]
    return (min(flat[::2]), min(flat[1::2]), max(flat[::2]), max(flat[1::2])) if len(flat) % 2 == 0 else ()


def _float(words: str) -> float:
    try:
        return float(words)
    except ValueError:
        return float("nan")


def _around(rings: object) -> tuple[float, ...]:
    """Give the bounds of rings of positions; empty when one of them is no position."""
    positions = [one for ring in rings if type(ring) is list for one in ring] if type(rings) is list else []
    if not positions or not all(_is_position(one) for one in positions):
        return ()
    easts, norths = [one[0] for one in positions], [one[1] for one in positions]
    return min(easts), min(norths), max(easts), max(norths)


def _is_position(value: object) -> bool:
    return (
        type(value) is list
        and len(value) >= _CORNERS
        and all(type(part) in (int, float) for part in value[:_CORNERS])
    )
