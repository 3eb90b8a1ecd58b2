"""The documents of a stream: its root, its pages, its shape. Pure text; nothing here knows of a file.

The root holds what happened last, and leads to pages of older members. A page is full when it is first
written, so that everything but the root and the shape can be kept for ever by whoever read it. The name of a
page tells which members are on it: another store that writes into the same folder never makes another page
under a name that was used.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final, NamedTuple

from catalogue.model.namespaces import PREFIXES
from catalogue.targets.events.happening import Happening, member, moment
from catalogue.targets.feed.syntax import SYNTAXES

__all__ = ["LASTING", "PAGE", "ROOT", "SHAPE", "Retention", "Span", "mark", "page", "root", "shape"]

PAGE: Final = 100
"""Members of a page: about half a megabyte of Turtle."""
ROOT: Final = "index.trig"
SHAPE: Final = "shape.ttl"
LASTING: Final = re.compile(r"page-\d{6,}-\d{8}T\d{9}Z\.trig")
"""Names of the files that never change."""
STREAM: Final = f"{ROOT}#stream"
FORM: Final = 1
"""Goes up when a root comes to be written otherwise."""

_NAMESPACES: Final = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "ldes": "https://w3id.org/ldes#",
    "tree": "https://w3id.org/tree#",
}
_OPENING: Final = (
    SYNTAXES["ttl"].opening
    + "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in _NAMESPACES.items()).encode()
)
_CONTEXT: Final = f"""\
<{STREAM}> a ldes:EventStream ;
\tldes:timestampPath as:published ;
\tldes:versionOfPath as:object ;
\tldes:versionCreateObject as:Create ;
\tldes:versionUpdateObject as:Update ;
\tldes:versionDeleteObject as:Delete ;
\ttree:shape <{SHAPE}#Activity> ;
\ttree:view <{ROOT}> .
"""
_SHAPE: Final = f"""\
@prefix as: <{_NAMESPACES["as"]}> .
@prefix rdf: <{PREFIXES["rdf"]}> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <{PREFIXES["xsd"]}> .

<#Activity> a sh:NodeShape ;
\tsh:targetClass as:Create , as:Update , as:Delete ;
\tsh:nodeKind sh:IRI ;
\tsh:closed true ;
\tsh:property
\t\t[ sh:path rdf:type ; sh:in ( as:Create as:Update as:Delete ) ; sh:minCount 1 ; sh:maxCount 1 ] ,
\t\t[ sh:path as:object ; sh:nodeKind sh:IRI ; sh:minCount 1 ; sh:maxCount 1 ] ,
\t\t[ sh:path as:published ; sh:datatype xsd:dateTime ; sh:minCount 1 ; sh:maxCount 1 ] .
"""


class Retention(NamedTuple):
    """What of a stream is kept at least; the last that happened to each object always is."""

    versions: int
    """Of each object."""
    days: int
    """During which all is kept; 0: the number of versions alone decides."""


class Span(NamedTuple):
    """The members of one page, by their keys in the log."""

    number: int
    """From 1 on."""
    first_key: int
    last_key: int
    first: datetime
    last: datetime
    members: int

    @property
    def is_full(self) -> bool:
        return self.members == PAGE

    @property
    def name(self) -> str:
        return f"page-{self.number:06}-{self.last:%Y%m%dT%H%M%S}{self.last.microsecond // 1000:03}Z.trig"


def page(span: Span, happenings: Iterable[Happening]) -> Iterator[bytes]:
    """Write a full page."""
    yield _OPENING
    yield f"{_CONTEXT}<{span.name}> a tree:Node ;\n\tldes:immutable true .\n".encode()
    for each in happenings:
        yield member(each, STREAM)


def root(
    sign: str, pages: Sequence[Span], happenings: Iterable[Happening], retention: Retention | None
) -> Iterator[bytes]:
    """Write the root: its mark, where everything is, and what happened since the last page."""
    yield f"# {sign}\n".encode()
    yield _OPENING
    yield f"{_CONTEXT}<{ROOT}> a tree:Node".encode()
    yield (f" ;\n\tldes:retentionPolicy <{ROOT}#retention>" if retention else "").encode()
    for each in pages:
        yield _relations(each).encode()
    yield b" .\n"
    yield _policy(retention).encode() if retention else b""
    for happening in happenings:
        yield member(happening, STREAM)


def shape() -> bytes:
    """Write what every member conforms to.

    What stands in the graph of a member is not in it: a client that draws members out by their shape would
    ask the web for the object.
    """
    return _SHAPE.encode()


def mark(pages: Sequence[Span], tail: Sequence[Span], retention: Retention | None) -> str:
    """Give what tells a root from every other: equal marks, equal roots."""
    told = (FORM, [span.name for span in pages], tail, retention)
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _relations(span: Span) -> str:
    """Bound a page on both sides. One publication may fill many pages, so that bounds are shared."""
    bounds = (("GreaterThanOrEqualTo", span.first), ("LessThanOrEqualTo", span.last))
    return "".join(
        f" ;\n\ttree:relation [ a tree:{name}Relation ; tree:node <{span.name}> ; tree:path as:published ;"
        f' tree:value "{moment(at)}"^^xsd:dateTime ]'
        for name, at in bounds
    )


def _policy(retention: Retention) -> str:
    """Say the policy in the terms of LDES 1.0, and in the older ones as far as those can say it."""
    log = f' ;\n\tldes:fullLogDuration "P{retention.days}D"^^xsd:duration' if retention.days else ""
    return (
        f"<{ROOT}#retention> a ldes:RetentionPolicy , ldes:LatestVersionSubset ;\n"
        f"\tldes:versionAmount {retention.versions} ;\n"
        f"\tldes:amount {retention.versions}{log} .\n"
    )
