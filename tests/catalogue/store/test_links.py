"""The addresses that an entry names are kept with it, and read from it where it was kept before."""

from typing import Any

import pytest
from sqlalchemy import String, delete, select

from catalogue.store import Database, tables
from catalogue.store.addresses import address_ids, fill_links
from catalogue.store.observations import keep_observations
from catalogue.store.places import ROLES, places
from catalogue.testimony import Role
from tests.catalogue.store.naming import keep, naming
from tests.catalogue.store.test_observations import URL, seen

BODY = f"""\
<urn:d> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .
<urn:d> <http://www.w3.org/ns/dcat#landingPage> <https://stad.example/bomen> .
<urn:d> <http://purl.org/dc/terms/title> "<urn:d> <http://www.w3.org/ns/dcat#landingPage> <https://no.example> ."@nl .
<urn:f> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Distribution> .
<urn:f> <http://www.w3.org/ns/dcat#accessURL> <{URL}> .
<urn:f> <http://www.w3.org/ns/dcat#downloadURL> <{URL}> .
<urn:f> <http://purl.org/dc/terms/format> <http://publications.europa.eu/resource/authority/file-type/CSV> .
<urn:f> <http://purl.org/dc/terms/license> <https://stad.example/licentie> .
<urn:s> <http://www.w3.org/ns/dcat#endpointURL> <https://stad.example/wms> .
<urn:s> <http://purl.org/dc/terms/conformsTo> <https://stad.example/protocol/OGC:WMS> .
<urn:c> <http://www.w3.org/2006/vcard/ns#hasEmail> <mailto:data@stad.example> .
<urn:r> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#CatalogRecord> .
<urn:r> <http://purl.org/dc/terms/conformsTo> <https://stad.example/profiel> .
"""  # noqa: E501  a line of N-Triples is one line


def links(store: Database) -> set[tuple[Any, ...]]:
    t = tables
    query = select(t.address.c.url, t.link.c.role, t.link.c.property, t.link.c.subject, t.link.c.hint).join(
        t.link, t.link.c.address_id == t.address.c.id
    )
    with store.transaction() as connection:
        return set(map(tuple, connection.execute(query).all()))


def test_an_entry_names_its_files_services_pages_licences_and_standards() -> None:
    assert {(place.url, place.role, place.hint) for place in places(BODY.encode())} == {
        ("https://stad.example/bomen", Role.PAGE, ""),
        (URL, Role.ACCESS, "CSV"),
        (URL, Role.DOWNLOAD, "CSV"),
        ("https://stad.example/licentie", Role.LICENCE, ""),
        ("https://stad.example/wms", Role.ENDPOINT, "OGC:WMS"),
        ("https://stad.example/protocol/OGC:WMS", Role.STANDARD, ""),
    }


def test_the_links_of_an_entry_are_kept_with_it(store: Database) -> None:
    keep(store, naming(BODY))
    assert len(links(store)) == 6
    assert (URL, "download", "dcat:downloadURL", "urn:f", "CSV") in links(store)


def test_a_new_version_has_its_own_links_only(store: Database) -> None:
    keep(store, naming(BODY))
    changed = naming("<urn:d> <http://www.w3.org/ns/dcat#landingPage> <https://stad.example/nieuw> .\n", "b")
    keep(store, changed)
    assert {url for url, *_ in links(store)} == {"https://stad.example/nieuw"}


def test_entries_kept_before_there_were_links_get_theirs(store: Database) -> None:
    keep(store, naming(BODY))
    before = links(store)
    with store.transaction() as connection:
        connection.execute(delete(tables.link))
        assert fill_links(connection) == 1
    assert links(store) == before
    with store.transaction() as connection:
        assert fill_links(connection) == 0


def test_things_that_data_describe_are_links_of_the_entry_that_names_the_data(store: Database) -> None:
    keep(store, naming(BODY))
    with store.transaction() as connection:
        keep_observations(connection, [seen(0)])
        keep_observations(connection, [seen(1)])
    things = [link for link in links(store) if link[1] == Role.THING]
    assert things == [("https://stad.example/id/boom/1", "thing", "", URL, "")]


@pytest.mark.parametrize(
    "url", ["https://[", "mailto:a@b.example", "urn:x:y", "https://é.example/ü?q=" + "x" * 5000]
)
def test_any_address_is_kept_once(store: Database, url: str) -> None:
    with store.transaction() as connection:
        first = address_ids(connection, [url, url])
        assert address_ids(connection, [url]) == first


def test_every_property_that_names_an_address_fits_its_column() -> None:
    """SQLite asks for no length, PostgreSQL refuses the whole batch."""
    column = tables.link.c.property.type
    assert isinstance(column, String)
    assert max(map(len, ROLES)) <= (column.length or 0)
