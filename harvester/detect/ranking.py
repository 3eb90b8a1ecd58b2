"""Which of several ways into a catalogue is to be recommended, and why.

Law: the portal's own interface comes first: it declares its total and carries every field. What was given
goes before what was guessed, and an empty catalogue after everything else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from catalogue.model import Protocol

__all__ = ["Candidate", "ranked"]

ORDER: Final = (
    Protocol.OPENDATASOFT,
    Protocol.CKAN,
    Protocol.ARCGIS_HUB,
    Protocol.DATATANK,
    Protocol.CSW,
    Protocol.OGC_RECORDS,
    Protocol.LDES,
    Protocol.DCAT_RDF,
    Protocol.DCAT_US,
    Protocol.SCHEMA_ORG,
    Protocol.HTML_LIST,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A way to harvest a site: what a source would be given, and what is known of it."""

    protocol: Protocol
    url: str
    software: str
    version: str = ""
    total: int | None = None
    languages: tuple[str, ...] = ()
    given: bool = False
    """It is the very address that was asked about."""

    @property
    def why(self) -> tuple[str, ...]:
        """Keys of the reasons for its rank."""
        empty = ("detect.why.empty",) if self.total == 0 else ()
        given = ("detect.why.given",) if self.given else ()
        return (*empty, *given, f"detect.why.{self.protocol}")


def ranked(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Put the best first; what is equally good stays in the order in which it was seen."""
    return tuple(sorted(candidates, key=_rank))


def _rank(candidate: Candidate) -> tuple[bool, bool, int]:
    return candidate.total == 0, not candidate.given, ORDER.index(candidate.protocol)
