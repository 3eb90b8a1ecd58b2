"""Datasets, data services and series: what they share, and what each has of its own."""

from typing import Final

from catalogue.model import DataService, Dataset, DatasetSeries, Reason, Resource
from mappings.engine import Block, Values
from mappings.nodes.context import periods, spatial, standards
from mappings.nodes.identifiers import Within, name_besides
from mappings.nodes.links import linked, relate
from mappings.nodes.origins import tell_more
from mappings.nodes.people import agent, contact, named_after, publisher
from mappings.nodes.theme_lists import agreed
from mappings.nodes.themes import told_themes
from mappings.nodes.values import licence_of, take, take_all
from mappings.reading import Scope, reason

__all__ = ["OPEN_DATA", "OPEN_DATA_SERVICE", "PUBLIC", "fill", "fill_dataset", "fill_series", "fill_service"]

PUBLIC: Final = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
_STATUUT: Final = "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/"
OPEN_DATA: Final = _STATUUT + "VLOPENDATA"
OPEN_DATA_SERVICE: Final = _STATUUT + "VLOPENDATASERVICE"

_SINGLE: Final = ("issued", "modified", "created", "version")
_OF_SERVICES: Final = (
    "endpoint_url",
    "endpoint_description",
    "lifecycle",
    "development",
    "authentication_page",
    "usage_page",
    "status_page",
)
_MANY: Final = (
    "title",
    "description",
    "keywords",
    "themes",
    "landing_pages",
    "pages",
    "statuut",
    "applicable_legislation",
    "hvd_categories",
)


def fill(
    resource: Resource, values: Values, block: Block, node: object, scope: Scope, *, base: str = ""
) -> None:
    """Set what every resource has: texts, dates, codes, and the people, places and standards around it.

    ``base`` is the pointer of a node that is not the whole record.
    """
    if "themes" in values:
        values["themes"] = agreed(values["themes"])
    for name in _MANY:
        if name in values:
            setattr(resource, name, take_all(values, name, block.rule, scope, name))
    for name in _SINGLE:
        if name in values:
            setattr(resource, name, take(values, name, block.rule, scope, name))
    resource.keywords = [word for word in resource.keywords if word.value]
    told_themes(resource, values, scope)
    resource.access_rights = _access_rights(values, block, scope)
    name_besides(resource, Within(node, base, block, values, "alternative_identifiers"), scope)
    nodes = block.nodes
    resource.publisher = publisher(node, nodes.get("publisher", ()), scope, base)
    found = contact(node, nodes.get("contact", ()), scope, base)
    resource.contact = named_after(resource.publisher, found, scope)
    resource.spatial = spatial(node, nodes.get("spatial", ()), scope, base)
    resource.conforms_to = standards(node, base, nodes.get("conforms_to", ()), scope, "conforms_to")
    relate(resource, values, block, node, scope)


def _access_rights(values: Values, block: Block, scope: Scope) -> str:
    stated: str | None = take(values, "access_rights", block.rule, scope, "access_rights")
    if stated:
        return stated
    if not scope.public or any(note.code == "access-rights-unknown" for note in scope.notes):
        return ""
    scope.explain("access_rights", Reason(f"listing.public-{scope.public}", PUBLIC, default=True))
    return PUBLIC


def fill_dataset(dataset: Dataset, values: Values, block: Block, node: object, scope: Scope) -> None:
    """Set what only a dataset has, but for its distributions."""
    dataset.frequency = take(values, "frequency", block.rule, scope, "frequency") or ""
    dataset.provenance = take_all(values, "provenance", block.rule, scope, "provenance")
    tell_more(dataset, values, block, node, scope)
    dataset.temporal = periods(node, block.nodes.get("temporal", ()), scope)
    if "rights_holder" in block.nodes:
        dataset.rights_holder = agent(node, block.nodes["rights_holder"], scope, "rights_holder")


def fill_service(service: DataService, values: Values, block: Block, scope: Scope) -> None:
    """Set what only a data service has."""
    for name in _OF_SERVICES:
        setattr(service, name, take(values, name, block.rule, scope, name) or "")
    service.serves = linked(values, "serves", block.rule, scope, "serves")
    service.rights = take_all(values, "rights", block.rule, scope, "rights")
    for name in ("licence", "licence_by_name"):
        if name in values and service.licence is None:
            scope.explain("licence", reason(f"{block.rule}.{name}", values[name][0]))
            service.licence = licence_of(values[name][0])


def fill_series(series: DatasetSeries, values: Values, block: Block, node: object, scope: Scope) -> None:
    """Set what only a series has. The profile wants exactly one alternative identifier: the source's own."""
    series.frequency = take(values, "frequency", block.rule, scope, "frequency") or ""
    series.temporal = periods(node, block.nodes.get("temporal", ()), scope)
    if series.assigned_identifiers:
        series.assigned_identifiers = series.assigned_identifiers[:1]
        series.alternative_identifiers = []
        scope.reasons.pop("alternative_identifiers", None)
    elif series.alternative_identifiers:
        series.alternative_identifiers = series.alternative_identifiers[:1]
        scope.reasons["alternative_identifiers"] = scope.reasons["alternative_identifiers"][:1]
    else:
        series.alternative_identifiers = [scope.identifier]
        scope.explain("alternative_identifiers", Reason("source.identifier", scope.identifier))
