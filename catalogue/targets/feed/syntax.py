"""The two syntaxes of the feed, entry by entry: an opening, pieces, an ending.

The law is the platform's: RDF/XML that begins with a plain declaration and a prefixed tag, declares its
namespaces once, and never holds the texts that make it look like another syntax.
"""

import re
from collections.abc import Callable
from typing import Final, Literal, NamedTuple

from pyoxigraph import RdfFormat, Triple, parse, serialize

from catalogue.model.namespaces import PREFIXES

__all__ = ["SYNTAXES", "Format", "Syntax", "triples"]

Format = Literal["rdf", "ttl"]

_USED: Final = (
    *("adms", "dcat", "dcatap", "dct", "eli", "foaf", "geo", "locn", "mdcat", "owl"),
    *("rdf", "rdfs", "schema", "skos", "spdx", "vcard", "xsd"),
)
_PREFIXES: Final = {name: PREFIXES[name] for name in _USED}


class Syntax(NamedTuple):
    opening: bytes
    piece: Callable[[list[Triple]], bytes]
    ending: bytes


def triples(statements: bytes) -> list[Triple]:
    """Read N-Triples without what XML cannot carry. Raises SyntaxError on anything else."""
    if b"\\u" in statements:
        statements = _ESCAPE.sub(
            lambda escape: b"" if _NOT_IN_XML.fullmatch(escape[0]) else escape[0], statements
        )
    return [quad.triple for quad in parse(statements, format=RdfFormat.N_TRIPLES)]


def _rdf_xml(piece: list[Triple]) -> bytes:
    """Write descriptions without the root around them.

    A carriage return is written as a reference, or an XML reader would make a line end of it. The
    reference in ``@prefix`` keeps the platform from reading a feed that quotes some Turtle as Turtle.
    """
    document = serialize(piece, format=RdfFormat.RDF_XML, prefixes=_PREFIXES) or b""
    start = document.index(b">\n", document.index(b"<rdf:RDF ")) + 2
    body = document[start : document.rindex(b"</rdf:RDF>")]
    return body.replace(b"\r", b"&#13;").replace(b"@prefix", b"&#64;prefix")


def _turtle(piece: list[Triple]) -> bytes:
    document = serialize(piece, format=RdfFormat.TURTLE, prefixes=_PREFIXES) or b""
    return document.split(b"\n", len(_PREFIXES))[-1]


_ESCAPE: Final = re.compile(rb"\\(?:u[0-9A-Fa-f]{4}|.)")
_NOT_IN_XML: Final = re.compile(rb"\\u(?:00(?:0[0-8BCEF]|1[0-9A-F])|FFF[EF])", re.IGNORECASE)
_NAMESPACES: Final = "".join(f'\n  xmlns:{name}="{iri}"' for name, iri in _PREFIXES.items()).lstrip()

SYNTAXES: Final[dict[Format, Syntax]] = {
    "rdf": Syntax(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF {_NAMESPACES}>\n'.encode(),
        _rdf_xml,
        b"</rdf:RDF>\n",
    ),
    "ttl": Syntax(
        "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _PREFIXES.items()).encode(),
        _turtle,
        b"",
    ),
}
