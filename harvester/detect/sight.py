"""What an answer tells beside its protocol: software, version, number of items, languages.

Law: a number or a version is what the answer says, never what is usual.
"""

import re
from dataclasses import dataclass, replace
from typing import Any, Final

import orjson

from catalogue.model import Protocol
from harvester.detect.page import reads_as_catalogue
from harvester.detect.sniff import is_html, recognise
from harvester.detect.software import Software

__all__ = ["Sight", "count", "look", "software_of"]

MOST_LANGUAGES: Final = 12
SHOWN: Final = 40
_TOTALS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rb'"(?:total_count|nhits|numberMatched)"\s*:\s*(\d{1,9})\b',
        rb'\bnumberOfRecordsMatched\s*=\s*"(\d{1,9})"',
        rb'(?:hydra:|hydra/core#)totalItems>?"?\s*(?:rdf:datatype="[^"]*"\s*>|[:>]?\s*)"?(\d{1,9})\b',
        rb'hydra/core#totalItems"\s*:\s*\[\s*\{\s*(?:"@type"\s*:\s*"[^"]*"\s*,\s*)?"@value"\s*:\s*"?(\d{1,9})\b',
    )
)
_NAME: Final = re.compile(r"[\w.:-]{1,80}")
_CSW_VERSION: Final = re.compile(rb'<(?:\w+:)?Capabilities\b[^>]*?\bversion\s*=\s*"([\d.]{1,12})"')
_OF_PROTOCOL: Final = {
    Protocol.CKAN: Software.CKAN,
    Protocol.OPENDATASOFT: Software.OPENDATASOFT,
    Protocol.ARCGIS_HUB: Software.ARCGIS_HUB,
    Protocol.DCAT_RDF: Software.DCAT,
    Protocol.DCAT_US: Software.DCAT_US,
    Protocol.DATATANK: Software.DATATANK,
    Protocol.CSW: Software.CSW,
    Protocol.OGC_RECORDS: Software.OGC_API,
    Protocol.LDES: Software.LDES,
    Protocol.SCHEMA_ORG: Software.SCHEMA_ORG,
}


@dataclass(frozen=True, slots=True)
class Sight:
    software: Software
    protocol: Protocol | None = None
    """None for what only tells of the software, such as its version."""
    version: str = ""
    total: int | None = None
    languages: tuple[str, ...] = ()
    part: str = ""
    """The first collection of records in it."""

    @property
    def weak(self) -> bool:
        """Whether it counts only where nothing better is: a page can describe what an API tells whole."""
        return self.protocol is Protocol.SCHEMA_ORG


def look(head: bytes, content_type: str = "", url: str = "") -> Sight | None:
    """Tell what the start of an answer is, or None when it is nothing that we know."""
    if is_html(head):
        return Sight(Software.SCHEMA_ORG, Protocol.SCHEMA_ORG) if reads_as_catalogue(head) else None
    document = _document(head)
    told = _told(document)
    if told is not None:
        return told
    protocol = recognise(head, content_type, url)
    if protocol is None:
        return None
    sight = Sight(_OF_PROTOCOL[protocol], protocol, total=_total(head))
    return _fuller(sight, head, document)


def count(head: bytes, software: Software) -> Sight | None:
    """Read only the total from an answer that was asked for it."""
    total = _total(head)
    return None if total is None or is_html(head) else Sight(software, total=total)


def software_of(protocol: Protocol) -> Software:
    """Name what speaks a protocol, where nothing more is known of it."""
    return _OF_PROTOCOL[protocol]


def _document(head: bytes) -> dict[str, Any]:
    """Parse an answer that is one small JSON object; empty when it is not, or goes on beyond the head."""
    try:
        document = orjson.loads(head.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError:
        return {}
    return document if isinstance(document, dict) else {}


def _told(document: dict[str, Any]) -> Sight | None:
    """Read the answers that portals give about themselves."""
    site = document.get("system/platform/version")
    if site is not None or "system/site/siteId" in document:
        return Sight(Software.GEONETWORK, version=_short(site))
    result = document.get("result")
    if document.get("success") is True and isinstance(result, dict) and "ckan_version" in result:
        locale = _short(result.get("locale_default"))
        return Sight(
            Software.CKAN, version=_short(result["ckan_version"]), languages=(locale,) if locale else ()
        )
    results = document.get("results")
    if isinstance(results, dict) and any(str(key).startswith("dkan_dataset/") for key in results):
        return Sight(Software.DKAN, Protocol.DCAT_US, total=_number(document.get("total")))
    return None


def _fuller(sight: Sight, head: bytes, document: dict[str, Any]) -> Sight:
    match sight.protocol:
        case Protocol.CKAN:
            result = document.get("result")
            return replace(sight, total=_number(result.get("count")) if isinstance(result, dict) else None)
        case Protocol.OPENDATASOFT:
            return replace(sight, version=_explore_version(document), languages=_languages(document))
        case Protocol.DATATANK:
            paging = document.get("paging")
            return replace(sight, total=_number(paging.get("total")) if isinstance(paging, dict) else None)
        case Protocol.OGC_RECORDS:
            return replace(sight, part=_collection(document))
        case Protocol.CSW:
            found = _CSW_VERSION.search(head)
            return replace(sight, version=found[1].decode() if found else "")
    return sight


def _total(head: bytes) -> int | None:
    found = next((match for pattern in _TOTALS if (match := pattern.search(head))), None)
    return int(found[1]) if found else None


def _explore_version(document: dict[str, Any]) -> str:
    """Tell which Explore API gave this: 1 counts ``nhits``, 2.0 nests ``datasets``, 2.1 has ``results``."""
    if "nhits" in document:
        return "API v1"
    return "API v2.0" if "datasets" in document else "API v2.1" if "results" in document else ""


def _languages(document: dict[str, Any]) -> tuple[str, ...]:
    items = document.get("results") or document.get("datasets")
    first = items[0] if isinstance(items, list) and items and isinstance(items[0], dict) else {}
    first = first.get("dataset", first)
    metas = first.get("metas") if isinstance(first, dict) else None
    default = metas.get("default", metas) if isinstance(metas, dict) else None
    if not isinstance(default, dict):
        return ()
    told = default.get("metadata_languages") or default.get("language") or ()
    listed = told if isinstance(told, list) else [told]
    return tuple(_short(one) for one in listed[:MOST_LANGUAGES] if isinstance(one, str))


def _collection(document: dict[str, Any]) -> str:
    listed = document.get("collections")
    named = (one.get("id") for one in listed if isinstance(one, dict)) if isinstance(listed, list) else ()
    return next((name for name in named if isinstance(name, str) and _NAME.fullmatch(name)), "")


def _number(value: Any) -> int | None:  # noqa: ANN401 -- any JSON value
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < SHOWN:
        return int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _short(value: Any) -> str:  # noqa: ANN401 -- idem
    return value.strip()[:SHOWN] if isinstance(value, str) else ""
