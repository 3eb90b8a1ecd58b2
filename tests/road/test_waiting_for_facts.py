"""Which entries only wait for what a publisher's file would say."""

import pytest

from catalogue.profile import Finding
from harvester.runs.road import waits_for_facts

LAYERS = ("vl-mandatory",)


def error(rule: str, layer: str = "vl-mandatory") -> Finding:
    return Finding(rule, layer, "error", "urn:x")


def test_an_entry_without_findings_waits_for_nothing() -> None:
    assert not waits_for_facts([], LAYERS)


@pytest.mark.parametrize(
    "rules",
    [
        ["dataset-contact-point-missing"],
        ["dataset-publisher-missing", "dataservice-contact-point-missing"],
        ["dataset-title-untagged"],
    ],
)
def test_what_only_lacks_facts_of_a_publisher_waits_for_them(rules: list[str]) -> None:
    assert waits_for_facts(map(error, rules), LAYERS)


def test_what_lacks_something_else_too_waits_for_more_than_facts() -> None:
    assert not waits_for_facts(map(error, ["dataset-publisher-missing", "dataset-title-missing"]), LAYERS)


def test_only_errors_in_the_layers_of_the_gate_count() -> None:
    warning = error("dataset-title-missing")._replace(severity="warning")
    elsewhere = error("dataset-description-missing", "open-data")

    assert waits_for_facts([error("dataset-publisher-missing"), warning, elsewhere], LAYERS)
    assert not waits_for_facts([warning, elsewhere], LAYERS)
