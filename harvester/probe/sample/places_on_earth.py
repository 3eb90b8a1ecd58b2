"""Geometries: a point of each, turned to longitude and latitude, and the box around all."""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

__all__ = ["around", "is_position", "spread"]

Point = tuple[float, float]
MOST: Final = 100
PLANES: Final = {
    "31370": 31370,
    "31300": 31300,
    "3812": 3812,
    "3857": 3857,
    "900913": 3857,
    "102100": 3857,
    "25831": 25831,
    "28992": 28992,
}
"""Reference systems of flat maps that Belgian data come in, by the number at the end of their name."""


def around(points: Iterable[Sequence[float]], system: str = "") -> dict[str, Any]:
    """Give points and the box around them as facts; ``system`` names the reference system they are in."""
    known = [
        (x, y)
        for x, y in _degrees(points, system)
        if -180 <= x <= 180 and -90 <= y <= 90  # noqa: PLR2004  degrees; what is no number is none of these
    ]
    if not known:
        return {}
    xs, ys = [x for x, _ in known], [y for _, y in known]
    west, east, south, north = min(xs), max(xs), min(ys), max(ys)
    return {
        "points": tuple((round(x, 6), round(y, 6)) for x, y in spread(known, MOST)),
        "bounds": (round(west, 6), round(south, 6), round(east, 6), round(north, 6)),
    }


def spread(values: Sequence[Any], most: int) -> Sequence[Any]:
    """Choose at most so many, evenly."""
    if len(values) <= most:
        return values
    return [values[at * len(values) // most] for at in range(most)]


def is_position(value: object) -> bool:
    if not isinstance(value, list | tuple) or len(value) < 2:  # noqa: PLR2004  x and y
        return False
    return _is_number(value[0]) and _is_number(value[1])


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _degrees(points: Iterable[Sequence[float]], system: str) -> Iterable[Point]:
    code = next((epsg for ending, epsg in PLANES.items() if system.endswith(ending)), 0)
    if code:
        return (_turn(code, point[0], point[1]) for point in points)
    return [(float(point[0]), float(point[1])) for point in points]


def _turn(code: int, x: float, y: float) -> Point:
    from pyproj.exceptions import ProjError  # noqa: PLC0415  27 MB that few samples need

    try:
        turned = _to_degrees(code).transform(x, y)
    except ProjError:
        return math.nan, math.nan
    return float(turned[0]), float(turned[1])


@lru_cache(maxsize=16)
def _to_degrees(code: int) -> Any:  # noqa: ANN401  pyproj is loaded where it is needed only
    from pyproj import Transformer  # noqa: PLC0415  idem

    return Transformer.from_crs(code, 4326, always_xy=True)
