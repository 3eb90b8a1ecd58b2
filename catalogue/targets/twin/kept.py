"""An entry as it stands in the store, put into its catalogue as the feed does, and taken through the twin."""

from datetime import datetime
from typing import Final

from pyoxigraph import NamedNode

from catalogue.graph import Blocks
from catalogue.targets.twin.depth import Ground, ground_of
from catalogue.targets.twin.extraction import extract
from catalogue.targets.twin.record import RecordTwin, portray
from catalogue.targets.twin.statements import (
    TYPE,
    Facts,
    Value,
    facts_of,
    facts_of_ntriples,
    is_a,
    links,
)

__all__ = ["CatalogueFacts", "portray_kept"]

CATALOGUE: Final = "dcat:Catalog"
LINKS: Final = {"dcat:Dataset": "dcat:dataset", "dcat:DataService": "dcat:service"}


class CatalogueFacts:
    """The description of a catalogue, read once and joined with one entry at a time."""

    def __init__(self, blocks: Blocks) -> None:
        self.facts = facts_of(triple for triples in blocks.values() for triple in triples)
        self.iri = next((iri for iri in self.facts if is_a(self.facts, iri, CATALOGUE)), "")

    @property
    def ground(self) -> Ground:
        return ground_of(self.facts, (self.iri,) if self.iri else ())

    def joined(self, entry: Facts) -> Facts:
        """Give an entry with its catalogue, which describes first what both describe, as in the feed."""
        records = [iri for iri in entry if is_a(entry, iri, "dcat:CatalogRecord")]
        topics = [topic for record in records for topic in links(entry, record, "foaf:primaryTopic")]
        both = {**entry, **{iri: self._with_types(iri, entry) for iri in self.facts}}
        if self.iri:
            members = [
                *(("dcat:record", iri) for iri in records),
                *((link, iri) for iri in topics for kind, link in LINKS.items() if is_a(entry, iri, kind)),
            ]
            both[self.iri] = [*self.facts[self.iri], *((link, NamedNode(iri)) for link, iri in members)]
        return both

    def _with_types(self, iri: str, entry: Facts) -> list[tuple[str, Value]]:
        known = self.facts[iri]
        return [*known, *(one for one in entry.get(iri, ()) if one[0] == TYPE and one not in known)]


def portray_kept(catalogue: CatalogueFacts, body: bytes | str, at: datetime) -> list[RecordTwin]:
    """Portray all that one entry registers: itself, and the services that were listed inside it."""
    facts = catalogue.joined(facts_of_ntriples(body))
    found = extract(facts)
    ground = ground_of(facts, found.catalogues)
    return [portray(ground, one, at) for one in found.registrations]
