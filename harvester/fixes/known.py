"""What is judged of one entry, as one value that can be supposed otherwise."""

from datetime import datetime
from typing import Any, NamedTuple

from catalogue.charter import Rubric
from catalogue.model import Entry, PublisherFacts, Record
from catalogue.profile import Finding
from catalogue.testimony import NOTHING, Testimony

__all__ = ["Known", "Terms"]


class Known(NamedTuple):
    """An entry with what it is judged by, as the source gives it or as it is supposed to be."""

    entry: Entry
    record: Record
    findings: list[Finding]
    """Of the entry as the source gives it."""
    first_seen: datetime
    testimony: Testimony = NOTHING


class Terms(NamedTuple):
    """What all entries of one look are judged under."""

    rubric: Rubric
    at: datetime
    base: str
    """IRI base of what is minted."""
    gate: tuple[str, ...]
    """Layers of the profile in which an error keeps an entry out of the feed."""
    facts: PublisherFacts | None = None

    def parameters(self, name: str) -> Any | None:  # noqa: ANN401  each rule has its own
        """Give the parameters of the check that sets one by this name, where the rubric has such a check."""
        return next(
            (one.parameters for one in self.rubric.entry_checks if hasattr(one.parameters, name)), None
        )
