"""Services that the software of a portal has for a dataset without listing them in its record.

One law: only where the record itself says that the service holds this dataset, and with its description.
"""

from collections.abc import Iterator

from catalogue.model import Content, Record, Source
from mappings.nodes.distributions import Draft
from mappings.nodes.exports import Portal, item_of, made_address
from mappings.nodes.holdings import Implied
from mappings.nodes.services import Offer
from mappings.reading import Given
from mappings.tables import exports
from mappings.tables.schema import ApiExport

__all__ = ["datastore", "explore_api"]


def datastore(content: Content, title: list[Given], source: Source) -> Iterator[Implied]:
    """Offer the DataStore of CKAN for the files whose rows it says to hold."""
    resources = content.get("resources")
    held = [
        f"/resources/{place}"
        for place, resource in enumerate(resources if type(resources) is list else ())
        if type(resource) is dict and resource.get("datastore_active") is True
    ]
    if held:
        said = Given("", "", f"{held[0]}/datastore_active", "true")
        offer = _offer(exports().datastore, "ckan.datastore", said, source, {})
        yield from _implied(offer, said, title, held)


def explore_api(record: Record, title: list[Given], source: Source, dataset: Given) -> Iterator[Implied]:
    """Offer the API of Opendatasoft for a dataset with records; its first version has no description."""
    portal = Portal.of(record, source)
    item, base = item_of(record.content)
    if item.get("has_records") is True and portal.describes_itself:
        said = Given("", "", f"{base}/has_records", "true")
        parts = {"dataset": dataset.value, "api": portal.api}
        offer = _offer(exports().api, "opendatasoft.api", said, source, parts)
        yield from _implied(offer, said, title, [])


def _offer(api: ApiExport, rule: str, said: Given, source: Source, parts: dict[str, str]) -> Offer | None:
    endpoint = made_address(api.endpoint, source, said, parts)
    description = made_address(api.description, source, said, parts)
    if endpoint is None or description is None:
        return None
    page = made_address(api.page, source, said, parts) if api.page else None
    return Offer(endpoint.value, description.value, "REST", endpoint, rule, page=page)


def _implied(offer: Offer | None, said: Given, title: list[Given], serves: list[str]) -> Iterator[Implied]:
    if offer is None:
        return
    draft = Draft(
        node={},
        pointer=said.pointer,
        values={"title": title},
        rule=offer.rule,
        block=None,
        silent_on_licence=True,
        access=offer.address,
        download=None,
        derived=False,
    )
    yield Implied(draft, offer, frozenset(serves))
