"""What the rules look at: an entry beside its record, and what it offers. The entry itself is only read."""

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Final, NamedTuple

from catalogue.charter.faults import Nodes
from catalogue.charter.rubric import Rubric
from catalogue.charter.verdict import Fault, FindingLike, Ruling
from catalogue.model import (
    DataService,
    Dataset,
    DatasetSeries,
    Distribution,
    Entry,
    Licence,
    PublisherFacts,
    Reason,
    Record,
)
from catalogue.testimony import Link, Testimony

__all__ = ["OFFERED", "Case", "Offer", "Offered"]


class Offer(NamedTuple):
    """A distribution or a service: something that gives data."""

    path: str
    """As in ``Entry.reasons``: ``distributions[0]``; empty for an entry that is itself a service."""
    thing: Distribution | DataService
    licence: Licence | None
    url: str


Offered = tuple[str | None, tuple[str, ...], str, bool | None, str | None]
"""What several rules look at of one thing that is offered: the IRI of its licence; what is declared of its
format (of a service: what it conforms to); its address up to the host, whole where it has none; whether it is
said to be the file itself (``None``: it is a page about the entry); the source's words for the format."""


BLAMED: Final = (Fault.MAPPING, Fault.SOURCE, Fault.PORTAL)
"""Who repairs several things at once: the first that is to."""
OFFERED: Final = frozenset({"declared", "doors", "downloads", "formats", "licences"})
"""What a case tells of some of that: entries that are alike in one of these are mostly alike in all."""


class Case:
    """One entry before its judge; what many rules look at is gathered in one walk over what it offers."""

    __slots__ = (
        "_conditions",
        "_faults",
        "_nodes",
        "_offers",
        "at",
        "entry",
        "facts",
        "fields",
        "findings",
        "frequency",
        "latest",
        "offered",
        "parts",
        "record",
        "rights",
        "rubric",
        "services",
        "standards",
        "testimony",
        "urls",
    )

    def __init__(  # noqa: PLR0917  made for every entry: to name these takes longer than to keep them
        self,
        entry: Entry,
        record: Record,
        findings: Sequence[FindingLike] | None,
        latest: str,
        rubric: Rubric,
        at: datetime,
        testimony: Testimony,
        facts: PublisherFacts | None,
    ) -> None:
        self.entry, self.record = entry, record
        self.findings = findings
        """``None`` when the entry was not validated."""
        self.latest = latest
        """The last day, ``YYYY-MM-DD``, that lies in the future nowhere on earth."""
        self.rubric, self.at, self.testimony, self.facts = rubric, at, testimony, facts
        self.fields: tuple[bool | None, ...] = ()
        """Which fields are given, once somebody asked: several checks look at the same ones."""
        self._offers: list[Offer] | None = None
        self._nodes: Nodes | None = None
        self._faults: dict[tuple[str, ...], Fault] = {}
        self._conditions: dict[str, Ruling | None] = {}

        resource = entry.resource
        self.parts = resource.distributions if isinstance(resource, Dataset) else []
        self.services = [resource] if isinstance(resource, DataService) else entry.services
        """What is offered beside the distributions, after them."""
        whys = entry.reasons.get("access_rights")
        self.rights = "" if whys and whys[0].default else resource.access_rights.rpartition("/")[2]
        """Code of the access that the source states; empty where it is silent, also if we filled it in."""
        frequency = resource.frequency if isinstance(resource, Dataset | DatasetSeries) else ""
        self.frequency = frequency.rpartition("/")[2]
        """Code of the EU list of frequencies; empty where none is declared."""
        self._walk()

    def _walk(self) -> None:
        resource, reasons = self.entry.resource, self.entry.reasons
        pages, urls = resource.landing_pages, []
        offered: list[Offered] = []
        standards = [one.iri for one in resource.conforms_to]
        for part, path in zip(self.parts, _paths(len(self.parts), 0, ".format"), strict=True):
            licence, download, access = part.licence, part.download_url, part.access_url
            url = download or access
            whys = reasons.get(path)
            urls.append(url)
            offered.append(
                (
                    licence.iri if licence is not None else None,
                    (part.format, part.media_type),
                    _door(url),
                    True if download else None if access in pages else False,
                    whys[0].original if whys else None,
                )
            )
            if part.conforms_to:
                standards += [one.iri for one in part.conforms_to]
        for service in self.services:
            licence, url = service.licence, service.endpoint_url
            urls.append(url)
            offered.append(
                (
                    licence.iri if licence is not None else None,
                    tuple([one.iri for one in service.conforms_to]),
                    _door(url),
                    None,
                    None,
                )
            )
        self.urls = urls
        """Addresses of all that is offered."""
        self.offered = tuple(offered)
        self.standards = tuple(standards)
        """IRIs of what the entry and its distributions say that they follow."""

    @property
    def offers(self) -> list[Offer]:
        """Give what is offered, distributions first; sought only once somebody asks."""
        if self._offers is None:
            things: list[Distribution | DataService] = [*self.parts, *self.services]
            told = zip(self.paths(""), things, self.urls, strict=True)
            self._offers = [Offer(path, one, one.licence, url) for path, one, url in told]
        return self._offers

    def paths(self, name: str) -> tuple[str, ...]:
        """Give the path of a property (``.licence``; empty: of the thing) of all that is offered."""
        if isinstance(self.entry.resource, DataService):
            return (name.removeprefix("."),)
        return _paths(len(self.parts), len(self.services), name)

    @property
    def licences(self) -> tuple[str | None, ...]:
        return tuple([one[0] for one in self.offered])

    @property
    def declared(self) -> tuple[tuple[str, ...], ...]:
        return tuple([one[1] for one in self.offered])

    @property
    def doors(self) -> tuple[str, ...]:
        return tuple([one[2] for one in self.offered])

    @property
    def downloads(self) -> tuple[tuple[tuple[str, ...], bool | None], ...]:
        return tuple([(one[1], one[3]) for one in self.offered])

    @property
    def formats(self) -> tuple[tuple[tuple[str, ...], str | None], ...]:
        return tuple([(one[1], one[4]) for one in self.offered])

    @property
    def nodes(self) -> Nodes:
        """Where the record speaks of itself and of its distributions; sought only once somebody asks."""
        if self._nodes is None:
            self._nodes = self.rubric.faults.nodes(self.record.content)
        return self._nodes

    def link(self, url: str) -> Link | None:
        """Give what probes saw of an address; ``None`` when it was never asked."""
        return self.testimony.links.get(url)

    def links(self) -> list[Link]:
        """Give what probes saw of all that is offered and was asked."""
        known = self.testimony.links
        return [link for url in self.urls if (link := known.get(url))] if known else []

    def excused(self, condition: str) -> Ruling | None:
        """Say why the checks under a condition do not concern the entry; ``None``: they do."""
        if condition not in self._conditions:
            asked, given = self.rubric.conditions[condition]
            self._conditions[condition] = asked.function(self, given)
        return self._conditions[condition]

    def says(self, names: frozenset[str], *, parts: bool) -> bool:
        """Tell whether the record (with ``parts``: or a distribution of it) says anything under the names."""
        return self.rubric.faults.says(names, self.nodes, parts=parts)

    def blame(self, topics: tuple[str, ...]) -> Fault:
        """Name one fault for all topics together: ours first, then the source's, then the portal's."""
        found = self._faults.get(topics)
        if found is None:
            if len(topics) == 1:
                found = self.rubric.faults.decide(
                    topics[0], self.entry, self.record.dialect, self._nodes or self.nodes, held=self._holds
                )
            else:
                faults = [self.blame((topic,)) for topic in topics]
                found = next((one for one in BLAMED if one in faults), Fault.SOURCE)
            self._faults[topics] = found
        return found

    def reason(self, path: str) -> Reason | None:
        """Give the first reason of a value, ``None`` when the mapping left none."""
        reasons = self.entry.reasons.get(path)
        return reasons[0] if reasons else None

    def _holds(self, topic: str) -> bool:
        """Tell whether any part of the entry has a value of the topic."""
        match topic:
            case "licence":
                return any(one[0] is not None for one in self.offered)
            case "address":
                return bool(self.offered)
            case "format":
                return any(one.format or one.media_type for one in self.parts)
            case "download":
                return any(one.download_url for one in self.parts)
            case "standard":
                return bool(self.standards) or any(one.conforms_to for one in self.services)
        return False


def _door(url: str) -> str:
    """Cut an address down to its host."""
    scheme, mark, rest = url.partition("://")
    return scheme + mark + rest.partition("/")[0]


@lru_cache(maxsize=256)
def _paths(parts: int, services: int, name: str) -> tuple[str, ...]:
    of_parts = [f"distributions[{at}]{name}" for at in range(parts)]
    return (*of_parts, *[f"services[{at}]{name}" for at in range(services)])
