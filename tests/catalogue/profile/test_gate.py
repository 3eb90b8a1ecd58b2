"""What may be published."""

import pytest

from catalogue.profile import GATE_LAYERS, Finding, gate


def test_an_entry_without_findings_may_be_published() -> None:
    assert gate([])


@pytest.mark.parametrize("layer", GATE_LAYERS)
def test_an_error_in_a_layer_of_the_gate_holds_an_entry_back(layer: str) -> None:
    assert not gate([Finding("some-rule", layer, "error", "https://stad.example/1")])


@pytest.mark.parametrize("layer", ["open-data", "vl-2022"])
def test_an_error_in_another_layer_holds_nothing_back(layer: str) -> None:
    assert gate([Finding("some-rule", layer, "error", "https://stad.example/1")])


def test_a_warning_holds_nothing_back() -> None:
    assert gate([Finding("some-rule", "vl-mandatory", "warning", "https://stad.example/1")])


def test_a_target_may_ask_for_other_layers() -> None:
    findings = [Finding("dataset-not-public", "open-data", "error", "https://stad.example/1")]
    assert not gate(findings, layers=("open-data",))
