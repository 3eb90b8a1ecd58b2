"""An entry in which every field of the model says something."""

import pytest

from catalogue.model import (
    Agent,
    Catalog,
    Checksum,
    Contact,
    DataService,
    Dataset,
    Distribution,
    Entry,
    Identifier,
    Identity,
    Kind,
    Licence,
    Location,
    Moment,
    PeriodOfTime,
    Relationship,
    Standard,
    Text,
    identify,
    mint,
)

BASE = "https://oogst.example"
EU = "http://publications.europa.eu/resource/authority"
CITY = "voorbeeldstad"
CC0 = "https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0"
FREE = "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"
STATUS = "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden"
BOX = "POLYGON((3.5 50.9,3.8 50.9,3.8 51.1,3.5 51.1,3.5 50.9))"
WHEN = Moment("2026-09-01T00:00:00Z", "dateTime")
SERVICE = mint(BASE, "dataservice", CITY, "fietstellingen-api")


def identity(identifier: str) -> Identity:
    return identify(
        base=BASE, publisher=CITY, source=f"{CITY}/portaal", kind=Kind.DATASET, identifier=identifier
    )


def agent() -> Agent:
    return Agent(
        iri="https://data.vlaanderen.be/id/organisatie/OVO000000",
        name=[Text("Voorbeeldstad", "nl"), Text("Exampletown", "en")],
        kind="http://purl.org/adms/publishertype/LocalAuthority",
    )


def contact() -> Contact:
    return Contact(
        iri=mint(BASE, "contact", CITY, "data"),
        name="Team data",
        email="mailto:data@voorbeeldstad.example",
        page="https://voorbeeldstad.example/contact",
    )


def place() -> Location:
    return Location(
        iri=mint(BASE, "plaats", CITY, "centrum"),
        label=[Text("Centrum", "nl")],
        bbox=BOX,
        centroid="POINT(3.6 51.0)",
    )


def licence(iri: str = FREE) -> Licence:
    return Licence(iri=iri, kind=["http://purl.org/adms/licencetype/Attribution"])


def distribution(of: Identity, number: int) -> Distribution:
    iri = mint(BASE, "distributie", CITY, of.identifier, str(number))
    return Distribution(
        iri=iri,
        identifier=iri,
        access_url=f"https://voorbeeldstad.example/data/{of.identifier}/{number}.csv",
        download_url=f"https://voorbeeldstad.example/data/{of.identifier}/{number}.csv",
        title=[Text("Tellingen als CSV", "nl")],
        description=[Text("Eén rij per telling & per uur", "nl")],
        licence=licence(),
        rights=[Text("Bron: Voorbeeldstad", "nl")],
        format=f"{EU}/file-type/CSV",
        media_type="https://www.iana.org/assignments/media-types/text/csv",
        compress_format="https://www.iana.org/assignments/media-types/application/gzip",
        package_format="https://www.iana.org/assignments/media-types/application/zip",
        byte_size=0,
        issued=WHEN,
        modified=WHEN,
        languages=[f"{EU}/language/NLD"],
        checksum=Checksum(
            iri=mint(BASE, "checksum", CITY, iri),
            algorithm="http://spdx.org/rdf/terms#checksumAlgorithm_sha256",
            value="ab" * 32,
        ),
        conforms_to=[Standard(iri="https://www.rfc-editor.org/rfc/rfc4180", title=[Text("CSV", "en")])],
        availability=f"{EU}/planned-availability/AVAILABLE",
        status=f"{EU}/distribution-status/COMPLETED",
        pages=["https://voorbeeldstad.example/data/uitleg"],
        access_services=[SERVICE],
        alternative_identifiers=[f"bestand-{number}"],
        spatial_resolution="0.25",
        temporal_resolution="PT1H",
        distributor=agent(),
        applicable_legislation=["http://data.europa.eu/eli/reg_impl/2023/138/oj"],
    )


def sample(of: Identity) -> Distribution:
    iri = mint(BASE, "distributie", CITY, of.identifier, "sample")
    picture = f"https://voorbeeldstad.example/data/{of.identifier}/kaart.png"
    return Distribution(
        iri=iri,
        identifier=iri,
        access_url=picture,
        download_url=picture,
        title=[Text("Kaart van de telpunten", "nl")],
        description=[Text("Een kaart met een stip per telpunt", "nl")],
        licence=licence(),
        media_type="https://www.iana.org/assignments/media-types/image/png",
    )


def doi() -> Identifier:
    return Identifier(
        notation="10.1/voorbeeld",
        datatype="http://purl.org/spar/datacite/doi",
        agency="DataCite",
        creator=agent(),
        issued=WHEN,
    )


def part_of(whole: Identity) -> Relationship:
    role = "https://data.vlaanderen.be/id/concept/relatievorm/largerWorkCitation"
    return Relationship(target=whole.iri, role=role)


def dataset(of: Identity) -> Dataset:
    return Dataset(
        iri=of.iri,
        identifier=of.identifier,
        title=[Text("Fietstellingen", "nl"), Text("Bicycle counts", "en")],
        description=[Text("Tellingen per uur.\nMet <b>opmaak</b> & tekens: ]]>", "nl")],
        contact=contact(),
        publisher=agent(),
        access_rights=f"{EU}/access-right/PUBLIC",
        keywords=[Text("fiets", "nl"), Text("mobiliteit", "nl")],
        themes=[f"{EU}/data-theme/TRAN", "http://vocab.belgif.be/auth/datatheme/TRAN"],
        landing_pages=[f"https://voorbeeldstad.example/data/{of.identifier}"],
        pages=["https://voorbeeldstad.example/data/uitleg"],
        issued=WHEN,
        modified=WHEN,
        created=WHEN,
        languages=[f"{EU}/language/NLD"],
        conforms_to=[
            Standard(
                iri="http://www.opengis.net/def/crs/OGC/1.3/CRS84",
                version="1.3",
                description=[Text("Lengte en breedte in graden", "nl")],
                issued=WHEN,
                page="https://docs.ogc.org/is/18-010r11/18-010r11.pdf",
                label="CRS84",
            )
        ],
        version="1.2.0",
        statuut=[f"{STATUS}/VLOPENDATA"],
        spatial=[place()],
        applicable_legislation=["http://data.europa.eu/eli/reg_impl/2023/138/oj"],
        hvd_categories=["http://data.europa.eu/bna/c_b79e35eb"],
        alternative_identifiers=["voorbeeld-42"],
        assigned_identifiers=[doi()],
        qualified_relations=[part_of(identity("wegen"))],
        relations=[identity("wegen").iri],
        has_version=[identity("2024").iri],
        is_version_of=[identity("alle-jaren").iri],
        provenance_texts=[Text("Geteld met lussen in de weg", "nl")],
        spatial_resolution="0.25",
        temporal_resolution="PT1H",
        rights_holder=agent(),
        creators=[agent()],
        frequency=f"{EU}/frequency/DAILY",
        temporal=[
            PeriodOfTime(
                iri=mint(BASE, "periode", CITY, "2020", "2025"),
                start=Moment("2020-01-01", "date"),
                end=Moment("2025", "gYear"),
            )
        ],
        provenance=["https://voorbeeldstad.example/data/herkomst"],
        kinds=[f"{EU}/dataset-type/STATISTICAL"],
        is_referenced_by=["https://doi.example/10.1000/fiets"],
        version_notes=[Text("Telpunt 12 verplaatst", "nl")],
        distributions=[distribution(of, number) for number in range(3)],
        samples=[sample(of)],
    )


def service(of: Identity) -> DataService:
    return DataService(
        iri=SERVICE,
        identifier=SERVICE,
        title=[Text("Fietstellingen als dienst", "nl")],
        contact=contact(),
        publisher=agent(),
        access_rights=f"{EU}/access-right/PUBLIC",
        statuut=[f"{STATUS}/VLOPENDATASERVICE"],
        keywords=[Text("fiets", "nl")],
        conforms_to=[Standard(iri="https://data.vlaanderen.be/id/concept/dataserviceprotocol/REST")],
        endpoint_url="https://voorbeeldstad.example/api",
        endpoint_description="https://voorbeeldstad.example/api/openapi.json",
        serves=[of.iri],
        licence=licence(),
        rights=[Text("Bron: Voorbeeldstad", "nl")],
        created=WHEN,
        issued=WHEN,
        modified=WHEN,
        authentication_page="https://voorbeeldstad.example/api/sleutels",
        usage_page="https://voorbeeldstad.example/api/uitleg",
        status_page="https://voorbeeldstad.example/api/status",
        lifecycle="https://data.vlaanderen.be/id/concept/levensfase/live",
        development="https://data.vlaanderen.be/id/concept/ontwikkelingstoestand/PROD",
    )


@pytest.fixture
def entry() -> Entry:
    """Give a dataset with three distributions and the service that was listed among them."""
    of = identity("fietstellingen")
    return Entry(
        identity=of,
        kind=Kind.DATASET,
        resource=dataset(of),
        services=[service(of)],
        source_iri="https://voorbeeldstad.example/data/fietstellingen",
    )


@pytest.fixture
def catalog() -> Catalog:
    return Catalog(
        iri=f"{BASE}/id/catalogus/{CITY}",
        identifier=f"{BASE}/id/catalogus/{CITY}",
        title=[Text("Open data van Voorbeeldstad", "nl")],
        description=[Text("Alle open data van Voorbeeldstad", "nl")],
        contact=contact(),
        publisher=agent(),
        licence=licence(CC0),
        languages=[f"{EU}/language/NLD"],
        homepage="https://voorbeeldstad.example/data",
        spatial=[place()],
    )


@pytest.fixture
def when() -> Moment:
    """Give the moment of the registration."""
    return WHEN
