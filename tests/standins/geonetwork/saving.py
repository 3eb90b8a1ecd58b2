"""What the stand-in makes of a record when it saves it, as the platform's stylesheets were read to do."""

from datetime import date
from typing import Final
from uuid import UUID, uuid4

from catalogue.targets.geonetwork.markup import ABOUT, LANGUAGE, RESOURCE, Element, child, children, short
from tests.standins.geonetwork.order import SEQUENCES

__all__ = ["record_of", "reordered", "resource_of", "saved", "uuid_of"]

STATUUT: Final = "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/"
PROFILE: Final = "https://data.vlaanderen.be/doc/applicatieprofiel/DCAT-AP-VL"
MEMBERS: Final = {"dcat:dataset": "datasets", "dcat:service": "services"}
WITHOUT_TEMPLATE: Final = {
    *("dcat:version", "dcat:hasVersion", "dcat:isVersionOf", "dcat:inSeries", "dcatap:applicableLegislation"),
    *("dcat:spatialResolutionInMeters", "dcat:temporalResolution", "adms:sample"),
}


def record_of(document: Element) -> Element:
    return next(one for one in document.iter() if short(one) == "dcat:CatalogRecord")


def resource_of(document: Element) -> Element:
    return next(one for one in document.iter() if short(one) in {"dcat:Dataset", "dcat:DataService"})


def uuid_of(document: Element) -> str:
    """Give the identifier of the record, by which it is kept; empty when there is none."""
    found = [one for one in document.iter() if short(one) == "dcat:CatalogRecord"]
    return _text(found[0], "dct:identifier") if found else ""


def saved(document: Element, uuid: str, node: str, today: date) -> None:
    """Rewrite a record in place."""
    record, resource = record_of(document), resource_of(document)
    _catalogue(document, node)
    own = _resource_uuid(resource)
    about = f"{node}resources/{MEMBERS[short(resource.getparent())]}/{own}"
    resource.set(ABOUT, about)
    record.set(ABOUT, f"{node}api/records/{uuid}")
    _only(record, "foaf:primaryTopic").set(RESOURCE, about)
    _only(record, "dct:modified").text = today.isoformat()
    _describe_profile(record)
    if short(resource) == "dcat:Dataset":
        _drop(resource, WITHOUT_TEMPLATE)
    _mark_as_open(record, resource)
    _speak_dutch(resource)
    reordered(document)


def reordered(document: Element) -> None:
    """Put elements in the order of the schema, in place."""
    for element in list(document.iter()):
        _reorder(element)


def _catalogue(document: Element, node: str) -> None:
    """Put the platform's own catalogue in the place of what came."""
    catalogue = next(iter(children(document)))
    for one in list(children(catalogue)):
        if short(one) not in {"dcat:dataset", "dcat:service", "dcat:record"}:
            catalogue.remove(one)
    catalogue.set(ABOUT, f"{node}catalogs/standin")
    child(catalogue, "dct:title").text = "Open Data Catalogus van het nagebootste platform"
    child(catalogue, "dct:identifier").text = "standin"


def _resource_uuid(resource: Element) -> str:
    """Find the identifier that is nothing but a UUID; without one, make one up and put it first."""
    for one in children(resource):
        if short(one) == "dct:identifier" and _is_uuid(one.text or ""):
            return str(one.text)
    made = str(uuid4())
    child(resource, "dct:identifier").text = made
    return made


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def _describe_profile(record: Element) -> None:
    for holder in [one for one in children(record) if short(one) == "dct:conformsTo"]:
        for standard in children(holder):
            for said in list(children(standard)):
                if short(said) != "dct:identifier":
                    standard.remove(said)
            child(standard, "dct:title").text = "Dcat-ap-vl"


def _mark_as_open(record: Element, resource: Element) -> None:
    profiles = [one.get(ABOUT, "") for one in record.iter() if short(one) == "dct:Standard"]
    if not any(one.startswith(PROFILE) for one in profiles):
        return
    mark = STATUUT + ("VLOPENDATA" if short(resource) == "dcat:Dataset" else "VLOPENDATASERVICE")
    held = [node.get(ABOUT) for one in children(resource) if short(one) == "mdcat:statuut" for node in one]
    if mark not in held:
        child(child(resource, "mdcat:statuut"), "skos:Concept").set(ABOUT, mark)


def _speak_dutch(resource: Element) -> None:
    """Say of texts without a language that they are Dutch."""
    for one in resource.iter():
        if short(one) in {"dct:title", "dct:description"} and one.get(LANGUAGE) is None:
            one.set(LANGUAGE, "nl")


def _drop(element: Element, names: set[str]) -> None:
    for one in list(children(element)):
        if short(one) in names:
            element.remove(one)


def _reorder(element: Element) -> None:
    sequence = SEQUENCES.get(short(element))
    if sequence:
        element[:] = sorted(
            children(element),
            key=lambda one: sequence.index(short(one)) if short(one) in sequence else len(sequence),
        )


def _only(element: Element, name: str) -> Element:
    found = [one for one in children(element) if short(one) == name]
    return found[0] if found else child(element, name)


def _text(element: Element, name: str) -> str:
    return next((one.text or "" for one in children(element) if short(one) == name), "")
