"""A replay shows what today's rules make of what was kept, and keeps it only when asked to."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select

from catalogue.errors import StoreError
from catalogue.model import Overlay, StatedLicence
from catalogue.store import Database, Leases, tables
from catalogue.store.runs import REPLAY
from catalogue.views import find_entries, run_view, source_statuses
from harvester.replay import Replay, replay, replaying
from harvester.runs import NoProgress, Rules, make_rules
from tests.harvester.runs.conftest import MakeTown
from tests.road.stage import Stage
from tests.road.towns import Town, publisher_of, town_at

LATER = datetime(2025, 10, 3, 9, tzinfo=UTC)
LICENCE = StatedLicence(
    licence="modellicentie-gratis-hergebruik",
    page="https://zonnegem.example/licentie",
    read_on=date(2025, 9, 1),
)


def changed_rules(**facts: object) -> Rules:
    """Give the rules of the town with other facts in its publisher's file."""
    known = {"contact_email": "nieuw@zonnegem.example", "licence": LICENCE} | facts
    return make_rules(replace(publisher_of("ckan").facts, **known))  # type: ignore[arg-type]  # its fields


def replayed(town: Town, rules: Rules, **how: object) -> Replay:
    given = {"database": town.database, "rules": rules, "clock": lambda: LATER, **how}
    return replay(town.source, **given)  # type: ignore[arg-type]  # parameters of replay


def rows(database: Database) -> dict[str, int]:
    names = ("run", "version", "assessment", "finding", "standing", "page")
    with database.transaction() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(getattr(tables, name))).scalar_one()
            for name in names
        }


@pytest.fixture
def zonnegem(town: MakeTown) -> Town:
    return town("ckan")


def test_a_replay_is_shown_then_kept_and_then_there_is_nothing_left_to_show(
    stage: Stage, any_store: Database, tmp_path: Path
) -> None:
    town = town_at(stage, "ckan", any_store, tmp_path)
    assert town.harvest().failure is None
    before, kept = rows(any_store), town.kept()
    rules = changed_rules()

    plan = replayed(town, rules)
    assert (plan.walked, plan.run_id, plan.lost) == (13, None, [])
    assert plan.totals.differing > 0
    assert (rows(any_store), town.kept()) == (before, kept)

    done = replayed(town, rules, apply=True)
    assert done.run_id is not None
    assert (done.totals, done.examples) == (plan.totals, plan.examples)
    after = town.kept()
    assert {name: (one.uuid, one.state) for name, one in after.items()} == {
        name: (one.uuid, one.state) for name, one in kept.items()
    }
    assert sum(one.versions for one in after.values()) == 13 + plan.totals.content
    assert (replayed(town, rules).walked, replayed(town, rules).current) == (0, 13)
    again = replayed(town, rules, everything=True)
    assert (again.walked, again.totals.differing) == (13, 0)

    run = replace(town, rules=rules).harvest(LATER)
    assert (run.state, run.tally.unchanged, run.tally.changed) == ("complete", 13, 0)


def test_a_replay_and_a_run_make_the_same(zonnegem: Town, new_town: MakeTown) -> None:
    rules = changed_rules()
    replayed(zonnegem, rules, apply=True)
    fresh = replace(new_town("ckan"), source=zonnegem.source, rules=rules)
    fresh.harvest(LATER)
    assert {name: one.content for name, one in zonnegem.kept().items()} == {
        name: one.content for name, one in fresh.kept().items()
    }


def test_each_value_is_told_as_it_was_and_as_it_will_be_with_both_rules(zonnegem: Town) -> None:
    plan = replayed(zonnegem, changed_rules(licence=None), examples=99)
    changes = [change for each in plan.examples for change in each.changes if change.path == "contact"]
    assert changes
    for change in changes:
        assert [why.value for why in change.added] == ["mailto:nieuw@zonnegem.example"]
        assert [why.rule for why in (*change.removed, *change.added)] == ["publisher.contact"] * 2
    assert plan.totals.properties["contact"].changed == len(changes)
    assert plan.totals.rules["publisher.contact"] == len(changes)


def test_the_same_rules_make_the_same_however_old_it_grew(zonnegem: Town) -> None:
    assert replayed(zonnegem, zonnegem.rules).current == 13
    again = replayed(zonnegem, zonnegem.rules, everything=True, clock=lambda: LATER.replace(year=2029))
    assert (again.walked, again.totals.differing, again.lost) == (13, 0, [])


def test_a_correction_takes_effect_at_once_for_its_entry_alone(zonnegem: Town) -> None:
    with zonnegem.database.transaction() as connection:
        entry = find_entries(connection, min(zonnegem.kept()))[0]
    overlay = Overlay(
        property_name="title@nl",
        values=("Beter",),
        entry=entry.uuid,
        author="Jana",
        reason="Gemeld.",
        written_on=date(2025, 10, 1),
        until=date(2026, 1, 1),
    )
    rules = make_rules(replace(publisher_of("ckan").facts, overlays=(overlay,)))
    done = replayed(zonnegem, rules, apply=True)
    assert [one.uuid for one in done.examples] == [entry.uuid]
    (title,) = [change for change in done.examples[0].changes if change.path == "title"]
    assert title.after[-1].correction == overlay.correction
    assert replayed(zonnegem, rules, everything=True).totals.differing == 0
    (gone,) = replayed(zonnegem, zonnegem.rules, entry=entry.uuid).examples
    back = [why.value for change in gone.changes if change.path == "title" for why in change.added]
    assert back == [entry.title]


def test_a_record_that_cannot_be_read_again_is_named_and_left_alone(zonnegem: Town) -> None:
    kept = zonnegem.kept()
    with zonnegem.database.transaction() as connection:
        connection.execute(delete(tables.page))
        connection.execute(delete(tables.payload))
    done = replayed(zonnegem, changed_rules(), apply=True)
    assert (done.walked, len(done.lost)) == (0, 13)
    assert all(str(lost.failure) for lost in done.lost)
    assert zonnegem.kept() == kept
    assert replayed(zonnegem, changed_rules()).current == 0


def test_nothing_is_replayed_while_the_source_is_harvested(zonnegem: Town) -> None:
    name = f"run:{zonnegem.source.name}"
    assert Leases(zonnegem.database).take(name, "elsewhere", 60)
    for apply in (False, True):
        with pytest.raises(StoreError) as refused:
            replayed(zonnegem, changed_rules(), apply=apply)
        assert refused.value.key == "store.busy-source"


class BrokenOff(NoProgress):
    """Stands in for whoever presses Ctrl+C after the first batch."""

    def advance(self, records: int) -> None:  # noqa: ARG002  its signature
        raise KeyboardInterrupt


def test_a_replay_that_is_broken_off_keeps_whole_batches_and_goes_on_from_there(
    zonnegem: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replaying, "BATCH", 5)
    rules = changed_rules()
    with pytest.raises(KeyboardInterrupt):
        replayed(zonnegem, rules, apply=True, progress=BrokenOff())
    assert zonnegem.last_run().state == "failed"
    rest = replayed(zonnegem, rules, apply=True)
    assert (rest.walked, rest.current) == (8, 5)
    assert replayed(zonnegem, rules, everything=True).totals.differing == 0


def test_a_replay_proves_nothing_of_its_source(zonnegem: Town) -> None:
    def status() -> object:
        with zonnegem.database.transaction() as connection:
            return source_statuses(connection)

    before = status()
    done = replayed(zonnegem, changed_rules(), apply=True)
    assert status() == before
    assert done.run_id is not None
    with zonnegem.database.transaction() as connection:
        run = run_view(connection, done.run_id)
    assert run is not None
    assert (run.scope, run.state, run.counts["seen"], run.counts["withdrawn"]) == (REPLAY, "replayed", 13, 0)


def test_a_source_of_which_nothing_was_kept_gives_nothing(zonnegem: Town) -> None:
    other = replace(zonnegem, source=replace(zonnegem.source, name="zonnegem/elders"))
    found = replayed(other, changed_rules(), apply=True)
    assert (found.walked, found.current, found.run_id) == (0, 0, None)
