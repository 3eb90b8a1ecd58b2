"""The words of the house as types: sources and records as they come in, entries as they go out."""

from catalogue.model.entry import Entry, Note, Reason
from catalogue.model.identity import DEFAULT_BASE, Identity, identify, mint
from catalogue.model.overlay import Correction, Overlay
from catalogue.model.publisher import CharterFacts, Inventory, PublisherFacts, StatedLicence
from catalogue.model.record import Content, Dialect, Kind, ListSelectors, Protocol, Record, Source
from catalogue.model.resources import (
    Agent,
    Catalog,
    CatalogRecord,
    Checksum,
    Contact,
    DataService,
    Dataset,
    DatasetSeries,
    Distribution,
    Identifier,
    Licence,
    Location,
    PeriodOfTime,
    Relationship,
    Resource,
    Standard,
)
from catalogue.model.values import Moment, Text

__all__ = [
    "DEFAULT_BASE",
    "Agent",
    "Catalog",
    "CatalogRecord",
    "CharterFacts",
    "Checksum",
    "Contact",
    "Content",
    "Correction",
    "DataService",
    "Dataset",
    "DatasetSeries",
    "Dialect",
    "Distribution",
    "Entry",
    "Identifier",
    "Identity",
    "Inventory",
    "Kind",
    "Licence",
    "ListSelectors",
    "Location",
    "Moment",
    "Note",
    "Overlay",
    "PeriodOfTime",
    "Protocol",
    "PublisherFacts",
    "Reason",
    "Record",
    "Relationship",
    "Resource",
    "Source",
    "Standard",
    "StatedLicence",
    "Text",
    "identify",
    "mint",
]
