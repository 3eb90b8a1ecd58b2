"""One entry as one record of the platform: nested, in the order of its schema, exactly one resource. Pure.

The platform knows a record by the identifier of its catalogue record, and a resource by an identifier that is
nothing but a UUID: without one it makes one up, anew at every save. So the UUID of the entry is both, and the
IRI of the entry comes along as another identifier.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from catalogue.model import Kind, mint
from catalogue.model.namespaces import expand
from catalogue.targets.feed.syntax import triples
from catalogue.targets.geonetwork.mark import Mark, mark_of
from catalogue.targets.geonetwork.markup import (
    ABOUT,
    DATATYPE,
    LANGUAGE,
    RESOURCE,
    Element,
    child,
    root,
    short,
    written,
)
from catalogue.targets.geonetwork.table import PLAIN, Form, role
from catalogue.targets.push import Refusal, Wanted
from catalogue.targets.twin import Facts, facts_of
from catalogue.targets.twin.rules import twin_of
from catalogue.targets.twin.statements import TYPE, Value, is_a, links, literals, name

__all__ = ["LeftOut", "Shaped", "shape_record"]

RECORD: Final = "dcat:CatalogRecord"
LINKS: Final = {Kind.DATASET: "dcat:dataset", Kind.SERVICE: "dcat:service"}
ITS_IRI: Final = {"standard": "dct:identifier", "licence": "dct:identifier"}
"""Where the schema, or the platform at every save, wants the IRI of a node repeated as a text."""
CC0: Final = "https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0"
"""Of the description of the platform's own catalogue: it lays it down itself."""
DATES: Final = {expand("xsd:date"), expand("xsd:dateTime")}
UNTYPED: Final = {expand("xsd:string"), expand("rdf:langString")}


class LeftOut(NamedTuple):
    """A value that has no place in a record. ``geonetwork.left-out.<why>`` says why."""

    subject: str
    kind: str
    """Of what it is said: an element, by short name."""
    predicate: str
    why: str


class Shaped(NamedTuple):
    record: bytes
    left_out: tuple[LeftOut, ...]


def shape_record(wanted: Wanted) -> Shaped | Refusal:
    """Shape an entry; the record in which it is registered is found by its UUID."""
    if wanted.kind not in LINKS:
        return Refusal("geonetwork.refused.series", {"title": wanted.title})
    facts = facts_of(triples(wanted.graph))
    record = _registered(facts, wanted)
    if not record:
        return Refusal("geonetwork.refused.unregistered", {"title": wanted.title, "uuid": wanted.uuid})
    profiles = links(facts, record, "dct:conformsTo")
    if len(profiles) != 1:
        return Refusal("geonetwork.refused.profiles", {"title": wanted.title, "count": len(profiles)})
    writing = _Writing(facts)
    document = _document(writing, wanted, record, mark_of(wanted, record))
    return Shaped(written(document), tuple(writing.left_out))


def _registered(facts: Facts, wanted: Wanted) -> str:
    """Find the record of an entry; a service listed inside a dataset has its own in the same graph."""
    return next(
        (
            one
            for one in facts
            if is_a(facts, one, RECORD)
            and wanted.uuid in literals(facts, one, "dct:identifier")
            and wanted.iri in links(facts, one, "foaf:primaryTopic")
        ),
        "",
    )


def _document(writing: "_Writing", wanted: Wanted, record: str, mark: Mark) -> Element:
    link = LINKS[wanted.kind]
    _known_as(writing.facts, wanted, record, mark)
    base = mark.base
    catalogue = f"{base}/id/catalogus/{wanted.publisher}"
    _describe_catalogue(writing.facts, wanted.iri, catalogue)
    writing.facts[catalogue] += [
        (link, NamedNode(wanted.iri)),
        ("dcat:record", NamedNode(record)),
    ]
    document = root()
    writing.node(document, catalogue, "catalogue")
    return document


def _known_as(facts: Facts, wanted: Wanted, record: str, mark: Mark) -> None:
    """Give the resource its UUID for an identifier and its IRI for another; give the record our mark."""
    former = mint(mark.base, "identificator", wanted.publisher, wanted.iri)
    said = [one for one in facts[wanted.iri] if one[0] != "dct:identifier"]
    facts[wanted.iri] = [
        *said,
        ("dct:identifier", Literal(wanted.uuid)),
        ("adms:identifier", NamedNode(former)),
    ]
    facts[former] = [("skos:notation", Literal(wanted.iri))]
    facts[record] = [*facts[record], ("adms:identifier", NamedNode(mark.place))]
    facts[mark.place] = [("skos:notation", Literal(mark.notation))]


def _describe_catalogue(facts: Facts, resource: str, catalogue: str) -> None:
    """Say of the catalogue what is known: the platform checks it, and puts its own in its place.

    It is called by the name of its publisher, which is all that an entry tells of it.
    """
    publishers = links(facts, resource, "dct:publisher")
    names = [value for one in publishers for known, value in facts.get(one, ()) if known == "foaf:name"]
    facts[catalogue] = [
        ("dct:identifier", Literal(catalogue)),
        *(("dct:title", each) for each in names),
        *(("dct:description", each) for each in names),
        *(("dct:publisher", NamedNode(each)) for each in publishers[:1]),
        *(("dcat:contactPoint", NamedNode(each)) for each in links(facts, resource, "dcat:contactPoint")[:1]),
        ("dct:license", NamedNode(CC0)),
    ]


@dataclass(slots=True)
class _Writing:
    """One record under way, with what found no place in it."""

    facts: Facts
    left_out: list[LeftOut] = field(default_factory=list)

    def node(self, parent: Element, subject: str, role_name: str) -> None:
        """Write a node inside the property that points to it."""
        one = role(role_name)
        element = child(parent, one.kind)
        if not subject.startswith("_:"):
            element.set(ABOUT, subject)
        described = self._by_property(subject, role_name)
        for known, form in one.holds.items():
            self._property(element, known, form, described.get(known, []))
        self.left_out += [
            LeftOut(subject, one.kind, known, "no-place")
            for known in described
            if known not in one.holds and known != TYPE and not _said_too(role_name, known, described)
        ]

    def _by_property(self, subject: str, role_name: str) -> dict[str, list[Value]]:
        found: dict[str, list[Value]] = {}
        for known, value in self.facts.get(subject, ()):
            if known != TYPE or role_name == "concept":
                found.setdefault(known, []).append(value)
        if role_name == "concept":
            found[TYPE] = [one for one in found.get(TYPE, ()) if one.value != expand("skos:Concept")]
        if role_name in ITS_IRI:
            found[ITS_IRI[role_name]] = [Literal(subject)]
        return found

    def _property(self, element: Element, known: str, form: Form, values: list[Value]) -> None:
        subject, kind = element.get(ABOUT, ""), short(element)
        fitting = [one for one in values if _fits(form, one)]
        if len(fitting) < len(values):
            why = "date" if form.name == "date" else "form"
            self.left_out.append(LeftOut(subject, kind, known, why))
        if form.first and len(fitting) > 1:
            self.left_out.append(LeftOut(subject, kind, known, "several"))
            fitting = sorted(fitting, key=str)[:1]
        for value in fitting:
            holder = child(element, known)
            if form.name in PLAIN or isinstance(value, Literal):
                _write(holder, form, value)
            else:
                self.node(holder, name(value), form.name)


def _said_too(role_name: str, known: str, described: Collection[str]) -> bool:
    """Tell whether our description says the same in a place that the platform does keep."""
    path = twin_of(role_name, known)
    return path in described or "/" in path


def _fits(form: Form, value: Value) -> bool:
    if form.name == "ref":
        return isinstance(value, NamedNode) and bool(value.value)
    if form.name == "date":
        return isinstance(value, Literal) and value.datatype.value in DATES
    if form.name in PLAIN:
        return isinstance(value, Literal) and bool(value.value.strip())
    return isinstance(value, NamedNode | BlankNode)


def _write(holder: Element, form: Form, value: Value) -> None:
    if form.name == "ref":
        holder.set(RESOURCE, value.value)
        return
    holder.text = value.value
    if not isinstance(value, Literal):
        return
    if form.name == "text" and value.language:
        holder.set(LANGUAGE, value.language)
    if form.name in {"typed", "date"} and value.datatype.value not in UNTYPED:
        holder.set(DATATYPE, value.datatype.value)
