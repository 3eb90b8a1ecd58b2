"""Planned, applied and verified at a real CKAN, and harvested back."""

from collections import Counter
from pathlib import Path

import pytest

from catalogue.model import Protocol, Source, Text
from catalogue.targets.push import Act
from harvester.crawl import CrawlSettings
from harvester.runs import make_rules, run_source
from tests.catalogue.targets.ckan.entries import a_dataset, a_service
from tests.real_ckan.movements import Movements, entries
from tests.real_ckan.portals import Corner

pytestmark = pytest.mark.ckan


def test_what_is_planned_is_applied_and_verified_and_a_second_plan_is_empty(
    pushing: Movements, corner: Corner
) -> None:
    pushing.keep(*entries(corner), a_service(where=corner.where))
    plan = pushing.plan()
    assert {step.act for step in plan.steps} == {Act.CREATE}
    applied = pushing.apply(pushing.written(plan))
    verified = pushing.verify()
    assert (len(plan.steps), applied.counts[Act.CREATE], verified.equal) == (5, 5, 5)
    assert verified.stands
    again = pushing.plan()
    assert (again.steps, again.unchanged) == ((), 5)


def test_a_plan_holds_exactly_what_changed_went_and_was_altered_there(
    pushing: Movements, corner: Corner
) -> None:
    made = entries(corner, 5)
    pushing.keep(*made)
    pushing.push()
    pushing.keep(*entries(corner, 2, "Struiken"))
    pushing.withdraw([made[2].identity.uuid])
    edited = made[3].identity.uuid
    corner.admin.call_action("package_patch", {"id": edited, "notes": "Van hen"})
    pushing.keep(a_dataset("bomen-3", corner.where, title=[Text("Struiken 3", "nl")]))
    steps = {step.uuid: step for step in pushing.plan().steps}
    assert {uuid: step.act for uuid, step in steps.items()} == {
        made[0].identity.uuid: Act.UPDATE,
        made[1].identity.uuid: Act.UPDATE,
        made[2].identity.uuid: Act.DELETE,
        edited: Act.REFUSE,
    }
    assert [one.field for one in steps[made[0].identity.uuid].differences] == ["title"]
    applied = pushing.push()
    assert (applied.counts[Act.UPDATE], applied.counts[Act.DELETE]) == (2, 1)
    standing = {package["id"]: package for package in corner.packages()}
    assert set(standing) == {one.identity.uuid for one in made} - {made[2].identity.uuid}
    assert standing[edited]["notes"] == "Van hen"


def test_one_that_ckan_refuses_leaves_the_others_and_says_why(pushing: Movements, corner: Corner) -> None:
    made = entries(corner, 3)
    pushing.keep(*made)
    plan = pushing.plan()
    # Between plan and push somebody takes the id of the second.
    taken = {"id": made[1].identity.uuid, "name": f"{corner.where.publisher}-van-hen", "title": "Van hen"}
    corner.admin.call_action("organization_create", {"name": corner.where.publisher})
    corner.admin.call_action("package_create", taken | {"owner_org": corner.where.publisher, "notes": "x"})
    applied = pushing.apply(pushing.written(plan))
    assert applied.counts[Act.CREATE] == 2
    [refused] = applied.refused
    assert refused.said is not None
    assert refused.said[0] == "ckan-target.invalid"
    assert Counter(package["title"] == "Van hen" for package in corner.packages()) == {False: 2, True: 1}


def test_what_we_pushed_comes_back_as_nothing_new_when_that_ckan_is_harvested(
    pushing: Movements, corner: Corner, tmp_path: Path
) -> None:
    pushing.keep(*entries(corner, 3), a_service(where=corner.where))
    pushing.push()
    source = Source(
        name="portaal/ckan",
        publisher="portaal",
        protocol=Protocol.CKAN,
        url=corner.there.url,
        part=corner.where.publisher,
        allow_private=True,
    )
    base = corner.where.base
    run = run_source(
        source,
        database=pushing.store,
        rules=make_rules(None, base=base),
        crawling=CrawlSettings(),
        workplace=tmp_path,
    )
    assert run.failure is None
    assert (run.tally.declared, run.tally.skipped, run.tally.new) == (4, 4, 0), run.tally
