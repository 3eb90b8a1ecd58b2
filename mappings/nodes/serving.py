"""Data services that a record lists among or with its files, if all is known that a service must say.

One law: what a service does not say itself it has from its distribution or dataset, marked as such.
"""

from dataclasses import replace
from typing import Final

from catalogue.model import Agent, Contact, DataService, Dataset, Reason, Standard, Text, mint
from mappings.nodes.distributions import Draft, Maker
from mappings.nodes.resources import fill, fill_service
from mappings.nodes.services import OGC, Offer
from mappings.nodes.values import take, take_all
from mappings.reading import Scope, cut, reason

__all__ = ["add_service"]

_PROTOCOLS: Final = "https://data.vlaanderen.be/id/concept/dataserviceprotocol/"
_FROM_DATASET: Final = ("contact", "publisher", "access_rights", "keywords", "themes")
_MANY: Final = ("title", "description", "rights", "pages", "languages", "applicable_legislation")
_ONE: Final = ("issued", "modified")


def add_service(
    offer: Offer,
    draft: Draft,
    dataset: Dataset,
    maker: Maker,
    made: list[DataService],
    *,
    without: str = "service-incomplete",
) -> DataService | None:
    """Make the data service of an offer; None, with the note ``without``, if it cannot say all it must."""
    scope = maker.scope
    iri = mint(scope.base, "dataservice", scope.publisher, scope.identifier, offer.endpoint, offer.protocol)
    same = next((service for service in made if service.iri == iri), None)
    if same is not None:
        scope.note("service-merged", draft.pointer, offer.address.original)
        return same
    own = replace(scope, reasons={})
    service = _described(offer, draft, dataset, iri, own)
    missing = _missing(service)
    if missing:
        scope.note(without, draft.pointer, f"{offer.endpoint} ({missing})")
        return None
    path = f"services[{len(made)}]"
    for name, whys in own.reasons.items():
        scope.reasons[f"{path}.{name}"] = whys
    if service.licence is None:
        service.licence = maker.licence_for(draft, f"{path}.licence")
    if not service.rights:
        service.rights = maker.rights_for(draft, f"{path}.rights")
    made.append(service)
    return service


def _missing(service: DataService) -> str:
    known = {
        "title": bool(service.title),
        "endpointDescription": bool(service.endpoint_description),
        "contactPoint": service.contact is not None,
        "publisher": service.publisher is not None,
        "accessRights": bool(service.access_rights),
    }
    return ", ".join(name for name, is_known in known.items() if not is_known)


def _described(offer: Offer, draft: Draft, dataset: Dataset, iri: str, scope: Scope) -> DataService:
    service = DataService(iri=iri, identifier=iri)
    if draft.block is not None and "endpoint_url" in draft.values:
        _by_itself(service, draft, scope)
    else:
        _by_its_distribution(service, draft, scope)
    service.endpoint_url, service.endpoint_description = offer.endpoint, offer.description
    service.serves = [dataset.iri]
    _explain(offer, scope)
    _as_its_dataset(service, dataset, scope)
    _protocol(service, offer, scope)
    if offer.page is not None and not service.landing_pages:
        service.landing_pages = [offer.page.value]
        scope.explain("landing_pages", reason(f"{offer.rule}.page", offer.page))
    return service


def _by_itself(service: DataService, draft: Draft, scope: Scope) -> None:
    """Fill a service from its own node; where that is silent, its dataset is nearer than the publisher."""
    if draft.block is None:
        return
    fill(service, draft.values, draft.block, draft.node, scope, base=draft.pointer)
    fill_service(service, draft.values, draft.block, scope)
    if "languages" in draft.values:
        service.languages = take_all(draft.values, "languages", draft.rule, scope, "languages")
    if scope.reasons.get("spatial", [Reason("", "")])[0].default:
        service.spatial = []
        del scope.reasons["spatial"]


def _by_its_distribution(service: DataService, draft: Draft, scope: Scope) -> None:
    for name in _MANY:
        if name in draft.values and name != "rights":
            setattr(service, name, take_all(draft.values, name, draft.rule, scope, name))
    for name in _ONE:
        if name in draft.values:
            setattr(service, name, take(draft.values, name, draft.rule, scope, name))


def _explain(offer: Offer, scope: Scope) -> None:
    scope.reasons["endpoint_url"] = [reason(offer.rule, offer.address)]
    if offer.said is not None:
        rule = offer.rule.removesuffix("endpoint_url") + "endpoint_description"
        scope.reasons["endpoint_description"] = [reason(rule, offer.said)]
    elif offer.description:
        why = Reason(
            "service.capabilities", cut(offer.description), offer.address.pointer, offer.address.original
        )
        scope.reasons["endpoint_description"] = [why]


def _as_its_dataset(service: DataService, dataset: Dataset, scope: Scope) -> None:
    """Take over what holds for whatever gives access to the dataset, where the service is silent."""
    for name in _FROM_DATASET:
        said = scope.reasons.get(name)
        value = getattr(dataset, name)
        if not value or (getattr(service, name) and not (said and said[0].default)):
            continue
        setattr(service, name, list(value) if isinstance(value, list) else value)
        parts = value if isinstance(value, list) else [value]
        scope.reasons[name] = [Reason("service.as-its-dataset", _shown(part), default=True) for part in parts]


def _shown(value: Agent | Contact | Text | str) -> str:
    if isinstance(value, Contact):
        return cut(value.email or value.page or value.name)
    if isinstance(value, Agent):
        return cut(value.name[0].value if value.name else value.iri)
    return cut(value.value if isinstance(value, Text) else value)


def _protocol(service: DataService, offer: Offer, scope: Scope) -> None:
    """State the protocol by its code in the Flemish list, beside what the service itself conforms to."""
    if not offer.protocol:
        return
    iri = f"{_PROTOCOLS}{'OGC:' if offer.protocol in OGC else ''}{offer.protocol}"
    service.conforms_to.append(Standard(iri=iri))
    why = Reason(offer.rule, iri, offer.address.pointer, offer.address.original, offer.address.row)
    scope.explain("conforms_to", why)
