from collections import Counter

import pytest

from catalogue.charter import Fault, Outcome, Rubric
from catalogue.charter.publisher_case import LicencesCounted, PublisherCase
from catalogue.model import Dialect, Note, Reason
from catalogue.testimony import NOTHING_OF_PUBLISHER
from tests.catalogue.charter.sample import (
    AT,
    FREE,
    dataset,
    distribution,
    entry,
    judged,
    record,
    series,
    service,
)

ZERO = "http://creativecommons.org/publicdomain/zero/1.0/"
BY = "https://creativecommons.org/licenses/by/4.0/"
GDI = (
    "https://data.vlaanderen.be/id/licentie/"
    "Gebruik-van-geografische-gegevens-voor-publieke-taken-door-deelnemers-GDI-Vlaanderen/v1.0"
)
OWN = "https://stad.example/voorwaarden"


def licensed(*licences: str | None) -> list[str | None]:
    return list(licences)


def stated(original: str, *, default: bool = False, rule: str = "ckan.licence") -> dict[str, list[Reason]]:
    return {"distributions[0].licence": [Reason(rule, FREE, "", original, default=default)]}


def test_a_licence_by_iri_passes() -> None:
    assert judged(entry(reasons=stated(FREE)))["P16.1"].outcome is Outcome.PASS


def test_a_licence_as_text_earns_half() -> None:
    verdict = judged(entry(reasons=stated("Gratis hergebruik")))["P16.1"]
    assert (verdict.outcome, verdict.reason, verdict.fault) == (
        Outcome.PARTIAL,
        "licence-as-text",
        Fault.SOURCE,
    )


def test_the_address_that_a_record_gives_beside_the_text_counts() -> None:
    of = record({"license_id": "cc-zero", "license_url": ZERO})
    assert judged(entry(reasons=stated("cc-zero")), of)["P16.1"].outcome is Outcome.PASS


def test_a_licence_that_only_the_publisher_states_earns_half() -> None:
    verdict = judged(entry(reasons=stated("", default=True, rule="publisher.licence")))["P16.1"]
    assert (verdict.outcome, verdict.reason) == (Outcome.PARTIAL, "licence-of-publisher")


def test_a_missing_licence_fails() -> None:
    verdict = judged(dataset(distribution(licence=None)))["P16.1"]
    assert (verdict.outcome, verdict.fault) == (Outcome.FAIL, Fault.SOURCE)


def test_a_licence_on_some_distributions_earns_half() -> None:
    assert judged(dataset(distribution(), distribution(licence=None)))["P16.1"].outcome is Outcome.PARTIAL


def test_without_distributions_there_is_no_place_for_a_licence() -> None:
    assert judged(dataset(distributions=[]))["P16.1"].outcome is Outcome.NOT_APPLICABLE


def test_a_service_gives_its_licence_itself() -> None:
    assert judged(service(licence=None))["P16.1"].outcome is Outcome.FAIL


@pytest.mark.parametrize(
    ("content", "dialect", "notes", "fault"),
    [
        ({"license_title": "CC0"}, Dialect.CKAN, [], Fault.MAPPING),
        (
            {"license_title": "iets"},
            Dialect.CKAN,
            [Note("licence-unknown", "/license_title", "iets")],
            Fault.SOURCE,
        ),
        ({"license_id": "notspecified"}, Dialect.CKAN, [], Fault.SOURCE),
        ({"extras": [{"key": "license", "value": "CC0"}]}, Dialect.CKAN, [], Fault.MAPPING),
        ({"dct:license": [{"@id": ZERO}]}, Dialect.DCAT_RDF, [], Fault.MAPPING),
        ({"dct:license": [{"@value": ""}]}, Dialect.DCAT_RDF, [], Fault.SOURCE),
        ({"dct:title": "Fietsen"}, Dialect.HUB_DCAT_AP, [], Fault.PORTAL),
        ({}, Dialect.DCAT_US, [], Fault.SOURCE),
    ],
)
def test_whose_fault_a_missing_licence_is(
    content: dict[str, object], dialect: Dialect, notes: list[Note], fault: Fault
) -> None:
    lacking = entry(dataset(distribution(licence=None)), notes=notes)
    assert judged(lacking, record(content, dialect))["P16.1"].fault is fault


@pytest.mark.parametrize(
    ("licences", "outcome"),
    [
        (licensed(FREE), Outcome.PASS),
        (licensed(FREE.replace("https", "http").replace("/id/", "/doc/").upper() + "/"), Outcome.PASS),
        (licensed(ZERO), Outcome.PASS),
        (licensed("https://data.vlaanderen.be/id/licentie/onvoorwaardelijk-hergebruik/v1.0"), Outcome.PASS),
        (licensed("http://publications.europa.eu/resource/authority/licence/CC0"), Outcome.PASS),
        (licensed(BY), Outcome.PARTIAL),
        (licensed("http://publications.europa.eu/resource/authority/licence/ETALAB_2_0"), Outcome.PARTIAL),
        (licensed(GDI), Outcome.FAIL),
        (licensed("http://publications.europa.eu/resource/authority/licence/CC_BYNC_4_0"), Outcome.FAIL),
        (licensed("https://data.stad.gent/algemene-licentie"), Outcome.FAIL),
        (licensed(None), Outcome.FAIL),
        (licensed(OWN), Outcome.UNKNOWN),
        (licensed(BY, FREE), Outcome.PASS),
    ],
)
def test_the_charter_names_its_licences(licences: list[str | None], outcome: Outcome) -> None:
    assert judged(dataset(*(distribution(licence=one) for one in licences)))["P16.2"].outcome is outcome


@pytest.mark.parametrize(
    ("licences", "outcome"),
    [
        (licensed(FREE, FREE.replace("https", "http")), Outcome.PASS),
        (licensed(FREE, None), Outcome.PARTIAL),
        (licensed(FREE, BY), Outcome.FAIL),
        (licensed(FREE), Outcome.NOT_APPLICABLE),
        (licensed(None, None), Outcome.NOT_APPLICABLE),
    ],
)
def test_one_licence_holds_for_the_whole_dataset(licences: list[str | None], outcome: Outcome) -> None:
    assert judged(dataset(*(distribution(licence=one) for one in licences)))["P16.4"].outcome is outcome


def test_a_service_beside_the_files_has_the_same_licence() -> None:
    assert (
        judged(entry(dataset(distribution(licence=BY)), services=[service()]))["P16.4"].outcome
        is Outcome.FAIL
    )


@pytest.mark.parametrize(
    ("licences", "outcome"),
    [
        (licensed(FREE, ZERO), Outcome.PASS),
        (
            licensed("https://data.vlaanderen.be/id/licentie/modellicentie-hergebruik-tegen-vergoeding/v1.0"),
            Outcome.PASS,
        ),
        (licensed(BY), Outcome.MANUAL),
        (licensed(FREE, OWN), Outcome.MANUAL),
        (licensed(None), Outcome.UNKNOWN),
    ],
)
def test_another_licence_than_the_decree_knows_waits_for_a_person(
    licences: list[str | None], outcome: Outcome
) -> None:
    assert judged(dataset(*(distribution(licence=one) for one in licences)))["P16.5"].outcome is outcome


def test_the_decree_asks_nothing_of_an_entry_that_offers_nothing() -> None:
    assert judged(dataset(distributions=[]))["P16.5"].outcome is Outcome.NOT_APPLICABLE
    assert judged(series())["P16.5"].outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("licences", "entries", "outcome"),
    [
        ({"a": 60, "b": 36, "c": 4}, 100, Outcome.PASS),
        ({"a": 60, "b": 30, "c": 10}, 100, Outcome.PARTIAL),
        ({"a": 20, "b": 20, "c": 20, "d": 20, "e": 20}, 100, Outcome.FAIL),
        ({"a": 49}, 100, Outcome.UNKNOWN),
        ({}, 100, Outcome.UNKNOWN),
        ({}, 0, Outcome.NOT_APPLICABLE),
    ],
)
def test_few_licences_cover_nearly_all_of_a_publisher(
    licences: dict[str, int], entries: int, outcome: Outcome, rubric: Rubric
) -> None:
    check = rubric.by_id["P16.3"]
    counted = LicencesCounted(entries=entries, stated=sum(licences.values()), licences=Counter(licences))
    case = PublisherCase(
        rubric=rubric,
        at=AT,
        testimony=NOTHING_OF_PUBLISHER,
        entries=entries,
        outcomes={},
        counted={},
        licences={check.parameters.evidence_of: counted},
    )
    assert check.rule.function(case, check.parameters).outcome is outcome
