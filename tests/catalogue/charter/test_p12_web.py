"""The rules of the first rubric, which go by the description alone. They keep their results."""

from functools import partial
from typing import Any

import pytest

from catalogue.charter import Fault, Outcome
from catalogue.model import Dialect
from tests.catalogue.charter import sample
from tests.catalogue.charter.sample import FIRST, dataset, distribution, entry, record, series, service

judged = partial(sample.judged, version=FIRST)

HTTP = {"access_url": "http://data.stad.example/1", "download_url": ""}
FTP = {"access_url": "ftp://data.stad.example/1", "download_url": ""}


@pytest.mark.parametrize(
    ("addresses", "outcome"),
    [
        ([{}], Outcome.PASS),
        ([{}, HTTP], Outcome.PARTIAL),
        ([HTTP], Outcome.PARTIAL),
        ([FTP], Outcome.FAIL),
        ([{"access_url": "", "download_url": ""}], Outcome.UNKNOWN),
    ],
)
def test_the_declared_scheme_is_all_that_is_seen_of_encryption(
    addresses: list[dict[str, Any]], outcome: Outcome
) -> None:
    verdict = judged(dataset(*(distribution(**one) for one in addresses)))["P12.2"]
    assert (verdict.outcome, verdict.evidence["unobserved"]) == (outcome, ["tls"])


def test_encryption_does_not_apply_to_a_series() -> None:
    assert judged(series())["P12.2"].outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("given", "outcome", "reason"),
    [
        (distribution(), Outcome.PASS, "download-declared"),
        (distribution(download_url=""), Outcome.PARTIAL, "address-may-be-file"),
        (distribution("HTML", download_url=""), Outcome.FAIL, "page-only"),
        (
            distribution("", download_url="", access_url="https://data.stad.example/fiets"),
            Outcome.FAIL,
            "page-only",
        ),
        (distribution("", download_url=""), Outcome.UNKNOWN, "address-says-nothing"),
    ],
)
def test_a_download_address_is_better_than_an_access_address_and_a_page(
    given: Any,  # noqa: ANN401  # a distribution
    outcome: Outcome,
    reason: str,
) -> None:
    verdict = judged(dataset(given))["P12.5"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_one_direct_download_is_enough() -> None:
    assert (
        judged(dataset(distribution("HTML", download_url=""), distribution()))["P12.5"].outcome
        is Outcome.PASS
    )


def test_data_behind_a_service_only_earn_half() -> None:
    assert judged(entry(dataset(distributions=[]), services=[service()]))["P12.5"].outcome is Outcome.PARTIAL


def test_a_service_itself_is_nothing_to_download() -> None:
    assert judged(service())["P12.5"].outcome is Outcome.NOT_APPLICABLE


def test_a_feed_that_knows_no_download_address_is_a_fault_of_the_portal() -> None:
    verdict = judged(dataset(distribution(download_url="")), record(dialect=Dialect.HUB_DCAT_AP))["P12.5"]
    assert verdict.fault is Fault.PORTAL
