"""What an entry says, under the names that ckanext-dcat has for it, before it gets the form of a portal."""

from typing import Any, Final, NamedTuple

from catalogue.model import Kind, Text
from catalogue.model.namespaces import expand
from catalogue.targets.ckan.losses import Losses
from catalogue.targets.ckan.node import Node
from catalogue.targets.ckan.parts import (
    Part,
    agents,
    contacts,
    known,
    notations,
    periods,
    places,
    relations,
    statements,
)
from catalogue.targets.ckan.resources import endpoint, resources
from catalogue.targets.ckan.tongue import Spoken

__all__ = ["Described", "described"]

LITERAL: Final = {
    "created": "dct:created",
    "identifier": "dct:identifier",
    "issued": "dct:issued",
    "modified": "dct:modified",
    "spatial_resolution_in_meters": "dcat:spatialResolutionInMeters",
    "temporal_resolution": "dcat:temporalResolution",
    "version": "owl:versionInfo",
}
SIMPLE: Final = {
    "access_rights": "dct:accessRights",
    "frequency": "dct:accrualPeriodicity",
    "landingspagina_voor_authenticatie": "mdcat:landingspaginaVoorAuthenticatie",
    "landingspagina_voor_gebruiksinformatie": "mdcat:landingspaginaVoorGebruiksinformatie",
    "landingspagina_voor_statusinformatie": "mdcat:landingspaginaVoorStatusinformatie",
    "levensfase": "mdcat:levensfase",
    "ontwikkelingstoestand": "mdcat:ontwikkelingstoestand",
    "url": "dcat:landingPage",
}
LISTS: Final = {
    "applicable_legislation": "dcatap:applicableLegislation",
    "conforms_to": "dct:conformsTo",
    "documentation": "foaf:page",
    "has_version": "dct:hasVersion",
    "hvd_category": "dcatap:hvdCategory",
    "in_series": "dcat:inSeries",
    "is_referenced_by": "dct:isReferencedBy",
    "is_version_of": "dct:isVersionOf",
    "language": "dct:language",
    "related_resource": "dct:relation",
    "serves_dataset": "dcat:servesDataset",
    "source": "dct:source",
    "statuut": "mdcat:statuut",
    "theme": "dcat:theme",
}


class Described(NamedTuple):
    fields: dict[str, Any]
    """By name: a value, what is said in several languages, a list of values or of small objects."""
    keywords: list[Text]
    resources: list[Part]
    licences: list[str]
    """IRIs of the licences of its files, each once."""


def described(about: Node, kind: Kind, losses: Losses) -> Described:
    fields = known(
        uri=about.iri,
        title=Spoken(about.texts("dct:title")),
        notes=Spoken(about.texts("dct:description")),
        **{field: about.value(name) for field, name in LITERAL.items()},
        **{field: about.first(name) for field, name in SIMPLE.items()},
        **{field: sorted(about.iris(name)) for field, name in LISTS.items()},
        version_notes=Spoken(about.texts("adms:versionNotes")),
        provenance=statements(about, "dct:provenance"),
        rights=statements(about, "dct:rights"),
        dcat_type=_kind(about, kind),
        alternate_identifier=notations(about),
        sample=_samples(about),
        contact=contacts(about),
        publisher=agents(about, "dct:publisher"),
        creator=agents(about, "dct:creator"),
        rights_holder=agents(about, "dct:rightsHolder"),
        temporal_coverage=periods(about),
        spatial_coverage=places(about, losses),
        qualified_relation=relations(about),
    )
    _tell_of_more(about, losses)
    files = endpoint(about) if kind is Kind.SERVICE else resources(about)
    return Described(fields, about.texts("dcat:keyword"), files, _licences(about))


def _kind(about: Node, kind: Kind) -> str:
    """Say what it is where that is no dataset, since CKAN files everything as one."""
    said = about.first("dct:type")
    if said or kind is Kind.DATASET:
        return said
    return expand("dcat:DataService" if kind is Kind.SERVICE else "dcat:DatasetSeries")


def _samples(about: Node) -> list[str]:
    found = (
        each.first("dcat:downloadURL") or each.first("dcat:accessURL") for each in about.nodes("adms:sample")
    )
    return sorted({url for url in found if url})


def _licences(about: Node) -> list[str]:
    of_files = (each.first("dct:license") for each in about.nodes("dcat:distribution"))
    found = (about.first("dct:license"), *of_files)
    return list(dict.fromkeys(iri for iri in found if iri))


def _tell_of_more(about: Node, losses: Losses) -> None:
    """Tell of what CKAN keeps one of, and the entry has more."""
    for field in ("frequency", "url"):
        if (count := len(about.iris(SIMPLE[field]))) > 1:
            losses.tell("ckan-target.loss.first", field, count=count)
