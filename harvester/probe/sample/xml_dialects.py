"""Which language an XML document is in, by its root and the namespaces that stand there."""

from collections.abc import Mapping
from typing import Final, NamedTuple

__all__ = ["Dialect", "dialect_of"]


class Dialect(NamedTuple):
    format: str
    records: tuple[str, ...] = ()
    """Names of the elements that are its things."""
    standard: str = ""
    error: str = ""
    page: bool = False


GML: Final = ("featureMember", "member", "featureMembers")
BY_ROOT: Final[Mapping[str, Dialect]] = {
    "kml": Dialect("KML", ("Placemark",)),
    "WMS_Capabilities": Dialect("WMS_SRVC", ("Layer",), "wms"),
    "WMT_MS_Capabilities": Dialect("WMS_SRVC", ("Layer",), "wms"),
    "WFS_Capabilities": Dialect("WFS_SRVC", ("FeatureType",), "wfs"),
    "ExceptionReport": Dialect("XML", error="exception-report"),
    "ServiceExceptionReport": Dialect("XML", error="exception-report"),
    "ows:ExceptionReport": Dialect("XML", error="exception-report"),
    "d2LogicalModel": Dialect("XML", (), "datex2"),
    "PublicationDelivery": Dialect("XML", (), "netex"),
    "Siri": Dialect("XML", (), "siri"),
    "feed": Dialect("ATOM", ("entry",)),
    "rss": Dialect("RSS", ("item",)),
    "html": Dialect("XHTML", page=True),
    "svg": Dialect("SVG"),
    "Error": Dialect("XML", error="error-object"),
}
BY_NAMESPACE: Final = (
    ("opengis.net/wmts", Dialect("MAP_SRVC", ("Layer",), "wmts")),
    ("opengis.net/wcs", Dialect("WCS_SRVC", ("CoverageSummary",), "wcs")),
    ("opengis.net/cat/csw", Dialect("XML", (), "csw")),
    ("opengis.net/sos", Dialect("XML", (), "sos")),
    ("datex2.eu", Dialect("XML", (), "datex2")),
    ("opengis.net/wfs", Dialect("GML", GML)),
    ("opengis.net/gml", Dialect("GML", GML)),
)


def dialect_of(root: str, namespaces: Mapping[str, str]) -> Dialect:
    """Name the dialect; XML where it is none of those that are known."""
    space, _, name = root.rpartition("}")
    if name in BY_ROOT and not (name == "feed" and "2005/Atom" not in space):
        return BY_ROOT[name]
    for part, dialect in BY_NAMESPACE:
        if part in space or (
            name in {"Capabilities", "FeatureCollection"} and any(part in iri for iri in namespaces.values())
        ):
            return dialect
    return Dialect("XML")
