"""When more is known, what stands is judged again, and kept only where that makes a difference."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from catalogue.charter import load_rubric
from catalogue.store import Database, Leases, RunState, tables
from catalogue.store.assessments import rubric_kept
from catalogue.store.runs import PROBE, RESCORE
from catalogue.views import run_view, source_statuses
from catalogue.views.stood import Stood, stood
from harvester.rejudging import Rejudging, judge_standing, keeping
from harvester.runs import NoProgress, make_rules
from tests.harvester.rejudging.probes import probe_all
from tests.harvester.runs.conftest import MakeTown
from tests.road.stage import Stage
from tests.road.towns import MORNING, Town, publisher_of, town_at

NIGHT = MORNING + timedelta(hours=3)
LATER = MORNING + timedelta(hours=9)


def judged(town: Town, now: datetime = LATER, cause: str = PROBE, **how: object) -> Rejudging:
    given = {"database": town.database, "rules": town.rules, "clock": lambda: now, **how}
    return judge_standing(
        town.source.publisher,
        cause=cause,
        find=lambda _: town.source,
        **given,  # type: ignore[arg-type]
    )


def standing(town: Town, at: datetime) -> dict[str, Stood]:
    with town.database.transaction() as connection:
        return {one.uuid: one for one in stood(connection, at, publisher=town.source.publisher)}


def count(database: Database, table: str) -> int:
    with database.transaction() as connection:
        query = select(func.count()).select_from(getattr(tables, table))
        return connection.execute(query).scalar_one()


def test_what_probes_saw_is_judged_once_and_the_day_before_stays_what_it_was(
    stage: Stage, any_store: Database, tmp_path: Path
) -> None:
    town = town_at(stage, "ckan", any_store, tmp_path)
    town.harvest(MORNING)
    before = standing(town, MORNING)
    probe_all(town, NIGHT)
    done = judged(town)
    assert (done.judged, done.left, done.lost, done.busy) == (13, 0, [], [])
    assert done.differing > 0
    assert len(done.runs) == 1
    assert standing(town, MORNING) == before
    after = standing(town, LATER)
    changed = {uuid for uuid, one in after.items() if one.assessment_id != before[uuid].assessment_id}
    assert len(changed) == done.differing
    assert {after[uuid].cause for uuid in changed} == {PROBE}
    assert all(after[uuid].coverage > before[uuid].coverage for uuid in changed)

    kept = count(any_store, "assessment"), count(any_store, "run")
    again = judged(town, LATER + timedelta(hours=1))
    assert (again.judged, again.differing, again.runs) == (13, 0, [])
    assert (count(any_store, "assessment"), count(any_store, "run")) == kept


def test_a_run_after_it_finds_everything_unchanged(town: MakeTown) -> None:
    harvested = town("ckan")
    probe_all(harvested, NIGHT)
    judged(harvested)
    kept = standing(harvested, LATER)
    run = harvested.harvest(LATER + timedelta(hours=1))
    assert (run.state, run.tally.unchanged, run.tally.changed) == ("complete", 13, 0)
    assert standing(harvested, LATER + timedelta(hours=2)) == kept


def test_judging_again_proves_nothing_of_a_source(town: MakeTown) -> None:
    harvested = town("ckan")

    def status() -> object:
        with harvested.database.transaction() as connection:
            return source_statuses(connection)

    before = status()
    probe_all(harvested, NIGHT)
    (run_id,) = judged(harvested).runs
    assert status() == before
    with harvested.database.transaction() as connection:
        run = run_view(connection, run_id)
    assert run is not None
    assert (run.scope, run.state) == (PROBE, RunState.JUDGED)


def test_only_the_entries_that_are_named_are_judged(town: MakeTown) -> None:
    harvested = town("ckan")
    probe_all(harvested, NIGHT)
    chosen = sorted(standing(harvested, MORNING))[:3]
    assert judged(harvested, uuids=chosen).judged == 3
    assert judged(harvested, uuids=[]).judged == 0


def test_a_source_that_is_worked_on_is_passed_over(town: MakeTown) -> None:
    harvested = town("ckan")
    probe_all(harvested, NIGHT)
    assert Leases(harvested.database).take(f"run:{harvested.source.name}", "elsewhere", 60)
    done = judged(harvested)
    assert ([one.key for one in done.busy], done.judged) == (["store.busy-source"], 0)


def test_what_other_rules_make_otherwise_waits_for_them(town: MakeTown) -> None:
    harvested = town("ckan")
    probe_all(harvested, NIGHT)
    facts = replace(publisher_of("ckan").facts, contact_email="nieuw@zonnegem.example")
    done = judged(replace(harvested, rules=make_rules(facts)))
    assert done.left > 0
    assert done.judged + done.left == 13


def test_another_rubric_is_kept_with_its_text(town: MakeTown) -> None:
    harvested = town("ckan")
    other = load_rubric("0.1.0")
    done = judged(replace(harvested, rules=harvested.rules.with_rubric(other)), cause=RESCORE)
    assert done.differing == 13
    now = standing(harvested, LATER)
    assert {(one.rubric, one.rubric_sha256) for one in now.values()} == {("0.1.0", other.digest)}
    with harvested.database.transaction() as connection:
        assert rubric_kept(connection, other.digest) == other.text


class BrokenOff(NoProgress):
    """Stands in for whoever presses Ctrl+C after the first entries."""

    def __init__(self) -> None:
        self.left = 7

    def advance(self, records: int) -> None:
        self.left -= records
        if not self.left:
            raise KeyboardInterrupt


def test_broken_off_it_keeps_what_it_had_and_goes_on_the_next_time(
    town: MakeTown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "KEPT_AT_ONCE", 2)
    harvested = town("ckan")
    other = replace(harvested, rules=harvested.rules.with_rubric(load_rubric("0.1.0")))
    with pytest.raises(KeyboardInterrupt):
        judged(other, cause=RESCORE, progress=BrokenOff())
    assert harvested.last_run().state == "failed"
    assert judged(other, LATER + timedelta(hours=1), cause=RESCORE).differing == 13 - 6


def test_no_entry_of_nobody_is_judged(town: MakeTown) -> None:
    harvested = town("ckan")
    found = judge_standing(
        "niemand",
        database=harvested.database,
        rules=harvested.rules,
        cause=PROBE,
        clock=lambda: datetime.now(UTC),
    )
    assert (found.judged, found.runs) == (0, [])
