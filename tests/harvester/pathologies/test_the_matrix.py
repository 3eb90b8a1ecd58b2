"""The table of endings covers all there is, and so does the share of it that every test run takes."""

import pytest

from catalogue.model import Protocol
from tests.harvester.pathologies.cells import cells
from tests.harvester.pathologies.endings import PATIENT, READY, STALLING, ending
from tests.harvester.scenarios import DELIVERIES, HOLDINGS, REPLIES, SCENARIOS


def test_every_protocol_has_an_ending_for_every_scenario() -> None:
    for protocol in READY:
        for scenario in SCENARIOS:
            assert ending(protocol, scenario).state in {"complete", "incomplete", "quarantined", "failed"}


def test_scenarios_are_named_once() -> None:
    assert len(set(SCENARIOS)) == len(SCENARIOS)
    assert set(SCENARIOS) >= PATIENT | STALLING


def test_the_share_leaves_out_no_scenario_and_no_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OOGST_TEST_MATRIX", raising=False)
    for kind in (HOLDINGS, REPLIES, DELIVERIES):
        share = cells(kind)
        assert {scenario for _, scenario in share} == set(kind)
        assert {protocol for protocol, _ in share} == set(READY)


def test_every_protocol_is_ready() -> None:
    assert set(READY) == set(Protocol)


def test_the_whole_has_every_scenario_meet_every_protocol(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OOGST_TEST_MATRIX", "whole")
    assert len(cells(SCENARIOS)) == len(READY) * len(SCENARIOS)
