import json

import pytest

from tests.oogst.cli.conftest import Demo, Said, Type


@pytest.fixture
def pilots(oogst: Type, demo: Demo) -> Type:
    def shown(*words: str) -> Said:
        return oogst("pilots", *words, "--database", f"sqlite:///{demo.folder / 'demo' / 'oogst.db'}")

    return shown


def test_each_pilot_says_who_publishes_something_about_it(pilots: Type) -> None:
    said = pilots()

    assert (said.code, said.err) == (0, "")
    for part in ("Parkeren:", "Toegankelijkheid:", "Drukte in de stad:", "zonnegem", "Herkend aan titel"):
        assert part in said.out


def test_one_pilot_may_be_asked_for_and_one_publisher(pilots: Type) -> None:
    document = json.loads(pilots("parking", "--publisher", "zonnegem", "--json").out)

    assert list(document["pilots"]) == ["parking"]
    assert document["pilots"]["parking"]["publishers"] == {"zonnegem": 1}
    one = document["pilots"]["parking"]["entries"][0]
    assert one["title"] == "Bezetting van de parkeergarages"
    assert one["why"][0] == {"where": "title", "sign": "parkeergarages"}
    assert {each["outcome"] for each in one["real_time"]["checks"]} == {"unknown"}


def test_a_pilot_that_does_not_exist_is_answered_with_those_that_do(pilots: Type) -> None:
    said = pilots("fietsen")

    assert said.code == 2
    assert "parking, accessibility, crowds" in said.err
