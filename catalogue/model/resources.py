"""The classes of DCAT-AP Vlaanderen as plain typed objects.

Fields are named after the profile's terms. An empty string, ``None`` or an empty list means that
nothing is known: an object never holds a placeholder. IRIs are plain strings, absolute and valid.
"""

from dataclasses import dataclass, field

from catalogue.model.values import Moment, Text

__all__ = [
    "Agent",
    "Catalog",
    "CatalogRecord",
    "Checksum",
    "Contact",
    "DataService",
    "Dataset",
    "DatasetSeries",
    "Distribution",
    "Identifier",
    "Licence",
    "Location",
    "PeriodOfTime",
    "Relationship",
    "Resource",
    "Standard",
]


@dataclass(slots=True, kw_only=True)
class Agent:
    """foaf:Agent: an organisation that publishes or owns."""

    iri: str
    name: list[Text] = field(default_factory=list)
    kind: str = ""
    """IRI of the ADMS publisher type."""


@dataclass(slots=True, kw_only=True)
class Contact:
    """vcard:Organization: where a user of the data may turn to."""

    iri: str
    name: str = ""
    email: str = ""
    """A ``mailto:`` IRI."""
    page: str = ""


@dataclass(slots=True, kw_only=True)
class Location:
    """dct:Location: a place by IRI, name, or geometry in WKT (longitude latitude, CRS84)."""

    iri: str
    label: list[Text] = field(default_factory=list)
    bbox: str = ""
    geometry: str = ""
    centroid: str = ""


@dataclass(slots=True, kw_only=True)
class PeriodOfTime:
    iri: str
    start: Moment | None = None
    end: Moment | None = None


@dataclass(slots=True, kw_only=True)
class Standard:
    """dct:Standard: a specification, profile or reference system that something conforms to."""

    iri: str
    title: list[Text] = field(default_factory=list)
    version: str = ""
    description: list[Text] = field(default_factory=list)
    issued: Moment | None = None
    page: str = ""
    """Where the specification can be read (rdfs:seeAlso)."""
    label: str = ""
    """The abbreviation that it goes by (skos:prefLabel)."""


@dataclass(slots=True, kw_only=True)
class Identifier:
    """adms:Identifier: another name of a resource, with who gave it or when."""

    notation: str
    datatype: str = ""
    """IRI of the scheme that the notation is written by."""
    agency: str = ""
    """Name of whoever assigned it."""
    creator: Agent | None = None
    issued: Moment | None = None


@dataclass(slots=True, kw_only=True)
class Relationship:
    """dcat:Relationship: a relation to another resource of ours, and what that one is to this."""

    target: str
    role: str
    """IRI of a relation form of the Flemish list, or another that the source gives."""


@dataclass(slots=True, kw_only=True)
class Checksum:
    """spdx:Checksum; ``algorithm`` is an SPDX IRI, ``value`` lower-case hexadecimal."""

    iri: str
    algorithm: str
    value: str


@dataclass(slots=True, kw_only=True)
class Licence:
    """dct:LicenseDocument; ``kind`` holds ADMS licence type IRIs."""

    iri: str
    title: list[Text] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Distribution:
    """dcat:Distribution: one file or page, at exactly one access URL."""

    iri: str
    identifier: str
    access_url: str
    download_url: str = ""
    title: list[Text] = field(default_factory=list)
    description: list[Text] = field(default_factory=list)
    licence: Licence | None = None
    rights: list[Text] = field(default_factory=list)
    """At most one statement (one value per language): DCAT-AP 3.0.1 allows one."""
    format: str = ""
    """IRI of the EU file-type list."""
    media_type: str = ""
    """IANA media type IRI."""
    compress_format: str = ""
    """IANA media type IRI of the compression around the file: ``gzip``."""
    package_format: str = ""
    """IANA media type IRI of the archive that holds the files: ``zip``."""
    byte_size: int | None = None
    issued: Moment | None = None
    modified: Moment | None = None
    languages: list[str] = field(default_factory=list)
    checksum: Checksum | None = None
    conforms_to: list[Standard] = field(default_factory=list)
    availability: str = ""
    status: str = ""
    pages: list[str] = field(default_factory=list)
    access_services: list[str] = field(default_factory=list)
    """IRIs of the data services that serve this distribution."""
    alternative_identifiers: list[str] = field(default_factory=list)
    assigned_identifiers: list[Identifier] = field(default_factory=list)
    spatial_resolution: str = ""
    """Metres, as a decimal number."""
    temporal_resolution: str = ""
    """xsd:duration."""
    distributor: Agent | None = None
    applicable_legislation: list[str] = field(default_factory=list)
    """The law of a high-value dataset has to stand with its files too."""


@dataclass(slots=True, kw_only=True)
class Resource:
    """What dataset, data service and series share."""

    iri: str
    identifier: str
    title: list[Text] = field(default_factory=list)
    description: list[Text] = field(default_factory=list)
    contact: Contact | None = None
    publisher: Agent | None = None
    access_rights: str = ""
    keywords: list[Text] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    """IRIs of Belgian (vocab.belgif.be) and EU themes, both lists together."""
    landing_pages: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    issued: Moment | None = None
    modified: Moment | None = None
    created: Moment | None = None
    languages: list[str] = field(default_factory=list)
    conforms_to: list[Standard] = field(default_factory=list)
    version: str = ""
    statuut: list[str] = field(default_factory=list)
    spatial: list[Location] = field(default_factory=list)
    applicable_legislation: list[str] = field(default_factory=list)
    hvd_categories: list[str] = field(default_factory=list)
    alternative_identifiers: list[str] = field(default_factory=list)
    assigned_identifiers: list[Identifier] = field(default_factory=list)
    """Alternative identifiers of which more is known than their notation."""
    relations: list[str] = field(default_factory=list)
    """IRIs of other entries of ours; like every link to an entry it is published only when that one is."""
    qualified_relations: list[Relationship] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Dataset(Resource):
    rights_holder: Agent | None = None
    creators: list[Agent] = field(default_factory=list)
    frequency: str = ""
    temporal: list[PeriodOfTime] = field(default_factory=list)
    provenance: list[str] = field(default_factory=list)
    """Web pages that describe where the data come from."""
    provenance_texts: list[Text] = field(default_factory=list)
    """What the source tells of it in words instead."""
    kinds: list[str] = field(default_factory=list)
    in_series: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    """IRIs of the datasets that it was made from."""
    has_version: list[str] = field(default_factory=list)
    is_version_of: list[str] = field(default_factory=list)
    spatial_resolution: str = ""
    """Metres, as a decimal number."""
    temporal_resolution: str = ""
    """xsd:duration."""
    is_referenced_by: list[str] = field(default_factory=list)
    """IRIs of publications and other things that cite the dataset."""
    version_notes: list[Text] = field(default_factory=list)
    distributions: list[Distribution] = field(default_factory=list)
    samples: list[Distribution] = field(default_factory=list)
    """Pictures and excerpts that show what the data look like; each has a download URL."""


@dataclass(slots=True, kw_only=True)
class DataService(Resource):
    endpoint_url: str = ""
    endpoint_description: str = ""
    serves: list[str] = field(default_factory=list)
    """IRIs of the datasets it serves."""
    licence: Licence | None = None
    rights: list[Text] = field(default_factory=list)
    lifecycle: str = ""
    development: str = ""
    authentication_page: str = ""
    usage_page: str = ""
    status_page: str = ""


@dataclass(slots=True, kw_only=True)
class DatasetSeries(Resource):
    frequency: str = ""
    temporal: list[PeriodOfTime] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class CatalogRecord:
    """dcat:CatalogRecord: our registration of one resource."""

    iri: str
    identifier: str
    topic: str
    issued: Moment
    modified: Moment
    source: str = ""
    """IRI of the record at the source."""
    conforms_to: Standard | None = None
    language: str = ""


@dataclass(slots=True, kw_only=True)
class Catalog:
    """dcat:Catalog: the catalogue of one publisher, as we publish it."""

    iri: str
    identifier: str
    title: list[Text] = field(default_factory=list)
    description: list[Text] = field(default_factory=list)
    contact: Contact | None = None
    publisher: Agent | None = None
    licence: Licence | None = None
    languages: list[str] = field(default_factory=list)
    homepage: str = ""
    spatial: list[Location] = field(default_factory=list)
