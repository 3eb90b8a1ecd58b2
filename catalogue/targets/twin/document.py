"""A whole body as the platform would take it: harvested, broken off, or taken for empty.

What is taken for empty is the danger: after every harvest the platform deletes what it did not see in it.
"""

import codecs
import json
import re
from enum import StrEnum
from typing import Final, NamedTuple
from xml.parsers import expat

from pyoxigraph import RdfFormat, parse

from catalogue.targets.twin.extraction import UNSAFE, Extraction, extract
from catalogue.targets.twin.sniffing import Problem, Sniffed, poison, sniff
from catalogue.targets.twin.statements import Facts, facts_of

__all__ = ["Fate", "Reading", "read_document"]

NOWHERE: Final = "file:///feed"
FORMATS: Final = {"rdf/xml": RdfFormat.RDF_XML, "turtle": RdfFormat.TURTLE}
ROOT: Final = re.compile(r"<[^!?][^>]*>")
SCHEMA_LOCATION: Final = re.compile(r"""\s[\w.-]+:schemaLocation=(?:"[^"]*"|'[^']*')""")
DECLARED: Final = re.compile(r"""\A\s*<\?xml[^>]*encoding=['"]([^'"]+)['"]""")
DECLARATION: Final = re.compile(r"\A\s*<\?xml[^>]*\?>")
BOM: Final = "\ufeff"


class Fate(StrEnum):
    """What the platform does after reading a body."""

    HARVESTED = "harvested"
    """It finds records, and deletes those of earlier harvests that are not among them."""
    DELETES_ALL = "deletes-all"
    """It finds none and no fault either: it deletes everything that it has of this feed."""
    ABORTS = "aborts"
    """It stumbles before it deletes anything: what it has stays as it was."""


class Reading(NamedTuple):
    fate: Fate
    problems: list[Problem]
    sniffed: Sniffed
    facts: Facts
    extraction: Extraction


EMPTY: Final = Extraction((), [], [])


def read_document(body: bytes, charset: str = "utf-8") -> Reading:
    """Read a body as the platform does; ``charset`` is the one in its content type."""
    text = body.decode(charset, errors="replace").removeprefix(BOM)
    sniffed = sniff(text)
    problems = list(_spelling(text, charset))
    if not sniffed.safe:
        problems.append(Problem("opening"))
    if sniffed.syntax == "other":
        return _nothing(*_as_json(text), problems, sniffed)
    if sniffed.syntax == "xml":
        return _nothing(*_as_xml(text), problems, sniffed)
    return _as_rdf(text, problems, sniffed)


def _spelling(text: str, charset: str) -> list[Problem]:
    """Name what goes wrong with the letters: the declared encoding is not looked at."""
    declared = DECLARED.search(text[:200])
    found = []
    if declared and _encoding(declared[1]) != _encoding(charset):
        found.append(Problem("charset", declared[1]))
    if lost := text.count("\N{REPLACEMENT CHARACTER}"):
        found.append(Problem("letters", str(lost)))
    return found


def _encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return name


def _nothing(fate: Fate, problem: Problem, problems: list[Problem], sniffed: Sniffed) -> Reading:
    return Reading(fate, [problem, *problems], sniffed, {}, EMPTY)


def _as_json(text: str) -> tuple[Fate, Problem]:
    """Take the rest for JSON, as the platform does; the first value counts, and nothing is one too."""
    start = text.strip()
    if not start:
        return Fate.DELETES_ALL, Problem("empty-body")
    try:
        value, end = json.JSONDecoder(parse_constant=_no_constant).raw_decode(start)
    except ValueError:
        return Fate.ABORTS, Problem("plain-text")
    whole = end == len(start) or not isinstance(value, int | float) or not start[end].isalnum()
    return (Fate.DELETES_ALL, Problem("json")) if whole else (Fate.ABORTS, Problem("plain-text"))


def _no_constant(text: str) -> None:
    raise ValueError(text)


def _as_xml(text: str) -> tuple[Fate, Problem]:
    try:
        _parsed_xml(text)
    except expat.ExpatError as error:
        return Fate.ABORTS, Problem("not-xml", str(error))
    return Fate.DELETES_ALL, Problem("not-recognised")


def _parsed_xml(text: str) -> None:
    expat.ParserCreate("utf-8").Parse(text.encode(errors="replace"), True)  # noqa: FBT003  expat's signature


def _as_rdf(text: str, problems: list[Problem], sniffed: Sniffed) -> Reading:
    if sniffed.syntax == "rdf/xml":
        if found := poison(text):
            return _nothing(Fate.ABORTS, Problem("poison", found[0]), problems, sniffed)
        try:
            _parsed_xml(text)
        except expat.ExpatError as error:
            return _nothing(Fate.ABORTS, Problem("not-xml", str(error)), problems, sniffed)
    try:
        facts = _facts(text, sniffed)
    except (SyntaxError, ValueError) as error:
        fate = Fate.DELETES_ALL if sniffed.syntax == "rdf/xml" else Fate.ABORTS
        return _nothing(fate, Problem("not-rdf", str(error)), problems, sniffed)
    return _harvested(facts, problems, sniffed)


def _facts(text: str, sniffed: Sniffed) -> Facts:
    """Parse without checking IRIs, which the platform does not either before it pastes them into a query."""
    if sniffed.syntax == "rdf/xml":
        text = ROOT.sub(lambda root: SCHEMA_LOCATION.sub("", root[0]), DECLARATION.sub("", text), count=1)
    form = FORMATS[sniffed.syntax]
    quads = parse(text.encode(errors="replace"), format=form, base_iri=NOWHERE, lenient=True)
    return facts_of(quad.triple for quad in quads)


def _harvested(facts: Facts, problems: list[Problem], sniffed: Sniffed) -> Reading:
    extraction = extract(facts)
    broken = [
        iri for one in extraction.registrations for iri in (one.record, one.resource) if UNSAFE & set(iri)
    ]
    if broken:
        return Reading(Fate.DELETES_ALL, [Problem("iri", broken[0]), *problems], sniffed, facts, EMPTY)
    if not extraction.registrations:
        return Reading(Fate.DELETES_ALL, [Problem("no-records"), *problems], sniffed, facts, extraction)
    return Reading(Fate.HARVESTED, problems, sniffed, facts, extraction)
