"""Online resources of ISO records: what is data, what is a page about it, and what is a service.

One law: the protocol and the function that the record states decide; only where it states neither does the
address. A link is ISO's ``CI_OnlineResource``, with ``linkage``, ``protocol``, ``name`` and ``function``.
"""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from mappings.reading import Given, Scope, Yield, cut
from mappings.rules.addresses import url
from mappings.rules.codes import format_named
from mappings.rules.texts import plain_of
from mappings.tables import Code, formats, services

__all__ = [
    "capabilities",
    "capabilities_of",
    "data_link",
    "download_link",
    "endpoint",
    "endpoint_of",
    "leads_to_data",
    "link_format",
    "page_link",
]

_PAGES: Final = frozenset(
    {
        "browseGraphic",
        "browsing",
        "completeMetadata",
        "emailService",
        "information",
        "offlineAccess",
        "order",
        "search",
        "upload",
    }
)
"""Functions of a link that leads to no data, by the code lists of ISO 19115."""
_ASIDE: Final = re.compile(r"^www:link.*--(?:related|partners|metadataurl)$", re.IGNORECASE)
_MAKER: Final = re.compile(r"^ogc\s+", re.IGNORECASE)
_DOWNLOAD: Final = re.compile(r"^(?:www:download|file:|ftp)", re.IGNORECASE)
_OGC: Final = re.compile(r"(?:^|[^a-z])(wms|wfs|wcs|wmts)(?:$|[^a-z])", re.IGNORECASE)
_REST: Final = re.compile(r"^esri:rest|ogc[ :-]*api", re.IGNORECASE)
_ATOM: Final = re.compile(r"(?:^|[^a-z])atom(?:$|[^a-z])|rfc4287", re.IGNORECASE)
_DOCUMENTS: Final = frozenset({"PDF", "HTML", "XHTML", "DOC", "DOCX", "ODT", "RTF", "PPT", "PPTX", "TXT"})
_OF_THE_CALL: Final = frozenset(
    [
        "service",
        "request",
        "version",
        "layers",
        "layer",
        "styles",
        "style",
        "crs",
        "srs",
        "srsname",
        "bbox",
        "width",
        "height",
        "format",
        "outputformat",
        "transparent",
        "typename",
        "typenames",
        "coverage",
        "coverageid",
        "count",
        "maxfeatures",
        "exceptions",
        "acceptversions",
        "language",
        "resulttype",
    ]
)


def endpoint_of(address: str) -> str:
    """Give the address of a service without the parameters of one call. Raises ValueError if it is none."""
    parts = urlsplit(address)
    query = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in query if name.lower() not in _OF_THE_CALL]
    return urlunsplit((parts.scheme, parts.netloc, parts.path, urlencode(kept), ""))


def capabilities_of(endpoint: str, protocol: str) -> str:
    """Give the address where an OGC service describes itself."""
    if endpoint.endswith("WMTSCapabilities.xml"):
        return endpoint
    return f"{endpoint}{'&' if '?' in endpoint else '?'}service={protocol}&request=GetCapabilities"


def data_link(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the address of a link that leads to data or to a service that gives them."""
    return _address(pointer, raw, scope) if _is_data(raw) else []


def leads_to_data(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Tell a link that leads to data, whether or not its address can be used."""
    return [Given(value=True, shown="data", pointer=pointer)] if _is_data(raw) else []


def page_link(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the address of any other link: a page or document about the data."""
    return [] if _is_data(raw) else _address(pointer, raw, scope)


def download_link(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the address of a link that hands out a file, by its protocol or function."""
    says = _said(raw, "function") == "download" or bool(_DOWNLOAD.match(_said(raw, "protocol")))
    return _address(pointer, raw, scope) if says and not _protocol(raw) else []


def link_format(pointer: str, raw: object, _scope: Scope) -> Yield:
    """Read the file format, or kind of service, that the protocol of a link names; silently nothing else."""
    words = _said(raw, "protocol")
    found = _format_of(words) or _format_of(_linked(raw, "protocol"))
    return [Given(found.iri, found.iri, f"{pointer}/protocol", cut(words), found.row)] if found else []


def endpoint(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the address of a service from a link that its protocol or its own call shows to be one."""
    if not (_protocol(raw) or _call(raw).get("service") or _call(raw).get("request")):
        return []
    return [
        item._replace(value=endpoint_of(item.value), shown=cut(endpoint_of(item.value)))
        if isinstance(item, Given)
        else item
        for item in _address(pointer, raw, scope)
    ]


def capabilities(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read where a service describes itself: the call for it as it stands there, or made for its protocol."""
    call = _call(raw)
    found = [item for item in _address(pointer, raw, scope) if isinstance(item, Given)]
    if call.get("request", "").casefold() == "getcapabilities":
        return found
    protocol = _protocol(raw) or call.get("service", "").upper()
    if protocol not in {"WMS", "WFS", "WCS", "WMTS"}:
        return []
    made = [capabilities_of(endpoint_of(given.value), protocol) for given in found]
    return [given._replace(value=words, shown=cut(words)) for given, words in zip(found, made, strict=True)]


def _is_data(raw: object) -> bool:
    function, protocol = _said(raw, "function"), _said(raw, "protocol")
    if _protocol(raw) or function == "download" or _DOWNLOAD.match(protocol) or _format_of(protocol):
        return True
    if function in _PAGES or _ASIDE.match(protocol):
        return False
    return function != "" or _extension(_said(raw, "linkage")) not in _DOCUMENTS


def _extension(address: str) -> str:
    try:
        name = urlsplit(address).path.rpartition("/")[2]
    except ValueError:
        return ""
    found = formats().get("." + name.rpartition(".")[2].lower()) if "." in name else None
    return found.row.rpartition("/")[2] if found else ""


def _protocol(raw: object) -> str:
    """Give ``WMS``, ``REST`` and the like for a link that says it leads to a service; else nothing."""
    found = _format_of(_said(raw, "protocol")) or _format_of(_linked(raw, "protocol"))
    return services().get(found.iri, "") if found else ""


@lru_cache(maxsize=1024)
def _format_of(words: str) -> Code | None:
    found = format_named(_MAKER.sub("", words)) if words else None
    if found is not None or not words:
        return found
    if match := _OGC.search(words):
        return format_named(match[1])
    if _REST.search(words):
        return format_named("rest")
    if _ATOM.search(words):
        return format_named("atom")
    return format_named(words.rpartition(":")[2]) if _DOWNLOAD.match(words) else None


def _call(raw: object) -> dict[str, str]:
    try:
        query = parse_qsl(urlsplit(_said(raw, "linkage")).query)
    except ValueError:
        return {}
    return {name.lower(): value for name, value in query}


def _address(pointer: str, raw: object, scope: Scope) -> Yield:
    return url(f"{pointer}/linkage", _of(raw, "linkage"), scope)


def _said(raw: object, name: str) -> str:
    return plain_of(_of(raw, name)).strip()


def _linked(raw: object, name: str) -> str:
    value = _of(raw, name)
    link = value.get("@id") if type(value) is dict else ""
    return link if type(link) is str else ""


def _of(raw: object, name: str) -> object:
    value = raw.get(name) if type(raw) is dict else None
    return value[0] if type(value) is list and value else value
