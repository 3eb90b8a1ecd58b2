"""What becomes of a portal that falls ill: the run, and what then stands in the store."""

from dataclasses import replace

from tests.harvester.pathologies.conftest import IMPATIENT
from tests.harvester.pathologies.endings import STALLING, ending
from tests.harvester.scenarios import SIZE, Scenarios
from tests.road.towns import EVENING, Town

__all__ = ["run_its_course"]


def run_its_course(town: Town, scenarios: Scenarios, scenario: str) -> None:
    """Harvest while this is wrong: the run ends as it must, and whatever stood before stands.

    Only a run that proved to have seen everything may doubt what it did not see.
    """
    before = town.kept()
    scenarios.now[town.source.protocol] = scenario
    run = fit(town, scenario).harvest(EVENING)
    why = run.failure.key if run.failure else "; ".join(run.tally.reasons)
    expected = ending(town.source.protocol, scenario)
    after = town.kept()

    assert (run.state, why[: len(expected.why) or None], run.tally.seen) == expected, run.failure
    assert town.last_run().traceback is None
    assert run.tally.withdrawn == 0
    assert set(before) <= set(after)
    doubted = [name for name, one in after.items() if one.state != "present"]
    assert len(doubted) == (SIZE - run.tally.seen if run.state == "complete" else 0)
    assert {after[name].uuid for name in before} == {one.uuid for one in before.values()}


def fit(town: Town, scenario: str) -> Town:
    """Give the portal with the patience and the page size that show what is wrong."""
    if scenario in STALLING:
        return replace(town, crawling=IMPATIENT)
    if scenario == "too-much-at-once":
        return replace(town, source=replace(town.source, page_size=30))
    return town
