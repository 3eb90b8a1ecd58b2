"""Answers with a wrong status, header or body: nothing that stood is doubted over it."""

import pytest

from catalogue.model import Protocol
from tests.harvester.pathologies.cells import cells
from tests.harvester.pathologies.conftest import MakeTown
from tests.harvester.pathologies.course import run_its_course
from tests.harvester.scenarios import REPLIES, Scenarios


@pytest.mark.parametrize(("protocol", "scenario"), cells(["healthy", *REPLIES]))
def test_an_answer_that_is_wrong_ends_its_run_as_it_must(
    well: MakeTown, scenarios: Scenarios, protocol: Protocol, scenario: str
) -> None:
    run_its_course(well(protocol), scenarios, scenario)
