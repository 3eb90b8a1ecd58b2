"""Failed is not gone: whatever goes wrong on the way, nothing is withdrawn and the feed stays."""

from collections.abc import Callable
from http import HTTPStatus

import orjson
import pytest

from oogst.demo.portals.loopback import Answer, Question, as_json
from oogst.demo.portals.sites import answer
from tests.harvester.runs.conftest import MakeTown
from tests.road.stage import Play, Stage, Torn, torn
from tests.road.towns import EVENING

Broken = Callable[[Answer], Answer | Torn]


def at(part: str, broken: Broken) -> Play:
    """Break the answer to questions whose path or query holds this part."""

    def play(question: Question) -> Answer | Torn | None:
        asked = f"{question.path}?{'&'.join(f'{name}={value}' for name, value in question.query.items())}"
        return broken(answer(question, 1)) if part in asked else None

    return play


def cut(whole: Answer) -> Answer:
    """Answer with half of the document, and claim that this is all of it."""
    return whole._replace(body=whole.body[: len(whole.body) // 2])


def down(_whole: Answer) -> Answer:
    return Answer(b"down for maintenance", "text/plain", HTTPStatus.SERVICE_UNAVAILABLE)


def moved_away(_whole: Answer) -> Answer:
    return Answer(b"nothing here", "text/plain", HTTPStatus.NOT_FOUND)


def a_page_for_people(_whole: Answer) -> Answer:
    return Answer(b"<!doctype html><html><body>Onderhoud</body></html>")


def refused(_whole: Answer) -> Answer:
    return as_json({"success": False, "error": {"__type": "Search Error", "message": "Solr is down"}})


def empty(whole: Answer) -> Answer:
    return whole._replace(body=b"")


FAULTS = {
    "ckan, the second page is down": ("ckan", at("start=5", down)),
    "ckan, the second page is refused in JSON": ("ckan", at("start=5", refused)),
    "ckan, the last page is cut": ("ckan", at("start=10", cut)),
    "ckan, the connection drops on the second page": ("ckan", at("start=5", torn)),
    "opendatasoft, a page for people": ("opendatasoft", at("/datasets", a_page_for_people)),
    "arcgis hub, the feeds are cut": ("arcgis_hub", at("/api/feed", cut)),
    "turtle, the last page is not found": ("dcat_turtle", at("page=3", moved_away)),
    "turtle, the second page is cut": ("dcat_turtle", at("page=2", cut)),
    "rdf/xml, the document is cut": ("dcat_rdfxml", at(".rdf", cut)),
    "rdf/xml, the connection drops midway": ("dcat_rdfxml", at(".rdf", torn)),
    "rdf/xml, the document is empty": ("dcat_rdfxml", at(".rdf", empty)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_run_that_did_not_see_everything_withdraws_nothing_and_says_why(
    stage: Stage, town: MakeTown, fault: str
) -> None:
    portal, play = FAULTS[fault]
    city = town(portal)
    before, feed = city.kept(), city.feed()
    stage.play = play
    run = city.harvest(EVENING)
    last = city.last_run()

    assert (run.state, last.state) in {("failed",) * 2, ("incomplete",) * 2}
    assert run.tally.reasons == last.reasons != []
    assert (run.failure is not None) == (run.state == "failed")
    assert last.traceback is None
    assert {one.state for one in city.kept().values()} == {"present"}
    assert set(before) <= set(city.kept())
    assert run.tally.withdrawn == 0
    assert city.feed() == feed
    stage.play = lambda _: None
    assert city.harvest(EVENING).state == "complete"
    assert city.kept() == before


def test_what_was_read_before_a_page_failed_is_kept(stage: Stage, new_town: MakeTown) -> None:
    city = new_town("ckan")
    stage.play = at("start=10", down)
    run = city.harvest()

    assert (run.state, run.tally.seen, run.tally.new) == ("failed", 10, 10)
    assert len(city.kept()) == 10


def test_a_record_that_cannot_be_read_keeps_the_run_from_withdrawing_anything(
    stage: Stage, town: MakeTown
) -> None:
    city = town("ckan")
    stage.day = 2

    def nameless(question: Question) -> Answer | None:
        if question.query.get("start") != "0":
            return None
        page = orjson.loads(answer(question, 2).body)
        del page["result"]["results"][0]["id"], page["result"]["results"][0]["name"]
        return as_json(page)

    stage.play = nameless
    runs = [city.harvest(EVENING) for _ in range(2)]

    assert [(run.state, run.tally.failed, run.tally.withdrawn) for run in runs] == [("incomplete", 1, 0)] * 2
    assert {one.state for one in city.kept().values()} == {"present"}
    assert [(one.kind, one.pointer) for one in city.troubles(runs[1])] == [("failed", "/result/results/0")]


def few(question: Question) -> Answer | None:
    """Answer as a portal whose search index is being rebuilt: all is well, and most is not there."""
    if not question.path.endswith("package_search"):
        return None
    found = answer(question._replace(query=question.query | {"rows": "3"}), 1).body
    return Answer(found.replace(b'"count":13', b'"count":3'), "application/json")


def none_at_all(question: Question) -> Answer | None:
    if not question.path.endswith("package_search"):
        return None
    return as_json({"success": True, "result": {"count": 0, "results": []}})


@pytest.mark.parametrize("play", [few, none_at_all])
def test_a_shrink_waits_for_a_person_and_the_feed_stays(stage: Stage, town: MakeTown, play: Play) -> None:
    city = town("ckan")
    feed = city.feed()
    stage.play = play
    left = 3 if play is few else 0
    for _ in range(3):
        run = city.harvest(EVENING)

        assert (run.state, run.tally.reasons) == ("quarantined", [f"shrink: {13 - left} / 13"])
        assert {one.state for one in city.kept().values()} == {"present"}
    assert city.feed() == feed


def test_a_record_that_is_seen_again_is_no_longer_suspect(stage: Stage, town: MakeTown) -> None:
    city = town("dcat_rdfxml")
    before = city.kept()
    stage.day = 2
    city.harvest()
    stage.day = 1
    city.harvest()

    assert {name: one.state for name, one in city.kept().items() if name in before} == dict.fromkeys(
        before, "present"
    )
