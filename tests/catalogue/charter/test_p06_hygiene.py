from typing import Any

import pytest

from catalogue.charter import Fault, Outcome
from catalogue.model import Contact, Moment, Note, Reason, Text
from tests.catalogue.charter.sample import Finding, dataset, distribution, entry, judged, record, series

ERROR = Finding("dataset-title-missing", "vl-mandatory", "error")
WARNING = Finding("theme-missing", "vl-mandatory", "warning")
INFO = Finding("version-missing", "vl-mandatory", "info")
NOTE = Finding("licence-unknown", "mapping", "error")
OLD = Finding("distribution-licence-missing", "vl-2022", "error")


@pytest.mark.parametrize(
    ("findings", "outcome"),
    [
        ([], Outcome.PASS),
        ([INFO], Outcome.PASS),
        ([WARNING], Outcome.PARTIAL),
        ([OLD], Outcome.PARTIAL),
        ([NOTE], Outcome.PASS),
        ([WARNING, ERROR], Outcome.FAIL),
        (None, Outcome.UNKNOWN),
    ],
)
def test_findings_of_the_profile_decide_whether_an_entry_is_valid(
    findings: list[Finding] | None, outcome: Outcome
) -> None:
    assert judged(dataset(), findings=findings)["P06.1"].outcome is outcome


def test_the_rules_that_are_broken_stand_in_the_evidence() -> None:
    evidence = judged(dataset(), findings=[WARNING, ERROR, ERROR, OLD])["P06.1"].evidence
    assert evidence["errors"] == ["dataset-title-missing"]
    assert evidence["warnings"] == ["distribution-licence-missing", "theme-missing"]


@pytest.mark.parametrize(
    ("changes", "outcome", "missing"),
    [
        ({}, Outcome.PASS, []),
        ({"keywords": []}, Outcome.PARTIAL, ["keyword"]),
        (
            {"keywords": [], "themes": [], "languages": [], "modified": None},
            Outcome.FAIL,
            ["date", "keyword", "theme", "language"],
        ),
        ({"contact": Contact(iri="https://stad.example/c", name="Dienst")}, Outcome.PARTIAL, ["contact"]),
        ({"modified": None, "issued": Moment("2020", "gYear")}, Outcome.PASS, []),
    ],
)
def test_completeness_is_a_share_of_the_fields_that_apply(
    changes: dict[str, Any], outcome: Outcome, missing: list[str]
) -> None:
    verdict = judged(dataset(**changes))["P06.2"]
    assert (verdict.outcome, verdict.evidence["missing"]) == (outcome, missing)


def test_fields_of_distributions_do_not_apply_where_there_are_none() -> None:
    assert judged(dataset(distributions=[]))["P06.2"].evidence["missing"] == []


def test_one_distribution_without_licence_makes_the_licence_missing() -> None:
    verdict = judged(dataset(distribution(), distribution(licence=None)))["P06.2"]
    assert verdict.evidence["missing"] == ["licence"]


def test_a_series_needs_no_licence_or_format() -> None:
    missing = judged(series())["P06.2"].evidence["missing"]
    assert "description" in missing
    assert not {"licence", "format"} & set(missing)


def test_a_value_that_a_rule_filled_in_is_named_as_such() -> None:
    reasons = {
        "contact": [Reason("publisher.contact", "data@stad.be", default=True)],
        "title": [Reason("t", "F", "/t")],
    }
    assert judged(entry(reasons=reasons))["P06.2"].evidence["defaults"] == ["contact"]


@pytest.mark.parametrize(
    ("changes", "outcome", "issues"),
    [
        ({}, Outcome.PASS, []),
        ({"title": [Text("Test")]}, Outcome.PARTIAL, ["placeholder"]),
        ({"description": [Text("Lorem ipsum dolor sit amet")]}, Outcome.PARTIAL, ["placeholder"]),
        ({"description": [Text("<p>Alle fietsen</p>")]}, Outcome.PARTIAL, ["markup"]),
        ({"description": [Text("Alle waarden < 5 en > 3")]}, Outcome.PASS, []),
        ({"description": [Text("Fietsenstallingen", "nl")]}, Outcome.PARTIAL, ["title-is-description"]),
        ({"modified": Moment("2031-01-01", "date")}, Outcome.PARTIAL, ["future"]),
        ({"modified": Moment("2026", "gYear")}, Outcome.PARTIAL, ["future"]),
        ({"modified": Moment("2025", "gYear")}, Outcome.PASS, []),
        ({"modified": Moment("2025-03-02T01:00:00+14:00", "dateTime")}, Outcome.PASS, []),
        ({"contact": Contact(iri="c", email="mailto:a@onbekend.be")}, Outcome.PARTIAL, ["email"]),
        ({"contact": Contact(iri="c", email="mailto:niemand")}, Outcome.PARTIAL, ["email"]),
        ({"title": [Text("test")], "keywords": [Text("<b>x</b>")]}, Outcome.FAIL, ["placeholder", "markup"]),
    ],
)
def test_suspect_values_are_counted_by_kind(
    changes: dict[str, Any], outcome: Outcome, issues: list[str]
) -> None:
    verdict = judged(dataset(**changes))["P06.3"]
    assert (verdict.outcome, verdict.evidence["issues"]) == (outcome, issues)


def test_a_future_date_of_a_distribution_counts_too() -> None:
    verdict = judged(dataset(distribution(modified=Moment("2031-01-01", "date"))))["P06.3"]
    assert verdict.evidence["issues"] == ["future"]


def test_what_the_mapping_dropped_still_stands_at_the_source() -> None:
    noted = entry(
        notes=[Note("email-invalid", "/maintainer_email", "?"), Note("machine-translation", "/notes")]
    )
    verdict = judged(noted)["P06.3"]
    assert (verdict.outcome, verdict.fault, verdict.evidence["where"]) == (
        Outcome.PARTIAL,
        Fault.SOURCE,
        ["/maintainer_email"],
    )


def test_a_damaged_record_is_an_issue() -> None:
    assert judged(entry(), record(damage=("line 106",)))["P06.3"].evidence["issues"] == ["damaged"]
