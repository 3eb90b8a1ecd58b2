"""The three syntaxes of the feed, node by node: an opening, nodes, an ending.

The law is the platform's: RDF/XML that begins with a plain declaration and a prefixed tag, declares its
namespaces once, and never holds the texts that make it look like another syntax.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, Literal, NamedTuple

import orjson
from pyoxigraph import RdfFormat, Triple, parse

from catalogue.targets.feed.said import LINK_NAMES, NAMESPACES, STRANGE, Said, escaped, iri_of, named, strange

__all__ = ["SYNTAXES", "Format", "Node", "Syntax", "triples", "written"]

Format = Literal["rdf", "ttl", "jsonld"]


class Syntax(NamedTuple):
    opening: bytes
    ending: bytes
    between: bytes
    """What separates two nodes."""
    media_type: str


Node = tuple[bytes, bytes, bytes]
"""One node in each syntax, in the order of the syntaxes."""


def triples(statements: bytes) -> list[Triple]:
    """Read N-Triples without what XML cannot carry. Raises SyntaxError on anything else."""
    if b"\\u" in statements:
        statements = _ESCAPE.sub(
            lambda escape: b"" if _NOT_IN_XML.fullmatch(escape[0]) else escape[0], statements
        )
    return [quad.triple for quad in parse(statements, format=RdfFormat.N_TRIPLES)]


_ESCAPE: Final = re.compile(rb"\\(?:u[0-9A-Fa-f]{4}|.)")
_NOT_IN_XML: Final = re.compile(rb"\\u(?:00(?:0[0-8BCEF]|1[0-9A-F])|FFF[EF])", re.IGNORECASE)


def written(node: bytes, kinds: Sequence[bytes], said: Sequence[Said]) -> Node:
    """Write a node: its IRI and those of its types between angle brackets, and what is said of it."""
    iri = node[1:-1]
    about = iri if iri[:4] == b"http" and iri.translate(None, b"&@") == iri else escaped(iri)
    names, tag, types, array = _types(tuple(kinds))
    if not said:
        return (
            b"\t<" + tag + b' rdf:about="' + about + b'">\n' + types + b"\t</" + tag + b">\n",
            node + b" " + names + b" .\n",
            _at_length(node, kinds, ()) if strange(node) else b'{"@id":"' + iri + b'"' + array + b"}",
        )
    keys, xml, turtle, json, special = zip(*said, strict=True)
    if STRANGE in special or (iri[:4] != b"http" and strange(node)):
        object_ = _at_length(node, kinds, json)
    else:
        values = json if len(set(keys)) == len(keys) else _gathered(said)
        object_ = b'{"@id":"' + iri + b'"' + array + b"," + b",".join(values) + b"}"
    return (
        b"\t<" + tag + b' rdf:about="' + about + b'">\n' + types + b"".join(xml) + b"\t</" + tag + b">\n",
        node + b" " + (names + b" ;\n\t" if kinds else b"") + b" ;\n\t".join(turtle) + b" .\n",
        object_,
    )


@lru_cache(maxsize=1_000)
def _types(kinds: tuple[bytes, ...]) -> tuple[bytes, bytes, bytes, bytes]:
    """Write the types of a node: for Turtle; the tag and what more there are in XML; and for JSON-LD."""
    if not kinds:
        return b"", b"rdf:Description", b"", b""
    names = [named(kind) or kind for kind in kinds]
    first, more = (names[0], kinds[1:]) if named(kinds[0]) else (b"rdf:Description", kinds)
    xml = b"".join([b'\t\t<rdf:type rdf:resource="%b"/>\n' % escaped(iri_of(kind)) for kind in more])
    array = b',"@type":["%b"]' % b'","'.join([name.strip(b"<>") for name in names])
    return b"a " + b", ".join(names), first, xml, array


def _gathered(said: Sequence[Said]) -> Iterable[bytes]:
    """Put the values of one property together; a catalogue has as many of one as it has entries."""
    values: dict[bytes, bytes] = {}
    further: dict[bytes, list[bytes]] = {}
    for key, _, _, one, _ in said:
        if key in values:
            further.setdefault(key, []).append(one[len(key) + 4 : -1])
        else:
            values[key] = one
    for key, more in further.items():
        values[key] = b"%b,%b]" % (values[key][:-1], b",".join(more))
    return values.values()


def _at_length(node: bytes, kinds: Sequence[bytes], json: Sequence[bytes]) -> bytes:
    """Write a node without shortened names, in which an IRI such as ``geo:51,4`` stays what it is."""
    values: dict[str, list[object]] = {}
    for one in json:
        for name, (value,) in orjson.loads(b"{%b}" % one).items():
            values.setdefault(_full(name), []).append(_alone(name, value))
    types = [kind[1:-1].decode() for kind in kinds]
    return orjson.dumps({"@context": None, "@id": node[1:-1].decode(), "@type": types} | values)


def _alone(name: str, value: object) -> object:
    """Give a value that needs no context to be understood."""
    if isinstance(value, str):
        return {"@id" if name.encode() in LINK_NAMES else "@value": value}
    if isinstance(value, dict) and "@type" in value:
        return value | {"@type": _full(value["@type"])}
    return value


def _full(name: str) -> str:
    prefix, _, local = name.partition(":")
    return NAMESPACES[prefix] + local if prefix in NAMESPACES else name


def _context() -> bytes:
    links = {
        name: {"@id": _full(name), "@type": "@id"} for name in sorted(each.decode() for each in LINK_NAMES)
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
