"""What the platform writes into every record, whatever the feed says."""

from typing import Final

from pyoxigraph import Literal, NamedNode

from catalogue.graph.codes import look_up
from catalogue.targets.twin.importing import Dropped, Element, Import, contents
from catalogue.targets.twin.rules import rules
from catalogue.targets.twin.statements import Value, links, literals

__all__ = ["force_record", "force_resource"]

IDENTIFIER: Final = "dct:identifier"
OTHER_IDENTIFIER: Final = "adms:identifier"
CONFORMS: Final = "dct:conformsTo"
STATUUT: Final = "mdcat:statuut"
SAMPLE: Final = "adms:sample"


def force_record(work: Import, element: Element, uuid: str) -> None:
    """Give a record its UUID, its former IRI as another identifier, and a profile if it names none."""
    before = ", ".join(_said(value) for value in element.values.get(IDENTIFIER, ()))
    if before != uuid:
        work.rewrite("record-identifier", element.iri, IDENTIFIER, before, uuid)
    element.values[IDENTIFIER] = [Literal(uuid)]
    work.rewrite("record-iri", element.iri, OTHER_IDENTIFIER, "", element.iri)
    _take_as_kept(work, element.node)
    former = Element("identifier", "", {"skos:notation": [Literal(element.iri)]})
    element.values[OTHER_IDENTIFIER] = [former]
    if not element.values.get(CONFORMS):
        profile = rules().profile
        work.rewrite("profile", element.iri, CONFORMS, "", profile)
        element.values[CONFORMS] = [Element("standard", profile)]


def _take_as_kept(work: Import, record: str) -> None:
    """Call nothing lost of an identifier that says no more than the one that takes its place."""
    for node in links(work.facts, record, OTHER_IDENTIFIER):
        if literals(work.facts, node, "skos:notation") == [record]:
            for statement in [one for one in work.dropped if one[0] == node]:
                del work.dropped[statement]
            for statement in [one for one in work.dropped if one[:2] == (record, OTHER_IDENTIFIER)]:
                del work.dropped[statement]


def force_resource(work: Import, element: Element) -> None:
    """Mark the resource as Flemish open data, and take its pictures away."""
    statuut = rules().statuut[element.role]
    held = [one for one in contents(element, STATUUT) if isinstance(one, Element)]
    if statuut not in {one.iri for one in held}:
        work.rewrite("statuut", element.iri, STATUUT, "", statuut)
        element.values.setdefault(STATUUT, []).insert(0, _concept(statuut))
    for sample in [one for one in element.values.pop(SAMPLE, ()) if isinstance(one, Element)]:
        _remove_sample(work, element, sample)


def _concept(iri: str) -> Element:
    code = look_up(iri)
    schemes: list[Value | Element] = [NamedNode(scheme) for scheme in code.schemes]
    label: list[Value | Element] = [Literal(code.label, language="nl")]
    return Element("concept", iri, {"skos:prefLabel": label, "skos:inScheme": schemes})


def _remove_sample(work: Import, element: Element, sample: Element) -> None:
    """Drop a picture and all that is said of it."""
    for known, value in work.facts.get(element.iri, ()):
        if known == SAMPLE and value.value == sample.iri:
            work.kept.discard((element.iri, known, value))
            one = Dropped(element.iri, element.role, known, value, "thumbnail")
            work.dropped[element.iri, known, value] = one
    for known, value in work.facts.get(sample.iri, ()):
        if (sample.iri, known, value) in work.kept:
            work.kept.discard((sample.iri, known, value))
            one = Dropped(sample.iri, "sample", known, value, "inside", (element.role, SAMPLE))
            work.dropped[sample.iri, known, value] = one


def _said(value: Value | Element) -> str:
    return value.iri if isinstance(value, Element) else value.value
