"""JSON-LD contexts: known ones are replaced by our own small ones, unknown ones are a clear failure.

Law: reading a document never fetches another.
"""

import json
import re
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import IO, Any, Final

import orjson

from catalogue.errors import SourceError
from catalogue.model.namespaces import PREFIXES

__all__ = ["inline_contexts", "inlined", "may_be_remote"]

CHUNK: Final = 1024 * 1024
OVERLAP: Final = 256
_REMOTE: Final = re.compile(rb'"@context"\s*:\s*(?:"|\[\s*"|\[[^\]"]*\{[^\]]*\}\s*,\s*")|"@import"')


def _iri(name: str) -> dict[str, str]:
    return {"@id": name, "@type": "@id"}


def _date(name: str) -> dict[str, str]:
    return {"@id": name, "@type": "xsd:date"}


DCAT: Final[dict[str, Any]] = dict(PREFIXES)

DCAT_US: Final[dict[str, Any]] = DCAT | {
    "accessLevel": "dct:accessRights",
    "accessURL": _iri("dcat:accessURL"),
    "accrualPeriodicity": "dct:accrualPeriodicity",
    "conformsTo": _iri("dct:conformsTo"),
    "contactPoint": "dcat:contactPoint",
    "dataset": "dcat:dataset",
    "describedBy": _iri("rdfs:seeAlso"),
    "description": "dct:description",
    "distribution": "dcat:distribution",
    "downloadURL": _iri("dcat:downloadURL"),
    "fn": "vcard:fn",
    "format": "dct:format",
    "hasEmail": "vcard:hasEmail",
    "identifier": "dct:identifier",
    "isPartOf": "dct:isPartOf",
    "issued": "dct:issued",
    "keyword": "dcat:keyword",
    "landingPage": _iri("dcat:landingPage"),
    "language": "dct:language",
    "license": _iri("dct:license"),
    "mediaType": "dcat:mediaType",
    "modified": "dct:modified",
    "name": "foaf:name",
    "publisher": "dct:publisher",
    "references": _iri("dct:references"),
    "rights": "dct:rights",
    "spatial": "dct:spatial",
    "temporal": "dct:temporal",
    "theme": "dcat:theme",
    "title": "dct:title",
}

SCHEMA_ORG: Final[dict[str, Any]] = {
    "@vocab": "http://schema.org/",
    "schema": "http://schema.org/",
    "xsd": PREFIXES["xsd"],
}

HYDRA: Final[dict[str, Any]] = DCAT | {
    "first": _iri("hydra:first"),
    "last": _iri("hydra:last"),
    "member": _iri("hydra:member"),
    "next": _iri("hydra:next"),
    "previous": _iri("hydra:previous"),
    "totalItems": "hydra:totalItems",
    "view": _iri("hydra:view"),
    "Collection": "hydra:Collection",
    "PartialCollectionView": "hydra:PartialCollectionView",
}

KNOWN: Final = (
    (re.compile(r"https?://(www\.)?schema\.org(/.*)?$"), SCHEMA_ORG),
    (re.compile(r"https?://project-open-data\.cio\.gov/v1\.1/schema/.*"), DCAT_US),
    (re.compile(r"https?://(www\.)?w3\.org/ns/hydra/.*"), HYDRA),
    (re.compile(r"https?://(www\.)?w3\.org/ns/dcat.*"), DCAT),
    (re.compile(r"https?://semiceu\.github\.io/.*dcat-ap.*\.jsonld$", re.IGNORECASE), DCAT),
)
"""Addresses of contexts and what stands in for them."""


def may_be_remote(stream: IO[bytes]) -> bool:
    """Tell, without reading it as JSON, whether a document may name a context by its address."""
    stream.seek(0)
    before = b""
    while chunk := stream.read(CHUNK):
        if _REMOTE.search(before + chunk):
            return True
        before = chunk[-OVERLAP:]
    return False


def inline_contexts(stream: IO[bytes], url: str) -> IO[bytes]:
    """Copy a document with its contexts written out. Raises SourceError on a context that we do not have."""
    stream.seek(0)
    body = stream.read().removeprefix(b"\xef\xbb\xbf")
    try:
        tree = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise SourceError("harvester.unparseable", url=url, detail=str(error)) from error
    inlined(tree, url)
    copy = TemporaryFile()  # noqa: SIM115 -- lives as long as the document
    copy.write(json.dumps(tree, ensure_ascii=False).encode())
    return copy


def inlined(tree: Any, url: str) -> Any:  # noqa: ANN401 -- any JSON value
    """Write the contexts of a document out, in place. Raises SourceError on one that we do not have."""
    for node in _nodes(tree):
        if "@context" in node:
            node["@context"] = _local(node["@context"], url)
    return tree


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 -- idem
    waiting = [tree]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _local(context: Any, url: str) -> Any:  # noqa: ANN401 -- idem
    if isinstance(context, list):
        return [_local(one, url) for one in context]
    if isinstance(context, dict) and "@import" in context:
        raise SourceError("harvester.remote-context", url=url, detail=context["@import"])
    if not isinstance(context, str):
        return context
    for pattern, ours in KNOWN:
        if pattern.match(context):
            return ours
    raise SourceError("harvester.remote-context", url=url, detail=context)
