"""The ways in which sources are asked; one folder per protocol with the same inner shape.

``payload.py`` reads bytes into steps and knows nothing of the network; ``spider.py`` says what to ask first;
``again.py`` has the same reader read what was kept.
"""

from collections.abc import Callable, Collection
from importlib import import_module
from typing import TYPE_CHECKING, Final, TypeAlias

from catalogue.model import Protocol
from harvester.crawl.past import PastCrawl, Told

if TYPE_CHECKING:  # it brings all of Scrapy along, which reading again can do without
    from harvester.crawl.spider import CatalogueSpider

__all__ = ["ReadAgain", "read_again", "spider_for"]

ReadAgain: TypeAlias = Callable[[PastCrawl, Collection[str]], Told]
"""Read the pages of a crawl that have these hashes, and whatever more it takes to know their records."""

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


def spider_for(protocol: Protocol) -> "type[CatalogueSpider]":
    """Import the spider of a protocol."""
    module = import_module(f"harvester.protocols.{_FOLDERS[protocol]}.spider")
    spider: type[CatalogueSpider] = module.PortalSpider
    return spider


def read_again(protocol: Protocol) -> ReadAgain:
    """Import what reads the kept pages of a protocol."""
    read: ReadAgain = import_module(f"harvester.protocols.{_FOLDERS[protocol]}.again").records
    return read
