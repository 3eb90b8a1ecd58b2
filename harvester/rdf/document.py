"""A document made ready for reading twice: format known, contexts inlined, broken statements mended.

Law: what is whole in a broken document survives, and what does not is named.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import IO, Final

from pyoxigraph import QuadParser, RdfFormat, parse

from catalogue.errors import SourceError
from harvester.rdf.contexts import inline_contexts, may_be_remote
from harvester.rdf.formats import sniff
from harvester.rdf.mending import Lost, mend

__all__ = ["Document", "open_document"]

BOM: Final = b"\xef\xbb\xbf"
TAIL: Final = 4096
_ENTITY: Final = re.compile(
    rb"<!ENTITY\s+%?\s*\S+\s+(?:SYSTEM|PUBLIC|\"[^\"]*&(?!#|amp;|lt;|gt;|quot;|apos;))", re.IGNORECASE
)
_ROOT: Final = re.compile(rb"<([A-Za-z_][\w.-]*(?::[\w.-]+)?)[\s>/]")


@dataclass(slots=True)
class Document:
    """Bytes that can be read from the start as often as needed."""

    stream: IO[bytes]
    format: RdfFormat
    base: str
    truncated: bool = False
    damage: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Per subject IRI: the lines that were dropped to make the rest readable."""
    lost: tuple[Lost, ...] = ()
    """Statements that could not be read at all."""
    copied: bool = False
    """The stream is a copy of ours, to be closed with the document."""

    def close(self) -> None:
        if self.copied:
            self.stream.close()

    def parser(self, *, renamed: bool = False) -> QuadParser:
        """Read from the start; ``renamed`` makes blank nodes those of this document alone."""
        self.stream.seek(0)
        if self.stream.read(len(BOM)) != BOM:
            self.stream.seek(0)
        return parse(
            self.stream,
            format=self.format,
            base_iri=self.base,
            lenient=True,
            rename_blank_nodes=renamed,
        )


def open_document(stream: IO[bytes], *, url: str, content_type: str = "") -> Document:
    """Make a document ready. Raises SourceError when it is no RDF, or asks for what we do not do."""
    stream.seek(0)
    head = stream.read(64 * 1024)
    kind = sniff(head, content_type, url)
    if kind is None:
        raise SourceError("harvester.not-rdf", url=url, detail=head[:60].decode(errors="replace"))
    document = Document(stream, kind, _base(url))
    if kind is RdfFormat.RDF_XML:
        _check_xml(document, head, url)
    elif kind is RdfFormat.JSON_LD and may_be_remote(stream):
        document.stream, document.copied = inline_contexts(stream, url), True
    return document


def _base(url: str) -> str:
    """Give the address that relative ones in the document are meant from, if it can serve as one."""
    if url.startswith(("http:", "https:")):
        for base in (url, url.partition("?")[0]):
            try:
                parse(b"", format=RdfFormat.TURTLE, base_iri=base)
            except ValueError:
                continue
            return base
    return "file:///"


def mended(document: Document, url: str) -> Document:
    """Mend a document in Turtle, TriG or N-Triples after the parser has stumbled over it."""
    repair = mend(document.stream, document.format, document.base)
    if not repair.kept and not repair.lost:
        repair.stream.close()
        raise SourceError("harvester.unparseable", url=url, detail=repair.first_error)
    return Document(
        repair.stream,
        document.format,
        document.base,
        truncated=repair.truncated,
        damage=repair.damage,
        lost=repair.lost,
        copied=True,
    )


def _check_xml(document: Document, head: bytes, url: str) -> None:
    if _ENTITY.search(head):
        raise SourceError("harvester.xml-entities", url=url, detail="")
    document.truncated = not _closes(document.stream, head)


def _closes(stream: IO[bytes], head: bytes) -> bool:
    """Tell whether the root element ends; the parser takes the end of the file for that of the document."""
    text = re.sub(rb"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\])?\s*>", b"", head, flags=re.DOTALL)
    root = _ROOT.search(text)
    if root is None:
        return False
    size = stream.seek(0, 2)
    stream.seek(max(0, size - TAIL))
    tail = re.sub(rb"<!--.*?-->", b"", stream.read(), flags=re.DOTALL).rstrip()
    empty = re.compile(rb"<" + re.escape(root[1]) + rb"(?:\s[^<>]*)?/>\Z")  # a root that holds nothing
    return bool(re.search(rb"</" + re.escape(root[1]) + rb"\s*>\Z", tail) or empty.search(tail))
