import pytest

from catalogue.likeness import portal_uuid
from catalogue.likeness.portal import uuid_of_portal_address

UUID = "0f8fad5b-d9cb-469f-a165-70867728950e"


def test_the_platform_takes_the_first_uuid_of_the_identifier() -> None:
    assert portal_uuid(f"urn:stad:{UUID.upper()}:11111111-2222-3333-4444-555555555555") == UUID


def test_without_one_it_looks_in_the_iri_of_the_record() -> None:
    assert portal_uuid("fietsen", f"https://stad.example/id/record/{UUID}") == UUID


def test_without_any_it_makes_one_of_catalogue_and_identifier() -> None:
    made = portal_uuid("https://stad.example/d/fietsen", catalogue="https://stad.example/catalogus")
    assert made == "9494ac97-c75b-3aa8-acb1-513ccb23db0b"
    assert made != portal_uuid("https://stad.example/d/fietsen", catalogue="https://stad.example/anders")


@pytest.mark.parametrize(
    "url",
    [
        f"https://metadata.vlaanderen.be/id/record/{UUID}",
        f"https://metadata.vlaanderen.be/srv/resources/datasets/{UUID.upper()}",
        f"https://metadata.vlaanderen.be/srv/api/records/{UUID}",
        f"https://metadata.vlaanderen.be/srv/api/records/{UUID}/formatters/dcat",
        f"https://metadata.vlaanderen.be/srv/dut/catalog.search#/metadata/{UUID}",
        f"https://metadata.vlaanderen.be/srv/dut/csw?service=CSW&request=GetRecordById&id={UUID}",
        f"https://www.vlaanderen.be/DataCatalogRecord/{UUID}",
        f"http://vlaanderen.be/datavindplaats/DataCatalogRecord/{UUID}",
    ],
)
def test_the_record_that_an_address_of_the_platform_shows_is_read(url: str) -> None:
    assert uuid_of_portal_address(url) == UUID


@pytest.mark.parametrize(
    "url",
    [
        f"https://elders.example/srv/api/records/{UUID}",
        f"https://www.vlaanderen.be/nieuws/{UUID}",
        "https://metadata.vlaanderen.be/srv/api/records/",
        f"zie https://metadata.vlaanderen.be/srv/api/records/{UUID}",
        f"https://elders.example/?naar=https://metadata.vlaanderen.be/srv/api/records/{UUID}",
    ],
)
def test_any_other_address_shows_none(url: str) -> None:
    assert uuid_of_portal_address(url) == ""
