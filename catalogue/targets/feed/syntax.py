"""The three syntaxes of the feed, node by node: an opening, nodes, an ending.

The law is the platform's: RDF/XML that begins with a plain declaration and a prefixed tag, declares its
namespaces once, and never holds the texts that make it look like another syntax.
"""

import re
from typing import Final, Literal, NamedTuple

import orjson
from pyoxigraph import RdfFormat, Triple, parse

from catalogue.targets.feed.said import LINK_NAMES, NAMESPACES, full

__all__ = ["SYNTAXES", "Format", "Syntax", "triples"]

Format = Literal["rdf", "ttl", "jsonld"]


class Syntax(NamedTuple):
    opening: bytes
    ending: bytes
    between: bytes
    """What separates two nodes."""
    media_type: str


def triples(statements: bytes) -> list[Triple]:
    """Read N-Triples without what XML cannot carry. Raises SyntaxError on anything else."""
    if b"\\u" in statements:
        statements = _ESCAPE.sub(
            lambda escape: b"" if _NOT_IN_XML.fullmatch(escape[0]) else escape[0], statements
        )
    return [quad.triple for quad in parse(statements, format=RdfFormat.N_TRIPLES)]


_ESCAPE: Final = re.compile(rb"\\(?:u[0-9A-Fa-f]{4}|.)")
_NOT_IN_XML: Final = re.compile(rb"\\u(?:00(?:0[0-8BCEF]|1[0-9A-F])|FFF[EF])", re.IGNORECASE)


def _context() -> bytes:
    links = {
        name: {"@id": full(name), "@type": "@id"} for name in sorted(each.decode() for each in LINK_NAMES)
    }
    return orjson.dumps(NAMESPACES | links)


_DECLARED: Final = "".join(f'\n  xmlns:{name}="{iri}"' for name, iri in NAMESPACES.items()).lstrip()

SYNTAXES: Final[dict[Format, Syntax]] = {
    "rdf": Syntax(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF {_DECLARED}>\n'.encode(),
        b"</rdf:RDF>\n",
        b"",
        "application/rdf+xml",
    ),
    "ttl": Syntax(
        "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in NAMESPACES.items()).encode(),
        b"",
        b"",
        "text/turtle",
    ),
    "jsonld": Syntax(
        b'{"@context":%b,"@graph":[\n' % _context(),
        b"\n]}\n",
        b",\n",
        "application/ld+json",
    ),
}
