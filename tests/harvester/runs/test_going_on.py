"""A run that broke off is gone on from; what did not change is not sent again; no proof rests on that."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from http import HTTPStatus

import pytest
from sqlalchemy import select

from catalogue.model import Protocol
from catalogue.store import tables as t
from catalogue.views import run_view
from harvester.runs import RunSummary
from oogst.demo.portals.loopback import Answer, Question
from oogst.demo.portals.sites import answer
from tests.harvester.runs.conftest import MakeTown
from tests.road.stage import Stage
from tests.road.towns import EVENING, MORNING, Town

Asked = Counter[str]


def counted(stage: Stage, broken: Callable[[Question], Answer | None] = lambda _question: None) -> Asked:
    """Count what is asked of the stage from now on, and break some answers."""
    asked: Asked = Counter()

    def play(question: Question) -> Answer | None:
        asked[question.query.get("start") or question.query.get("page") or question.path] += 1
        return broken(question)

    stage.play = play
    return asked


def down_at(start: str) -> Callable[[Question], Answer | None]:
    def broken(question: Question) -> Answer | None:
        if question.query.get("start") == start:
            return Answer(b"not here", "text/plain", HTTPStatus.NOT_FOUND)
        return None

    return broken


def pages(town: Town, run: RunSummary) -> list[bool]:
    with town.database.transaction() as connection:
        view = run_view(connection, run.run_id)
    assert view is not None
    return [page.whole for page in view.chain]


def resumed_from(town: Town, run: RunSummary) -> int | None:
    with town.database.transaction() as connection:
        return connection.execute(select(t.run.c.resumed_from).where(t.run.c.id == run.run_id)).scalar()


def test_the_next_run_asks_only_for_the_pages_after_the_last_whole_one(
    stage: Stage, new_town: MakeTown
) -> None:
    city = new_town("ckan")
    counted(stage, down_at("10"))
    broken = city.harvest(MORNING)
    assert (broken.state, pages(city, broken)) == ("failed", [True, True])

    asked = counted(stage)
    run = city.harvest(MORNING + timedelta(hours=1))

    assert asked == {"10": 1}
    assert (run.state, run.tally.reasons) == ("complete", [])
    assert resumed_from(city, run) == broken.run_id
    assert pages(city, run) == [True, True, True]


def test_it_ends_as_a_run_that_was_never_disturbed(stage: Stage, new_town: MakeTown) -> None:
    city = new_town("ckan")
    counted(stage, down_at("10"))
    city.harvest(MORNING)
    counted(stage)
    city.harvest(MORNING)
    after = city.kept()
    assert city.harvest(MORNING).tally.unchanged == len(after)
    assert city.kept() == after


def test_a_run_that_broke_off_long_ago_is_not_gone_on_from(stage: Stage, new_town: MakeTown) -> None:
    city = new_town("ckan")
    counted(stage, down_at("10"))
    broken = city.harvest(MORNING)
    with city.database.transaction() as connection:
        old = MORNING - timedelta(days=1)
        connection.execute(t.page.update().where(t.page.c.run_id == broken.run_id).values(retrieved_at=old))
    asked = counted(stage)
    run = city.harvest(MORNING)
    assert asked == {"0": 1, "5": 1, "10": 1}
    assert resumed_from(city, run) is None


def test_a_page_that_could_not_be_read_whole_is_asked_for_again(stage: Stage, new_town: MakeTown) -> None:
    city = new_town("dcat_turtle")

    def cut(question: Question) -> Answer | None:
        if question.query.get("page") != "2":
            return None
        whole = answer(question, 1)
        return whole._replace(body=whole.body[: len(whole.body) // 2])

    asked = counted(stage, cut)
    first = city.harvest(MORNING)
    assert first.state != "complete"
    assert asked["2"] >= 1
    asked = counted(stage)
    assert city.harvest(MORNING).state == "complete"
    assert asked["2"] == 1


def tagged(tag: str) -> Callable[[Question], Answer | None]:
    """Answer with an ETag, and with 304 to whoever has that one."""

    def play(question: Question) -> Answer | None:
        if question.etag == tag:
            return Answer(b"", "text/turtle", HTTPStatus.NOT_MODIFIED, headers=(("ETag", tag),))
        return answer(question, 1)._replace(headers=(("ETag", tag),))

    return play


def test_a_document_with_a_tag_is_sent_once(stage: Stage, new_town: MakeTown) -> None:
    city = new_town("dcat_rdfxml")
    stage.play = tagged('"een"')
    first = city.harvest(MORNING)
    again = city.harvest(EVENING)
    once_more = city.harvest(EVENING)

    assert {run.state for run in (first, again, once_more)} == {"complete"}
    assert again.tally.unchanged == once_more.tally.unchanged == first.tally.new
    with city.database.transaction() as connection:
        view = run_view(connection, once_more.run_id)
    assert view is not None
    assert [page.status for page in view.chain] == [HTTPStatus.NOT_MODIFIED]


def test_a_tag_that_lies_is_believed_no_longer_than_its_rules_hold(stage: Stage, new_town: MakeTown) -> None:
    city = new_town("dcat_rdfxml")
    stage.play = tagged('"een"')
    city.harvest(MORNING)
    other = replace(city, rules=replace(city.rules, fingerprint="other rules"))
    run = other.harvest(EVENING)
    assert (run.state, run.tally.unchanged) == ("complete", 0)


@pytest.mark.parametrize("portal", ["ckan", "dcat_turtle"])
def test_pages_of_a_list_are_always_asked_for(stage: Stage, new_town: MakeTown, portal: str) -> None:
    city = new_town(portal)
    stage.play = tagged('"een"')
    city.harvest(MORNING)
    assert city.harvest(EVENING).state == "complete"
    assert city.source.protocol in {Protocol.CKAN, Protocol.DCAT_RDF}
