"""What the mapping hands over: an entry, and the reason of each of its values."""

from dataclasses import dataclass, field
from typing import NamedTuple

from catalogue.model.identity import Identity
from catalogue.model.overlay import Correction
from catalogue.model.record import Kind
from catalogue.model.resources import DataService, Dataset, DatasetSeries

__all__ = ["Entry", "Note", "Reason"]


class Reason(NamedTuple):
    """Why a value is what it is."""

    rule: str
    """The rule that gave it: ``ckan.dataset.title`` or ``publisher.contact``."""
    value: str
    pointer: str = ""
    """Where in the record the source says so; empty when the source is silent."""
    original: str = ""
    """The source's own text."""
    row: str = ""
    """The code-list row that translated it: ``licences/cc-zero``."""
    default: bool = False
    """True when the source is silent and the rule says what then holds; one that rests on other words of the
    source points at them."""
    correction: Correction | None = None
    """Who says so against the source, where a person corrected it; ``original`` is then what it replaced."""


class Note(NamedTuple):
    """Something the mapping saw and could not use; it becomes a finding."""

    code: str
    """A key of ``mappings/notes.yaml``: ``distribution-without-url``."""
    pointer: str
    original: str = ""


@dataclass(slots=True, kw_only=True)
class Entry:
    """A record as DCAT-AP Vlaanderen."""

    identity: Identity
    kind: Kind
    resource: Dataset | DataService | DatasetSeries
    services: list[DataService] = field(default_factory=list)
    """APIs that the source lists among a dataset's distributions."""
    source_iri: str = ""
    """IRI or page of the record at the source."""
    reasons: dict[str, list[Reason]] = field(default_factory=dict)
    """By path: ``title``, ``distributions[0].licence``, ``publisher.name``."""
    notes: list[Note] = field(default_factory=list)
