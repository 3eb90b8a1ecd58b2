"""The ways in which sources are asked; one folder per protocol with the same inner shape.

``payload.py`` reads bytes into steps and knows nothing of the network; ``spider.py`` says what to ask first.
"""

from importlib import import_module
from typing import Final

from catalogue.model import Protocol
from harvester.crawl.spider import CatalogueSpider

__all__ = ["spider_for"]

_FOLDERS: Final = {
    Protocol.CKAN: "ckan",
    Protocol.OPENDATASOFT: "opendatasoft",
    Protocol.ARCGIS_HUB: "arcgis_hub",
    Protocol.DCAT_RDF: "dcat_rdf",
    Protocol.DCAT_US: "dcat_us",
    Protocol.DATATANK: "datatank",
    Protocol.CSW: "csw",
    Protocol.OGC_RECORDS: "ogc_records",
    Protocol.LDES: "ldes",
    Protocol.SCHEMA_ORG: "schema_org",
    Protocol.HTML_LIST: "html_list",
}


def spider_for(protocol: Protocol) -> type[CatalogueSpider]:
    """Import the spider of a protocol."""
    module = import_module(f"harvester.protocols.{_FOLDERS[protocol]}.spider")
    spider: type[CatalogueSpider] = module.PortalSpider
    return spider
