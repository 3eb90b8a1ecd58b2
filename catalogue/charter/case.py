"""What the rules look at: an entry beside its record, and what it offers. The entry itself is only read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from catalogue.charter.faults import Nodes
from catalogue.charter.rubric import Rubric
from catalogue.charter.verdict import Fault, FindingLike, Ruling
from catalogue.model import DataService, Dataset, Distribution, Entry, Licence, PublisherFacts, Reason, Record
from catalogue.testimony import NOTHING, Link, Testimony

__all__ = ["Case", "Offer"]


class Offer(NamedTuple):
    """A distribution or a service: something that gives data."""

    path: str
    """As in ``Entry.reasons``: ``distributions[0]``; empty for an entry that is itself a service."""
    thing: Distribution | DataService
    licence: Licence | None
    url: str


@dataclass(slots=True, kw_only=True)
class Case:
    entry: Entry
    record: Record
    findings: Sequence[FindingLike] | None
    """``None`` when the entry was not validated."""
    latest: str
    """The last day, ``YYYY-MM-DD``, that lies in the future nowhere on earth."""
    rubric: Rubric
    at: datetime
    testimony: Testimony = NOTHING
    facts: PublisherFacts | None = None
    offers: list[Offer] = field(init=False)
    licences: tuple[str | None, ...] = field(init=False)
    """IRIs of the licences of all that is offered."""
    declared: tuple[tuple[str, ...], ...] = field(init=False)
    """What is declared of the format of all that is offered; of services: what they conform to."""
    doors: tuple[str, ...] = field(init=False)
    """Addresses of all that is offered up to their host; whole where they have none."""
    standards: tuple[str, ...] = field(init=False)
    """IRIs of what the entry and its distributions say that they follow."""
    fields: dict[str, bool | None] = field(init=False, default_factory=dict)
    """Which fields are given, once somebody asked: several checks look at the same ones."""

    conditions: dict[str, Ruling | None] = field(init=False, default_factory=dict)
    """What the conditions say that somebody asked for: several checks share one."""

    _nodes: Nodes | None = field(init=False, default=None)
    _faults: dict[str, Fault] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        offers = self.offers = _offers(self.entry)
        resource = self.entry.resource
        parts = resource.distributions if isinstance(resource, Dataset) else ()
        self.licences = tuple([one.licence.iri if one.licence is not None else None for one in offers])
        self.declared = tuple([_declared(one.thing) for one in offers])
        self.doors = tuple([_door(one.url) for one in offers])
        self.standards = tuple([one.iri for each in (resource, *parts) for one in each.conforms_to])

    @property
    def nodes(self) -> Nodes:
        """Where the record speaks of itself and of its distributions; sought only once somebody asks."""
        if self._nodes is None:
            self._nodes = self.rubric.faults.nodes(self.record.content)
        return self._nodes

    def link(self, url: str) -> Link | None:
        """Give what probes saw of an address; ``None`` when it was never asked."""
        return self.testimony.links.get(url)

    def excused(self, condition: str) -> Ruling | None:
        """Say why the checks under a condition do not concern the entry; ``None``: they do."""
        if condition not in self.conditions:
            asked, given = self.rubric.conditions[condition]
            self.conditions[condition] = asked.function(self, given)
        return self.conditions[condition]

    def says(self, names: frozenset[str], *, parts: bool) -> bool:
        """Tell whether the record (with ``parts``: or a distribution of it) says anything under the names."""
        return self.rubric.faults.says(names, self.nodes, parts=parts)

    def fault(self, topic: str) -> Fault:
        """Name who repairs a topic, once for all the checks that miss it."""
        found = self._faults.get(topic)
        if found is None:
            decide, lost = self.rubric.faults.decide, self._lost(topic)
            found = self._faults[topic] = decide(topic, self.entry, self.record.dialect, lost=lost)
        return found

    def _lost(self, topic: str) -> bool:
        """Tell whether the record says something of the topic of which the entry has nothing at all."""
        return self.rubric.faults.among(topic, self.nodes) and not _held(self, topic)

    def reason(self, path: str) -> Reason | None:
        """Give the first reason of a value, ``None`` when the mapping left none."""
        reasons = self.entry.reasons.get(path)
        return reasons[0] if reasons else None


def _held(case: Case, topic: str) -> bool:
    """Tell whether any part of the entry has a value of the topic, which then accounts for the record's."""
    things = [offer.thing for offer in case.offers]
    match topic:
        case "licence":
            return any(offer.licence is not None for offer in case.offers)
        case "address":
            return bool(things)
        case "format":
            return any(one.format or one.media_type for one in things if isinstance(one, Distribution))
        case "download":
            return any(one.download_url for one in things if isinstance(one, Distribution))
        case "standard":
            return any(one.conforms_to for one in (case.entry.resource, *things))
    return False


def _declared(thing: Distribution | DataService) -> tuple[str, ...]:
    if isinstance(thing, Distribution):
        return thing.format, thing.media_type
    return tuple([one.iri for one in thing.conforms_to])


def _door(url: str) -> str:
    scheme, mark, rest = url.partition("://")
    return scheme + mark + rest.partition("/")[0]


def _offers(entry: Entry) -> list[Offer]:
    resource = entry.resource
    if isinstance(resource, DataService):
        return [Offer("", resource, resource.licence, resource.endpoint_url)]
    offers = [
        Offer(f"services[{at}]", one, one.licence, one.endpoint_url) for at, one in enumerate(entry.services)
    ]
    if isinstance(resource, Dataset):
        offers[:0] = [
            Offer(f"distributions[{at}]", one, one.licence, one.download_url or one.access_url)
            for at, one in enumerate(resource.distributions)
        ]
    return offers
