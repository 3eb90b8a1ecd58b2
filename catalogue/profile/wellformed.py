"""What must hold before any shape is asked: IRIs that are valid, texts that fit in XML, dates that exist.

And what no shape can say of values: places that lie on this earth, dates in their order.

And what the platform asks and no shape can say: one UUID in the identifier of a record.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

import pyoxigraph as ox

from catalogue.model.namespaces import expand, shorten
from catalogue.profile.addresses import address_flaw
from catalogue.profile.findings import Finding
from catalogue.profile.geometry import geometry_flaw, is_rectangle
from catalogue.profile.rules import rule_of

__all__ = ["finding_of", "flaws", "is_sound"]

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
        "duration": r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?",
        "boolean": r"true|false|1|0",
    }.items()
}
"""How a value is written. Dates are those that every engine takes, so no year before 1 and no 24:00:00."""
_UNREADABLE: Final = dict.fromkeys(
    (ox.NamedNode(expand(f"xsd:{name}")) for name in ("date", "dateTime", "gYearMonth", "gYear")),
    "date-not-valid",
)
"""What a badly written value is called where that is not just a value."""
_WKT: Final = ox.NamedNode(expand("geo:wktLiteral"))
_LONG_TAGS: Final = {
    "dut": "nl", "nld": "nl", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "eng": "en",
}  # fmt: skip
"""Three letters where BCP 47 has two, for the languages of the country and the one beside them."""

_TYPE: Final = ox.NamedNode(expand("rdf:type"))
_RECORD: Final = ox.NamedNode(expand("dcat:CatalogRecord"))
_IDENTIFIER: Final = ox.NamedNode(expand("dct:identifier"))
_BOX: Final = ox.NamedNode(expand("dcat:bbox"))
_REGISTERED: Final = frozenset(
    ox.NamedNode(expand(f"dcat:{name}"))
    for name in ("Catalog", "CatalogRecord", "Dataset", "DatasetSeries", "DataService", "Distribution")
)
"""What the platform passes over when it has no IRI."""
_RELATIONS: Final = frozenset(
    expand(name)
    for name in (
        "dcat:accessService", "dcat:catalog", "dcat:distribution", "dcat:hasVersion", "dcat:inSeries",
        "dcat:isVersionOf", "dcat:next", "dcat:prev", "dcat:previousVersion", "dcat:servesDataset",
        "dct:hasPart", "dct:hasVersion", "dct:isPartOf", "dct:isReplacedBy", "dct:isVersionOf",
        "dct:relation", "dct:replaces", "dct:source", "foaf:primaryTopic",
    )
)  # fmt: skip
"""Relations that nothing has with itself."""
_IN_ORDER: Final = (
    (expand("dcat:startDate"), expand("dcat:endDate"), "period-ends-before-start"),
    (expand("dct:issued"), expand("dct:modified"), "modified-before-issued"),
)
"""Two dates of one thing of which the second is not before the first."""

_BEARABLE: Final = frozenset(
    {
        "",
        "bounding-box-no-rectangle",
        "email-not-valid",
        "geometry-axes-swapped",
        "geometry-not-valid",
        "geometry-outside-world",
        "language-tag-not-shortest",
        "node-without-iri",
        "phone-not-valid",
        "text-padded",
    }
)
"""Flaws of a value that an engine can read all the same."""

_Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


def flaws(triples: list[ox.Triple]) -> Iterator[Finding]:
    """Find what is wrong with the triples of one subject, before their meaning is looked at."""
    subject = triples[0].subject
    about = _plain(subject)
    yield from _subject_flaws(subject, triples)
    dates: dict[str, str] = {}
    for triple in triples:
        term = triple.object
        if isinstance(term, ox.NamedNode):
            name = address_flaw(term.value) or (_self_flaw(triple) if term.value == about else "")
        elif isinstance(term, ox.Literal):
            name, typed = _literal_flaw(term)
            if typed:
                name = name or _typed_flaw(triple.predicate, term, dates)
        else:
            name = "node-without-iri"
        if name:
            yield finding_of(name, about, shorten(triple.predicate.value), str(term))
    if len(dates) > 1:
        yield from _order_flaws(about, dates)
    if _is_record(triples):
        yield from _identifier_flaws(triples)


def is_sound(triple: ox.Triple) -> bool:
    """Say whether a triple is fit for an engine: engines disagree about what is not, or stop at it."""
    return _flaw(triple.object) in _BEARABLE and _flaw(triple.subject) in _BEARABLE


def finding_of(rule: str, focus: str, path: str = "", value: str = "") -> Finding:
    """Make the finding of a rule, with the layer, severity and fault that the rule states."""
    known = rule_of(rule)
    return Finding(rule, known.layer, known.severity, focus, path or known.path, value, known.fault)


def _flaw(term: _Term) -> str:
    """Name the rule that a value breaks by itself, or nothing."""
    if isinstance(term, ox.NamedNode):
        return address_flaw(term.value)
    return _literal_flaw(term)[0] if isinstance(term, ox.Literal) else ""


def _literal_flaw(term: ox.Literal) -> tuple[str, bool]:
    """Name the rule that a literal breaks, or nothing; and say whether it is more than text."""
    value = term.value
    if not value.isprintable() and _FORBIDDEN_IN_XML.search(value):
        return "text-not-allowed-in-xml", False
    bare = value.strip()
    if not bare:
        return "text-empty", False
    padded = "" if len(bare) == len(value) else "text-padded"
    if language := term.language:
        return _language_flaw(language) or padded, False
    datatype = term.datatype
    if datatype in _LEXICAL:
        return "" if _valid_value(value, datatype) else _UNREADABLE.get(datatype, "value-not-valid"), True
    return (geometry_flaw(value), True) if datatype == _WKT else (padded, False)


def _typed_flaw(predicate: ox.NamedNode, term: ox.Literal, dates: dict[str, str]) -> str:
    """Look at a sound value as what it is for: keep a date for later, and see whether a box is one."""
    if term.datatype in _UNREADABLE:
        dates.setdefault(predicate.value, term.value)
    elif predicate == _BOX and not is_rectangle(term.value):
        return "bounding-box-no-rectangle"
    return ""


def _self_flaw(triple: ox.Triple) -> str:
    return "self-reference" if triple.predicate.value in _RELATIONS else ""


def _subject_flaws(subject: _Term, triples: list[ox.Triple]) -> Iterator[Finding]:
    if isinstance(subject, ox.NamedNode):
        if name := address_flaw(subject.value):
            yield finding_of(name, subject.value)
    elif any(triple.predicate == _TYPE and triple.object in _REGISTERED for triple in triples):
        yield finding_of("resource-without-iri", _plain(subject))


def _order_flaws(about: str, dates: dict[str, str]) -> Iterator[Finding]:
    """Compare as far as both are precise, and not finer than a day: zones may differ."""
    for first, second, rule in _IN_ORDER:
        before, after = dates.get(first, ""), dates.get(second, "")
        common = min(len(before), len(after), 10)
        if common and after[:common] < before[:common]:
            yield finding_of(rule, about, value=f'"{after}"')


@lru_cache(maxsize=256)
def _language_flaw(tag: str) -> str:
    if _LANGUAGE.fullmatch(tag) is None:
        return "language-tag-not-valid"
    return "language-tag-not-shortest" if tag.partition("-")[0].lower() in _LONG_TAGS else ""


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
