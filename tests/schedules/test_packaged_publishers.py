"""The publishers that come with Oogst; the codes are typed again here, so that a slip shows."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalogue.model import Protocol
from schedules import PACKAGED, Publisher, load_all, load_publisher

OVO = "https://data.vlaanderen.be/id/organisatie/"
PLACE = "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Vlaamse-Administratieve-Eenheden/2025/gemeente/"
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def publishers() -> dict[str, Publisher]:
    return {publisher.name: publisher for publisher in load_all()}


@pytest.mark.parametrize(
    ("name", "ovo", "nis", "kbo"),
    [
        ("aalst", "OVO001992", "41002", ""),
        ("antwerpen", "OVO001999", "11002", "0207500123"),
        ("brugge", "OVO002037", "31005", "0207528035"),
        ("genk", "OVO002066", "71016", ""),
        ("gent", "OVO002067", "44021", "0207451227"),
        ("kortrijk", "OVO002133", "34022", ""),
        ("leuven", "OVO002149", "24062", "0207521503"),
        ("mechelen", "OVO002172", "12025", "0207499430"),
        ("oostende", "OVO002197", "35013", ""),
        ("roeselare", "OVO002220", "36015", ""),
        ("sint-niklaas", "OVO002237", "46021", ""),
        ("turnhout", "OVO002255", "13040", ""),
    ],
)
def test_a_flemish_city_has_the_codes_and_the_place_of_the_registers(
    publishers: dict[str, Publisher], name: str, ovo: str, nis: str, kbo: str
) -> None:
    city = publishers[name]

    assert (city.ovo, city.nis, city.kbo) == (ovo, nis, kbo)
    assert city.facts.iri == OVO + ovo
    assert [place.iri for place in city.facts.places] == [PLACE + name]


def test_a_code_that_no_register_gives_since_the_mergers_is_left_out(
    publishers: dict[str, Publisher],
) -> None:
    hasselt = publishers["hasselt"]

    assert (hasselt.ovo, hasselt.kbo, hasselt.nis) == ("", "", "71072")
    assert hasselt.facts.iri == ""


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
        "aalst": ["3.98245 50.8994", "4.16344 50.99484"],
        "antwerpen": ["4.21758 51.14332", "4.50907 51.37764"],
        "brugge": ["3.13418 51.15819", "3.31004 51.36338"],
        "genk": ["5.3848 50.91304", "5.59516 51.02063"],
        "gent": ["3.57978 50.97954", "3.84934 51.18889"],
        "hasselt": ["5.21215 50.80777", "5.45014 50.98159"],
        "kortrijk": ["3.20076 50.73103", "3.35908 50.87464"],
        "leuven": ["4.64031 50.82421", "4.77043 50.94407"],
        "mechelen": ["4.37008 50.99097", "4.54904 51.07857"],
        "oostende": ["2.83846 51.18459", "3.0043 51.24582"],
        "roeselare": ["3.06192 50.88701", "3.17849 50.99396"],
        "sint-niklaas": ["3.98532 51.12968", "4.22197 51.2078"],
        "turnhout": ["4.88873 51.2624", "4.98485 51.39547"],
        "vlaanderen": ["2.5456398 50.6874285", "5.9111043 51.5050807"],
    }


def test_every_publisher_has_what_its_catalogue_must_say(publishers: dict[str, Publisher]) -> None:
    for publisher in publishers.values():
        facts = publisher.facts
        assert facts.catalogue_title
        assert facts.catalogue_description
        assert bool(facts.contact_name) == bool(facts.contact_email or facts.contact_page)
        assert facts.contact_name or not publisher.sources
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


NO_CATALOGUE = {"aalst", "genk", "hasselt", "leuven", "roeselare", "sint-niklaas", "turnhout", "vgc"}


def test_a_publisher_without_a_known_catalogue_says_so(publishers: dict[str, Publisher]) -> None:
    silent = {publisher.name for publisher in publishers.values() if not publisher.sources}

    assert silent == NO_CATALOGUE
    assert all(publishers[name].note.endswith("dat bewijst niet dat er geen is.") for name in silent)


@pytest.mark.parametrize("name", sorted({*NO_CATALOGUE, "kortrijk"}))
def test_the_ready_block_of_such_a_publisher_loads_once_uncommented(
    write: Callable[..., Path], name: str
) -> None:
    before, _, ready = (PACKAGED / f"{name}.yaml").read_text(encoding="utf-8").partition("# ---\n")
    text = before.replace("sources: []\n", "") + re.sub(r"^# ", "", ready, flags=re.MULTILINE)

    assert "dcat" in {source.name.partition("/")[2] for source in load_publisher(write(text)).sources}


def test_what_an_endpoint_was_before_is_kept_with_its_years_and_turned_off(
    publishers: dict[str, Publisher],
) -> None:
    former = {
        source.name: (source.valid_from.year, source.valid_until.year)
        for publisher in publishers.values()
        for source in publisher.sources
        if source.valid_until < NOW.date()
    }

    assert (
        former.items()
        >= {
            "antwerpen/datatank-v4": (1, 2018),
            "antwerpen/drupal": (2012, 2018),
            "brugge/lijst": (2017, 2025),
            "brussels-gewest/ckan": (2016, 2020),
            "gent/datatank": (2014, 2019),
            "kortrijk/datatank": (1, 2019),
            "kortrijk/vlaamse-ckan": (1, 2022),
            "oostende/do2": (2016, 2020),
            "vlaanderen/catalog-xml": (2017, 2022),
            "vlaanderen/ckan": (1, 2022),
            "vlaanderen/geonetwork": (2022, 2024),
            "vlaanderen/opendataforum": (1, 2017),
        }.items()
    )


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


def test_no_city_is_said_to_have_what_no_source_of_ours_tells(publishers: dict[str, Publisher]) -> None:
    stated = {name: one.facts.charter for name, one in publishers.items()}

    assert {name for name, one in stated.items() if one.inventory or one.register_page} == set()
    assert {name for name, one in stated.items() if one.feedback_page or one.suppliers} == set()
