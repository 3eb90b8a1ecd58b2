"""Under which UUID the platform keeps a record."""

import pytest

from catalogue.targets import collisions, platform_uuid

ONE = "1d7f0a52-0000-4000-8000-000000000001"
GENT = "https://data.stad.gent/api/v2/catalog/"


def test_a_uuid_anywhere_in_the_identifier_is_the_uuid() -> None:
    assert platform_uuid("c", f"https://x.example/{ONE}/1") == ONE
    assert platform_uuid("c", ONE.upper()) == ONE.upper()


@pytest.mark.parametrize(
    ("catalogue", "identifier", "uuid"),
    [
        (
            f"{GENT}exports/rdf",
            f"{GENT}datasets/fietstelpaal-visserij-2023-gent",
            "51e19866-35bd-3ee3-a49c-680943d5f8d4",
        ),
        (
            "https://portaal-stadAntwerpen.opendata.arcgis.com",
            "https://portaal-stadantwerpen.opendata.arcgis.com/maps/stadAntwerpen::geluid-industrie-eve-2016",
            "32daf7c5-cf18-32d1-999a-4760c2b05c65",
        ),
    ],
    ids=["Gent", "Antwerpen"],
)
def test_the_uuid_of_a_harvested_record_is_foretold(catalogue: str, identifier: str, uuid: str) -> None:
    assert platform_uuid(catalogue, identifier) == uuid


def test_another_catalogue_gives_another_uuid() -> None:
    assert platform_uuid("https://a.example", "bomen") != platform_uuid("https://b.example", "bomen")


def test_a_uuid_that_occurs_twice_is_a_collision() -> None:
    assert collisions(["a", "b", "a", "c", "b"]) == ["a", "b"]
