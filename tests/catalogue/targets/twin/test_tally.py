"""Many records together, and an entry of ours put into its catalogue."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from catalogue.graph import Blocks, catalogue_blocks, to_ntriples
from catalogue.model import Catalog, Text
from catalogue.targets.twin import (
    CatalogueFacts,
    RecordTwin,
    Tally,
    Verdict,
    ground_of,
    portray,
    portray_catalogue,
    portray_kept,
)
from tests.catalogue.targets.conftest import BASE, CITY
from tests.catalogue.targets.twin.conftest import AT, REGISTERED, UUID, read

SECOND = f"""
:catalogus dcat:service :kaart ; dcat:record :record2 .
:record2 a dcat:CatalogRecord ; foaf:primaryTopic :kaart ;
  dct:identifier "https://stad.example/kaart/{UUID}" ; dct:modified "2026-01-02T03:04:05Z"^^xsd:dateTime .
:kaart a dcat:DataService ; dct:identifier "kaart" ; dcatap:hvdCategory :a, :b .
"""


def taken(*statements: str) -> list[RecordTwin]:
    reading = read(*statements)
    ground = ground_of(reading.facts, reading.extraction.catalogues)
    return [portray(ground, one, AT) for one in reading.extraction.registrations]


@pytest.fixture
def tally() -> Tally:
    counted = Tally()
    for twin in taken(REGISTERED, SECOND):
        counted.add(twin)
    return counted


def test_a_dataset_and_a_service_with_the_same_uuid_overwrite_each_other(tally: Tally) -> None:
    assert (tally.records, tally.overwritten) == (2, [UUID])


def test_losses_are_counted_by_value_and_by_record(tally: Tally) -> None:
    [kind] = tally.losses
    assert (kind.predicate, kind.verdict) == ("dcatap:hvdCategory", Verdict.OUTSIDE)
    assert (tally.losses[kind], tally.values[kind]) == (1, 2)
    assert tally.examples[kind].subject == "https://stad.example/id/kaart"


def test_shortfalls_and_broken_rules_are_counted_by_record(tally: Tally) -> None:
    assert tally.shortfalls["dataset-title", True] == 1
    assert {one.role for one in tally.broken} == {"dataset", "service"}


def test_what_is_refused_is_listed() -> None:
    counted = Tally()
    for twin in taken(REGISTERED, ":record dct:conformsTo :ander ."):
        counted.add(twin)
    assert [(one.uuid, one.why) for one in counted.refused] == [(UUID, "several-profiles")]


def test_a_catalogue_counts_for_what_is_lost_of_it() -> None:
    reading = read(REGISTERED, ":catalogus dcat:themeTaxonomy :themas ; dct:license :l .")
    ground = ground_of(reading.facts, reading.extraction.catalogues)
    counted = Tally()
    counted.add_catalogue(portray_catalogue(ground, reading.extraction.catalogues[0]))
    assert [kind.predicate for kind in counted.losses] == ["dcat:themeTaxonomy"]
    assert [one.rule for one in counted.broken] == ["cc0"]


def test_a_kept_entry_is_taken_as_its_feed_gives_it(make_entry: Callable[..., Blocks]) -> None:
    iri = f"{BASE}/id/catalogus/{CITY}"
    catalogue = CatalogueFacts(
        catalogue_blocks(Catalog(iri=iri, identifier=iri, title=[Text("Open data", "nl")]), ())
    )
    [twin] = portray_kept(catalogue, to_ntriples([make_entry(1)]), datetime(2026, 9, 1, tzinfo=UTC))
    assert twin.registration.catalogue == iri
    assert (twin.registration.missing, twin.registration.invented) == ((), False)
    assert twin.uuid in twin.registration.record
    assert [loss for loss in twin.losses if loss.verdict is Verdict.GONE] == []
