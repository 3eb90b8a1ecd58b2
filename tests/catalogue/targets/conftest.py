"""A small catalogue with its entries as the store keeps them."""

from collections.abc import Callable

import pytest

from catalogue.graph import Blocks, Member, catalogue_blocks, entry_blocks, members, to_ntriples
from catalogue.model import Catalog, Dataset, Distribution, Entry, Kind, Moment, Text, identify, mint

BASE = "https://oogst.example"
CITY = "voorbeeldstad"
WHEN = Moment("2026-09-01T00:00:00Z", "dateTime")
MakeEntry = Callable[..., Blocks]


def small_entry(number: int, title: str = "Bomen", description: str = "Alle bomen") -> Blocks:
    identity = identify(
        base=BASE, publisher=CITY, source=f"{CITY}/portaal", kind=Kind.DATASET, identifier=f"set-{number}"
    )
    file = mint(BASE, "distributie", CITY, f"set-{number}")
    resource = Dataset(
        iri=identity.iri,
        identifier=identity.identifier,
        title=[Text(title, "nl")],
        description=[Text(description, "nl")],
        access_rights="http://publications.europa.eu/resource/authority/access-right/PUBLIC",
        distributions=[Distribution(iri=file, identifier=file, access_url=f"https://x.example/{number}.csv")],
    )
    entry = Entry(identity=identity, kind=Kind.DATASET, resource=resource)
    return entry_blocks(entry, issued=WHEN, modified=WHEN)


def small_catalogue(listed: list[Member]) -> Blocks:
    iri = f"{BASE}/id/catalogus/{CITY}"
    return catalogue_blocks(Catalog(iri=iri, identifier=iri, title=[Text("Open data", "nl")]), listed)


@pytest.fixture
def make_entry() -> MakeEntry:
    return small_entry


@pytest.fixture
def feed() -> Callable[[list[Blocks]], tuple[Blocks, list[bytes]]]:
    """Turn entries into what a feed is written from."""

    def make(entries: list[Blocks]) -> tuple[Blocks, list[bytes]]:
        listed = [member for entry in entries for member in members(entry)]
        return small_catalogue(listed), [to_ntriples([entry]).encode() for entry in entries]

    return make
