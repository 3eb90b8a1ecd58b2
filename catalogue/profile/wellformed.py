"""What must hold before any shape is asked: IRIs that are valid, texts that fit in XML, dates that exist.

And what the platform asks and no shape can say: one UUID in the identifier of a record.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from catalogue.model.namespaces import expand, shorten
from catalogue.profile.findings import Finding
from catalogue.profile.rules import rule_of

__all__ = ["finding_of", "flaws", "is_sound"]

_IRI: Final = re.compile(r"""(?!https?:(?!//[^/?#]))[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]+""")
_FORBIDDEN_IN_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*|[xi](-[A-Za-z0-9]{1,8})+")
_UUID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")

_ZONE: Final = r"(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_YEAR: Final = r"(?!0000)\d{4}"
_DAY: Final = rf"(?P<year>{_YEAR})-(?P<month>\d\d)-(?P<day>\d\d)"
_TIME: Final = r"T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?"
_LEXICAL: Final = {
    ox.NamedNode(expand(f"xsd:{name}")): re.compile(pattern)
    for name, pattern in {
        "date": _DAY + _ZONE,
        "dateTime": _DAY + _TIME + _ZONE,
        "gYearMonth": rf"{_YEAR}-(0[1-9]|1[0-2])" + _ZONE,
        "gYear": _YEAR + _ZONE,
        "decimal": r"[+-]?(\d+(\.\d*)?|\.\d+)",
        "integer": r"[+-]?\d+",
        "nonNegativeInteger": r"\+?\d+|-0+",
        "hexBinary": r"([0-9A-Fa-f]{2})*",
    }.items()
}
"""How a value is written. Dates are those that every engine takes, so no year before 1 and no 24:00:00."""
_DATES: Final = frozenset(
    ox.NamedNode(expand(f"xsd:{name}")) for name in ("date", "dateTime", "gYearMonth", "gYear")
)

_TYPE: Final = ox.NamedNode(expand("rdf:type"))
_RECORD: Final = ox.NamedNode(expand("dcat:CatalogRecord"))
_IDENTIFIER: Final = ox.NamedNode(expand("dct:identifier"))

_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def flaws(triples: list[ox.Triple]) -> Iterator[Finding]:
    """Find what is wrong with the triples of one subject, before their meaning is looked at."""
    subject = triples[0].subject
    if name := _flaw(subject):
        yield finding_of(name, _plain(subject))
    for triple in triples:
        if name := _flaw(triple.object):
            yield finding_of(name, _plain(subject), shorten(triple.predicate.value), str(triple.object))
    if _is_record(triples):
        yield from _identifier_flaws(triples)


def is_sound(triple: ox.Triple) -> bool:
    """Say whether a triple is fit for an engine: engines disagree about what is not, or stop at it."""
    return not (_flaw(triple.object) or _flaw(triple.subject))


def finding_of(rule: str, focus: str, path: str = "", value: str = "") -> Finding:
    """Make the finding of a rule, with the layer, severity and fault that the rule states."""
    known = rule_of(rule)
    return Finding(rule, known.layer, known.severity, focus, path or known.path, value, known.fault)


def _flaw(term: _Term) -> str:
    """Name the rule that a value breaks, or nothing."""
    if isinstance(term, ox.NamedNode):
        return "" if _valid_iri(term.value) else "iri-not-valid"
    if not isinstance(term, ox.Literal):
        return ""
    if _FORBIDDEN_IN_XML.search(term.value):
        return "text-not-allowed-in-xml"
    if term.language:
        return "" if _valid_language(term.language) else "language-tag-not-valid"
    datatype = term.datatype
    if datatype not in _LEXICAL or _valid_value(term.value, datatype):
        return ""
    return "date-not-valid" if datatype in _DATES else "value-not-valid"


@lru_cache(maxsize=8192)
def _valid_iri(iri: str) -> bool:
    return _IRI.fullmatch(iri) is not None


@lru_cache(maxsize=256)
def _valid_language(tag: str) -> bool:
    return _LANGUAGE.fullmatch(tag) is not None


@lru_cache(maxsize=4096)
def _valid_value(lexical: str, datatype: ox.NamedNode) -> bool:
    found = _LEXICAL[datatype].fullmatch(lexical)
    if found is None or "day" not in found.groupdict():
        return found is not None
    try:
        date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return False
    return True


def _is_record(triples: list[ox.Triple]) -> bool:
    first = triples[0]
    if first.predicate == _TYPE:
        return first.object == _RECORD
    return any(triple.object == _RECORD and triple.predicate == _TYPE for triple in triples)


def _identifier_flaws(triples: list[ox.Triple]) -> Iterator[Finding]:
    for triple in triples:
        if triple.predicate == _IDENTIFIER and len(_UUID.findall(_plain(triple.object))) != 1:
            yield finding_of(
                "record-identifier-without-uuid", _plain(triple.subject), value=str(triple.object)
            )


def _plain(term: _Term) -> str:
    return term.value if isinstance(term, ox.NamedNode) else str(term)
