"""Links between packages of one portal, by the identifiers that they have there; all synthetic."""

from collections.abc import Callable
from typing import Any

from catalogue.model import Dataset, Dialect, Entry, Kind, identify

Translate = Callable[..., Entry]
ONE = "0b5a1c2d-0000-4000-8000-000000000001"
TWO = "0b5a1c2d-0000-4000-8000-000000000002"
PAGE = f"https://portaal.voorbeeldstad.be/dataset/{TWO}"


def iri(identifier: str, kind: Kind = Kind.DATASET) -> str:
    return identify(
        base="https://oogst.example", publisher="voorbeeldstad", source="", kind=kind, identifier=identifier
    ).iri


def dataset_of(entry: Entry) -> Dataset:
    assert isinstance(entry.resource, Dataset)
    return entry.resource


def test_the_relationships_of_ckan_lead_to_the_other_package(entry_of: Translate) -> None:
    content: dict[str, Any] = {
        "title": "A",
        "relationships_as_subject": [
            {"type": "child_of", "__extras": {"object_package_id": ONE}},
            {"type": "derives_from", "__extras": {"object_package_id": TWO}},
        ],
        "relationships_as_object": [{"type": "links_to", "subject_package_id": TWO}],
    }
    dataset = dataset_of(entry_of(content))
    assert dataset.relations == [iri(ONE), iri(TWO)]
    assert dataset.sources == [iri(TWO)]
    assert [(one.target, one.role.rpartition("/")[2]) for one in dataset.qualified_relations] == [
        (iri(ONE), "largerWorkCitation")
    ]


def test_versions_series_and_related_datasets_are_found_by_the_address_of_their_page(
    entry_of: Translate,
) -> None:
    extras = {"has_version": f'["{PAGE}"]', "is_version_of": PAGE, "related_resource": PAGE, "in_series": ONE}
    dataset = dataset_of(entry_of({"title": "A", "extras": extras}))
    assert (dataset.has_version, dataset.is_version_of, dataset.relations) == ([iri(TWO)],) * 3
    assert dataset.in_series == [iri(ONE, Kind.SERIES)]


def test_a_link_to_what_is_no_package_leaves_a_note(entry_of: Translate) -> None:
    entry = entry_of({"title": "A", "related_resource": ["https://elders.example/data"]})
    assert dataset_of(entry).relations == []
    assert [(note.code, note.pointer) for note in entry.notes if note.code.startswith("link")] == [
        ("link-elsewhere", "/related_resource/0")
    ]


def test_an_item_of_a_data_json_is_part_of_another_by_its_identifier(entry_of: Translate) -> None:
    dataset = dataset_of(entry_of({"title": "A", "isPartOf": "groen-2024"}, Dialect.DCAT_US))
    assert dataset.relations == [iri("groen-2024")]
    assert [one.target for one in dataset.qualified_relations] == [iri("groen-2024")]
