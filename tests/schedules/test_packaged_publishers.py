"""The publishers that come with Oogst; the codes are typed again here, so that a slip shows."""

from datetime import UTC, datetime

import pytest

from catalogue.model import Protocol
from schedules import Publisher, load_all

OVO = "https://data.vlaanderen.be/id/organisatie/"
PLACE = "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Vlaamse-Administratieve-Eenheden/2025/gemeente/"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def publishers() -> dict[str, Publisher]:
    return {publisher.name: publisher for publisher in load_all()}


@pytest.mark.parametrize(
    ("name", "ovo", "nis", "kbo"),
    [
        ("antwerpen", "OVO001999", "11002", "0207500123"),
        ("brugge", "OVO002037", "31005", "0207528035"),
        ("gent", "OVO002067", "44021", "0207451227"),
        ("mechelen", "OVO002172", "12025", "0207499430"),
    ],
)
def test_a_flemish_city_has_the_codes_and_the_place_of_the_registers(
    publishers: dict[str, Publisher], name: str, ovo: str, nis: str, kbo: str
) -> None:
    city = publishers[name]

    assert (city.ovo, city.nis, city.kbo) == (ovo, nis, kbo)
    assert city.facts.iri == OVO + ovo
    assert [place.iri for place in city.facts.places] == [PLACE + name]


def test_brussels_goes_by_its_enterprise_number_and_its_name_in_three_languages(
    publishers: dict[str, Publisher],
) -> None:
    city = publishers["brussel"]

    assert city.facts.iri == "https://org.belgif.be/id/CbeRegisteredEntity/0207373429"
    assert (city.ovo, city.nis) == ("", "21004")
    assert {text.language for text in city.facts.title} == {"nl", "fr", "en"}
    assert [text.value for text in city.facts.places[0].label] == ["Brussel", "Bruxelles", "Brussels"]


def test_the_boxes_are_those_of_the_flemish_thesaurus(publishers: dict[str, Publisher]) -> None:
    corners = {
        name: publisher.facts.places[0].bbox[9:].split(", ")[0:3:2]
        for name, publisher in publishers.items()
        if publisher.facts.places[0].bbox
    }

    assert corners == {
        "antwerpen": ["4.21758 51.14332", "4.50907 51.37764"],
        "brugge": ["3.13418 51.15819", "3.31004 51.36338"],
        "gent": ["3.57978 50.97954", "3.84934 51.18889"],
        "mechelen": ["4.37008 50.99097", "4.54904 51.07857"],
        "vlaanderen": ["2.5456398 50.6874285", "5.9111043 51.5050807"],
    }


def test_every_publisher_has_what_its_catalogue_must_say(publishers: dict[str, Publisher]) -> None:
    for publisher in publishers.values():
        facts = publisher.facts
        assert facts.catalogue_title
        assert facts.catalogue_description
        assert facts.contact_name
        assert facts.contact_email or facts.contact_page
        assert facts.catalogue_licence.endswith("/creative-commons-zero-verklaring/v1.0")


def test_each_city_has_exactly_one_active_source_by_the_protocol_of_its_portal(
    publishers: dict[str, Publisher],
) -> None:
    active = {
        source.name: source.source.protocol
        for publisher in publishers.values()
        for source in publisher.sources
        if source.active(NOW)
    }

    assert active == {
        "antwerpen/hub": Protocol.ARCGIS_HUB,
        "brugge/portaal": Protocol.OPENDATASOFT,
        "brussel/portaal": Protocol.OPENDATASOFT,
        "gent/portaal": Protocol.OPENDATASOFT,
        "mechelen/hub": Protocol.ARCGIS_HUB,
    }


def test_the_flemish_catalogue_is_known_but_turned_off(publishers: dict[str, Publisher]) -> None:
    flanders = publishers["vlaanderen"]

    assert flanders.ovo == "OVO002949"
    assert not any(source.enabled for source in flanders.sources)


def test_no_publisher_states_a_licence_that_nobody_read(publishers: dict[str, Publisher]) -> None:
    assert {publisher.facts.licence for publisher in publishers.values()} == {None}


def test_no_two_publishers_share_a_name(publishers: dict[str, Publisher]) -> None:
    names = [alias.casefold() for publisher in publishers.values() for alias in publisher.facts.aliases]

    assert len(names) == len(set(names))


def test_no_city_is_harvested_in_the_hour_that_summer_time_skips_or_doubles(
    publishers: dict[str, Publisher],
) -> None:
    hours = {
        source.cadence.next_after(NOW).hour
        for publisher in publishers.values()
        for source in publisher.sources
    }

    assert hours.isdisjoint({2})
