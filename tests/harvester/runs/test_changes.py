"""The feed of what changed, from the log of what was published."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from lxml import etree

from catalogue.graph import catalogue_blocks
from catalogue.model import Catalog, Text
from catalogue.store import Database
from catalogue.targets.feed.links import Links
from catalogue.targets.site import Place, write_changes
from catalogue.views import listed_versions, published_members
from harvester.runs.happened import Feed, log_publication
from tests.catalogue.graph.conftest import BASE, CITY, catalog
from tests.catalogue.targets.site.kept import DAY, TODAY, city_entry, keep, plain, withdraw
from tests.catalogue.targets.site.standard import breaches

__all__ = ["catalog"]

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@dataclass(frozen=True)
class City:
    database: Database
    catalog: Catalog
    folder: Path

    def publish(self, now: datetime) -> None:
        """Do what a publication does: write down what happened, then tell it."""
        with self.database.transaction() as connection:
            members = published_members(connection, CITY)
            feed = Feed(
                publisher=CITY,
                iri=self.catalog.iri,
                catalogue=catalogue_blocks(self.catalog, ()),
                links=Links(catalogue_blocks(self.catalog, members)),
                listed=list(listed_versions(connection, CITY)),
            )
        log_publication(self.database, feed, now, stands=lambda: True)
        with self.database.transaction() as connection, Place.held(self.folder) as place:
            write_changes(place, CITY, "Voorbeeldstad", BASE, connection=connection)
            write_changes(place, None, "Alle steden", BASE, connection=connection)

    def feed(self, name: str = f"{CITY}/changes.atom") -> etree._Element:
        return etree.fromstring((self.folder / name).read_bytes())

    def told(self) -> list[tuple[str, str, str]]:
        """Give verb, title and summary of each change."""
        return [
            (
                one.find("a:category", ATOM).get("term"),
                one.findtext("a:title", namespaces=ATOM),
                one.findtext("a:summary", namespaces=ATOM),
            )
            for one in self.feed().iterfind("a:entry", ATOM)
        ]


@pytest.fixture
def city(store: Database, tmp_path: Path, catalog: Catalog) -> City:
    return City(store, catalog, tmp_path / "feeds")


def test_what_came_changed_and_went_is_told_with_what_is_other(city: City) -> None:
    keep(city.database, [city_entry(), plain("b")])
    city.publish(TODAY)
    keep(city.database, [plain("b", title=[Text("Anders \x0b & <beter>", "nl")])], TODAY + DAY)
    withdraw(city.database, city_entry(), TODAY + DAY)
    city.publish(TODAY + DAY)

    assert sorted(city.told()[:2]) == [
        (
            "Delete",
            "Fietstellingen",
            "ingetrokken of niet meer gepubliceerd / withdrawn or no longer published",
        ),
        ("Update", "Anders  & <beter>", "gewijzigd / changed: dct:title"),
    ]
    assert sorted(city.told()[2:]) == [
        ("Create", "Dataset b", "nieuw / new"),
        ("Create", "Fietstellingen", "nieuw / new"),
    ]


def test_it_is_a_feed_as_the_standard_has_it(city: City) -> None:
    keep(city.database, [city_entry(), plain("b")])
    city.publish(TODAY)
    for name in (f"{CITY}/changes.atom", "changes.atom"):
        assert breaches((city.folder / name).read_bytes()) == []
        feed = city.feed(name)
        assert feed.findtext("a:id", namespaces=ATOM) == f"{BASE}/{name}"
        assert feed.find("a:link[@rel='self']", ATOM).get("href") == f"{BASE}/{name}"
        ids = [one.text for one in feed.iterfind("a:entry/a:id", ATOM)]
        assert len(set(ids)) == len(ids) == 2
        for one in feed.iterfind("a:entry", ATOM):
            assert one.findtext("a:updated", namespaces=ATOM) == "2026-09-01T02:00:00Z"
            assert one.find("a:link[@rel='alternate']", ATOM) is not None


def test_a_change_keeps_its_name_and_a_publication_without_news_changes_nothing(city: City) -> None:
    keep(city.database, [plain("a")])
    city.publish(TODAY)
    before = (city.folder / CITY / "changes.atom").read_bytes()
    city.publish(TODAY + DAY)

    assert (city.folder / CITY / "changes.atom").read_bytes() == before
    assert before.count(f"{plain('a').identity.iri}/2026-09-01T02:00:00.000Z".encode()) == 1


def test_it_is_a_window_on_the_newest(city: City, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("catalogue.targets.site.changes.NEWEST", 2)
    keep(city.database, [plain(name) for name in "abc"])
    city.publish(TODAY)
    keep(city.database, [plain("d")], TODAY + DAY)
    city.publish(TODAY + DAY)

    assert city.told()[0][1] == "Dataset d"
    assert len(city.told()) == 2


def test_before_anything_was_published_there_is_none(city: City) -> None:
    with city.database.transaction() as connection, Place.held(city.folder) as place:
        write_changes(place, CITY, "Voorbeeldstad", BASE, connection=connection)

    assert not (city.folder / CITY).exists()
