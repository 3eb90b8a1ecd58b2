"""Synthetic entries with all that an entry can say."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from catalogue.graph import entry_blocks, statements
from catalogue.model import (
    Agent,
    Checksum,
    Contact,
    DataService,
    Dataset,
    Distribution,
    Entry,
    Identity,
    Kind,
    Licence,
    Location,
    Moment,
    PeriodOfTime,
    Standard,
    Text,
    identify,
    mint,
)
from catalogue.targets.push import Wanted

BASE = "https://oogst.example"
CITY = "voorbeeldstad"
EU = "http://publications.europa.eu/resource/authority"
BY = "https://creativecommons.org/licenses/by/4.0/"
WHEN = Moment("2026-09-01T00:00:00Z", "dateTime")
SQUARE = "POLYGON((3.7 51.0, 3.8 51.0, 3.8 51.1, 3.7 51.1, 3.7 51.0))"
MakeWanted = Callable[..., Wanted]
Said: TypeAlias = Any
"""Whatever an entry or a portal may say."""


class Where(NamedTuple):
    """Whose entries they are."""

    base: str = BASE
    publisher: str = CITY

    def identity(self, kind: Kind, identifier: str) -> Identity:
        source = f"{self.publisher}/portaal"
        return identify(
            base=self.base, publisher=self.publisher, source=source, kind=kind, identifier=identifier
        )


HERE = Where()


def agent(name: str) -> Agent:
    return Agent(
        iri=mint(BASE, "organisatie", CITY, name),
        name=[Text(name, "nl")],
        kind="http://purl.org/adms/publishertype/LocalAuthority",
    )


def file_of(number: str, **more: Said) -> Distribution:
    iri = mint(BASE, "distributie", CITY, number)
    access = f"https://x.example/{number}"
    given: dict[str, Any] = {"access_url": access, "licence": Licence(iri=BY)} | more
    return Distribution(iri=iri, identifier=iri, **given)


def a_dataset(identifier: str = "bomen", where: Where = HERE, **more: Said) -> Entry:
    """Make an entry that says nearly everything, or what ``more`` says instead."""
    identity = where.identity(Kind.DATASET, identifier)
    given: dict[str, Any] = {
        "title": [Text("Bomen & struiken", "nl"), Text("Trees", "en")],
        "description": [Text("Alle bomen", "nl")],
        "keywords": [Text("boom", "nl"), Text("R&D", "nl"), Text("tree", "en")],
        "themes": [f"{EU}/data-theme/ENVI"],
        "languages": [f"{EU}/language/NLD"],
        "access_rights": f"{EU}/access-right/PUBLIC",
        "frequency": f"{EU}/frequency/DAILY",
        "landing_pages": ["https://x.example/bomen"],
        "pages": ["https://x.example/uitleg"],
        "issued": Moment("2024-01-02", "date"),
        "modified": Moment("2026-01-02T03:04:05Z", "dateTime"),
        "version": "1.2",
        "publisher": agent("Voorbeeldstad"),
        "contact": Contact(iri=f"{BASE}/id/contact/1", name="Data", email="mailto:data@x.example"),
        "spatial": [Location(iri=f"{BASE}/id/plaats/1", label=[Text("Stad", "nl")], geometry=SQUARE)],
        "temporal": [PeriodOfTime(iri=f"{BASE}/id/periode/1", start=Moment("2020-01-01", "date"))],
        "conforms_to": [Standard(iri="https://x.example/standaard")],
        "alternative_identifiers": ["bomen-1"],
        "distributions": [
            file_of(
                "bomen.csv",
                download_url="https://x.example/download/bomen.csv",
                title=[Text("Bomen als CSV", "nl")],
                format=f"{EU}/file-type/CSV",
                media_type="https://www.iana.org/assignments/media-types/text/csv",
                byte_size=1200,
                status=f"{EU}/distribution-status/COMPLETED",
                checksum=Checksum(
                    iri=f"{BASE}/id/som/1",
                    algorithm="http://spdx.org/rdf/terms#checksumAlgorithm_sha1",
                    value="ab12",
                ),
            )
        ],
    } | more
    resource = Dataset(iri=identity.iri, identifier=identifier, **given)
    return Entry(identity=identity, kind=Kind.DATASET, resource=resource)


def a_service(identifier: str = "kaart", where: Where = HERE) -> Entry:
    identity = where.identity(Kind.SERVICE, identifier)
    resource = DataService(
        iri=identity.iri,
        identifier=identifier,
        title=[Text("Kaart van bomen", "nl")],
        description=[Text("Alle bomen", "nl")],
        endpoint_url="https://x.example/wms",
        endpoint_description="https://x.example/wms?request=GetCapabilities",
        conforms_to=[Standard(iri="https://data.vlaanderen.be/id/concept/dataserviceprotocol/WMS")],
        licence=Licence(iri=BY),
    )
    return Entry(identity=identity, kind=Kind.SERVICE, resource=resource)


def a_served_dataset(identifier: str = "kaartlaag", where: Where = HERE) -> Entry:
    """Make a dataset with a file that a data service gives access to, listed inside it."""
    service = a_service(f"{identifier}-dienst", where).resource
    assert isinstance(service, DataService)
    service.contact = Contact(iri=f"{where.base}/id/contact/2", name="Kaarten")
    entry = a_dataset(identifier, where, distributions=[file_of(identifier, access_services=[service.iri])])
    return replace(entry, services=[service])


def wanted_of(entry: Entry) -> Wanted:
    graph = statements(entry_blocks(entry, issued=WHEN, modified=WHEN))
    told = entry.identity
    title = next((text.value for text in entry.resource.title), "")
    return Wanted(told.uuid, told.iri, told.publisher, entry.kind, title, "0" * 64, graph)
