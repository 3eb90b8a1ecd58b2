"""What the platform's index makes of a record: the filters it answers to, and under which labels."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from catalogue.targets.twin.importing import Element, contents
from catalogue.targets.twin.rules import rules

__all__ = ["Facets", "Label", "addresses", "elements", "facets_of", "label_of", "texts"]

PUBLIC: Final = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"


class Label(NamedTuple):
    iri: str
    text: str
    """What people see; empty where the feed does not bring a name along."""


class Facets(NamedTuple):
    indexed: bool
    """False where the profile that the record declares is not one for which the index works out the rest."""
    open_data: bool
    """The field that goes by the statuut."""
    geo_data: bool
    open_filter: bool
    """The filter on Datavindplaats that goes by the licence."""
    public: bool
    access: Label | None
    licences: list[Label]
    themes: list[Label]
    formats: list[Label]
    organisation: str
    sorted_by: str
    """The newest of modified, issued and created, on which the list is sorted; empty without any."""


def facets_of(record: Element, resource: Element) -> Facets:
    declared = {one.iri for one in elements(record, "dct:conformsTo")}
    indexed = bool(declared & rules().indexed)
    statuut = {one.iri for path in ("mdcat:statuut", "dct:subject") for one in elements(resource, path)}
    marks = {rules().statuut["dataset"], rules().statuut["service"]}
    access = [_label(one) for one in elements(resource, "dct:accessRights")]
    licences = _licences(resource)
    return Facets(
        indexed=indexed,
        open_data=indexed and bool(statuut & marks),
        geo_data=indexed and rules().statuut["geo"] in statuut,
        open_filter=any(_canonical(one.iri) in rules().model_licences for one in licences),
        public=any(one.iri == PUBLIC for one in access),
        access=access[0] if access else None,
        licences=licences if indexed else [],
        themes=[_label(one) for one in elements(resource, "dcat:theme") if one.iri],
        formats=_unique(_label(one) for one in elements(resource, "dcat:distribution", "dct:format")),
        organisation=next(iter(texts(resource, "dct:publisher", "foaf:name")), ""),
        sorted_by=max(
            (
                text
                for known in ("dct:modified", "dct:issued", "dct:created")
                for text in texts(resource, known)
            ),
            default="",
        ),
    )


def elements(element: Element, *path: str) -> list[Element]:
    return [one for one in contents(element, *path) if isinstance(one, Element)]


def texts(element: Element, *path: str) -> list[str]:
    """List the texts at the end of a path, the Dutch ones first."""
    found = [one for one in contents(element, *path) if isinstance(one, Literal)]
    return [one.value for one in sorted(found, key=lambda one: one.language != "nl")]


def addresses(element: Element, *path: str) -> list[str]:
    return [one.value for one in contents(element, *path) if isinstance(one, NamedNode)]


def label_of(element: Element) -> str:
    """Give the name that people see: in Dutch, else in whatever language there is."""
    known = "dct:title" if element.role == "licence" else "skos:prefLabel"
    return next(iter(texts(element, known)), "")


def _licences(resource: Element) -> list[Label]:
    held = [*elements(resource, "dct:license"), *elements(resource, "dcat:distribution", "dct:license")]
    return _unique(_label(one) for one in held if one.iri)


def _label(element: Element) -> Label:
    return Label(element.iri, label_of(element))


def _unique(labels: Iterable[Label]) -> list[Label]:
    return list({one.iri: one for one in labels}.values())


def _canonical(iri: str) -> str:
    """Take the two ways to reach the Flemish licences for one."""
    return iri.replace("http://data.vlaanderen.be/", "https://data.vlaanderen.be/", 1)
