"""Each change of a score is laid to what caused it, and the parts add up to the whole."""

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import delete

from catalogue.charter import load_rubric
from catalogue.store import Database, tables
from catalogue.store.attestations import sign
from catalogue.store.runs import ATTESTATION, PROBE, RESCORE
from catalogue.testimony import Attestation, Discount, Statement
from catalogue.views.stood import stood
from harvester.attribution import (
    Account,
    Cause,
    NothingKnown,
    account_of_entry,
    account_of_publisher,
)
from harvester.rejudging import judge_standing
from harvester.replay import replay
from harvester.runs import make_rules
from tests.harvester.rejudging.probes import probe_all
from tests.harvester.runs.conftest import MakeTown
from tests.road.stage import Stage
from tests.road.towns import MORNING, Town, publisher_of, town_at

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
END = MORNING + 30 * DAY
QUIET = frozenset({Cause.TIME, Cause.ELSEWHERE})
"""What tells something by itself, the first time that an entry is judged again after it came."""


def told(town: Town, since: datetime = MORNING, until: datetime = END) -> Account:
    with town.database.transaction() as connection:
        return account_of_publisher(
            connection,
            town.source.publisher,
            rules=town.rules,
            since=since,
            until=until,
            find=lambda _: town.source,
        )


def told_of_each(town: Town, since: datetime = MORNING, until: datetime = END) -> list[Account]:
    with town.database.transaction() as connection:
        then, now = (
            {one.uuid for one in stood(connection, at, publisher=town.source.publisher)}
            for at in (since, until)
        )
        return [
            account_of_entry(
                connection,
                uuid,
                rules=town.rules,
                since=since,
                until=until,
                find=lambda _: town.source,
            )
            for uuid in sorted(then & now)
        ]


def judge(town: Town, now: datetime, cause: str = PROBE) -> None:
    judge_standing(
        town.source.publisher,
        database=town.database,
        rules=town.rules,
        cause=cause,
        find=lambda _: town.source,
        clock=lambda: now,
    )


def assert_adds_up(account: Account) -> None:
    assert sum(part.coverage for part in account.parts) == account.after.coverage - account.before.coverage
    if account.before.value is not None and account.after.value is not None:
        parts = sum((part.value or Decimal(0) for part in account.parts), Decimal(0))
        assert parts == account.after.value - account.before.value


def causes(account: Account) -> set[Cause]:
    return {part.cause for part in account.parts}


def test_of_all_that_happened_in_a_month_every_part_has_its_cause(
    stage: Stage, any_store: Database, tmp_path: Path
) -> None:
    old = town_at(stage, "ckan", any_store, tmp_path)
    old = replace(old, rules=old.rules.with_rubric(load_rubric("0.1.0")))
    old.harvest(MORNING)
    town = replace(old, rules=old.rules.with_rubric(load_rubric()))
    judge(town, MORNING + DAY, RESCORE)
    probe_all(town, MORNING + 2 * DAY)
    judge(town, MORNING + 2 * DAY + HOUR)
    stage.day = 2
    for days in (3, 4):
        town.harvest(MORNING + days * DAY)
    probe_all(town, MORNING + 5 * DAY)
    judge(town, MORNING + 5 * DAY + HOUR)
    account = told(town)
    assert_adds_up(account)
    assert {Cause.RUBRIC, Cause.SOURCE, Cause.LINK, Cause.WENT, Cause.CAME} <= causes(account)
    assert Cause.MAPPING not in causes(account)
    assert (len(account.went) > 0, len(account.came) > 0, account.unreadable) == (True, True, [])
    assert account.rubrics == ("0.1.0", "1.0.0")
    assert not account.comparable
    each = told_of_each(town)
    assert len(each) == account.entries
    for one in each:
        assert_adds_up(one)


def test_where_nothing_happened_nothing_moved(town: MakeTown) -> None:
    account = told(town("ckan"), until=MORNING + HOUR)
    assert [part.cause for part in account.parts if part.cause not in QUIET] == []
    assert account.before == account.after == account.rebased


def test_another_rubric_is_no_change_of_the_source(town: MakeTown) -> None:
    harvested = town("ckan")
    other = replace(harvested, rules=harvested.rules.with_rubric(load_rubric("0.1.0")))
    judge(other, MORNING + HOUR, RESCORE)
    account = told(replace(other, rules=harvested.rules))
    assert_adds_up(account)
    assert causes(account) <= {Cause.RUBRIC, *QUIET}
    (part,) = [one for one in account.parts if one.cause is Cause.RUBRIC]
    gone = {check for movement in part.movements for check in movement.checks if not check.after}
    assert {check.check for check in gone} >= {"P01.1"}


def test_another_rule_of_translation_is_ours(town: MakeTown) -> None:
    harvested = town("ckan")
    facts = replace(publisher_of("ckan").facts, contact_email="", contact_page="", contact_name="")
    town_now = replace(harvested, rules=make_rules(facts))
    replay(
        harvested.source,
        database=harvested.database,
        rules=town_now.rules,
        apply=True,
        clock=lambda: MORNING + HOUR,
    )
    account = told(town_now)
    assert_adds_up(account)
    assert Cause.MAPPING in causes(account)
    assert causes(account) <= {Cause.MAPPING, *QUIET}
    for one in told_of_each(town_now):
        assert causes(one) <= {Cause.MAPPING, *QUIET}


def test_what_addresses_answered_is_laid_to_them(town: MakeTown) -> None:
    harvested = town("ckan")
    probe_all(harvested, MORNING + HOUR)
    judge(harvested, MORNING + 2 * HOUR)
    account = told(harvested)
    assert_adds_up(account)
    assert Cause.LINK in causes(account)
    assert causes(account) <= {Cause.LINK, *QUIET}


def test_what_we_could_not_reach_is_our_own(town: MakeTown) -> None:
    harvested = town("ckan")
    probe_all(harvested, MORNING + HOUR)
    judge(harvested, MORNING + 2 * HOUR)
    for days in range(1, 9):
        probe_all(
            harvested,
            MORNING + days * DAY,
            status=None,
            failure="dns",
            discount=Discount.OWN_OUTAGE,
        )
    judge(harvested, MORNING + 9 * DAY)
    account = told(harvested, since=MORNING + 3 * HOUR)
    assert_adds_up(account)
    assert causes(account) <= {Cause.OWN_SIDE, *QUIET}


def test_what_people_attested_to_is_laid_to_them(town: MakeTown) -> None:
    harvested = town("ckan")
    signed = Attestation(
        id="00000000-0000-4000-8000-000000000001",
        publisher="zonnegem",
        check="P11.3",
        statement=Statement.YES,
        by_name="Jana",
        by_role="opendatacoördinator",
        signed_at=MORNING + HOUR,
        valid_until=MORNING + 300 * DAY,
        charter_version="2021-09-24",
        rubric="1.0.0",
    )
    with harvested.database.transaction() as connection:
        sign(connection, signed, MORNING + HOUR)
    judge(harvested, MORNING + 2 * HOUR, ATTESTATION)
    account = told(harvested)
    assert_adds_up(account)
    assert causes(account) <= {Cause.ATTESTATION, *QUIET}


def test_what_cannot_be_read_any_more_is_said_to_be_so(town: MakeTown) -> None:
    harvested = town("ckan")
    probe_all(harvested, MORNING + HOUR)
    judge(harvested, MORNING + 2 * HOUR)
    with harvested.database.transaction() as connection:
        connection.execute(delete(tables.page))
        connection.execute(delete(tables.payload))
    account = told(harvested)
    assert_adds_up(account)
    assert causes(account) == {Cause.UNREADABLE}
    assert account.unreadable


def test_before_the_first_harvest_there_is_nothing_to_compare(town: MakeTown) -> None:
    harvested = town("ckan")
    with pytest.raises(NothingKnown):
        told(harvested, since=MORNING - DAY)
    with harvested.database.transaction() as connection, pytest.raises(NothingKnown):
        account_of_entry(connection, "none", rules=harvested.rules, since=MORNING, until=END)
