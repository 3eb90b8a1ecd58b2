"""The one door to PROJ, which never asks the network. Imported where coordinates need it: it takes 27 MB."""

from collections.abc import Sequence
from functools import cache

import pyproj
from pyproj.exceptions import CRSError, ProjError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]  # it is documented there

__all__ = ["box_to_degrees", "is_projected", "to_degrees"]


def is_projected(code: int) -> bool:
    """Tell whether the register of EPSG has a system by this number, and not one in degrees."""
    try:
        return not pyproj.CRS.from_epsg(code).is_geographic
    except CRSError:
        return False


def to_degrees(pairs: Sequence[tuple[float, float]], code: int) -> list[tuple[float, float]]:
    """Bring eastings and northings to longitude and latitude; nothing where PROJ cannot."""
    try:
        easts, norths = _transformer(code).transform([x for x, _ in pairs], [y for _, y in pairs])
    except ProjError:
        return []
    return list(zip(easts, norths, strict=True))


def box_to_degrees(box: tuple[float, float, float, float], code: int, edge: int) -> list[tuple[float, float]]:
    """Give two corners of what a box covers, its bent sides followed by ``edge`` points each."""
    try:
        sides = _transformer(code).transform_bounds(*box, densify_pts=edge)
    except ProjError:
        return []
    return [(sides[0], sides[1]), (sides[2], sides[3])]


@cache
def _transformer(code: int) -> pyproj.Transformer:
    set_network_enabled(active=False)
    return pyproj.Transformer.from_crs(code, "OGC:CRS84", always_xy=True, allow_ballpark=False)
