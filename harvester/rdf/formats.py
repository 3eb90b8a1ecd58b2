"""Which of the RDF formats a document is in: by what it says, then by what the server says, then by its name.

Law: the content goes first, save where the server names a format that may begin the same. Real ``.rdf`` files
hold Turtle, and servers send Turtle as ``text/plain``.
"""

import re
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import RdfFormat

__all__ = ["RdfFormat", "sniff"]

_MEDIA: Final = {
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/xml": RdfFormat.RDF_XML,
    "text/xml": RdfFormat.RDF_XML,
    "text/turtle": RdfFormat.TURTLE,
    "application/x-turtle": RdfFormat.TURTLE,
    "text/n3": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/json": RdfFormat.JSON_LD,
}
_NAMES: Final = {
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".ttl": RdfFormat.TURTLE,
    ".n3": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
}
_WIDER: Final = {
    RdfFormat.TURTLE: frozenset({RdfFormat.TRIG}),
    RdfFormat.N_TRIPLES: frozenset({RdfFormat.TURTLE, RdfFormat.TRIG, RdfFormat.N_QUADS}),
}
"""Formats that hold more, and may begin just the same."""
_COMMENTS: Final = re.compile(rb"\A(?:\s+|#[^\n]*(?:\n|\Z)|\xef\xbb\xbf)+")
_JSON: Final = re.compile(rb"\{|\[\s*(?:\{|\Z)")
_XML: Final = re.compile(
    rb"<\?xml|<!--|<!DOCTYPE|<[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?\s+[A-Za-z_:][\w.:-]*\s*="
)
"""Its root carries namespaces; ``<urn:a> a <b>`` is Turtle."""
_DIRECTIVE: Final = re.compile(rb"(?:^|\n)\s*(?:@prefix|@base|prefix\s+\S*:\s*<|base\s+<)", re.IGNORECASE)
_TRIPLE: Final = re.compile(
    rb"\A(?:<[^>\s]*>|_:\S+)[ \t]+<[^>\s]*>[ \t]+"
    rb"(?:<[^>\n]*>|_:\S+|\"(?:[^\"\\\n]|\\.)*\"(?:@[\w-]+|\^\^<[^>\n]*>)?)[ \t]*\.[ \t]*(?:\r?\n|\Z)"
)
_SUBJECT: Final = re.compile(rb"\A(?:<[^>]*>|_:\S+|\[)\s")


def sniff(head: bytes, content_type: str = "", url: str = "") -> RdfFormat | None:
    """Tell the format from the first bytes, the Content-Type header and the address, if anything says."""
    found, said = _by_content(_COMMENTS.sub(b"", head)), _by_name(content_type, url)
    return said if said and (found is None or said in _WIDER.get(found, ())) else found


def _by_content(text: bytes) -> RdfFormat | None:
    if _JSON.match(text):
        return RdfFormat.JSON_LD
    if _DIRECTIVE.search(text) and not text.startswith(b"<?xml"):
        return RdfFormat.TURTLE
    if _TRIPLE.match(text):
        return RdfFormat.N_TRIPLES
    if _XML.match(text):
        return RdfFormat.RDF_XML
    return RdfFormat.TURTLE if _SUBJECT.match(text) else None


def _by_name(content_type: str, url: str) -> RdfFormat | None:
    media = content_type.partition(";")[0].strip().lower()
    path = PurePosixPath(_path(url))
    suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    return _MEDIA.get(media) or _NAMES.get(suffix.lower())


def _path(url: str) -> str:
    try:
        return urlsplit(url).path
    except ValueError:  # an IRI that is no address
        return ""
