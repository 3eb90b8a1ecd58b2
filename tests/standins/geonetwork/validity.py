"""What the stand-in finds wrong with a record: the schema's order and counts, and the rules of the twin."""

from collections.abc import Iterator
from itertools import pairwise

from lxml import etree

from catalogue.targets.geonetwork.markup import DATATYPE, Element, children, short
from catalogue.targets.twin import Fate, ground_of, read_document
from catalogue.targets.twin.checks import breaches
from catalogue.targets.twin.depth import within_reach
from catalogue.targets.twin.importing import Import, bring_in
from tests.standins.geonetwork.order import AT_MOST_ONE, MUST, SEQUENCES

__all__ = ["faults"]

DATES = {"http://www.w3.org/2001/XMLSchema#date", "http://www.w3.org/2001/XMLSchema#dateTime"}
DATED = {"dct:issued", "dct:modified", "dct:created", "schema:startDate", "dcat:startDate"}


def faults(document: Element) -> list[str]:
    """List the faults of a record, those of the schema first."""
    return [*_of_schema(document), *_of_rules(document)]


def _of_schema(document: Element) -> Iterator[str]:
    for element in document.iter():
        kind = short(element)
        if kind not in SEQUENCES:
            continue
        sequence, names = SEQUENCES[kind], [short(one) for one in children(element)]
        strangers = [one for one in names if one not in sequence]
        yield from (f"XSD: {one} has no place in {kind}" for one in strangers)
        places = [sequence.index(one) for one in names if one in sequence]
        if any(one > other for one, other in pairwise(places)):
            yield f"XSD: the elements of {kind} are not in order"
        yield from (
            f"XSD: {one} twice in {kind}" for one in AT_MOST_ONE.get(kind, ()) if names.count(one) > 1
        )
        yield from (f"XSD: {one} missing in {kind}" for one in MUST.get(kind, ()) if one not in names)
    for element in document.iter():
        if short(element) in DATED and element.get(DATATYPE, next(iter(DATES))) not in DATES:
            yield f"XSD: {short(element)} is neither date nor dateTime"


def _of_rules(document: Element) -> Iterator[str]:
    reading = read_document(b'<?xml version="1.0" encoding="UTF-8"?>\n' + etree.tostring(document))
    if reading.fate is not Fate.HARVESTED or len(reading.extraction.registrations) != 1:
        yield f"RDF: not one record ({reading.fate})"
        return
    registration = reading.extraction.registrations[0]
    ground = ground_of(reading.facts, reading.extraction.catalogues)
    work = Import(ground.facts, within_reach(ground, registration), ground.concepts)
    record = bring_in(work, registration.record, "record")
    record.values["foaf:primaryTopic"] = [bring_in(work, registration.resource, registration.kind)]
    if len(record.values.get("dct:conformsTo", ())) != 1:
        yield "XSLT: not exactly one dct:conformsTo"
    for breach in breaches(record):
        if breach.severity == "error":
            yield f"schematron: {breach.rule} {breach.role} {breach.predicate} {breach.value}"
