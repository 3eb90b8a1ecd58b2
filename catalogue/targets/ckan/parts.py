"""The parts of a description that CKAN keeps as small objects: agents, contacts, places, periods, relations.

Every function gives what is known and leaves out the rest: an empty field would be a value that nobody gave.
"""

from itertools import islice
from typing import Any, Final, TypeAlias

from catalogue.model import Text
from catalogue.targets.ckan.geometry import kept_small
from catalogue.targets.ckan.losses import Losses
from catalogue.targets.ckan.node import Node
from catalogue.targets.ckan.tongue import Spoken

__all__ = ["Part", "agents", "contacts", "known", "notations", "periods", "places", "relations", "statements"]

Part: TypeAlias = dict[str, Any]
SHAPES: Final = (("geom", "locn:geometry"), ("bbox", "dcat:bbox"), ("centroid", "dcat:centroid"))


def known(**values: Any) -> Part:  # noqa: ANN401 -- whatever JSON can hold
    return {name: value for name, value in values.items() if value not in ("", None, [], {}, ())}


def agents(about: Node, name: str) -> list[Part]:
    return [
        known(uri=each.iri, name=Spoken(each.texts("foaf:name")), type=each.first("dct:type"))
        for each in about.nodes(name)
    ]


def contacts(about: Node) -> list[Part]:
    return [
        known(
            uri=each.iri,
            name=Spoken(each.texts("vcard:fn")),
            email=each.first("vcard:hasEmail").removeprefix("mailto:"),
            url=each.first("vcard:hasURL") or each.first("foaf:page"),
        )
        for each in about.nodes("dcat:contactPoint")
    ]


def places(about: Node, losses: Losses) -> list[Part]:
    return [
        known(
            uri=each.iri,
            text=Spoken(each.texts("skos:prefLabel")),
            **{field: kept_small(each.value(name), field, losses) for field, name in SHAPES},
        )
        for each in about.nodes("dct:spatial")
    ]


def periods(about: Node) -> list[Part]:
    told = (
        known(start=each.value("dcat:startDate"), end=each.value("dcat:endDate"))
        for each in about.nodes("dct:temporal")
    )
    return [period for period in told if period]


def relations(about: Node) -> list[Part]:
    return [
        known(uri=each.iri, relation=each.first("dct:relation"), role=each.first("dcat:hadRole"))
        for each in about.nodes("dcat:qualifiedRelation")
    ]


def notations(about: Node) -> list[str]:
    """Give the other names of a thing, each once."""
    found = (each.value("skos:notation") for each in about.nodes("adms:identifier"))
    return sorted({name for name in found if name})


def statements(about: Node, name: str) -> Spoken:
    """Give the words of a statement, or the page that holds it where it is no words."""
    nodes = about.nodes(name)
    if texts := [text for each in nodes for text in each.texts("rdfs:label")]:
        return Spoken(texts)
    pages = (each.iri for each in nodes if each.iri.startswith(("http://", "https://")))
    return Spoken(Text(page) for page in islice(pages, 1))
