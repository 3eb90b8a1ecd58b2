"""Which records the platform finds, and under which UUID."""

import pytest

from catalogue.targets.twin import Fate, PassedOver, platform_uuid
from tests.catalogue.targets.twin.conftest import REGISTERED, UUID, read

BASE = "https://stad.example/id/"


def test_a_record_with_all_four_links_goes_by_its_identifier() -> None:
    [one] = read(REGISTERED).extraction.registrations
    assert (one.uuids, one.catalogue, one.invented, one.missing) == ((UUID,), f"{BASE}catalogus", False, ())


@pytest.mark.parametrize(
    ("statement", "missing"),
    [
        ("; dcat:record :record", "dcat:record"),
        (f'dct:identifier "{UUID}" ;', "dct:identifier"),
        ('dct:modified "2026-01-02T03:04:05Z"^^xsd:dateTime ;', "dct:modified"),
        ('; dct:identifier "bomen"', "dct:identifier of the resource"),
    ],
)
def test_without_one_of_them_it_goes_by_the_iri_of_the_record(statement: str, missing: str) -> None:
    [one] = read(REGISTERED.replace(statement, "")).extraction.registrations
    assert (one.missing, one.catalogue) == ((missing,), "")
    assert one.uuids == (platform_uuid("", f"{BASE}record"),)


def test_a_dataset_without_record_gets_one_made_up_if_a_catalogue_links_it() -> None:
    more = ':catalogus dcat:dataset :banken . :banken a dcat:Dataset ; dct:identifier "banken" .'
    _, one = read(REGISTERED, more).extraction.registrations
    assert (one.record, one.invented) == (f"{BASE}banken-record", True)
    assert one.uuids == (platform_uuid(f"{BASE}catalogus", f"{BASE}banken"),)


def test_a_made_up_record_of_what_has_no_identifier_forgets_the_catalogue() -> None:
    _, one = read(
        REGISTERED, ":catalogus dcat:dataset :banken . :banken a dcat:Dataset ."
    ).extraction.registrations
    assert one.uuids == (platform_uuid("", f"{BASE}banken-record"),)


def test_a_service_gets_a_record_made_up_too() -> None:
    more = ':catalogus dcat:service :kaart . :kaart a dcat:DataService ; dct:identifier "kaart" .'
    assert [one.kind for one in read(REGISTERED, more).extraction.registrations] == ["dataset", "service"]


def test_what_no_catalogue_links_is_passed_over() -> None:
    reading = read(REGISTERED, ':banken a dcat:Dataset ; dct:identifier "banken" .')
    assert reading.extraction.passed_over == [PassedOver(f"{BASE}banken", "not-linked")]


def test_a_series_is_never_taken() -> None:
    more = ":reeks a dcat:DatasetSeries . :r2 a dcat:CatalogRecord ; foaf:primaryTopic :reeks ."
    reading = read(REGISTERED, more)
    assert reading.extraction.passed_over == [PassedOver(f"{BASE}reeks", "series")]
    assert len(reading.extraction.registrations) == 1


def test_a_dataset_without_iri_gets_the_web_address_it_goes_by() -> None:
    named = (
        ':catalogus a dcat:Catalog ; dcat:dataset [ a dcat:Dataset ; dct:identifier "https://x.example/1" ] .'
    )
    [one] = read(named).extraction.registrations
    assert one.resource == "https://x.example/1"


def test_a_dataset_without_iri_or_web_address_is_lost() -> None:
    reading = read(REGISTERED, ':catalogus dcat:dataset [ a dcat:Dataset ; dct:identifier "1" ] .')
    assert [one.why for one in reading.extraction.passed_over] == ["blank-node"]


def test_a_record_read_in_two_ways_comes_in_twice() -> None:
    more = ':record dct:identifier "eigen-nummer" .'
    [one] = read(REGISTERED, more).extraction.registrations
    assert one.uuids == (UUID, platform_uuid(f"{BASE}catalogus", "eigen-nummer"))


def test_a_document_without_records_or_links_is_taken_for_empty() -> None:
    assert read(":bomen a dcat:Dataset .").fate is Fate.DELETES_ALL
