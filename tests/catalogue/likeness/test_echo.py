from typing import Any

import pytest

from catalogue.likeness import Echo, Holdings, echo, portal_uuid, traits_of
from catalogue.messages import keys
from catalogue.model import Text
from tests.catalogue.likeness.made import BASE, ITEM, NEW, distribution, entry, kept, on, traits

UUID = "0f8fad5b-d9cb-559f-a165-70867728950e"
THEIRS = "99999999-d9cb-559f-a165-70867728950e"
OURS = Holdings.of(BASE, {UUID: "fietsen"})
HELD = Holdings.of(
    BASE,
    {},
    {
        "fietsen": on(NEW, "fietsen", "Fietstellingen"),
        "bomen": on(NEW, "bomen", "Bomen", identifiers=[f"https://www.arcgis.com/home/item.html?id={ITEM}"]),
        "parken": on(NEW, "parken", "Parken"),
    },
)


def heard(record: dict[str, Any], ours: Holdings = OURS) -> tuple[str, str] | None:
    found = echo(record, ours)
    return found and (found.rule, found.entry)


@pytest.mark.parametrize(
    "record",
    [
        {"@id": f"{BASE}/id/dataset/stad/{UUID}", "dct:title": [{"@value": "Fietsen"}]},
        {"identifier": f"{BASE}/id/dataset/stad/{UUID}"},
        {"dcat:landingPage": [{"@id": f"http://oogst.example/id/dataset/stad/{UUID}/"}]},
        {"extras": [{"key": "uri", "value": f"{BASE}/id/record/stad/{UUID}"}]},
        {"adms:identifier": [{"skos:notation": [{"@value": f"{BASE}/id/dataservice/stad/{UUID}"}]}]},
    ],
)
def test_what_bears_a_name_that_we_gave_comes_from_us(record: dict[str, Any]) -> None:
    assert heard(record) == ("likeness.echo.own-name", "fietsen")


def test_a_name_of_ours_whose_entry_is_gone_comes_from_us_all_the_same() -> None:
    assert heard({"@id": f"{BASE}/id/dataset/stad/{THEIRS}"}) == ("likeness.echo.own-name", "")


@pytest.mark.parametrize(
    "record",
    [
        {"id": UUID},
        {"gmd:fileIdentifier": {"gco:CharacterString": UUID.upper()}},
        {"@id": f"https://metadata.vlaanderen.be/srv/resources/datasets/{UUID}"},
        {"dct:identifier": [{"@value": f"https://metadata.vlaanderen.be/id/record/{UUID}"}]},
        {"url": f"https://metadata.vlaanderen.be/srv/api/records/{UUID}"},
        {"landingPage": f"https://www.vlaanderen.be/DataCatalogRecord/{UUID}"},
        {
            "distribution": [
                {"accessURL": f"https://metadata.vlaanderen.be/srv/dut/catalog.search#/metadata/{UUID}"}
            ]
        },
    ],
)
def test_the_copy_of_the_platform_is_known_by_its_uuid(record: dict[str, Any]) -> None:
    assert heard(record) == ("likeness.echo.portal-copy", "fietsen")


def test_the_uuid_that_the_platform_made_of_a_citys_own_feed_is_known_too() -> None:
    made = portal_uuid(f"{NEW}/d/fietsen", catalogue=f"{NEW}/catalogus")
    ours = Holdings.of(BASE, {made: "fietsen"})
    assert heard({"landingPage": f"https://www.vlaanderen.be/DataCatalogRecord/{made}"}, ours) is not None


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Bomen", "notes": f"Zie {BASE}/id/dataset/stad/{UUID}"},
        {"title": "Bomen", "notes": f"{BASE}/id/dataset/stad/{UUID}"},
        {"title": "Bomen", "description": UUID},
        {"title": f"Kopie van {UUID}"},
        {"title": "Bomen", "dct:relation": [{"@id": f"{BASE}/id/dataset/stad/{UUID}"}]},
        {"title": "Bomen", "dct:isVersionOf": [{"@id": f"{BASE}/id/dataset/stad/{UUID}"}]},
        {"title": "Bomen", "dct:source": [{"dct:identifier": [{"@value": UUID}]}]},
        {"title": "Bomen", "url": f"{BASE}/voorbeeld"},
        {"title": "Bomen", "url": BASE},
        {"title": "Bomen", "url": f"https://oogst.example.elders.example/id/dataset/stad/{UUID}"},
        {"title": "Bomen", "url": f"https://elders.example/naar?x={BASE}/id/dataset/stad/{UUID}"},
        {"title": "Bomen", "resources": [{"url": f"{BASE}/feed/stad.rdf"}]},
        {"title": "Bomen", "landingPage": f"https://www.vlaanderen.be/DataCatalogRecord/{THEIRS}"},
        {
            "title": "Alle kopieën",
            "distribution": [
                {"accessURL": f"https://metadata.vlaanderen.be/srv/api/records/{one}"}
                for one in (UUID, THEIRS)
            ],
        },
    ],
)
def test_a_dataset_that_only_mentions_us_is_new(record: dict[str, Any]) -> None:
    assert heard(record) is None


@pytest.mark.parametrize(
    ("record", "known"),
    [
        ({"title": "Fietstellingen", "landingPage": f"{NEW}/datasets/fietsen/"}, "fietsen"),
        ({"title": "Fietstelling", "landingPage": f"{NEW}/datasets/fietsen/"}, "fietsen"),
        ({"title": "Fietstellingen", "resources": [{"url": f"{NEW}/bestanden/fietsen.csv"}]}, "fietsen"),
        ({"title": "Bomen", "resources": [{"url": f"https://hub.example/api/items/{ITEM}/csv"}]}, "bomen"),
    ],
)
def test_what_the_publishers_own_source_has_is_not_new(record: dict[str, Any], known: str) -> None:
    assert heard(record, HELD) == ("likeness.echo.held", known)


@pytest.mark.parametrize(
    "record",
    [
        {"title": "Fietstellingen"},
        {
            "title": "Fietstellingen",
            "name": "fietsen",
            "landingPage": "https://elders.example/dataset/fietsen",
        },
        {"title": "Ongevallen", "landingPage": f"{NEW}/datasets/fietsen"},
        {"title": "Fietstellingen 2024", "landingPage": f"{NEW}/datasets/fietsen"},
        {
            "title": "Atlas",
            "resources": [{"url": f"{NEW}/bestanden/{one}.csv"} for one in ("fietsen", "bomen")],
        },
    ],
)
def test_what_only_resembles_an_entry_of_another_is_new(record: dict[str, Any]) -> None:
    assert heard(record, HELD) is None


def test_a_dataset_is_known_at_another_address_of_its_own_portal() -> None:
    ods = "https://ods.voorbeeldstad.example"
    own = traits("Fietstellingen", pages=[f"{ods}/explore/dataset/fietsen/"])
    ours = Holdings.of(BASE, {}, {"fietsen": own})
    copy = {"title": "Fietstellingen", "@id": f"{ods}/api/v2/catalog/datasets/fietsen"}
    assert heard(copy, ours) == ("likeness.echo.held", "fietsen")
    assert heard(copy | {"@id": "https://elders.example/api/v2/catalog/datasets/fietsen"}, ours) is None


def test_what_two_entries_resemble_equally_is_new() -> None:
    twins = {at: traits("Stad", pages=[f"{NEW}/stad"], identifiers=[f"stad-{at}"]) for at in "ab"}
    assert heard({"title": "Stad", "landingPage": f"{NEW}/stad"}, Holdings.of(BASE, {}, twins)) is None


def test_a_kept_version_can_be_asked_for_as_well_as_a_record() -> None:
    given = entry(
        "x",
        title=[Text("Fietstellingen", "nl")],
        distributions=[distribution(f"{NEW}/bestanden/fietsen.csv")],
    )
    found = echo(traits_of(kept(given)), HELD)
    assert isinstance(found, Echo)
    assert found.entry == "fietsen"


def test_a_base_with_a_folder_is_known_as_well() -> None:
    ours = Holdings.of("https://stad.example/open", {UUID: "fietsen"})
    assert heard({"@id": f"https://stad.example/open/id/dataset/stad/{UUID}"}, ours) is not None
    assert heard({"@id": f"https://stad.example/id/dataset/stad/{THEIRS}"}, ours) is None


def test_every_reason_stands_in_the_catalogue_of_messages() -> None:
    rules = {"own-name", "portal-copy", "held"}
    assert {f"likeness.echo.{rule}" for rule in rules} <= set(keys())
