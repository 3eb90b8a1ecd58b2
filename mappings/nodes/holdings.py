"""What a dataset offers: its files, the services that serve them, and samples that show what they hold.

One law: a service and the files that it serves point at each other.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from catalogue.model import DataService, Dataset, Distribution, Reason
from mappings.nodes.distributions import Draft, Maker
from mappings.nodes.services import Offer, offer_of, offers_inside
from mappings.nodes.serving import add_service
from mappings.reading import Given, reason

__all__ = ["Holdings", "Implied"]

_MOST: Final = 2000
"""Distributions of one dataset beyond this are left out: no reader or target can use them."""


class Implied(NamedTuple):
    """A service that portal software has for a dataset without listing it."""

    draft: Draft
    offer: Offer
    serves: frozenset[str]
    """Pointers of the distributions that it gives access to; empty for the dataset as a whole."""


@dataclass(slots=True)
class Holdings:
    """Takes the drafts of one dataset in order, and keeps what is made of them."""

    dataset: Dataset
    maker: Maker
    services: list[DataService] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    """Pointer of a draft → the first distribution that was made of it."""
    linked: set[str] = field(default_factory=set)

    def take(self, drafts: Iterable[Draft]) -> None:
        """Make a service or a distribution of each draft."""
        for draft in drafts:
            if len(self.maker.made) + len(self.services) >= _MOST:
                self.maker.scope.note("distributions-too-many", draft.pointer)
                break
            self._take(draft)

    def _take(self, draft: Draft) -> None:
        offer = offer_of(draft)
        service = add_service(offer, draft, self.dataset, self.maker, self.services) if offer else None
        made = self.maker.add(draft) if service is None else None
        if made is not None:
            self.places.setdefault(draft.pointer, len(self.maker.made) - 1)
        for inside, inner in offers_inside(draft, self.maker.scope):
            served = add_service(inner, inside, self.dataset, self.maker, self.services)
            if served is not None and made is not None:
                self._link(len(self.maker.made) - 1, served, reason(inner.rule, inner.address))

    def imply(self, implied: Iterable[Implied]) -> None:
        """Add the services that the portal software has for the dataset."""
        for draft, offer, serves in implied:
            service = add_service(
                offer, draft, self.dataset, self.maker, self.services, without="service-left-out"
            )
            for pointer in sorted(serves) if service is not None else ():
                if pointer in self.places and service is not None:
                    self._link(self.places[pointer], service, reason(offer.rule, offer.address))

    def settle(self, formats: Iterable[Given], rule: str) -> list[Distribution]:
        """Let every service be reached from the dataset's distributions, and give what was made."""
        made = self.maker.made
        for service in self.services if made else ():
            if service.iri not in self.linked:
                self._link(0, service, Reason("service.of-its-dataset", service.iri))
        self.maker.state_format(tuple(formats), rule)
        self._note_licence_of_some()
        return made

    def _link(self, place: int, service: DataService, why: Reason) -> None:
        distribution = self.maker.made[place]
        self.linked.add(service.iri)
        if service.iri not in distribution.access_services:
            distribution.access_services.append(service.iri)
            self.maker.scope.explain(
                f"distributions[{place}].access_services", why._replace(value=service.iri)
            )

    def _note_licence_of_some(self) -> None:
        """Say where a source licenses some files of a dataset and is silent on the others."""
        made = self.maker.made
        without = [place for place, one in enumerate(made) if one.licence is None]
        if not without or len(without) == len(made):
            return
        pointer = next((at for at, place in self.places.items() if place == without[0]), "")
        self.maker.scope.note("licence-of-some", pointer, made[without[0]].access_url)
