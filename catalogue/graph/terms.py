"""RDF terms made from plain values, in one place so that every literal obeys one law.

The law: what no XML document can carry (control characters, halves of surrogate pairs) is left out,
so that N-Triples, Turtle and RDF/XML of an entry always say the same. Nothing else is repaired.
"""

import re
from functools import cache, lru_cache
from typing import Final

from pyoxigraph import Literal, NamedNode

from catalogue.model import Moment, Text
from catalogue.model.namespaces import expand

__all__ = ["TYPE", "iri", "moment", "plain", "shared", "term", "text", "typed"]

NOT_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@cache
def term(name: str) -> NamedNode:
    """Make the term of a vocabulary: ``dct:title``. Meant for constants."""
    return NamedNode(expand(name))


TYPE: Final = term("rdf:type")
DATATYPES: Final = {name: term(f"xsd:{name}") for name in ("date", "dateTime", "gYear", "gYearMonth")}

shared = lru_cache(maxsize=8192)(NamedNode)
"""The same IRI as last time without parsing it again: for what many entries point to."""

iri = NamedNode
"""An IRI that one entry has. Raises ValueError when it is none: the mapping lets only valid ones through."""


def text(value: Text) -> Literal:
    """Keep the language; a text without one stays without, for the profile to find.

    Raises ValueError on a language tag that is none.
    """
    return Literal(_carried(value.value), language=value.language or None)


def plain(value: str) -> Literal:
    return Literal(_carried(value))


def typed(value: str, datatype: NamedNode) -> Literal:
    return Literal(_carried(value), datatype=datatype)


def moment(value: Moment) -> Literal:
    return Literal(_carried(value.lexical), datatype=DATATYPES[value.datatype])


def _carried(value: str) -> str:
    return NOT_IN_XML.sub("", value) if NOT_IN_XML.search(value) else value
