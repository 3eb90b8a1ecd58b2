"""Leaving out links to what is not published.

A service may serve a dataset that was held back. The link would point to nothing, and the profiles want
the class of what it points to: so it goes, and comes back on the day that the dataset is published.
"""

import re
from typing import Final

from catalogue.graph import LINKS, Blocks
from catalogue.graph.relationships import RELATIONSHIP
from catalogue.graph.terms import TYPE, term

__all__ = ["AskedLinks", "Links", "lead_away", "leads_to"]

CATALOGUE: Final = term("dcat:Catalog")
RECORD: Final = term("dcat:record")
_TO: Final = rb"> (?:" + b"|".join(sorted(re.escape(str(link).encode()) for link in LINKS)) + rb") <"
_LEADING: Final = re.compile(_TO)
_LINK: Final = re.compile(rb"^<[^>]*" + _TO + rb"([^>]*)> \.\n", re.MULTILINE)
_RELATIONSHIP: Final = re.compile(
    rb"^(<[^>]*>) " + re.escape(f"{TYPE} {RELATIONSHIP}".encode()) + rb" \.\n(?:\1 .*\n)*", re.MULTILINE
)
_QUALIFIED: Final = re.escape(f"{term('dcat:qualifiedRelation')} ".encode())
_END: Final = re.compile(b" " + re.escape(str(term("dct:relation")).encode()) + rb" <([^>]*)> \.\n")


def lead_away(statements: bytes) -> bool:
    """Tell whether an entry may lead to others, so that what is published of it depends on them."""
    return _LEADING.search(statements) is not None


def leads_to(statements: bytes) -> list[str]:
    """Name the entries that an entry may lead to, published or not, in order of their IRIs."""
    return sorted({end.decode() for end in _LINK.findall(statements)}) if lead_away(statements) else []


class Links:
    """Knows the records of a catalogue, and thereby which resources its feed describes."""

    def __init__(self, catalogue: Blocks) -> None:
        self.catalogues = [
            subject for subject, triples in catalogue.items() if triples[0].object == CATALOGUE
        ]
        self.records = {
            str(triple.object)[1:-1].encode()
            for triples in catalogue.values()
            for triple in triples
            if triple.predicate == RECORD
        }

    def keep(self, statements: bytes) -> bytes:
        """Leave links to what is not published out of N-Triples."""
        if not lead_away(statements):
            return statements
        whole = self.without_loose_relationships(statements)
        return _LINK.sub(lambda link: link[0] if self.published(link[1]) else b"", whole)

    def without_loose_relationships(self, statements: bytes) -> bytes:
        """Leave out a relationship with the link to it: without its end it says nothing."""
        loose = [
            described
            for described in _RELATIONSHIP.finditer(statements)
            if not all(map(self.published, _END.findall(described[0])))
        ]
        for described in loose:
            statements = statements.replace(described[0], b"")
            statements = re.sub(
                rb"(?m)^<[^>]*> " + _QUALIFIED + re.escape(described[1]) + rb" \.\n", b"", statements
            )
        return statements

    def published(self, iri: bytes) -> bool:
        """Look for its record, which has the same IRI but for the concept in it."""
        parts = iri.rsplit(b"/", 3)
        return len(parts) == 4 and b"/".join((parts[0], b"record", *parts[2:])) in self.records  # noqa: PLR2004 - base, concept, publisher, uuid


class AskedLinks(Links):
    """Remembers what it was asked and what it answered, until it is emptied."""

    def __init__(self, catalogue: Blocks) -> None:
        super().__init__(catalogue)
        self.asked: dict[bytes, bool] = {}

    def published(self, iri: bytes) -> bool:
        answer = self.asked[iri] = super().published(iri)
        return answer
