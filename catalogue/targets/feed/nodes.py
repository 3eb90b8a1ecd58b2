"""From the N-Triples of entries to the nodes of a feed, each written once.

A node that many entries share is written with the first of them; a later one only adds a type that it did not
have: a page may be a document to one entry and a statement of provenance to the next.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

from pyoxigraph import BlankNode, RdfFormat, Triple, parse, serialize

from catalogue.graph.relationships import RELATIONSHIP
from catalogue.graph.terms import TYPE, term
from catalogue.targets.feed.links import Links
from catalogue.targets.feed.shapes import Kinds, Node, written
from catalogue.targets.feed.syntax import SYNTAXES, Format

__all__ = ["Nodes", "Way", "alone", "turtle_of"]

_A: Final = re.escape(f"{TYPE} ".encode())
_NODE: Final = re.compile(
    rb"(<[^>]*+>) " + _A + rb"(<[^>]*+>) \.\n((?:\1 " + _A + rb"<[^>]*+> \.\n)*+)((?:\1 .*+\n)*+)"
)
"""All consecutive lines about one subject: it, its first type, its other types, and the rest."""
_AROUND: Final = len(f" {TYPE}  .\n")
"""Bytes of a node beside these four."""
_UNTYPED: Final = re.compile(rb"(<[^>]*+>) (?!" + _A + rb").*+\n(?:\1 (?!" + _A + rb").*+\n)*+")
"""All lines about one subject, none of which gives it a type: that a catalogue lists an entry."""
_OF_ONE_ENTRY: Final = frozenset(
    str(term(name)).encode() for name in ("dcat:CatalogRecord", "dcat:Dataset", "dcat:Distribution")
)
"""Nodes whose IRI belongs to one entry, so that nobody has to remember having seen them."""
_RELATIONSHIP: Final = str(RELATIONSHIP).encode()
Way = tuple[Kinds, Kinds | None]
"""How an entry describes a node that it shares with others: with which types, and which of these were written
with it; None: all that is said of it, as no entry before it had it. There are few.
"""


class Nodes:
    """Writes sheets of N-Triples as nodes; holds the shared subjects in memory."""

    def __init__(self, links: Links | None, ways_before: Sequence[Way] = ()) -> None:
        """Take what knows which links stay (None: all do), and by which numbers a former copy knows ways."""
        self._links = links
        self._before = ways_before
        self.subjects: dict[bytes, int] = {}
        """The shared subjects, numbered as they came."""
        self._kinds: list[Kinds] = []
        """Of the shared subjects, by number: with which types each was written so far."""
        self.ways: dict[Way, int] = {}
        self.met: list[int] = []
        """The shared nodes that were met since it was last emptied: each a subject and a way, by number."""
        self._sort = lru_cache(maxsize=None)(self._sort_of)
        self._since = lru_cache(maxsize=None)(lambda way: self._way(*self._before[way]))

    def forget(self) -> None:
        """Write from here on as if nothing was written before."""
        self.subjects.clear()
        self._kinds.clear()
        self.met.clear()

    def repeats(self, subjects: Sequence[bytes], ways: Sequence[int]) -> bool:
        """Tell whether an entry that met these, in these ways of the former copy, comes out as it did then.

        If so, it counts as written.
        """
        now: dict[bytes, Kinds] = {}
        for subject, way in zip(subjects, ways, strict=True):
            kinds, new = self._before[way]
            number = self.subjects.get(subject)
            known = now.get(subject) if number is None or subject in now else self._kinds[number]
            added = _added(kinds, known)
            if added != new:
                return False
            if known is None:
                now[subject] = kinds
            elif added:
                now[subject] = known + added
        for subject, kinds in now.items():
            if subject not in self.subjects:
                self.subjects[subject] = len(self.subjects)
                self._kinds.append(kinds)
            self._kinds[self.subjects[subject]] = kinds
        for subject, way in zip(subjects, ways, strict=True):
            self.met += (self.subjects[subject], self._since(way))
        return True

    def of(self, sheet: bytes) -> Iterator[Node]:
        """Give the new nodes of a sheet. Raises SyntaxError on what is no N-Triples of ours."""
        found = _split(sheet)
        if self._links and any(kind == _RELATIONSHIP for _, kind, _, _ in found):
            found = _split(self._links.without_loose_relationships(sheet))
        for subject, kind, more, rest in found:
            kinds, is_shared, first, again = self._sort(kind, more)
            if is_shared:
                number = self.subjects.get(subject)
                if number is None:
                    self._kinds.append(kinds)
                    self.met += (self.subjects.setdefault(subject, len(self.subjects)), first)
                elif self._kinds[number] is kinds:
                    self.met += (number, again)
                    continue
                else:
                    known = self._kinds[number]
                    new = _added(kinds, known)
                    self.met += (number, self._way(kinds, new))
                    if new:
                        self._kinds[number] = known + new
                        yield written(subject, new, b"", None)
                    continue
            yield written(subject, kinds, rest, self._links)

    def _sort_of(self, kind: bytes, more: bytes) -> tuple[Kinds, bool, int, int]:
        """Tell of nodes with these types whether entries share them, and how one is met first and again."""
        kinds = (kind, *_types(more)) if kind else ()
        if not kind or kind in _OF_ONE_ENTRY:
            return kinds, False, 0, 0
        return kinds, True, self._way(kinds, None), self._way(kinds, ())

    def _way(self, kinds: Kinds, new: Kinds | None) -> int:
        """Give the number of a way. The two usual ones of some types come first, so that copies agree."""
        if (kinds, None) not in self.ways:
            self.ways |= {(kinds, None): len(self.ways), (kinds, ()): len(self.ways) + 1}
        return self.ways.setdefault((kinds, new), len(self.ways))


def _added(kinds: Kinds, known: Kinds | None) -> Kinds | None:
    """Give the types that are new to a node; None where the node is."""
    if known is None:
        return None
    return () if kinds == known else tuple([each for each in kinds if each not in known])


def alone(sheet: bytes, links: Links | None) -> dict[Format, bytes]:
    """Write one entry as a document of its own, in each syntax. Raises SyntaxError as above."""
    found = zip(*Nodes(links).of(sheet), strict=True)
    return {
        form: syntax.opening + syntax.between.join(pieces) + syntax.ending
        for (form, syntax), pieces in zip(SYNTAXES.items(), found, strict=True)
    }


def turtle_of(sheet: bytes) -> bytes:
    """Write N-Triples as Turtle, without the prefixes before it. Raises SyntaxError as above."""
    return b"".join(turtle for _, turtle, _ in Nodes(None).of(sheet))


def _split(sheet: bytes) -> list[tuple[bytes, bytes, bytes, bytes]]:
    """Split N-Triples by subject, also where they are written otherwise than ours are."""
    found = _nodes(sheet)
    return _gathered(sheet) if found is None else found


def _nodes(sheet: bytes) -> list[tuple[bytes, bytes, bytes, bytes]] | None:
    """Split N-Triples that are written as ours are; None for others."""
    found: list[tuple[bytes, bytes, bytes, bytes]] = _NODE.findall(sheet)
    length = sum(map(len, chain.from_iterable(found))) + _AROUND * len(found)
    if length == len(sheet):
        return found
    # Were what is left over not the end, these would be lines about a subject that was found, or with a type.
    begins = not length or sheet[length - 1 : length] == b"\n"
    last = _UNTYPED.fullmatch(sheet, length) if begins else None
    if last and all(last[1] != subject for subject, *_ in found):
        return [*found, (last[1], b"", b"", last[0])]
    return None


def _types(lines: bytes) -> list[bytes]:
    return [line.rsplit(b" ", 2)[1] for line in lines.splitlines()]


def _gathered(sheet: bytes) -> list[tuple[bytes, bytes, bytes, bytes]]:
    """Read N-Triples in any order, and give them by subject; the first type is empty where there is none."""
    nodes: dict[str, tuple[list[Triple], list[Triple]]] = {}
    for quad in parse(sheet, format=RdfFormat.N_TRIPLES):
        if BlankNode in {type(quad.subject), type(quad.object)}:
            raise SyntaxError("a node without an IRI")
        of_kind, others = nodes.setdefault(str(quad.subject), ([], []))
        (of_kind if quad.predicate == TYPE else others).append(quad.triple)
    return [
        (
            subject.encode(),
            str(of_kind[0].object).encode() if of_kind else b"",
            serialize(of_kind[1:], format=RdfFormat.N_TRIPLES) or b"",
            serialize(others, format=RdfFormat.N_TRIPLES) or b"",
        )
        for subject, (of_kind, others) in nodes.items()
    ]
