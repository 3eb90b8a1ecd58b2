"""The software behind a catalogue, by the names that its makers give it; codes, to be spoken as messages."""

from enum import StrEnum

__all__ = ["Software"]


class Software(StrEnum):
    CKAN = "ckan"
    DKAN = "dkan"
    OPENDATASOFT = "opendatasoft"
    ARCGIS_HUB = "arcgis-hub"
    DATATANK = "datatank"
    GEONETWORK = "geonetwork"
    CSW = "csw"
    OGC_API = "ogc-api"
    LDES = "ldes"
    DCAT = "dcat"
    DCAT_US = "dcat-us"
    SCHEMA_ORG = "schema-org"
    SWING = "swing"
    """Databanks of figures ("… in cijfers"): data, but no catalogue to harvest."""
