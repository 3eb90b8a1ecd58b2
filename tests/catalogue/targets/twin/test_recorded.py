"""The twin on recorded material: what the platform holds, what it is tested on, and a document of our own."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalogue.targets.twin import (
    Fate,
    Loss,
    Reading,
    RecordTwin,
    Verdict,
    ground_of,
    portray,
    portray_catalogue,
    read_document,
)

pytestmark = pytest.mark.corpus

AT = datetime(2026, 9, 1, tzinfo=UTC)
HELD = "geonetwork_csw/dcat-ap-vl_"
CITIES = {
    "fietstelpaal-visserij-gent.dcat-ap3": "51e19866-35bd-3ee3-a49c-680943d5f8d4",
    "geluid-industrie-antwerpen": "32daf7c5-cf18-32d1-999a-4760c2b05c65",
    "agrarisch-groen-ontoegankelijk-antwerpen": "6803e58d-cb97-3468-974a-9ecf692e4988",
}


def reading_of(path: Path) -> Reading:
    return read_document(path.read_bytes())


def twins(reading: Reading) -> list[RecordTwin]:
    ground = ground_of(reading.facts, reading.extraction.catalogues)
    return [portray(ground, one, AT) for one in reading.extraction.registrations]


def gist(loss: Loss) -> tuple[str, str, Verdict]:
    return loss.role, loss.predicate, loss.verdict


@pytest.mark.parametrize("name", CITIES)
def test_what_the_platform_holds_of_a_city_comes_through_as_it_is(name: str, corpus: Path) -> None:
    [twin] = twins(reading_of(corpus / f"{HELD}{name}.xml"))
    assert twin.uuid == CITIES[name]
    assert {one.rule for one in twin.rewritten} == {"record-iri"}
    assert [
        gist(one) for one in twin.losses if gist(one) != ("standard", "dcat:version", Verdict.OUTSIDE)
    ] == []


@pytest.mark.parametrize("name", CITIES)
def test_the_uuid_follows_again_from_catalogue_and_dataset(name: str, corpus: Path) -> None:
    """Leave out the record, which the platform made up, and it makes up the same one."""
    text = (corpus / f"{HELD}{name}.xml").read_text(encoding="utf-8")
    start, end = text.index("<dcat:record>"), text.index("</dcat:record>") + len("</dcat:record>")
    [twin] = twins(read_document((text[:start] + text[end:]).encode()))
    assert (twin.uuid, twin.registration.invented) == (CITIES[name], True)


def test_the_literal_licence_of_gent_is_gone(corpus: Path) -> None:
    [twin] = twins(reading_of(corpus / f"{HELD}fietstelpaal-visserij-gent.dcat-ap3.xml"))
    assert (twin.facets.licences, twin.facets.open_filter) == ([], False)
    assert ("distribution-licence", False, 2) in [(one.name, one.must, one.places) for one in twin.shortfalls]


def test_the_feeds_that_the_harvester_is_tested_on_give_as_many_records(shared_data: Path) -> None:
    folder = shared_data / "examples/geonetwork-harvester-tests"
    names = ("dcat-feed-mow.rdf", "ogcapirecords-dcat-output.rdf")
    assert [len(twins(reading_of(folder / name))) for name in names] == [22, 1]


@pytest.mark.parametrize("ending", ["rdf", "ttl"])
def test_of_the_superset_only_what_it_does_not_say_twice_is_lost(ending: str, shared_data: Path) -> None:
    reading = reading_of(shared_data / f"examples/superset/superset-gent.{ending}")
    [twin] = twins(reading)
    assert (reading.fate, twin.uuid) == (Fate.HARVESTED, "2f1a1c7e-8c1e-4a33-9a39-6fd0f6ac0001")
    assert sorted(map(gist, twin.losses)) == [
        ("contact", "foaf:page", Verdict.KEPT_AS),
        ("dataset", "dcat:version", Verdict.KEPT_AS),
        ("period", "dcat:startDate", Verdict.KEPT_AS),
        ("place", "dcat:bbox", Verdict.GONE),
        ("place", "rdfs:label", Verdict.KEPT_AS),
    ]
    assert (twin.breaches, twin.shortfalls) == ([], [])
    facets = twin.facets
    assert (facets.open_data, facets.open_filter, facets.public) == (True, True, True)
    assert {one.text for one in facets.themes} == {"Vervoer"}
    ground = ground_of(reading.facts, reading.extraction.catalogues)
    catalogue = portray_catalogue(ground, reading.extraction.catalogues[0])
    assert catalogue.breaches == []
    assert {gist(one) for one in catalogue.losses} == {
        ("contact", "foaf:page", Verdict.KEPT_AS),
        ("catalogue", "dcat:themeTaxonomy", Verdict.OUTSIDE),
    }


def test_of_the_three_datasets_of_ipsum_the_one_that_its_catalogue_links_is_taken(corpus: Path) -> None:
    reading = reading_of(corpus / "dcat_rdf/ipsum.stad.gent_dcat-test.rdf")
    assert len(reading.extraction.registrations) == 1
    assert [one.why for one in reading.extraction.passed_over] == ["not-linked", "not-linked"]


def test_a_dump_without_a_catalogue_would_delete_everything(corpus: Path) -> None:
    body = gzip.decompress((corpus / "dcat_rdf/data.gov.be_2025-04_gent.ttl.gz").read_bytes())
    reading = read_document(body)
    assert (reading.fate, reading.problems[0].code) == (Fate.DELETES_ALL, "no-records")
    assert {one.why for one in reading.extraction.passed_over} == {"not-linked"}
