"""The page of a record on Datavindplaats, as far as the record decides what stands on it."""

from typing import Final, NamedTuple

from catalogue.targets.twin.facets import Facets, addresses, elements, label_of, texts
from catalogue.targets.twin.importing import Element

__all__ = ["Button", "Card", "card_of"]

WEB: Final = ("http://", "https://")


class Button(NamedTuple):
    """A way to the data: a download of a dataset, or the address of a service."""

    title: str
    format: str
    url: str


class Card(NamedTuple):
    kind: str
    title: str
    organisation: str
    description: str
    public: bool
    access: str
    licences: list[str]
    keywords: list[str]
    themes: list[str]
    dates: dict[str, str]
    contact: str
    contact_page: str
    landing_pages: list[str]
    buttons: list[Button]
    """Only what begins with http is a button."""
    dead: int
    """Distributions without an address that begins with http."""
    services: list[str]
    """Datasets that a service serves, or services that serve the distributions."""


def card_of(resource: Element, facets: Facets) -> Card:
    buttons = _buttons(resource)
    held = len(elements(resource, "dcat:distribution"))
    serves = addresses(resource, "dcat:servesDataset")
    served = addresses(resource, "dcat:distribution", "dcat:accessService")
    emails = addresses(resource, "dcat:contactPoint", "vcard:hasEmail")
    names = ("modified", "issued", "created")
    return Card(
        kind=resource.role,
        title=_first(resource, "dct:title"),
        organisation=facets.organisation,
        description=_first(resource, "dct:description"),
        public=facets.public,
        access=facets.access.text if facets.access else "",
        licences=[one.text or one.iri for one in facets.licences],
        keywords=texts(resource, "dcat:keyword"),
        themes=list(dict.fromkeys(one.text or one.iri for one in facets.themes)),
        dates={name: text for name in names if (text := _first(resource, f"dct:{name}"))},
        contact=next(iter(emails), "").removeprefix("mailto:"),
        contact_page=next(iter(addresses(resource, "dcat:contactPoint", "vcard:hasURL")), ""),
        landing_pages=addresses(resource, "dcat:landingPage"),
        buttons=buttons,
        dead=max(0, held - len(buttons)) if resource.role == "dataset" else 0,
        services=list(dict.fromkeys([*serves, *served])),
    )


def _buttons(resource: Element) -> list[Button]:
    if resource.role == "service":
        urls = addresses(resource, "dcat:endpointURL")
        return [Button("", "", url) for url in urls if url.startswith(WEB)]
    return [
        Button(_first(each, "dct:title"), _format(each), url)
        for each in elements(resource, "dcat:distribution")
        for url in addresses(each, "dcat:accessURL")[:1]
        if url.startswith(WEB)
    ]


def _format(distribution: Element) -> str:
    found = next(iter(elements(distribution, "dct:format")), None)
    return "" if found is None else label_of(found) or found.iri


def _first(element: Element, predicate: str) -> str:
    return next(iter(texts(element, predicate)), "")
