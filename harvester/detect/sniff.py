"""What the first bytes of an answer say about the protocol behind it.

Law: only what is seen counts. A pattern names a protocol when no other of our protocols can produce it.
"""

import re
from typing import Final

from catalogue.model import Protocol
from harvester.rdf.formats import RdfFormat, sniff

__all__ = ["HEAD", "alternates", "is_html", "recognise"]

HEAD: Final = 64 * 1024
"""Bytes of an answer that are looked at."""

_HTML: Final = re.compile(
    rb"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_CKAN: Final = re.compile(rb'"success"\s*:\s*(?:true|false)')
_CKAN_RESULT: Final = re.compile(rb'"(?:result|error)"\s*:')
_ODS: Final = re.compile(rb'"total_count"\s*:\s*\d+')
_ODS_ITEMS: Final = re.compile(rb'"(?:results|datasets)"\s*:\s*\[(?:\s*\]|.*?"dataset_id"\s*:)', re.DOTALL)
"""Its own records come as ``results`` too; only those of a catalogue have a ``dataset_id``."""
_ODS_V1: Final = re.compile(rb'"nhits"\s*:\s*\d+')
_ODS_V1_ITEMS: Final = re.compile(rb'"datasets"\s*:\s*\[')
_ODS_EXPORT: Final = re.compile(rb'\A\s*\[\s*\{[^\[]*"dataset_id"\s*:')
_HUB_AP: Final = re.compile(rb'"dcat:accessUrl"|"ftype"\s*:\s*"http')
_HUB_AP_LIST: Final = re.compile(rb'"dcat:dataset"\s*:\s*\[')
_HUB_TYPE: Final = re.compile(rb'"hubType"\s*:')
_IDENTIFIER: Final = re.compile(rb'"identifier"\s*:\s*"([^"]*)"')
_HUB_IDENTIFIER: Final = re.compile(rb"https?://(?:[\w-]+\.)*arcgis\.com/")
_HUB_SEARCH: Final = re.compile(rb'"(?:searchDescription|structuredLicense|openData)"\s*:')
_HUB_PATH: Final = re.compile(r"/api/(?:feed/dcat|search/v1|v3/(?:datasets|search))")
_DCAT_US: Final = re.compile(
    rb"project-open-data\.cio\.gov/v1\.1/schema|dcat-us/schema|resources\.data\.gov/"
)
_DCAT_US_ITEM: Final = re.compile(rb'"accessLevel"\s*:\s*"')
_DCAT_US_LIST: Final = re.compile(rb'\A\s*\{.*?"dataset"\s*:\s*\[', re.DOTALL)
_TANK: Final = re.compile(rb"ns\.thedatatank\.com|thedatatank\.com/(?:dcat|themes)")
_TANK_INFO: Final = re.compile(rb'"(?:collection_uri|resource_name)"\s*:')
_TANK_FILTER: Final = re.compile(rb'"filterProperty"\s*:|"paging"\s*:')
_RECORDS: Final = re.compile(rb"ogcapi-records|ogcapi/records|recordCatalog|/ogc/1\.0/record")
_ITEM_TYPE: Final = re.compile(rb'"itemType"\s*:\s*(?:"record"|\[\s*"record")')
_FEATURE_RECORDS: Final = re.compile(rb'"numberMatched"\s*:\s*\d+')
_FEATURES: Final = re.compile(rb'"type"\s*:\s*"FeatureCollection"')
_LDES: Final = re.compile(
    rb"w3id\.org/(?:tree#(?:view|member|relation|Node)\b|ldes#EventStream\b)|\btree:(?:view|member|relation)\b"
    rb"|\bldes:EventStream\b"
)
_TREE: Final = re.compile(rb"w3id\.org/(?:tree|ldes)")
_CSW: Final = re.compile(
    rb"<(?:\w+:)?(?:Capabilities|GetRecordsResponse|GetRecordByIdResponse)\b[^>]*/cat/csw/"
)
_RDF_XML: Final = re.compile(rb"22-rdf-syntax-ns#|<(?:\w+:)?RDF\b|www\.w3\.org/ns/dcat#")
_XML_START: Final = re.compile(rb"\A\s*<(?:\?xml|!--|[A-Za-z])")
_JSON_LD: Final = re.compile(rb'"@(?:context|graph|id|type)"')
_LINK: Final = re.compile(rb"<link\b[^>]*>", re.IGNORECASE)
_HREF: Final = re.compile(rb"""href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_RDF_TYPE: Final = re.compile(
    rb"""type\s*=\s*["']?(?:text/turtle|application/(?:rdf\+xml|ld\+json|n-triples|trig))""", re.IGNORECASE
)


def is_html(head: bytes) -> bool:
    return _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def recognise(head: bytes, content_type: str = "", url: str = "") -> Protocol | None:
    """Name the protocol that the start of a body belongs to, or None. Web pages are not looked at here."""
    if not head.strip() or is_html(head):
        return None
    kind = sniff(head, content_type, url)
    if kind is RdfFormat.JSON_LD:
        return _by_json(head, url)
    if _CSW.search(head):
        return Protocol.CSW
    if kind is None or (kind is RdfFormat.RDF_XML and not _holds_rdf(head)):
        return None
    if _LDES.search(head) and _TREE.search(head):
        return Protocol.LDES
    return Protocol.DATATANK if _TANK.search(head) and "/api/dcat" in url else Protocol.DCAT_RDF


def _holds_rdf(head: bytes) -> bool:
    """Tell RDF in XML from sitemaps, feeds and capabilities; what is no XML at all is left to its reader."""
    return _RDF_XML.search(head) is not None or not _XML_START.match(head.removeprefix(b"\xef\xbb\xbf"))


def _by_json(head: bytes, url: str) -> Protocol | None:
    hub = _HUB_PATH.search(url) is not None or _is_of_hub(head)
    signs = (
        (Protocol.CKAN, _CKAN.search(head) and _CKAN_RESULT.search(head)),
        (Protocol.OPENDATASOFT, _is_opendatasoft(head)),
        (Protocol.ARCGIS_HUB, _HUB_AP_LIST.search(head) and _HUB_AP.search(head)),
        (Protocol.ARCGIS_HUB, hub and (_is_dcat_us(head) or _FEATURES.search(head) or _RECORDS.search(head))),
        (Protocol.ARCGIS_HUB, _HUB_TYPE.search(head) and _HUB_SEARCH.search(head)),
        (Protocol.DATATANK, _TANK_INFO.search(head) and _TANK_FILTER.search(head)),
        (Protocol.DCAT_US, _is_dcat_us(head)),
        (Protocol.OGC_RECORDS, _is_records(head)),
        (Protocol.LDES, _LDES.search(head) and _TREE.search(head)),
        (Protocol.DCAT_RDF, _JSON_LD.search(head)),
    )
    return next((protocol for protocol, seen in signs if seen), None)


def _is_of_hub(head: bytes) -> bool:
    """Tell whether the list itself is of a Hub, by its first item: others may link to one."""
    first = _IDENTIFIER.search(head)
    return _HUB_TYPE.search(head) is not None or bool(first and _HUB_IDENTIFIER.match(first[1]))


def _is_opendatasoft(head: bytes) -> bool:
    paged = _ODS.search(head) and _ODS_ITEMS.search(head)
    first = _ODS_V1.search(head) and _ODS_V1_ITEMS.search(head)
    return bool(paged or first or _ODS_EXPORT.match(head))


def _is_dcat_us(head: bytes) -> bool:
    return bool(_DCAT_US.search(head) or (_DCAT_US_LIST.match(head) and _DCAT_US_ITEM.search(head)))


def _is_records(head: bytes) -> bool:
    if _RECORDS.search(head) or _ITEM_TYPE.search(head):
        return True
    return bool(_FEATURES.search(head) and _FEATURE_RECORDS.search(head) and b'"type": "record"' in head)


def alternates(head: bytes) -> list[str]:
    """List the RDF documents that an HTML page names as its alternates, as written there."""
    links = (link for link in _LINK.findall(head) if b"alternate" in link.lower() and _RDF_TYPE.search(link))
    found = (_HREF.search(link) for link in links)
    return [href[1].decode("latin-1").replace("&amp;", "&") for href in found if href]
