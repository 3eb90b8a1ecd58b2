from typing import Any

import pytest

from catalogue.charter import Fault, Outcome
from catalogue.model import Reason
from catalogue.testimony import Discount, Link, Observation, Redirect
from tests.catalogue.charter.observed import CSV, days_ago, failed, judged_by, link, sample, seen
from tests.catalogue.charter.sample import dataset, distribution, entry, judged, service

PROBED = ("P12.1", "P12.3", "P12.4", "P18.1", "P09.3", "P09.4", "P11.1")
PAGE: dict[str, Any] = {
    "headers": {"content-type": "text/html"},
    "sample": sample("HTML", page=True, records=None),
}


def headed(conditional: int | None = None, **headers: str) -> Observation:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return seen(headers=given, conditional=conditional)


def test_what_was_never_asked_is_unknown() -> None:
    verdicts = judged(dataset())
    assert {(verdicts[check].outcome, verdicts[check].reason) for check in PROBED} == {
        (Outcome.UNKNOWN, "not-asked")
    }
    assert all(verdicts[check].value is None for check in PROBED)


def test_an_address_that_was_not_asked_beside_one_that_was_leaves_the_check_open() -> None:
    two = dataset(distribution(), distribution(download_url="https://data.stad.example/2.csv"))
    verdict = judged_by(two, asked=[seen()])["P12.1"]
    assert (verdict.outcome, [group["reason"] for group in verdict.evidence["groups"]]) == (
        Outcome.UNKNOWN,
        ["reachable", "address-not-asked"],
    )


@pytest.mark.parametrize(
    ("asked", "outcome", "reason"),
    [
        (link(), Outcome.PASS, "reachable"),
        (link(failed(), failed_days=1), Outcome.UNKNOWN, "failing-not-down"),
        (link(failed(), failed_days=2), Outcome.UNKNOWN, "failing-not-down"),
        (link(failed(), failed_days=3), Outcome.FAIL, "down"),
        (link(failed("", status=404), failed_days=3), Outcome.FAIL, "down"),
        (link(failed("", status=404), failed_days=2), Outcome.UNKNOWN, "failing-not-down"),
        (link(failed("", status=429), failed_days=9), Outcome.UNKNOWN, "keeps-us-out"),
        (link(failed("", status=403), failed_days=9), Outcome.UNKNOWN, "keeps-us-out"),
        (link(seen(barrier="login")), Outcome.UNKNOWN, "keeps-us-out"),
        (link(failed("robots"), failed_days=9), Outcome.UNKNOWN, "failing-not-down"),
        (link(failed(discount=Discount.OWN_OUTAGE), failed_days=9), Outcome.UNKNOWN, "failing-not-down"),
        (link(seen(astray="home"), failed_days=1), Outcome.UNKNOWN, "failing-not-down"),
        (link(seen(astray="home"), failed_days=3), Outcome.PARTIAL, "leads-elsewhere"),
        (link(seen(sample=sample("HTML", error="not-found-page"))), Outcome.PARTIAL, "leads-elsewhere"),
    ],
)
def test_an_address_is_down_only_after_three_days_and_never_when_it_keeps_us_out(
    asked: Link, outcome: Outcome, reason: str
) -> None:
    verdict = judged_by(dataset(), asked=[asked])["P12.1"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_one_dead_address_of_two_is_half() -> None:
    other = "https://data.stad.example/2.csv"
    two = dataset(distribution(), distribution(download_url=other))
    asked = [link(), link(failed(url=other), failed_days=5)]
    assert judged_by(two, asked=asked)["P12.1"].outcome is Outcome.PARTIAL


def test_a_dead_access_address_beside_a_download_that_works_is_half() -> None:
    page = "https://data.stad.example/oud"
    verdict = judged_by(
        dataset(distribution(access_url=page)), asked=[link(), link(failed(url=page), failed_days=5)]
    )["P12.1"]
    assert (verdict.outcome, verdict.reason) == (Outcome.PARTIAL, "access-down")


@pytest.mark.parametrize(
    ("original", "fault"), [(CSV, Fault.SOURCE), ("bomen", Fault.MAPPING), ("", Fault.SOURCE)]
)
def test_a_dead_address_that_we_made_ourselves_is_our_fault(original: str, fault: Fault) -> None:
    made = entry(reasons={"distributions[0].download_url": [Reason("ods.export", CSV, "/x", original)]})
    assert judged_by(made, asked=[link(failed(), failed_days=3)])["P12.1"].fault is fault


@pytest.mark.parametrize(
    ("changes", "asked", "outcome", "reason"),
    [
        ({}, link(), Outcome.PASS, "encryption-valid"),
        ({}, None, Outcome.UNKNOWN, "encryption-not-seen"),
        ({}, link(failed("tls", tls="expired"), failed_days=1), Outcome.FAIL, "encryption-broken"),
        ({}, link(failed("tls", tls="wrong-host"), failed_days=1), Outcome.FAIL, "encryption-broken"),
        ({}, link(failed("tls", tls="broken"), failed_days=1), Outcome.UNKNOWN, "encryption-not-seen"),
        ({}, link(failed("tls", tls="broken"), failed_days=3), Outcome.FAIL, "encryption-broken"),
        ({}, link(failed(), failed_days=9), Outcome.UNKNOWN, "encryption-not-seen"),
        (
            {},
            link(seen(redirects=(Redirect(302, "http://data.stad.example/1.csv"),))),
            Outcome.FAIL,
            "leaves-encryption",
        ),
        ({"download_url": "http://data.stad.example/1.csv"}, None, Outcome.PARTIAL, "http"),
        ({"download_url": "ftp://data.stad.example/1.csv"}, None, Outcome.FAIL, "other-scheme"),
        ({"download_url": "", "access_url": ""}, None, Outcome.UNKNOWN, "no-address"),
    ],
)
def test_encryption_is_believed_when_it_was_seen(
    changes: dict[str, Any], asked: Link | None, outcome: Outcome, reason: str
) -> None:
    verdict = judged_by(dataset(distribution(**changes)), asked=[asked] if asked else [])["P12.2"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("observation", "outcome", "reason"),
    [
        (headed(access_control_allow_origin="*"), Outcome.PASS, "cors-open"),
        (headed(access_control_allow_origin="https://charter-check.example"), Outcome.PASS, "cors-open"),
        (headed(access_control_allow_origin="https://stad.example"), Outcome.FAIL, "cors-other"),
        (headed(access_control_allow_origin="null"), Outcome.FAIL, "cors-other"),
        (headed(), Outcome.FAIL, "cors-missing"),
        (failed(), Outcome.UNKNOWN, "no-answer-to-look-at"),
        (seen(status=403), Outcome.UNKNOWN, "no-answer-to-look-at"),
    ],
)
def test_pages_elsewhere_may_read_the_data_by_the_headers_of_the_final_answer(
    observation: Observation, outcome: Outcome, reason: str
) -> None:
    verdict = judged_by(dataset(), asked=[observation])["P12.3"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_permission_on_the_service_only_is_half() -> None:
    both = entry(dataset(), services=[service()])
    endpoint = seen(url="https://geo.stad.example/wfs", headers={"access-control-allow-origin": "*"})
    assert judged_by(both, asked=[seen(), endpoint])["P12.3"].outcome is Outcome.PARTIAL


@pytest.mark.parametrize(
    ("observation", "outcome", "reason"),
    [
        (headed(304, etag='"1"'), Outcome.PASS, "cache-validated"),
        (headed(304, last_modified="Sat, 01 Feb 2025 10:00:00 GMT"), Outcome.PASS, "cache-validated"),
        (headed(200, etag='"1"'), Outcome.PARTIAL, "cache-announced"),
        (headed(None, etag='"1"'), Outcome.PARTIAL, "cache-announced"),
        (headed(cache_control="public, max-age=3600"), Outcome.PASS, "cache-lasts"),
        (headed(cache_control="max-age=0"), Outcome.PARTIAL, "cache-announced"),
        (headed(cache_control="no-cache"), Outcome.PARTIAL, "cache-announced"),
        (headed(304, cache_control="no-store", etag='"1"'), Outcome.FAIL, "cache-forbidden"),
        (headed(cache_control="No-Store, max-age=60"), Outcome.FAIL, "cache-forbidden"),
        (headed(expires="Sat, 01 Mar 2026 10:00:00 GMT"), Outcome.PASS, "cache-lasts"),
        (headed(expires="0"), Outcome.PARTIAL, "cache-announced"),
        (
            headed(expires="Sat, 01 Mar 2026 10:00:00 GMT", cache_control="max-age=0"),
            Outcome.PARTIAL,
            "cache-announced",
        ),
        (headed(), Outcome.FAIL, "cache-missing"),
        (failed(), Outcome.UNKNOWN, "no-answer-to-look-at"),
    ],
)
def test_a_promise_to_keep_a_copy_counts_when_it_was_seen_kept(
    observation: Observation, outcome: Outcome, reason: str
) -> None:
    verdict = judged_by(dataset(), asked=[observation])["P12.4"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("changes", "observation", "outcome", "reason"),
    [
        ({}, seen(), Outcome.PASS, "download-gives-data"),
        ({}, None, Outcome.UNKNOWN, "address-not-asked"),
        ({}, seen(**PAGE), Outcome.FAIL, "page-came"),
        (
            {},
            seen(sample=None, headers={"content-type": "text/html; charset=utf-8"}),
            Outcome.FAIL,
            "page-came",
        ),
        ({}, seen(sample=None), Outcome.PASS, "download-gives-data"),
        ({}, failed(), Outcome.UNKNOWN, "no-answer-to-look-at"),
        ({"download_url": ""}, seen(), Outcome.PARTIAL, "access-gives-data"),
        (
            {"download_url": "", "access_url": "https://data.stad.example/fiets"},
            None,
            Outcome.FAIL,
            "page-only",
        ),
    ],
)
def test_a_download_address_gives_the_data_themselves(
    changes: dict[str, Any], observation: Observation | None, outcome: Outcome, reason: str
) -> None:
    asked = [observation] if observation else []
    verdict = judged_by(dataset(distribution(**changes)), asked=asked)["P12.5"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("probes", "answered", "outcome"),
    [
        (9, 9, Outcome.UNKNOWN),
        (10, 10, Outcome.PASS),
        (100, 99, Outcome.PASS),
        (100, 98, Outcome.PARTIAL),
        (100, 95, Outcome.PARTIAL),
        (100, 94, Outcome.FAIL),
    ],
)
def test_uptime_is_the_share_of_probes_that_were_answered(
    probes: int, answered: int, outcome: Outcome
) -> None:
    asked = [link(probes=probes, answered=answered)]
    assert judged_by(dataset(), asked=asked)["P18.1"].outcome is outcome


def test_the_evidence_names_address_time_place_and_sample() -> None:
    group = judged_by(dataset(), asked=[seen()])["P12.1"].evidence["groups"][0]
    assert (group["url"], group["asked_at"], group["vantage"], group["sample"]) == (
        CSV,
        days_ago(1).isoformat(),
        "test",
        "c" * 64,
    )
