"""Where, when and how finely: places and periods, each written for the profile and for the platform."""

from collections.abc import Iterable
from typing import Final

from catalogue.graph.description import Description, begin
from catalogue.graph.terms import shared, term
from catalogue.model import Dataset, Distribution, Location, PeriodOfTime

__all__ = ["periods", "places", "resolutions"]

SPATIAL: Final = term("dct:spatial")
LOCATION: Final = term("dct:Location")
LABELS: Final = (term("skos:prefLabel"), term("rdfs:label"))
BBOX: Final = term("dcat:bbox")
CENTROID: Final = term("dcat:centroid")
GEOMETRY: Final = term("locn:geometry")
WKT: Final = term("geo:wktLiteral")
TEMPORAL: Final = term("dct:temporal")
PERIOD: Final = term("dct:PeriodOfTime")
START: Final = (term("schema:startDate"), term("dcat:startDate"))
END: Final = (term("schema:endDate"), term("dcat:endDate"))
METRES: Final = term("dcat:spatialResolutionInMeters")
DECIMAL: Final = term("xsd:decimal")
INTERVAL: Final = term("dcat:temporalResolution")
DURATION: Final = term("xsd:duration")


def places(about: Description, values: Iterable[Location]) -> None:
    """Write a place; where no geometry is known, its bounding box or else its centre is that too.

    Of names and shapes the platform keeps ``skos:prefLabel`` and ``locn:geometry`` only.
    """
    for value in values:
        about.node(SPATIAL, shared(value.iri))
        if told := begin(about.blocks, value.iri, LOCATION):
            for label in LABELS:
                told.texts(label, value.label)
            told.typed(GEOMETRY, value.geometry or value.bbox or value.centroid, WKT)
            told.typed(BBOX, value.bbox, WKT).typed(CENTROID, value.centroid, WKT)


def periods(about: Description, values: Iterable[PeriodOfTime]) -> None:
    """Write a period. The platform keeps the ``schema:`` dates only, the profile asks the ``dcat:`` ones."""
    for value in values:
        about.link(TEMPORAL, value.iri)
        if told := begin(about.blocks, value.iri, PERIOD):
            for start in START:
                told.moment(start, value.start)
            for end in END:
                told.moment(end, value.end)


def resolutions(about: Description, value: Dataset | Distribution) -> None:
    """Write the finest detail that the data show, in space and in time."""
    about.typed(METRES, value.spatial_resolution, DECIMAL)
    about.typed(INTERVAL, value.temporal_resolution, DURATION)
