"""Which records the platform finds in a graph, and under which UUID each is kept.

It goes by the catalogue records. A resource without one gets one made up, if a catalogue links to it.
"""

from collections.abc import Iterator
from itertools import product
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode

from catalogue.targets.twin.statements import Facts, is_a, links, literals, name
from catalogue.targets.twin.uuids import platform_uuid

__all__ = ["UNSAFE", "Extraction", "PassedOver", "Registration", "extract"]

CATALOGUE: Final = "dcat:Catalog"
RECORD: Final = "dcat:CatalogRecord"
KINDS: Final = {"dcat:Dataset": "dataset", "dcat:DataService": "service"}
LINKS: Final = {"dcat:dataset": "dataset", "dcat:service": "service", "dcat:record": "record"}
WEB: Final = ("http://", "https://")
UNSAFE: Final = frozenset(' <>"{}|\\^`')
"""Characters that break the platform's queries, into which IRIs are pasted as text."""


class Registration(NamedTuple):
    """One record as the platform takes it."""

    record: str
    resource: str
    kind: str
    """``dataset`` or ``service``."""
    catalogue: str
    """Empty where not all four links of the record are there."""
    uuids: tuple[str, ...]
    """More than one where the record can be read in more than one way."""
    invented: bool = False
    """Made up by the platform, as changed at the moment of the harvest."""
    missing: tuple[str, ...] = ()
    """Links that are not there, because of which the UUID follows from the IRI of the record."""


class PassedOver(NamedTuple):
    """A resource that the platform does not take, and why: a key under ``twin.passed``."""

    resource: str
    why: str


class Extraction(NamedTuple):
    catalogues: tuple[str, ...]
    registrations: list[Registration]
    passed_over: list[PassedOver]


def extract(facts: Facts) -> Extraction:
    """Find the records of a graph, as the platform does; blank datasets get the IRI they call themselves."""
    _name_blank_resources(facts)
    catalogues = tuple(subject for subject in facts if is_a(facts, subject, CATALOGUE))
    resources = {subject: kind for subject in facts if (kind := _kind(facts, subject))}
    links_in = _linked(facts)
    found: list[Registration] = []
    registered: set[str] = set()
    for subject in [one for one in facts if is_a(facts, one, RECORD)]:
        holders = [one for one in links_in["record"].get(subject, ()) if one in catalogues]
        for topic in links(facts, subject, "foaf:primaryTopic"):
            registered.add(topic)
            if topic in resources and not topic.startswith("_:"):
                found.append(_registration(facts, holders, subject, topic, resources[topic]))
    for resource, kind in resources.items():
        holders = links_in[kind].get(resource, [])
        if holders and resource not in registered and not resource.startswith("_:"):
            found.append(_invented(facts, catalogues, holders, resource, kind))
    taken = {one.resource for one in found}
    return Extraction(catalogues, found, list(_passed_over(facts, resources, taken)))


def _kind(facts: Facts, subject: str) -> str:
    return next((kind for known, kind in KINDS.items() if is_a(facts, subject, known)), "")


def _name_blank_resources(facts: Facts) -> None:
    """Give a dataset or service without IRI the web address that it has for an identifier."""
    new: dict[str, str] = {}
    for subject in facts:
        if subject.startswith("_:") and _kind(facts, subject):
            web = [one for one in literals(facts, subject, "dct:identifier") if one.startswith(WEB)]
            if web:
                new[subject] = web[0]
    if not new:
        return
    renamed: Facts = {}
    for subject, described in facts.items():
        renamed.setdefault(new.get(subject, subject), []).extend(
            (known, NamedNode(new[str(value)]) if str(value) in new else value) for known, value in described
        )
    facts.clear()
    facts.update(renamed)


def _linked(facts: Facts) -> dict[str, dict[str, list[str]]]:
    """List which nodes link to a resource or record. Of a service the link counts only in a catalogue."""
    found: dict[str, dict[str, list[str]]] = {"dataset": {}, "service": {}, "record": {}}
    for subject, described in facts.items():
        for known, value in described:
            kind = LINKS.get(known)
            if (
                kind
                and not isinstance(value, Literal)
                and (kind != "service" or is_a(facts, subject, CATALOGUE))
            ):
                found[kind].setdefault(name(value), []).append(subject)
    return found


def _registration(facts: Facts, holders: list[str], record: str, resource: str, kind: str) -> Registration:
    identifiers = _values(facts, record, "dct:identifier")
    wanted = {
        "dcat:record": holders,
        "dct:modified": _values(facts, record, "dct:modified"),
        "dct:identifier": identifiers,
        "dct:identifier of the resource": _values(facts, resource, "dct:identifier"),
    }
    missing = tuple(each for each, values in wanted.items() if not values)
    if missing:
        return Registration(record, resource, kind, "", (platform_uuid("", record),), missing=missing)
    uuids = dict.fromkeys(platform_uuid(holder, each) for holder, each in product(holders, identifiers))
    return Registration(record, resource, kind, holders[0], tuple(uuids))


def _invented(
    facts: Facts, catalogues: tuple[str, ...], holders: list[str], resource: str, kind: str
) -> Registration:
    record = f"{resource}-record"
    in_catalogue = [one for one in holders if one in catalogues]
    identified = _values(facts, resource, "dct:identifier")
    missing = () if identified and in_catalogue else ("dct:identifier of the resource",)
    if missing:
        uuids: tuple[str, ...] = (platform_uuid("", record),)
    else:
        uuids = tuple(dict.fromkeys(platform_uuid(holder, resource) for holder in in_catalogue))
    catalogue = "" if missing else in_catalogue[0]
    return Registration(record, resource, kind, catalogue, uuids, invented=True, missing=missing)


def _values(facts: Facts, subject: str, predicate: str) -> list[str]:
    """Give the values of a property as the platform's queries read them, literal or not."""
    return [value.value for known, value in facts.get(subject, ()) if known == predicate]


def _passed_over(facts: Facts, resources: dict[str, str], taken: set[str]) -> Iterator[PassedOver]:
    for resource in resources:
        if resource not in taken:
            yield PassedOver(resource, "blank-node" if resource.startswith("_:") else "not-linked")
    for subject in facts:
        if subject not in resources and is_a(facts, subject, "dcat:DatasetSeries"):
            yield PassedOver(subject, "series")
