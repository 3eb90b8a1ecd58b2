"""A healthy catalogue of seven datasets in the wire format of each protocol; all of it is made up."""

from collections.abc import Callable
from typing import Final

from catalogue.model import Protocol
from tests.harvester.scenarios.asking import Asked, Holding, Reply
from tests.harvester.scenarios.catalogues import (
    arcgis_hub,
    ckan,
    csw,
    datatank,
    dcat_rdf,
    dcat_us,
    html_list,
    ldes,
    ogc_records,
    opendatasoft,
    schema_org,
)

__all__ = ["CATALOGUES", "ENTRIES", "Catalogue"]

Catalogue = Callable[[Asked, Holding], Reply | None]
"""Answers what is asked of a portal with this holding; None where there is nothing."""

CATALOGUES: Final[dict[Protocol, Catalogue]] = {
    Protocol.CKAN: ckan.answer,
    Protocol.OPENDATASOFT: opendatasoft.answer,
    Protocol.ARCGIS_HUB: arcgis_hub.answer,
    Protocol.DCAT_RDF: dcat_rdf.answer,
    Protocol.DCAT_US: dcat_us.answer,
    Protocol.DATATANK: datatank.answer,
    Protocol.CSW: csw.answer,
    Protocol.OGC_RECORDS: ogc_records.answer,
    Protocol.LDES: ldes.answer,
    Protocol.SCHEMA_ORG: schema_org.answer,
    Protocol.HTML_LIST: html_list.answer,
}

ENTRIES: Final[dict[Protocol, str]] = {
    Protocol.DCAT_US: "/data.json",
    Protocol.CSW: "/csw",
    Protocol.OGC_RECORDS: "/collections/main/items",
    Protocol.SCHEMA_ORG: "/sitemap.xml",
}
"""What a source is given after the address of its portal."""
