"""Leaving out links to what is not published.

A service may serve a dataset that was held back. The link would point to nothing, and the profiles want
the class of what it points to: so it goes, and comes back on the day that the dataset is published.
"""

import re
from typing import Final

from catalogue.graph import LINKS, Blocks
from catalogue.graph.terms import term

__all__ = ["Links"]

RECORD: Final = term("dcat:record")
_PREDICATES: Final = tuple(sorted(str(link).encode() for link in LINKS))
_LINK: Final = re.compile(
    rb"^<[^>]*> (?:" + b"|".join(map(re.escape, _PREDICATES)) + rb") <([^>]*)> \.\n", re.MULTILINE
)


class Links:
    """Knows the records of a catalogue, and thereby which resources its feed describes."""

    def __init__(self, catalogue: Blocks) -> None:
        self.records = {
            str(triple.object)[1:-1].encode()
            for triples in catalogue.values()
            for triple in triples
            if triple.predicate == RECORD
        }

    def keep(self, statements: bytes) -> bytes:
        if not any(predicate in statements for predicate in _PREDICATES):
            return statements
        return _LINK.sub(lambda link: link[0] if self._published(link[1]) else b"", statements)

    def _published(self, iri: bytes) -> bool:
        """Look for its record, which has the same IRI but for the concept in it."""
        parts = iri.rsplit(b"/", 3)
        return len(parts) == 4 and b"/".join((parts[0], b"record", *parts[2:])) in self.records  # noqa: PLR2004 - base, concept, publisher, uuid
