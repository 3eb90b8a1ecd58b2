"""RDF/XML that stands inside another XML document, such as the answer of a catalogue service (CSW).

Law: the envelope is read as hostile XML (no entities, no DTD, no network), and holds one branch at a time.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import IO, Final

from lxml import etree

from catalogue.errors import SourceError
from catalogue.model.namespaces import PREFIXES
from harvester.rdf.document import Document, open_document

__all__ = ["open_enveloped"]

RDF: Final = f"{{{PREFIXES['rdf']}}}RDF"


def open_enveloped(stream: IO[bytes], *, url: str) -> Iterator[Document]:
    """Open each ``rdf:RDF`` of an XML envelope as a document of its own, in their order.

    Give each to :func:`read_branches`, and read it to its end before the next is opened; it closes it. An
    envelope without any gives nothing. Of an ``rdf:RDF`` that is at hand already, as bytes with its
    namespaces declared (``lxml.etree.tostring`` sees to that), ``open_document(BytesIO(bytes), url=url)``
    is all that is needed.

    Raises SourceError where the envelope breaks off or is no XML; what stood before has been given by then.
    """
    stream.seek(0)
    try:
        for _, node in etree.iterparse(
            stream, tag=RDF, resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True
        ):
            if node.getroottree().docinfo.internalDTD is not None:
                raise SourceError("harvester.xml-entities", url=url, detail="")
            yield open_document(BytesIO(etree.tostring(node, with_tail=False)), url=url)
            _drop(node)
    except etree.XMLSyntaxError as error:
        raise SourceError("harvester.unparseable", url=url, detail=error.msg or "") from error


def _drop(node: etree._Element) -> None:
    """Let go of a branch, and of everything before it."""
    node.clear()
    while (parent := node.getparent()) is not None and node.getprevious() is not None:
        del parent[0]
