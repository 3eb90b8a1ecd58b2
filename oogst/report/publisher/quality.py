"""The scores as RDF: measurements of DQV with the activity of PROV that gave them.

For whoever asks for it; nothing of it goes into a feed.
"""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any, Final

import pyoxigraph as ox

from catalogue.model.namespaces import expand

__all__ = ["report_turtle"]

DQV: Final = "http://www.w3.org/ns/dqv#"
PROV: Final = "http://www.w3.org/ns/prov#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
TYPE: Final = ox.NamedNode(expand("rdf:type"))
NUMBERS: Final = ("value", "automatic", "attested", "coverage")


def report_turtle(document: dict[str, Any], base: str, software: str) -> bytes:
    """Write a report document as Turtle; ``software`` names Oogst with its version."""
    ledger = _Ledger(document, base.rstrip("/"), software)
    prefixes = {"dqv": DQV, "prov": PROV, "skos": SKOS, "xsd": XSD}
    return ox.serialize(list(ledger.triples()), format=ox.RdfFormat.TURTLE, prefixes=prefixes) or b""


class _Ledger:
    """The measurements of one report, all given by one activity."""

    def __init__(self, document: dict[str, Any], base: str, software: str) -> None:
        self._document, self._base, self._software = document, base, software
        self._rubric = f"{base}/id/rubric/charter-vl/{document['rubric']['version']}"
        self._activity = self._minted("activity", document["publisher"])

    def triples(self) -> Iterator[ox.Triple]:
        yield from self._described()
        document = self._document
        publisher = f"{self._base}/id/publisher/{document['publisher']}"
        yield from self._scored(publisher, document)
        for one in document["principles"]:
            for number in NUMBERS:
                metric = f"principle-{one['number']}-{number}"
                yield from self._metric(metric, f"{one['number']}. {one['title']}: {number}")
                yield from self._measured(publisher, metric, one[number])
        for entry in document["listed"]:
            yield from self._scored(entry["iri"], entry)

    def _described(self) -> Iterator[ox.Triple]:
        """Tell by what, under which rules and when all of it was measured."""
        document, activity, rubric = self._document, self._activity, ox.NamedNode(self._rubric)
        agent = ox.NamedNode(f"{self._rubric}#software")
        ended = ox.Literal(document["at"], datatype=ox.NamedNode(f"{XSD}dateTime"))
        yield ox.Triple(activity, TYPE, ox.NamedNode(f"{PROV}Activity"))
        yield ox.Triple(activity, ox.NamedNode(f"{PROV}used"), rubric)
        yield ox.Triple(activity, ox.NamedNode(f"{PROV}endedAtTime"), ended)
        yield ox.Triple(activity, ox.NamedNode(f"{PROV}wasAssociatedWith"), agent)
        yield ox.Triple(agent, TYPE, ox.NamedNode(f"{PROV}SoftwareAgent"))
        yield ox.Triple(agent, ox.NamedNode(f"{SKOS}prefLabel"), ox.Literal(self._software))
        yield ox.Triple(rubric, TYPE, ox.NamedNode(f"{PROV}Plan"))
        statement = ox.Literal(document["statement"], language=document["language"])
        yield ox.Triple(rubric, ox.NamedNode(f"{SKOS}scopeNote"), statement)
        for name in ("score", "coverage"):
            yield from self._metric(name, f"charter-vl {name}")

    def _metric(self, name: str, label: str) -> Iterator[ox.Triple]:
        metric = ox.NamedNode(f"{self._rubric}#{name}")
        words = ox.Literal(label, language=self._document["language"])
        yield ox.Triple(metric, TYPE, ox.NamedNode(f"{DQV}Metric"))
        yield ox.Triple(metric, ox.NamedNode(f"{SKOS}prefLabel"), words)
        yield ox.Triple(metric, ox.NamedNode(f"{DQV}expectedDataType"), ox.NamedNode(f"{XSD}decimal"))

    def _scored(self, about: str, scored: dict[str, Any]) -> Iterator[ox.Triple]:
        for name in ("score", "coverage"):
            yield from self._measured(about, name, scored[name])

    def _measured(self, about: str, name: str, value: float | None) -> Iterator[ox.Triple]:
        """State one measurement; what is not known is no measurement."""
        if value is None:
            return
        node, metric = self._minted("measurement", about, name), ox.NamedNode(f"{self._rubric}#{name}")
        figure = ox.Literal(f"{value:.6f}", datatype=ox.NamedNode(f"{XSD}decimal"))
        yield ox.Triple(node, TYPE, ox.NamedNode(f"{DQV}QualityMeasurement"))
        yield ox.Triple(node, ox.NamedNode(f"{DQV}computedOn"), ox.NamedNode(about))
        yield ox.Triple(node, ox.NamedNode(f"{DQV}isMeasurementOf"), metric)
        yield ox.Triple(node, ox.NamedNode(f"{DQV}value"), figure)
        yield ox.Triple(node, ox.NamedNode(f"{PROV}wasGeneratedBy"), self._activity)

    def _minted(self, kind: str, *parts: str) -> ox.NamedNode:
        named = " ".join((*parts, self._document["at"]))
        return ox.NamedNode(f"{self._base}/id/{kind}/{sha256(named.encode()).hexdigest()[:32]}")
