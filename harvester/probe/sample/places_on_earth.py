"""Geometries: a point of each, turned to longitude and latitude, and the box around all."""

import math
from collections.abc import Iterable, Iterator, Sequence
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
    known = [point for point in _degrees(points, system) if _on_earth(*point)]
    if not known:
        return {}
    west, east = min(x for x, _ in known), max(x for x, _ in known)
    south, north = min(y for _, y in known), max(y for _, y in known)
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
    return (
        isinstance(value, list | tuple)
        and len(value) >= 2  # noqa: PLR2004  x and y
        and all(
            isinstance(one, int | float) and not isinstance(one, bool) and math.isfinite(one)
            for one in value[:2]
        )
    )


def _degrees(points: Iterable[Sequence[float]], system: str) -> Iterator[Point]:
    code = next((epsg for ending, epsg in PLANES.items() if system.endswith(ending)), 0)
    for point in points:
        yield _turn(code, point[0], point[1]) if code else (float(point[0]), float(point[1]))


def _on_earth(x: float, y: float) -> bool:
    """Tell whether these are degrees; what is no number is not."""
    return -180 <= x <= 180 and -90 <= y <= 90  # noqa: PLR2004  degrees


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
