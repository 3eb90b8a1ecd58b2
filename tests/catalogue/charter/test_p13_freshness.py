from datetime import timedelta
from typing import Any

import pytest

from catalogue.charter import Fault, Outcome
from catalogue.model import Dialect, Moment, Reason
from catalogue.testimony import Former
from tests.catalogue.charter.observed import (
    CSV,
    days_ago,
    failed,
    history,
    judged_by,
    link,
    sample,
    seen,
)
from tests.catalogue.charter.sample import dataset, distribution, entry, judged, record, service

EU = "http://publications.europa.eu/resource/authority/frequency/"
DAILY, MONTHLY, ANNUAL = EU + "DAILY", EU + "MONTHLY", EU + "ANNUAL"
STILL = link(watched_since=days_ago(60))


def on(day: str) -> Moment:
    return Moment(day, "date")


@pytest.mark.parametrize(
    ("frequency", "original", "outcome"),
    [
        (MONTHLY, MONTHLY, Outcome.PASS),
        (MONTHLY, "R/P1M", Outcome.PASS),
        (MONTHLY, "maandelijks", Outcome.PARTIAL),
        (EU + "IRREG", EU + "IRREG", Outcome.PASS),
        (EU + "UNKNOWN", EU + "UNKNOWN", Outcome.FAIL),
        ("", "", Outcome.FAIL),
    ],
)
def test_a_frequency_is_declared_by_code(frequency: str, original: str, outcome: Outcome) -> None:
    why = {"frequency": [Reason("x", frequency, "/f", original)]} if frequency else {}
    assert judged(entry(dataset(frequency=frequency), reasons=why))["P13.1"].outcome is outcome


@pytest.mark.parametrize(
    ("content", "dialect", "fault"),
    [
        ({"accrualPeriodicity": "R/P1Y"}, Dialect.DCAT_US, Fault.MAPPING),
        ({}, Dialect.DCAT_US, Fault.SOURCE),
        ({}, Dialect.HUB_SEARCH, Fault.PORTAL),
    ],
)
def test_whose_fault_a_missing_frequency_is(
    content: dict[str, object], dialect: Dialect, fault: Fault
) -> None:
    assert judged(dataset(), record(content, dialect))["P13.1"].fault is fault


@pytest.mark.parametrize(
    ("frequency", "modified", "outcome", "reason"),
    [
        (MONTHLY, "2025-02-01", Outcome.PASS, "fresh"),
        (MONTHLY, "2025-01-28", Outcome.PASS, "fresh"),
        (MONTHLY, "2025-01-27", Outcome.PARTIAL, "late"),
        (MONTHLY, "2024-12-28", Outcome.PARTIAL, "late"),
        (MONTHLY, "2024-12-27", Outcome.FAIL, "stale"),
        (DAILY, "2025-02-27", Outcome.PASS, "fresh"),
        (ANNUAL, "2024", Outcome.PASS, "fresh"),
        (ANNUAL, "2025", Outcome.PASS, "fresh"),
        (EU + "IRREG", "2001-01-01", Outcome.NOT_APPLICABLE, "changes-irregularly"),
        (EU + "NEVER", "2001-01-01", Outcome.NOT_APPLICABLE, "changes-irregularly"),
        ("", "2025-02-01", Outcome.UNKNOWN, "no-period"),
        (EU + "UNKNOWN", "2025-02-01", Outcome.UNKNOWN, "no-period"),
        (MONTHLY, "", Outcome.UNKNOWN, "no-date"),
        (MONTHLY, "2031-01-01", Outcome.UNKNOWN, "no-date"),
    ],
)
def test_data_are_held_against_the_period_that_the_source_promises(
    frequency: str, modified: str, outcome: Outcome, reason: str
) -> None:
    date = Moment(modified, "gYear" if len(modified) == 4 else "date") if modified else None
    verdict = judged(dataset(frequency=frequency, modified=date))["P13.2"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("asked", "of_file", "by", "age"),
    [
        (link(changed_at=days_ago(3), before=seen(at=days_ago(4))), "2025-01-05", "content", 3),
        (
            link(
                seen(headers={"last-modified": "Wed, 26 Feb 2025 12:00:00 GMT"}, sample=None),
                watched_since=None,
            ),
            "2025-01-05",
            "last-modified",
            3,
        ),
        (
            link(seen(headers={"last-modified": "gisteren"}), watched_since=None),
            "2025-01-05",
            "distribution",
            54.5,
        ),
        (None, "2025-01-05", "distribution", 54.5),
        (None, "", "dataset", 27.5),
    ],
)
def test_the_most_trusted_sign_of_a_change_is_taken_and_named(
    asked: Any,  # noqa: ANN401  # a link or none
    of_file: str,
    by: str,
    age: float,
) -> None:
    file = distribution(modified=on(of_file) if of_file else None)
    verdict = judged_by(dataset(file, frequency=MONTHLY), asked=[asked] if asked else [])["P13.2"]
    assert (verdict.evidence["by"], verdict.evidence["age"]) == (by, age)


@pytest.mark.parametrize(
    ("frequency", "watched", "outcome", "by"),
    [
        (DAILY, 60, Outcome.FAIL, "watched"),
        (MONTHLY, 60, Outcome.UNKNOWN, "watched"),
        (MONTHLY, 64, Outcome.FAIL, "watched"),
        (MONTHLY, 20, Outcome.PASS, "dataset"),
        (ANNUAL, 60, Outcome.UNKNOWN, "watched"),
    ],
)
def test_a_date_later_than_the_last_change_of_content_that_we_watched_is_not_believed(
    frequency: str, watched: int, outcome: Outcome, by: str
) -> None:
    asked = [link(watched_since=days_ago(watched))]
    verdict = judged_by(dataset(frequency=frequency, modified=on("2025-02-01")), asked=asked)["P13.2"]
    assert (verdict.outcome, verdict.evidence["by"]) == (outcome, by)


def test_a_file_that_we_only_saw_the_beginning_of_takes_no_date_back() -> None:
    asked = [link(seen(sample=sample(whole=False)), watched_since=days_ago(60))]
    verdict = judged_by(dataset(frequency=MONTHLY, modified=on("2025-02-20")), asked=asked)["P13.2"]
    assert (verdict.outcome, verdict.evidence["by"]) == (Outcome.PASS, "dataset")


def test_nobody_is_late_because_we_look_rarely() -> None:
    what = dataset(frequency=DAILY, modified=on("2025-02-23"))
    assert judged_by(what)["P13.2"].outcome is Outcome.FAIL
    verdict = judged_by(what, history=history(every=7.0))["P13.2"]
    assert (verdict.outcome, verdict.evidence["grace"]) == (Outcome.PASS, 7.0)


def test_freshness_is_not_asked_of_a_service() -> None:
    assert judged(service())["P13.2"].outcome is Outcome.NOT_APPLICABLE


def moved(*days: str, content: str = "a") -> list[Former]:
    return [Former(at=days_ago(50 - at), modified=day, content=content) for at, day in enumerate(days)]


@pytest.mark.parametrize(
    ("former", "asked", "modified", "outcome", "reason"),
    [
        (moved("2025-02-01"), STILL, "2025-02-01", Outcome.PASS, "date-moves-with-data"),
        (
            moved("2025-02-01", "2025-02-02", "2025-02-03", "2025-02-04"),
            STILL,
            "2025-02-04",
            Outcome.PARTIAL,
            "date-moves-by-itself",
        ),
        (
            moved("2025-02-01", "2025-02-02", "2025-02-03"),
            STILL,
            "2025-02-03",
            Outcome.PASS,
            "date-moves-with-data",
        ),
        (
            moved("2024-01-01"),
            link(changed_at=days_ago(3), before=seen(at=days_ago(4))),
            "2024-01-01",
            Outcome.FAIL,
            "date-stands-still",
        ),
        (
            moved("2025-02-25"),
            link(changed_at=days_ago(3), before=seen(at=days_ago(4))),
            "2025-02-25",
            Outcome.PASS,
            "date-moves-with-data",
        ),
    ],
)
def test_the_declared_date_is_held_against_what_we_saw(
    former: list[Former],
    asked: Any,  # noqa: ANN401  # a link
    modified: str,
    outcome: Outcome,
    reason: str,
) -> None:
    verdict = judged_by(dataset(modified=on(modified)), asked=[asked], history=history(*former))["P13.3"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_honesty_takes_time_and_a_date() -> None:
    short = history(first_seen=days_ago(29))
    assert judged_by(dataset(), asked=[STILL], history=short)["P13.3"].reason == "watched-too-short"
    assert judged_by(dataset(), history=history())["P13.3"].reason == "watched-too-short"
    assert judged_by(dataset(modified=None), history=history())["P13.3"].outcome is Outcome.NOT_APPLICABLE
    assert judged(dataset())["P13.3"].reason == "no-history"


@pytest.mark.parametrize(
    ("changes", "trace"),
    [
        ({"has_version": ["https://oogst.example/id/dataset/stad/0"]}, "has_version"),
        ({"in_series": ["https://oogst.example/s"]}, "in_series"),
        (
            {
                "distributions": [
                    distribution(download_url="https://data.stad.example/bomen_2023.csv"),
                    distribution(download_url="https://data.stad.example/bomen_2024.csv"),
                ]
            },
            "dated-files",
        ),
    ],
)
def test_earlier_data_may_be_told_of_in_the_description(changes: dict[str, Any], trace: str) -> None:
    verdict = judged(dataset(**changes))["P13.4"]
    assert (verdict.outcome, verdict.evidence["traces"]) == (Outcome.PASS, [trace])


def test_two_formats_of_one_year_are_one_edition() -> None:
    files = [
        distribution(kind, download_url=f"https://data.stad.example/b_2024.{kind}") for kind in ("CSV", "XML")
    ]
    assert judged(dataset(*files))["P13.4"].outcome is Outcome.UNKNOWN


def test_a_page_with_a_year_in_its_name_is_no_edition() -> None:
    page = distribution("HTML", download_url="", access_url="https://data.stad.example/geluid-2016")
    layer = distribution("GML", download_url="https://data.stad.example/geluid_2011.gml")
    assert judged(dataset(page, layer))["P13.4"].outcome is Outcome.UNKNOWN


def test_an_earlier_version_that_only_the_record_names_counts() -> None:
    of = record({"dcat:prev": [{"@id": "https://stad.example/vorige"}]}, Dialect.DCAT_RDF)
    assert judged(dataset(), of)["P13.4"].evidence["traces"] == ["versions"]


@pytest.mark.parametrize(
    ("observation", "outcome", "reason"),
    [
        (seen(sample=sample(links={"prev": CSV})), Outcome.PASS, "history-linked"),
        (seen(headers={"memento-datetime": "Sat, 01 Feb 2025 10:00:00 GMT"}), Outcome.PASS, "history-linked"),
        (seen(sample=sample(links={"next": CSV})), Outcome.FAIL, "latest-only"),
        (
            seen(sample=sample(earliest="2025-01-01T00:00:00", latest="2025-02-01T00:00:00")),
            Outcome.PARTIAL,
            "history-in-file",
        ),
        (seen(sample=sample(earliest="2025-02-01", latest="2025-02-20")), Outcome.FAIL, "latest-only"),
        (seen(), Outcome.FAIL, "latest-only"),
        (failed(), Outcome.UNKNOWN, "no-answer-to-look-at"),
    ],
)
def test_earlier_data_are_looked_for_where_the_data_are(
    observation: Any,  # noqa: ANN401  # an observation
    outcome: Outcome,
    reason: str,
) -> None:
    verdict = judged_by(dataset(), asked=[observation])["P13.4"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_no_history_is_asked_of_what_never_changes() -> None:
    assert judged(dataset(frequency=EU + "NEVER"))["P13.4"].reason == "never-changes"


@pytest.mark.parametrize(
    ("changes", "outcome", "reason"),
    [
        ({"frequency": MONTHLY, "modified": on("2024-12-01")}, Outcome.PASS, "kept-up"),
        ({"frequency": MONTHLY, "modified": on("2024-11-01")}, Outcome.FAIL, "abandoned"),
        (
            {
                "frequency": MONTHLY,
                "modified": on("2014-11-01"),
                "distributions": [
                    distribution(
                        status="http://publications.europa.eu/resource/authority/distribution-status/COMPLETED"
                    )
                ],
            },
            Outcome.PASS,
            "marked-as-ended",
        ),
        ({"frequency": EU + "IRREG"}, Outcome.NOT_APPLICABLE, "changes-irregularly"),
        ({}, Outcome.UNKNOWN, "no-period"),
        ({"frequency": MONTHLY, "modified": None}, Outcome.UNKNOWN, "no-date"),
    ],
)
def test_data_may_grow_old_as_long_as_it_is_said(
    changes: dict[str, Any], outcome: Outcome, reason: str
) -> None:
    verdict = judged(dataset(**changes))["P18.4"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


LIVE = EU + "HOURLY"


def newest(hours: float, **changes: Any) -> Any:  # noqa: ANN401  # an observation
    at = days_ago(1)
    given = {"generated_at": (at - timedelta(hours=hours)).isoformat()} | changes
    return seen(sample=sample("JSON", **given))


@pytest.mark.parametrize(
    ("asked", "outcome", "reason"),
    [
        (newest(2), Outcome.PASS, "live"),
        (newest(10), Outcome.PARTIAL, "live-late"),
        (newest(11), Outcome.FAIL, "live-frozen"),
        (newest(-1), Outcome.PASS, "live"),
        (newest(0, generated_at="", latest="2025-02-28T11:30:00"), Outcome.PASS, "live"),
        (seen(), Outcome.UNKNOWN, "live-not-told"),
        (link(changed_at=days_ago(1), before=seen(at=days_ago(2))), Outcome.PARTIAL, "live-without-time"),
        (failed(), Outcome.UNKNOWN, "no-answer-to-look-at"),
    ],
)
def test_live_data_are_as_young_as_they_promise(
    asked: Any,  # noqa: ANN401  # an observation or a link
    outcome: Outcome,
    reason: str,
) -> None:
    verdict = judged_by(dataset(frequency=LIVE), asked=[asked])["P13.5"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_only_live_data_have_to_be_live() -> None:
    assert judged(dataset(frequency=DAILY))["P13.5"].reason == "not-real-time"
    assert judged(dataset(frequency=LIVE))["P13.5"].outcome is Outcome.UNKNOWN
