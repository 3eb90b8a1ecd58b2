"""What one statement becomes in each syntax, straight from its N-Triples.

The law: a value is held against the grammar before a byte of it is passed on, and the three syntaxes say the
same of it. What XML cannot carry is left out of all three.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from catalogue.graph import LINKS
from catalogue.model.namespaces import PREFIXES

__all__ = ["LINK_NAMES", "NAMESPACES", "STRANGE", "Said", "escaped", "iri_of", "named", "said_of", "strange"]

_USED: Final = (
    *("adms", "dcat", "dcatap", "dct", "eli", "foaf", "geo", "geodcatap", "locn", "mdcat", "owl"),
    *("rdf", "rdfs", "schema", "skos", "spdx", "vcard", "xsd"),
)
NAMESPACES: Final = {name: PREFIXES[name] for name in _USED}
_PREFIX_OF: Final = {iri.encode(): prefix.encode() for prefix, iri in NAMESPACES.items()}

_CHARACTERS: Final = rb'[^<>"{}|^`\\\x00-\x20]'
IRI: Final = re.compile(rb"<[A-Za-z][A-Za-z0-9+.-]*:" + _CHARACTERS + rb"*>")
_LITERAL: Final = re.compile(rb'"([^"\\\n\r]*(?:\\.[^"\\\n\r]*)*)"([^"]*)')
_TAIL: Final = re.compile(
    rb"(?:@([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)|\^\^(<[A-Za-z][A-Za-z0-9+.-]*:" + _CHARACTERS + rb"*>))?"
)
_LOCAL: Final = re.compile(rb"[A-Za-z_][A-Za-z0-9_]*(?:[.-]+[A-Za-z0-9_]+)*")
_NEVER_PLAIN: Final = b'<>"{}|^`\\&@' + bytes(range(0x21))
_NEVER_PLAIN_TEXT: Final = b'"\\&<>@\xef' + bytes(range(0x20))
"""Bytes that an IRI, or a text, may not hold to be passed on as it is, in every syntax."""
_ESCAPE: Final = re.compile(r"""\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tbnrf"'\\])|)""")
_PLAIN: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STRANGE: Final = re.compile(rb"<(?:" + "|".join(NAMESPACES).encode() + rb"):(?!//)")
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


Said = tuple[bytes, bytes, bytes, bytes, bytes]
"""A property and its value: the property (``dct:title``); both in RDF/XML, in Turtle, in JSON-LD; and what
is special of it: STRANGE, the end of a link that goes where its end is not published, or nothing.

A plain tuple, as there are a hundred of them in an entry.
"""
STRANGE: Final = b"!"
"""It holds an IRI that JSON-LD would read as another: the node needs a context of its own."""


class _Property(NamedTuple):
    """The pieces of all statements with one property."""

    name: bytes
    xml_link: bytes
    xml_text: bytes
    xml_end: bytes
    turtle_link: bytes
    turtle_text: bytes
    json: bytes
    json_link: tuple[bytes, bytes]
    json_text: tuple[bytes, bytes]
    passing: bool


def said_of(part: bytes) -> Said:
    """Write a property and its value, ``<p> <o>`` or ``<p> "o"@nl``. Raises SyntaxError on anything else.

    Nearly all values hold nothing to escape: these are only put in place.
    """
    predicate, _, value = part.partition(b" ")
    name, link, text, end, turtle_link, turtle_text, json, json_link, json_text, passing = _property(
        predicate
    )
    if value[:1] == b"<":
        iri = value[1:-1]
        if iri.translate(None, _NEVER_PLAIN) != iri or value[-1:] != b">" or iri[:4] != b"http":
            return _link(_property(predicate), value)
        opened, closed = json_link
        special = iri if passing else b""
        return name, link + iri + b'"/>\n', turtle_link + iri + b">", opened + iri + closed, special
    cut = value.rfind(b'"')
    body = value[1:cut]
    if body.translate(None, _NEVER_PLAIN_TEXT) != body or value[:1] != b'"' or not cut:
        return _literal(_property(predicate), value)
    attribute, turtle, kind, special = _tail(value[cut + 1 :])
    opened, closed = (json + kind, b'"}]') if kind else json_text
    xml = text + attribute + b">" + body + end
    return name, xml, turtle_text + body + turtle, opened + body + closed, special


@lru_cache(maxsize=1_000)
def _property(iri: bytes) -> _Property:
    name = named(iri)
    if not name:
        raise SyntaxError(f"a property outside our vocabularies: {iri.decode(errors='replace')}")
    key, link = b'"%b":[' % name, name in LINK_NAMES
    return _Property(
        name=name,
        xml_link=b'\t\t<%b rdf:resource="' % name,
        xml_text=b"\t\t<" + name,
        xml_end=b"</%b>\n" % name,
        turtle_link=name + b" <",
        turtle_text=name + b' "',
        json=key,
        json_link=(key + b'"', b'"]') if link else (key + b'{"@id":"', b'"}]'),
        json_text=(key + b'{"@value":"', b'"}]') if link else (key + b'"', b'"]'),
        passing=name in _PASSING,
    )


@lru_cache(maxsize=1_000)
def _tail(tail: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Write what comes after a text, its language or datatype, in each syntax; and what is special of it."""
    found = _TAIL.fullmatch(tail)
    if not found:
        raise SyntaxError(f"neither language nor datatype: {tail.decode(errors='replace')}")
    language, datatype = found.groups()
    if language:
        return b' xml:lang="%b"' % language, b'"@' + language, b'{"@language":"%b","@value":"' % language, b""
    if datatype:
        short = named(datatype)
        attribute = b' rdf:datatype="%b"' % escaped(datatype[1:-1])
        kind = b'{"@type":"%b","@value":"' % (short or datatype[1:-1])
        return attribute, b'"^^' + (short or datatype), kind, STRANGE if strange(datatype) else b""
    return b"", b'"', b"", b""


@lru_cache(maxsize=10_000)
def named(iri: bytes) -> bytes:
    """Shorten the IRI of a term, ``<…>``; empty where it is of none of our vocabularies."""
    cut = max(iri.rfind(b"#"), iri.rfind(b"/")) + 1
    prefix = _PREFIX_OF.get(iri[1:cut])
    fits = prefix and _LOCAL.fullmatch(iri, cut, len(iri) - 1)
    return prefix + b":" + iri[cut:-1] if prefix and fits else b""


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


def strange(node: bytes) -> bool:
    """Tell whether JSON-LD would take an IRI for a shortened name."""
    return node[:5] != b"<http" and _STRANGE.match(node) is not None


def _link(of: _Property, value: bytes) -> Said:
    iri = iri_of(value)
    xml = of.xml_link + escaped(iri) + b'"/>\n'
    special = STRANGE if strange(value) else iri if of.passing else b""
    opened, closed = of.json_link
    return of.name, xml, of.turtle_link + iri + b">", opened + iri + closed, special


def _literal(of: _Property, value: bytes) -> Said:
    found = _LITERAL.fullmatch(value)
    if not found:
        raise SyntaxError(f"no value: {value.decode(errors='replace')}")
    body, text = _cleaned(found[1])
    attribute, turtle, kind, special = _tail(found[2])
    opened, closed = (of.json + kind, b'"}]') if kind else of.json_text
    xml = of.xml_text + attribute + b">" + escaped(text) + of.xml_end
    return of.name, xml, of.turtle_text + body + turtle, opened + body + closed, special


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
