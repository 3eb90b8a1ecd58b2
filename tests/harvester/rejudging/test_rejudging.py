"""Entries can be judged again as of any moment, and then give what was kept."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from catalogue.charter import Verdict, load_rubric
from catalogue.errors import StoreError
from catalogue.store import Database, tables
from catalogue.store.assessments import unpack_verdicts
from catalogue.views.stood import Stood, stood
from harvester.rejudging import Rejudged, Unread, rejudge
from harvester.runs import make_rules
from tests.harvester.runs.conftest import MakeTown
from tests.road.stage import Stage
from tests.road.towns import EVENING, MORNING, PORTALS, Town, publisher_of, town_at

LATER = MORNING + timedelta(days=40)


def again(town: Town, at: datetime, **how: object) -> list[Rejudged | Unread]:
    given = {"rules": town.rules, "at": at, "find": lambda _: town.source, **how}
    with town.database.transaction() as connection:
        standing = stood(connection, at, publisher=town.source.publisher)
        return list(rejudge(connection, standing, **given))  # type: ignore[arg-type]  # parameters of rejudge


def kept(one: Stood) -> list[Verdict]:
    shared = {"payload": one.origin.payload, "record": one.origin.record, "time": one.judged_at.isoformat()}
    return unpack_verdicts(one.verdicts, shared)


def timeless(verdicts: Sequence[Verdict]) -> list[Verdict]:
    """Leave out when they were judged: what did not change was not judged again."""
    return [one._replace(evidence={**one.evidence, "time": ""}) for one in verdicts]


def assert_as_kept(found: Sequence[Rejudged | Unread]) -> None:
    for one in found:
        assert isinstance(one, Rejudged)
        before = one.read.stood
        assert timeless(one.verdicts) == timeless(kept(before))
        assert (one.score.value, one.score.coverage, one.score.label) == (
            before.score,
            before.coverage,
            before.label,
        )


@pytest.mark.parametrize("portal", PORTALS)
def test_at_the_moment_of_a_harvest_entries_are_judged_as_they_were(town: MakeTown, portal: str) -> None:
    harvested = town(portal)
    found = again(harvested, MORNING)
    assert len(found) == len(harvested.kept())
    assert_as_kept(found)


@pytest.mark.parametrize("portal", PORTALS)
def test_findings_as_they_were_kept_are_those_of_validating_anew(town: MakeTown, portal: str) -> None:
    harvested = town(portal)
    quick, whole = again(harvested, MORNING), again(harvested, MORNING, reuse=False)
    assert [one.read.findings for one in quick if isinstance(one, Rejudged)] == [
        one.read.findings for one in whole if isinstance(one, Rejudged)
    ]
    assert_as_kept(whole)


def test_a_day_that_is_past_is_judged_by_what_it_had(
    stage: Stage, any_store: Database, tmp_path: Path
) -> None:
    town = town_at(stage, "ckan", any_store, tmp_path)
    town.harvest(MORNING)
    first = {one.read.stood.uuid: one for one in again(town, MORNING) if isinstance(one, Rejudged)}
    stage.day = 2
    town.harvest(EVENING)
    assert_as_kept(again(town, MORNING))
    evening = [one for one in again(town, EVENING) if isinstance(one, Rejudged)]
    new = [one for one in evening if one.read.stood.judged_at == EVENING]
    assert new
    assert_as_kept(new)
    then = again(town, MORNING)
    assert {one.read.stood.uuid for one in then if isinstance(one, Rejudged)} == first.keys()
    now = {
        one.read.stood.uuid: one.read.stood.hash for one in again(town, EVENING) if isinstance(one, Rejudged)
    }
    assert any(now.get(uuid) != one.read.stood.hash for uuid, one in first.items())


def test_what_was_withdrawn_stands_on_the_days_before(town: MakeTown, stage: Stage) -> None:
    harvested = town("ckan")
    stage.day = 2
    for days in (1, 2):
        harvested.harvest(MORNING + timedelta(days=days))
    gone = {one.uuid for one in harvested.kept().values() if one.withdrawn}
    assert gone
    with harvested.database.transaction() as connection:
        before, after = (
            {one.uuid for one in stood(connection, moment, publisher="zonnegem")}
            for moment in (MORNING, LATER)
        )
    assert gone <= before
    assert not gone & after


def test_a_rubric_of_another_time_judges_the_same_entries(town: MakeTown) -> None:
    harvested = town("ckan")
    other = harvested.rules.with_rubric(load_rubric("0.1.0"))
    assert other.reads_as(harvested.rules.fingerprint)
    found = again(replace(harvested, rules=other), MORNING)
    assert {one.score.rubric for one in found if isinstance(one, Rejudged)} == {"0.1.0"}
    checks = {verdict.check for one in found if isinstance(one, Rejudged) for verdict in one.verdicts}
    assert checks == {check.id for check in load_rubric("0.1.0").entry_checks}


def test_other_facts_of_a_publisher_read_anew(town: MakeTown) -> None:
    harvested = town("ckan")
    facts = replace(publisher_of("ckan").facts, contact_email="nieuw@zonnegem.example")
    rules = make_rules(facts)
    assert not rules.reads_as(harvested.rules.fingerprint)
    found = again(replace(harvested, rules=rules), MORNING)
    assert all(isinstance(one, Rejudged) for one in found)


def test_an_entry_whose_bytes_are_gone_is_named(town: MakeTown) -> None:
    harvested = town("ckan")
    with harvested.database.transaction() as connection:
        connection.execute(delete(tables.page))
        connection.execute(delete(tables.payload))
    found = again(harvested, MORNING)
    assert len(found) == len(harvested.kept())
    for one in found:
        assert isinstance(one, Unread)
        assert isinstance(one.failure, StoreError)


def test_before_the_first_harvest_nothing_stood(town: MakeTown) -> None:
    assert again(town("ckan"), datetime(2020, 1, 1, tzinfo=UTC)) == []
