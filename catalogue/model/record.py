"""What the harvester hands over: a source, its catalogue, and one record per item."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

__all__ = ["Content", "Dialect", "Kind", "Protocol", "Record", "Source"]

Content = dict[str, Any]
"""A record as a tree of JSON values. RDF is held as nested nodes with ``prefix:local`` keys:
a literal is ``{"@value", "@language"?, "@type"?}``, an IRI ``{"@id"}``, a node ``{"@id"?, "@type", ...}``,
every property a list in a stable order; blank nodes have no ``@id``."""


class Kind(StrEnum):
    DATASET = "dataset"
    SERVICE = "dataservice"
    SERIES = "datasetreeks"


class Protocol(StrEnum):
    """How a source is asked for its listing."""

    CKAN = "ckan"
    OPENDATASOFT = "opendatasoft"
    ARCGIS_HUB = "arcgis-hub"
    DCAT_RDF = "dcat-rdf"


class Dialect(StrEnum):
    """How one record is written; each has its own table in ``mappings/fields``."""

    CKAN = "ckan"
    OPENDATASOFT = "opendatasoft"
    HUB_DCAT_AP = "hub-dcat-ap"
    DCAT_US = "dcat-us"
    DCAT_RDF = "dcat-rdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A catalogue that we harvest."""

    name: str
    """``publisher/label``, unique over all publishers."""
    publisher: str
    protocol: Protocol
    url: str
    language: str = ""
    """Language of texts that carry no tag, when the publisher's file states one for this source."""
    allow_private: bool = False
    page_size: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One item as the source gives it."""

    identifier: str
    """The source's own identifier, the same in every run."""
    kind: Kind
    dialect: Dialect
    content: Content
    hash: str
    """SHA-256 of the normalised content without volatile fields."""
    payload: str
    """SHA-256 of the payload it was read from."""
    pointer: str
    """Where in the payload: a JSON pointer, or the subject's IRI."""
    damage: tuple[str, ...] = ()
    """Pieces of this record that could not be read, as found."""
    context: Content = field(default_factory=dict)
    """What the source's catalogue says of itself; shared by all records of a run."""
