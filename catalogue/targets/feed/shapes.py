"""The shape of a node: all that is written of it but its IRI and its values.

Thousands of nodes share a shape: the same properties in the same order, in the same languages. So each syntax
is a text with gaps, made once for a shape; a node is written by putting its values in the gaps. A value is
looked at closer only where it holds something that a syntax would escape.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import chain, compress
from operator import itemgetter
from typing import Final, NamedTuple

import orjson

from catalogue.targets.feed.links import Links
from catalogue.targets.feed.said import (
    LINK_NAMES,
    Frame,
    escaped,
    frame_of,
    framed,
    full,
    iri_of,
    named,
    of_link,
    of_text,
    strange,
)

__all__ = ["Kinds", "Node", "written"]

Texts = tuple[bytes, ...]
Kinds = Texts
Cut = tuple[Texts, Texts, Texts]
"""Of some statements what comes before each value, the values, and what comes after each."""
Node = tuple[bytes, bytes, bytes]
"""One node in each syntax, in the order of the syntaxes."""
_PLAIN: Final = re.compile(
    rb"<[^>]*+> (<[^>]*+> [<\"])"
    rb"((?<=<)http[^<>\"{}|^`\\@\x00-\x20]*+(?=>)|(?<=\")[^\"\\<>@\xef\x00-\x1f]*+(?=\"))"
    rb"([>\"][^ \n]*+) \.\n"
)
_ANY: Final = re.compile(
    rb"<[^>]*+> (<[^>]*+> [<\"])"
    rb"((?<=<)[^>\n]*+(?=>)|(?<=\")[^\"\\\n\r]*+(?:\\.[^\"\\\n\r]*+)*+(?=\"))"
    rb"([>\"][^ \n]*+) \.\n"
)
"""Statements, cut before and after the value: ``<p> <``, the value, ``>``.

Of what is plain, as nearly all is, the value stays as it is in every syntax, but for an ``&`` in XML.
"""
_SMALL: Final = 1_000
"""A node with more statements has a shape of its own, that nobody needs to remember: a catalogue."""


class Shape(NamedTuple):
    """A node in each syntax; ``%b`` stands for its IRI, then for each value."""

    xml: bytes
    turtle: bytes
    json: bytes
    order: Callable[[Texts], Texts]
    """Puts them in the order of JSON-LD, where the values of one property stand together."""
    frames: tuple[Frame, ...]
    passing: bool
    """Some of its links may go where their end is not published."""
    strange: bool


def written(node: bytes, kinds: Kinds, statements: bytes, links: Links | None) -> Node:
    """Write a node: its IRI and those of its types between angle brackets, and all statements about it.

    Raises SyntaxError on what is no N-Triples of ours.
    """
    iri = node[1:-1]
    plain = _cut(_PLAIN, statements) if iri[:4] == b"http" and b"@" not in iri else None
    found = plain or _cut(_ANY, statements)
    if not found:
        raise SyntaxError(f"no statements: {statements.decode(errors='replace')}")
    shape, values = _shaped(kinds, found)
    if shape.passing and links:
        shape, values = _shaped(kinds, _staying(shape, found, links))
    if not plain or shape.strange:
        return _looked_at(iri, kinds, shape, values)
    said = in_xml = (iri, *values)
    if b"&" in statements or b"&" in iri:
        in_xml = tuple([value.replace(b"&", b"&amp;") for value in said])
    return shape.xml % in_xml, shape.turtle % said, shape.json % shape.order(said)


def _cut(by: re.Pattern[bytes], statements: bytes) -> Cut | None:
    """Cut statements around their values; None where not all of them can be cut so."""
    pieces = by.split(statements)
    return None if any(pieces[::4]) else (tuple(pieces[1::4]), tuple(pieces[2::4]), tuple(pieces[3::4]))


def _staying(shape: Shape, found: Cut, links: Links) -> Cut:
    """Leave out links to what is not published."""
    stays = [
        not frame.passing or strange(value) or links.published(value)
        for frame, value in zip(shape.frames, found[1], strict=True)
    ]
    heads, values, tails = (tuple(compress(each, stays)) for each in found)
    return heads, values, tails


def _looked_at(iri: bytes, kinds: Kinds, shape: Shape, values: Texts) -> Node:
    """Write a node some of whose values have to be escaped."""
    pairs = list(zip(shape.frames, values, strict=True))
    looked = [of_link(value) if frame.is_link else of_text(value) for frame, value in pairs]
    in_xml = (escaped(iri), *[xml for xml, _ in looked])
    said = (iri, *[plain for _, plain in looked])
    if shape.strange or any(map(strange, (iri, *[value for frame, value in pairs if frame.is_link]))):
        json = _at_length(iri, kinds, shape.frames, said[1:])
    else:
        json = shape.json % shape.order(said)
    return shape.xml % in_xml, shape.turtle % said, json


def _shaped(kinds: Kinds, found: Cut) -> tuple[Shape, Texts]:
    heads, values, tails = found
    return (_known_shape if len(heads) < _SMALL else _shape_of)(kinds, heads, tails), values


def _shape_of(kinds: Kinds, heads: Texts, tails: Texts) -> Shape:
    names, tag, types, array = _types(kinds)
    frames = tuple(map(frame_of, heads, tails))
    listed: dict[bytes, list[int]] = {}
    for place, frame in enumerate(frames):
        listed.setdefault(frame.name, []).append(place)
    order = [0, *[place + 1 for place in chain(*listed.values())]]
    values = [
        b'"%b":[' % name + b",".join([frames[place].json for place in places]) + b"]"
        for name, places in listed.items()
    ]
    turtle = ([b"a " + names] if kinds else []) + [frame.turtle for frame in frames]
    return Shape(
        xml=b'\t<%b rdf:about="%%b">\n' % tag
        + types
        + b"".join([frame.xml for frame in frames])
        + b"\t</%b>\n" % tag,
        turtle=b"<%b> " + b" ;\n\t".join(turtle) + b" .\n",
        json=b",".join([b'{"@id":"%b"' + array, *values]) + b"}",
        order=tuple if order == sorted(order) else itemgetter(*order),
        frames=frames,
        passing=any(frame.passing for frame in frames),
        strange=any(frame.strange for frame in frames),
    )


_known_shape: Final = lru_cache(maxsize=1_000)(_shape_of)


def _types(kinds: Kinds) -> tuple[bytes, bytes, bytes, bytes]:
    """Write the types of a node: for Turtle; the tag and what more there are in XML; and for JSON-LD."""
    if not kinds:
        return b"", b"rdf:Description", b"", b""
    names = [named(kind) or kind for kind in kinds]
    first, more = (names[0], kinds[1:]) if named(kinds[0]) else (b"rdf:Description", kinds)
    xml = b"".join([b'\t\t<rdf:type rdf:resource="%b"/>\n' % escaped(iri_of(kind)) for kind in more])
    array = b',"@type":["%b"]' % b'","'.join([name.strip(b"<>") for name in names])
    return framed(b", ".join(names)), first, framed(xml), framed(array)


def _at_length(iri: bytes, kinds: Kinds, frames: Sequence[Frame], values: Sequence[bytes]) -> bytes:
    """Write a node without shortened names, in which an IRI such as ``geo:51,4`` stays what it is."""
    said: dict[str, list[object]] = {}
    for frame, value in zip(frames, values, strict=True):
        name = frame.name.decode()
        said.setdefault(full(name), []).append(_alone(name, orjson.loads(frame.json % value)))
    types = [kind[1:-1].decode() for kind in kinds]
    return orjson.dumps({"@context": None, "@id": iri.decode(), "@type": types} | said)


def _alone(name: str, value: object) -> object:
    """Give a value that needs no context to be understood."""
    if isinstance(value, str):
        return {"@id" if name.encode() in LINK_NAMES else "@value": value}
    if isinstance(value, dict) and "@type" in value:
        return value | {"@type": full(value["@type"])}
    return value
