"""Connections that break, stall, drip or flood: nothing that stood is doubted over it."""

import pytest

from catalogue.model import Protocol
from tests.harvester.pathologies.cells import cells
from tests.harvester.pathologies.conftest import MakeTown
from tests.harvester.pathologies.course import run_its_course
from tests.harvester.scenarios import DELIVERIES, Scenarios


@pytest.mark.parametrize(("protocol", "scenario"), cells(DELIVERIES))
def test_a_connection_that_fails_ends_its_run_as_it_must(
    well: MakeTown, scenarios: Scenarios, protocol: Protocol, scenario: str
) -> None:
    run_its_course(well(protocol), scenarios, scenario)
