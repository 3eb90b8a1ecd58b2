"""RDF/XML as the platform nests it: elements by the short names that tables and people use."""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from lxml import etree

from catalogue.model.namespaces import PREFIXES, expand, shorten

__all__ = [
    "ABOUT",
    "DATATYPE",
    "LANGUAGE",
    "RESOURCE",
    "Element",
    "child",
    "children",
    "parsed",
    "root",
    "short",
    "written",
]

Element: TypeAlias = Any
"""An element of lxml, which has no types."""

USED: Final = (
    *("adms", "dcat", "dcatap", "dct", "foaf", "locn", "mdcat", "owl"),
    *("rdf", "schema", "skos", "vcard"),
)
DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def _name(short_name: str) -> str:
    iri = expand(short_name)
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    return f"{{{iri[:cut]}}}{iri[cut:]}"


ABOUT: Final = _name("rdf:about")
RESOURCE: Final = _name("rdf:resource")
DATATYPE: Final = _name("rdf:datatype")
LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def root() -> Element:
    """Begin a document that declares its namespaces once."""
    return etree.Element(_name("rdf:RDF"), nsmap={name: PREFIXES[name] for name in USED})


def child(parent: Element, name: str) -> Element:
    return etree.SubElement(parent, _name(name))


def written(document: Element) -> bytes:
    """Write a document as the platform recognises it, without the texts that make it look like Turtle."""
    body: bytes = etree.tostring(document, encoding="UTF-8", xml_declaration=False)
    return DECLARATION + body.replace(b"@prefix", b"&#64;prefix") + b"\n"


def parsed(body: bytes) -> Element | None:
    """Read a document from elsewhere, without entities and the network; None when it is no XML."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        found: Element = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        return None
    return found


def short(element: Element) -> str:
    """Give the short name of an element; what is no element (an entity, an instruction) has none."""
    tag = element.tag
    return shorten(tag[1:].replace("}", "", 1)) if isinstance(tag, str) else ""


def children(element: Element) -> Iterator[Element]:
    return (one for one in element if isinstance(one.tag, str))
