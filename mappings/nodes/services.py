"""APIs among a dataset's files become data services, if all is known that a service must say.

One law: an address becomes a service only by what the source says of it; a file stays a file.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from catalogue.model import DataService, Dataset, Reason, Standard, mint
from mappings.nodes.distributions import Draft, Maker
from mappings.reading import Given, Scope, cut, reason
from mappings.rules.onlines import capabilities_of, endpoint_of
from mappings.tables import services

__all__ = ["Offer", "add_service", "offer_of", "offers_inside"]

_OGC: Final = ("WMS", "WFS", "WCS", "WMTS")
_PROTOCOL: Final = "https://data.vlaanderen.be/id/concept/dataserviceprotocol/OGC:"
_HANDS_OUT: Final = ("getfeature", "getmap", "getcoverage", "gettile")


class Offer(NamedTuple):
    """A service as the source describes it."""

    endpoint: str
    description: str
    protocol: str
    address: Given
    rule: str


def offer_of(draft: Draft) -> Offer | None:
    """Tell whether a distribution is the address of a service, and of which protocol."""
    address = draft.download or draft.access
    stated = services().get(draft.values["format"][0].value, "") if "format" in draft.values else ""
    if "format" in draft.values and not stated:
        return None
    try:
        query = parse_qsl(urlsplit(address.value).query, keep_blank_values=True)
    except ValueError:
        return None
    call = {name.lower(): value for name, value in query}
    protocol = call.get("service", "").upper() if call.get("service", "").upper() in _OGC else stated
    if not protocol or (not stated and call.get("request", "").lower() in _HANDS_OUT):
        return None
    endpoint = endpoint_of(address.value)
    description = capabilities_of(endpoint, protocol) if protocol in _OGC else ""
    rule = f"{draft.rule}.{'format' if stated else 'access_url'}"
    return Offer(endpoint, description, protocol, address, rule)


def offers_inside(draft: Draft, scope: Scope) -> Iterator[tuple[Draft, Offer]]:
    """Read the services that a distribution says it is served by (dcat:accessService)."""
    for block in draft.block.nodes.get("services", ()) if draft.block is not None else ():
        for pointer, inner in block.found(draft.node, draft.pointer):
            values = block.read(inner, pointer, scope)
            if "endpoint_url" in values:
                description = (
                    values["endpoint_description"][0].value if "endpoint_description" in values else ""
                )
                inside = draft._replace(
                    node=inner, pointer=pointer, values=values, rule=block.rule, block=block
                )
                address = values["endpoint_url"][0]
                yield inside, Offer(address.value, description, "", address, f"{block.rule}.endpoint_url")


def add_service(
    offer: Offer, draft: Draft, dataset: Dataset, maker: Maker, made: list[DataService]
) -> DataService | None:
    """Make the data service of an offer; None, with a note, if something is missing that it must say."""
    scope = maker.scope
    missing = _missing(offer, draft, dataset)
    if missing:
        scope.note("service-incomplete", draft.pointer, f"{offer.endpoint} ({missing})")
        return None
    iri = mint(scope.base, "dataservice", scope.publisher, scope.identifier, offer.endpoint, offer.protocol)
    same = next((service for service in made if service.iri == iri), None)
    if same is not None:
        scope.note("service-merged", draft.pointer, offer.address.original)
        return same
    service = DataService(
        iri=iri,
        identifier=iri,
        title=[given.value for given in draft.values["title"]],
        description=[given.value for given in draft.values.get("description", [])],
        contact=dataset.contact,
        publisher=dataset.publisher,
        access_rights=dataset.access_rights,
        endpoint_url=offer.endpoint,
        endpoint_description=offer.description,
        serves=[dataset.iri],
        conforms_to=[Standard(iri=_PROTOCOL + offer.protocol)] if offer.protocol in _OGC else [],
    )
    _explain(service, offer, draft, maker, f"services[{len(made)}]")
    made.append(service)
    return service


def _missing(offer: Offer, draft: Draft, dataset: Dataset) -> str:
    known = {
        "title": "title" in draft.values,
        "endpointDescription": bool(offer.description),
        "contactPoint": dataset.contact is not None,
        "publisher": dataset.publisher is not None,
        "accessRights": bool(dataset.access_rights),
    }
    return ", ".join(name for name, is_known in known.items() if not is_known)


def _explain(service: DataService, offer: Offer, draft: Draft, maker: Maker, path: str) -> None:
    scope = maker.scope
    scope.explain(f"{path}.endpoint_url", reason(offer.rule, offer.address))
    why = Reason(
        "service.capabilities" if offer.protocol else offer.rule,
        cut(offer.description),
        offer.address.pointer,
        offer.address.original,
    )
    scope.explain(f"{path}.endpoint_description", why)
    for name in ("title", "description"):
        for given in draft.values.get(name, []):
            scope.explain(f"{path}.{name}", reason(f"{draft.rule}.{name}", given))
    for name in ("contact", "publisher", "access_rights"):
        scope.explain(f"{path}.{name}", Reason("service.as-its-dataset", name))
    if service.conforms_to:
        scope.explain(
            f"{path}.conforms_to",
            Reason(offer.rule, service.conforms_to[0].iri, offer.address.pointer, offer.address.original),
        )
    service.licence = maker.licence_for(draft, f"{path}.licence")
