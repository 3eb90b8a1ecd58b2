from itertools import count

import pytest

from oogst.demo import SamplePortals
from oogst.demo.portals.ckan import ActionApi
from oogst.demo.portals.loopback import Question
from tests.oogst.demo.asking import get

SEARCH = "/api/3/action/package_search"


def test_rows_above_the_maximum_are_cut_in_silence(first_day: SamplePortals) -> None:
    result = get(first_day.url("ckan") + f"{SEARCH}?rows=1000&sort=id+asc").json["result"]

    assert (result["count"], len(result["results"])) == (13, 5)


def test_paging_on_a_stable_sort_gives_every_package_once(first_day: SamplePortals) -> None:
    seen: list[str] = []
    for start in count(0, 5):
        page = get(first_day.url("ckan") + f"{SEARCH}?rows=5&start={start}&sort=id+asc").json["result"]
        if not page["results"]:
            break
        seen += [package["id"] for package in page["results"]]

    assert (len(seen), seen) == (13, sorted(set(seen)))


@pytest.mark.parametrize("wrong", ["rows=veel", "start=-1", "sort=kleur+asc", "sort=id+omhoog"])
def test_a_wrong_parameter_gives_409_with_its_reason(first_day: SamplePortals, wrong: str) -> None:
    reply = get(first_day.url("ckan") + f"{SEARCH}?{wrong}")

    assert (reply.status, reply.json["success"]) == (409, False)
    assert reply.json["error"]["__type"] == "Validation Error"


def test_a_package_is_shown_by_name_and_by_id(first_day: SamplePortals) -> None:
    show = first_day.url("ckan") + "/api/3/action/package_show?id="
    by_name = get(show + "straatbomen").json["result"]

    assert get(show + by_name["id"]).json["result"] == by_name


def test_an_unknown_package_is_not_found(first_day: SamplePortals) -> None:
    reply = get(first_day.url("ckan") + "/api/3/action/package_show?id=niets")

    assert (reply.status, reply.json["error"]["__type"]) == (404, "Not Found Error")


def test_an_unknown_action_is_refused(first_day: SamplePortals) -> None:
    assert get(first_day.url("ckan") + "/api/3/action/package_dance").status == 400


def test_the_portal_tells_its_version(first_day: SamplePortals) -> None:
    status = get(first_day.url("ckan") + "/api/3/action/status_show").json["result"]

    assert status["ckan_version"].startswith("2.")
    assert get(first_day.url("ckan") + "/api/3").json == {"version": 3}


def test_lists_agree_with_the_search(first_day: SamplePortals) -> None:
    action = first_day.url("ckan") + "/api/3/action"

    assert len(get(f"{action}/package_list").json["result"]) == 13
    assert len(get(f"{action}/current_package_list_with_resources?limit=4&offset=10").json["result"]) == 3
    assert get(f"{action}/organization_list").json["result"] == ["stad-zonnegem"]


def test_the_last_criterion_of_a_sort_breaks_ties() -> None:
    packages = [{"id": letter, "name": letter, "title": "zelfde"} for letter in "bca"]
    api = ActionApi(packages, title="Proef")
    reply = api(Question("http://portaal.example", SEARCH, {"sort": "title asc, id desc"}))

    assert reply is not None
    assert reply.body.index(b'"id":"c"') < reply.body.index(b'"id":"b"') < reply.body.index(b'"id":"a"')
