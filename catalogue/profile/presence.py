"""What is recommended and missing, seen by code: an engine takes longer to report it than to look for it.

The rules are the shapes of that layer all the same; a test holds this to what the engines say of them.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

import pyoxigraph as ox

from catalogue.model.namespaces import expand
from catalogue.profile.layers import PRESENCE_LAYER, SHAPE
from catalogue.profile.rules import shape_triples

__all__ = ["lacks"]

_SH: Final = "http://www.w3.org/ns/shacl#"
_TYPE: Final = ox.NamedNode(expand("rdf:type"))


class _Wanted(NamedTuple):
    """A rule that asks for a property."""

    rule: str
    predicate: ox.NamedNode


def lacks(triples: list[ox.Triple]) -> Iterator[str]:
    """Name the rules of the layer that one subject breaks, from its triples; its types stand first."""
    wanted = _wanted()
    for triple in triples:
        if triple.predicate != _TYPE:
            return
        if asked := wanted.get(triple.object):
            given = {each.predicate for each in triples}
            yield from (each.rule for each in asked if each.predicate not in given)


@cache
def _wanted() -> dict[object, tuple[_Wanted, ...]]:
    """Read from the shapes what each class should have."""
    told: dict[str, dict[str, list[ox.NamedNode]]] = defaultdict(lambda: defaultdict(list))
    for triple in shape_triples(PRESENCE_LAYER):
        if isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.NamedNode):
            told[triple.predicate.value.removeprefix(_SH)][triple.subject.value].append(triple.object)
    return {
        kind: tuple(_Wanted(each.value.removeprefix(SHAPE), *told["path"][each.value]) for each in asked)
        for shape, asked in told["property"].items()
        for kind in told["targetClass"][shape]
    }
