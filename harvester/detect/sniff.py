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

_HTML: Final = re.compile(rb"\A\s*(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL)
_CKAN: Final = re.compile(rb'"success"\s*:\s*(?:true|false)')
_CKAN_RESULT: Final = re.compile(rb'"(?:result|error)"\s*:')
_ODS: Final = re.compile(rb'"total_count"\s*:\s*\d+')
_ODS_ITEMS: Final = re.compile(rb'"(?:results|datasets)"\s*:\s*\[')
_ODS_EXPORT: Final = re.compile(rb'\A\s*\[\s*\{[^\[]*"dataset_id"\s*:')
_HUB_AP: Final = re.compile(rb'"dcat:accessUrl"|"ftype"\s*:\s*"http')
_HUB_AP_LIST: Final = re.compile(rb'"dcat:dataset"\s*:\s*\[')
_DCAT_US: Final = re.compile(rb"project-open-data\.cio\.gov/v1\.1/schema")
_JSON_LD: Final = re.compile(rb'"@(?:context|graph|id|type)"')
_LINK: Final = re.compile(rb"<link\b[^>]*>", re.IGNORECASE)
_HREF: Final = re.compile(rb"""href\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_RDF_TYPE: Final = re.compile(
    rb"""type\s*=\s*["']?(?:text/turtle|application/(?:rdf\+xml|ld\+json|n-triples))""", re.IGNORECASE
)


def is_html(head: bytes) -> bool:
    return _HTML.match(head.removeprefix(b"\xef\xbb\xbf")) is not None


def recognise(head: bytes, content_type: str = "", url: str = "") -> Protocol | None:
    """Name the protocol that the start of a body belongs to, or None."""
    if not head.strip() or is_html(head):
        return None
    kind = sniff(head, content_type, url)
    if kind is RdfFormat.JSON_LD:
        return _by_json(head)
    return Protocol.DCAT_RDF if kind is not None else None


def _by_json(head: bytes) -> Protocol | None:
    if _CKAN.search(head) and _CKAN_RESULT.search(head):
        return Protocol.CKAN
    if (_ODS.search(head) and _ODS_ITEMS.search(head)) or _ODS_EXPORT.match(head):
        return Protocol.OPENDATASOFT
    if _DCAT_US.search(head) or (_HUB_AP_LIST.search(head) and _HUB_AP.search(head)):
        return Protocol.ARCGIS_HUB
    return Protocol.DCAT_RDF if _JSON_LD.search(head) else None


def alternates(head: bytes) -> list[str]:
    """List the RDF documents that an HTML page names as its alternates, as written there."""
    links = (link for link in _LINK.findall(head) if b"alternate" in link.lower() and _RDF_TYPE.search(link))
    found = (_HREF.search(link) for link in links)
    return [href[1].decode("latin-1").replace("&amp;", "&") for href in found if href]
