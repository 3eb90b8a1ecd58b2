"""Synthetic entries: what a portal could say of a dataset, as traits and as a kept version."""

from typing import Any

from catalogue.graph import entry_blocks, statements
from catalogue.likeness import Stamps, Traits, gathered
from catalogue.model import (
    Agent,
    DataService,
    Dataset,
    Distribution,
    Entry,
    Kind,
    Moment,
    Text,
    identify,
    mint,
)

BASE = "https://oogst.example"
CITY = "voorbeeldstad"
OLD, NEW = "https://oud.voorbeeldstad.example", "https://data.voorbeeldstad.example"
HOME = f"{NEW}/"
ITEM = "0123456789abcdef0123456789abcdef"
WHEN = Moment("2026-09-01T00:00:00Z", "dateTime")
LONG = "Waar in de stad fietsen geteld worden, met de richting en het aantal per uur"


def traits(title: str = "", *, language: str = "nl", **said: Any) -> Traits:  # noqa: ANN401 -- of any trait
    titles = [(language, title)] if title else []
    return gathered(**{"kind": Kind.DATASET, "publisher": CITY, "titles": titles, **said})


def on(portal: str, name: str, title: str = "", **said: Any) -> Traits:  # noqa: ANN401 -- idem
    """Describe a dataset of a portal that makes its addresses of the dataset's name."""
    return traits(
        title or name.replace("-", " "),
        pages=[f"{portal}/datasets/{name}"],
        files=[f"{portal}/bestanden/{name}.{kind}" for kind in ("csv", "json")],
        **said,
    )


def changed(title: str, language: str, modified: str, created: str = "2026-01-05", **said: Any) -> Traits:  # noqa: ANN401 -- idem
    return traits(title, language=language, stamps=Stamps(created=created, modified=modified), **said)


def entry(identifier: str, **said: Any) -> Entry:  # noqa: ANN401 -- of any property
    identity = identify(
        base=BASE, publisher=CITY, source=f"{CITY}/portaal", kind=Kind.DATASET, identifier=identifier
    )
    resource = Dataset(
        iri=identity.iri,
        identifier=identity.iri,
        publisher=Agent(iri="https://data.vlaanderen.be/id/organisatie/OVO000000"),
        **said,
    )
    return Entry(identity=identity, kind=Kind.DATASET, resource=resource)


def distribution(access: str, download: str = "", identifier: str = "") -> Distribution:
    iri = mint(BASE, "distributie", CITY, access, download)
    return Distribution(iri=iri, identifier=identifier, access_url=access, download_url=download)


def service(endpoint: str) -> DataService:
    iri = mint(BASE, "dataservice", CITY, endpoint)
    return DataService(iri=iri, identifier=iri, title=[Text("Dienst", "nl")], endpoint_url=endpoint)


def kept(given: Entry) -> bytes:
    """Give the N-Triples of an entry as a version of it has them."""
    return statements(entry_blocks(given, issued=WHEN, modified=WHEN))
