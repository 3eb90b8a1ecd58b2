"""What one statement becomes in each syntax, straight from its N-Triples.

The law: a value is held against the grammar before a byte of it is passed on, and the three syntaxes say the
same of it. What XML cannot carry is left out of all three.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from catalogue.graph import LINKS
from catalogue.model.namespaces import PREFIXES

__all__ = [
    "LINK_NAMES",
    "NAMESPACES",
    "Frame",
    "escaped",
    "frame_of",
    "framed",
    "full",
    "iri_of",
    "named",
    "of_link",
    "of_text",
    "strange",
]

_USED: Final = (
    *("adms", "dcat", "dcatap", "dct", "eli", "foaf", "geo", "geodcatap", "locn", "mdcat", "owl"),
    *("rdf", "rdfs", "schema", "skos", "spdx", "vcard", "xsd"),
)
NAMESPACES: Final = {name: PREFIXES[name] for name in _USED}
_PREFIX_OF: Final = {iri.encode(): prefix.encode() for prefix, iri in NAMESPACES.items()}

_CHARACTERS: Final = rb'[^<>"{}|^`\\\x00-\x20]'
IRI: Final = re.compile(rb"<[A-Za-z][A-Za-z0-9+.-]*:" + _CHARACTERS + rb"*>")
_TAIL: Final = re.compile(
    rb"(?:@([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)|\^\^(<[A-Za-z][A-Za-z0-9+.-]*:" + _CHARACTERS + rb"*>))?"
)
_LOCAL: Final = re.compile(rb"[A-Za-z_][A-Za-z0-9_]*(?:[.-]+[A-Za-z0-9_]+)*")
_ESCAPE: Final = re.compile(r"""\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tbnrf"'\\])|)""")
_PLAIN: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STRANGE: Final = re.compile(rb"(?:" + "|".join(NAMESPACES).encode() + rb"):(?!//)")
"""IRIs that JSON-LD would take for a shortened name."""

LINK_NAMES: Final = frozenset(
    f"{prefix}:{name}".encode()
    for prefix, names in {
        "adms": "identifier sample schemaAgency status",
        "dcat": "accessService accessURL contactPoint dataset distribution downloadURL endpointDescription"
        " endpointURL inSeries landingPage mediaType qualifiedRelation record servesDataset service theme"
        " themeTaxonomy",
        "dcatap": "applicableLegislation availability hvdCategory",
        "dct": "accessRights accrualPeriodicity conformsTo creator format isVersionOf language license"
        " provenance publisher relation rights rightsHolder source spatial temporal type",
        "foaf": "homepage page primaryTopic",
        "geodcatap": "custodian distributor originator processor",
        "mdcat": "bronMetadataRecordLandingspagina levensfase ontwikkelingstoestand statuut",
        "skos": "inScheme",
        "spdx": "algorithm checksum",
        "vcard": "hasEmail hasTelephone hasURL",
    }.items()
    for name in names.split()
)
"""Properties whose values are links: JSON-LD then needs no object around the IRI."""


class Frame(NamedTuple):
    """A statement in each syntax but for its value, for which ``%b`` stands."""

    name: bytes
    """The property: ``dct:title``."""
    xml: bytes
    turtle: bytes
    json: bytes
    """The value alone: JSON-LD puts all values of a property together."""
    is_link: bool
    passing: bool
    """It links to what has a record of its own, and goes where that is not published."""
    strange: bool
    """It holds an IRI that JSON-LD would read as another: the node needs a context of its own."""


@lru_cache(maxsize=1_000)
def frame_of(head: bytes, tail: bytes) -> Frame:
    """Frame a statement ``<p> <o>`` or ``<p> "o"@nl``: what comes before the value, ``<p> <``, and after it.

    Raises SyntaxError on anything else.
    """
    name = named(head[:-2])
    if not name:
        raise SyntaxError(f"a property outside our vocabularies: {head[:-2].decode(errors='replace')}")
    link = name in LINK_NAMES
    if head[-1:] == b"<":
        if tail != b">":
            raise SyntaxError(f"no IRI: {tail.decode(errors='replace')}")
        json = b'"%b"' if link else b'{"@id":"%b"}'
        xml = b"\t\t<" + name + b' rdf:resource="%b"/>\n'
        turtle, passing = name + b" <%b>", name in _PASSING
        return Frame(name, xml, turtle, json, is_link=True, passing=passing, strange=False)
    attribute, turtle, json, odd = _tail(tail)
    xml = b"\t\t<" + name + attribute + b">%b</" + name + b">\n"
    plain = b'{"@value":"%b"}' if link else b'"%b"'
    json, turtle = json or plain, name + b' "%b"' + turtle
    return Frame(name, xml, turtle, json, is_link=False, passing=False, strange=odd)


def _tail(tail: bytes) -> tuple[bytes, bytes, bytes, bool]:
    """Write what comes after a text, its language or datatype; tell whether JSON-LD would misread that."""
    found = _TAIL.fullmatch(tail, 1)
    if not found or tail[:1] != b'"':
        raise SyntaxError(f"neither language nor datatype: {tail.decode(errors='replace')}")
    language, datatype = found.groups()
    if language:
        json = b'{"@language":"' + language + b'","@value":"%b"}'
        return b' xml:lang="' + language + b'"', b"@" + language, json, False
    if datatype:
        kind, short = framed(datatype), named(datatype)
        attribute = b' rdf:datatype="' + escaped(kind[1:-1]) + b'"'
        json = b'{"@type":"' + (short or kind[1:-1]) + b'","@value":"%b"}'
        return attribute, b"^^" + (short or kind), json, strange(datatype[1:-1])
    return b"", b"", b"", False


def framed(text: bytes) -> bytes:
    """Have a text stay as it is in a frame."""
    return text.replace(b"%", b"%%")


def of_link(iri: bytes) -> tuple[bytes, bytes]:
    """Give an IRI as XML holds it, and as Turtle and JSON do. Raises SyntaxError on what is none."""
    return escaped(iri_of(b"<%b>" % iri)), iri


def of_text(body: bytes) -> tuple[bytes, bytes]:
    """Give a text with escapes as XML holds it, and as Turtle and JSON do. Raises SyntaxError as above."""
    quoted, text = _cleaned(body)
    return escaped(text), quoted


@lru_cache(maxsize=10_000)
def named(iri: bytes) -> bytes:
    """Shorten the IRI of a term, ``<…>``; empty where it is of none of our vocabularies."""
    cut = max(iri.rfind(b"#"), iri.rfind(b"/")) + 1
    prefix = _PREFIX_OF.get(iri[1:cut])
    fits = prefix and _LOCAL.fullmatch(iri, cut, len(iri) - 1)
    return prefix + b":" + iri[cut:-1] if prefix and fits else b""


def full(name: str) -> str:
    """Write a shortened name in full."""
    prefix, _, local = name.partition(":")
    return NAMESPACES[prefix] + local if prefix in NAMESPACES else name


def iri_of(node: bytes) -> bytes:
    """Take the angle brackets off an IRI. Raises SyntaxError on what is none."""
    if not IRI.fullmatch(node):
        raise SyntaxError(f"no IRI: {node.decode(errors='replace')}")
    return node[1:-1]


def escaped(text: bytes) -> bytes:
    """Escape for XML; ``@prefix`` too, or the platform takes a feed that quotes some Turtle for Turtle.

    A carriage return is written as a reference, or an XML reader would make a line end of it.
    """
    text = text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")
    return text.replace(b"\r", b"&#13;").replace(b"@prefix", b"&#64;prefix")


def strange(iri: bytes) -> bool:
    """Tell whether JSON-LD would take an IRI for a shortened name."""
    return iri[:4] != b"http" and _STRANGE.match(iri) is not None


def _cleaned(body: bytes) -> tuple[bytes, bytes]:
    """Give a text with escapes as Turtle and JSON hold it, and without."""
    text = _NOT_IN_XML.sub("", _ESCAPE.sub(_unescaped, body.decode()))
    try:
        plain = text.encode()
    except UnicodeEncodeError as error:
        raise SyntaxError(str(error)) from error
    quoted = plain.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return quoted.replace(b"\n", b"\\n").replace(b"\r", b"\\r").replace(b"\t", b"\\t"), plain


def _unescaped(match: re.Match[str]) -> str:
    short, long, plain = match.groups()
    if plain:
        return _PLAIN[plain]
    number = int(short or long or "110000", 16)
    if number > 0x10FFFF:  # noqa: PLR2004 - the last of Unicode
        raise SyntaxError(f"no escape: {match[0]}")
    return chr(number)


_PASSING: Final = frozenset(named(str(link).encode()) for link in LINKS)
"""Links to what has a record of its own."""
