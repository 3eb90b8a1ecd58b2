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
    DCAT_US = "dcat-us"
    DATATANK = "datatank"
    CSW = "csw"
    OGC_RECORDS = "ogc-records"
    LDES = "ldes"
    SCHEMA_ORG = "schema-org"
    HTML_LIST = "html-list"


class Dialect(StrEnum):
    """How one record is written; each has its own table in ``mappings/fields``."""

    CKAN = "ckan"
    OPENDATASOFT = "opendatasoft"
    OPENDATASOFT_V1 = "opendatasoft-v1"
    HUB_DCAT_AP = "hub-dcat-ap"
    HUB_SEARCH = "hub-search"
    DCAT_US = "dcat-us"
    DCAT_RDF = "dcat-rdf"
    DATATANK = "datatank"
    ISO_19139 = "iso-19139"
    OGC_RECORD = "ogc-record"
    SCHEMA_ORG = "schema-org"
    HTML_LIST = "html-list"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListSelectors:
    """Selectors of an HTML list: CSS, or XPath behind ``xpath:``. From ``title`` on, within the item."""

    item: str
    """One block per dataset. When it is a heading, what follows up to the next one belongs to it."""
    next: str = ""
    """The link to the next page of the list."""
    more: str = ""
    """Links to further lists, such as one per theme; looked for on the first page only."""
    detail: str = ""
    """The link to the item's own page; the selectors below are then read there."""
    title: str = ""
    """Without it, the heading of the item."""
    description: str = ""
    keyword: str = ""
    file: str = ""
    """Links to the files; their text, type or extension gives the format."""
    anchor: str = ""
    """An element whose ``id`` or ``name`` gives the item its address within the page, or a permanent link."""
    licence: str = ""
    """A link to, or the words of, the licence; outside all items it is a statement for the whole page."""
    modified: str = ""


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
    part: str = ""
    """Only this part of the portal: a CKAN organisation, an OGC collection, an Opendatasoft ``where``, the
    beginning of the addresses of pages."""
    delay: float = 0.0
    """Seconds between two requests, at the least."""
    concurrency: int = 1
    """Pages of single items that may be asked for at once; lists are always read one page at a time."""
    incremental: bool = False
    """Ask only for what changed since the last run, where the protocol can."""
    whole_every: int = 7
    """Days after which an incremental source is read whole all the same."""
    replaces: tuple[str, ...] = ()
    """Names of former sources of this publisher, whose entries this one carries on."""
    aggregator: bool = False
    """It passes on what others publish: an entry that its own publisher's source has is theirs."""
    catalogue_of: str = ""
    """Of an aggregator, which catalogue it is: ``flanders``, ``belgium``, ``europe``; empty: another."""
    selectors: ListSelectors | None = None
    """Where an HTML list keeps its items; for that protocol only."""


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
