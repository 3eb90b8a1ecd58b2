from collections import Counter

from catalogue.profile import GATE_LAYERS
from catalogue.views import FindingPlace
from oogst.report.tally import FindingTally
from oogst.screen import Speech


def place(
    rule: str,
    entry: str = "a",
    *,
    layer: str = "vl-mandatory",
    severity: str = "error",
    fault: str = "source",
    value: str = "",
) -> FindingPlace:
    return FindingPlace(
        rule=rule,
        layer=layer,
        severity=severity,
        fault=fault,
        path="dct:title",
        value=value,
        entry=entry,
        identifier=entry,
        title=entry,
        published=False,
        waits_for_facts=False,
    )


def tally(*places: FindingPlace) -> FindingTally:
    return FindingTally(places, GATE_LAYERS, Speech("nl"))


def test_an_entry_counts_once_and_each_place_counts() -> None:
    found = tally(
        place("dataset-title-missing"), place("dataset-title-missing"), place("dataset-title-missing", "b")
    )

    assert [(one.entries, len(one.where)) for one in found.rules] == [(2, 3)]


def test_only_errors_in_a_layer_of_the_gate_hold_an_entry_back() -> None:
    found = tally(
        place("dataset-keyword-missing", layer="vl-2022", severity="warning"),
        place("dataset-not-public", layer="open-data"),
        place("dataset-title-missing", "b"),
    )

    assert found.blocked == Counter({frozenset({"dataset-title-missing"}): 1})


def test_what_holds_back_comes_before_errors_warnings_and_information() -> None:
    found = tally(
        place("theme-unknown", layer="mapping", severity="info"),
        place("dataset-keyword-missing", layer="vl-2022", severity="warning"),
        place("dataset-not-public", layer="open-data"),
        place("dataset-title-missing"),
    )

    assert [one.group for one in found.rules] == ["blocks", "error", "warning", "info"]


def test_what_follows_from_something_else_comes_after_it_however_widespread() -> None:
    found = tally(
        place("dataset-not-open-data", "a", layer="open-data"),
        place("dataset-not-open-data", "b", layer="open-data"),
        place("distribution-licence-not-flemish", "a", layer="open-data"),
    )

    assert [one.rule for one in found.rules] == ["distribution-licence-not-flemish", "dataset-not-open-data"]


def test_a_licence_that_nobody_knows_is_one_cause_and_not_also_a_missing_one() -> None:
    found = tally(
        place("dataset-not-open-data", layer="open-data"),
        place("licence-unknown", layer="mapping"),
        place("distribution-licence-missing", layer="vl-2022", severity="warning"),
    )

    assert found.closed == Counter({frozenset({"licence-unknown"}): 1})


def test_an_entry_is_no_open_data_also_when_nothing_says_why() -> None:
    found = tally(place("dataset-not-open-data", layer="open-data"))

    assert (found.not_open, found.closed) == (1, Counter())


def test_an_entry_that_is_open_data_has_no_causes_not_to_be() -> None:
    assert tally(place("distribution-licence-missing", layer="vl-2022")).closed == Counter()


def test_every_finding_says_what_to_do() -> None:
    found = tally(
        place("email-invalid", layer="mapping"), place("machine-translation", layer="mapping", fault="portal")
    )

    remedies = {one.rule: one.text.remedy for one in found.rules}
    assert remedies["email-invalid"] == "Verbeter het e-mailadres bij de bron: één adres, zonder tekst erbij."
    assert remedies["machine-translation"].startswith("Er is niets te doen")


def test_what_to_do_names_the_field_in_the_software_of_the_portal() -> None:
    places = [place("distribution-licence-missing", layer="vl-2022", severity="warning")]
    (ckan,) = FindingTally(places, GATE_LAYERS, Speech("nl"), "ckan").rules
    (unknown,) = FindingTally(places, GATE_LAYERS, Speech("nl")).rules
    assert ckan.text.remedy == (
        f"{unknown.text.remedy} In CKAN: het veld license_id op het formulier van de dataset."
    )


def test_a_long_value_is_cut_in_a_report() -> None:
    found = tally(place("dataset-title-missing", value="x" * 5000))

    assert len(found.rules[0].where[0]["value"]) == 200
