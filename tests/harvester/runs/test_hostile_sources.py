"""Whatever a source sends, the store takes it and the run ends with a verdict of its own."""

import json
from hashlib import sha256
from typing import Any

import pytest

from catalogue.store import Database
from oogst.demo.portals.loopback import Answer, Question, as_json
from tests.road.stage import Stage
from tests.road.towns import Town, town_at

NUL = "van\x00alles\x07"
LONG = "".join(sha256(bytes([number])).hexdigest() for number in range(100))


@pytest.fixture
def city(stage: Stage, any_store: Database, tmp_path_factory: pytest.TempPathFactory) -> Town:
    return town_at(stage, "ckan", any_store, tmp_path_factory.mktemp("work"))


def package(identifier: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401  any JSON
    file = {"name": "Bestand", "format": "CSV", "url": "https://data.zonnegem.example/1.csv"}
    return {"id": identifier, "title": "Bomen", "notes": "Alle bomen", "resources": [file]} | more


def lists(stage: Stage, *packages: dict[str, Any], count: int | None = None, kind: str = "") -> None:
    def play(question: Question) -> Answer | None:
        if not question.path.endswith("package_search"):
            return None
        held = {"count": len(packages) if count is None else count, "results": packages}
        answer = as_json(
            {"success": True, "result": held if question.query["start"] == "0" else held | {"results": []}}
        )
        return answer._replace(media_type=kind) if kind else answer

    stage.play = play


def test_control_characters_cost_no_record(stage: Stage, city: Town) -> None:
    odd: list[dict[str, Any]] = [
        {"title": NUL},
        {"license_id": NUL},
        {"license_title": NUL, "license_url": NUL},
        {"tags": [{"name": NUL}]},
        {"maintainer_email": NUL},
        {"extras": [{"key": "frequency", "value": NUL}, {"key": "language", "value": NUL}]},
        {"extras": [{"key": "spatial", "value": NUL}, {"key": "issued", "value": NUL}]},
        {"resources": [{"name": NUL, "format": NUL, "url": NUL, "mimetype": NUL, "size": NUL}]},
        {"resources": [{"name": "x", "url": "https://data.zonnegem.example/a\x00b"}]},
        {"title": "titel " * 5_000, "notes": "tekst " * 100_000},
    ]
    lists(stage, *(package(str(number), **more) for number, more in enumerate(odd)))
    run = city.harvest()

    assert (run.state, run.failure) == ("complete", None)
    assert set(city.kept()) == {str(number) for number in range(len(odd))}
    assert city.harvest().tally.unchanged == len(odd)


def test_an_identifier_that_is_blank_or_that_no_database_can_hold_costs_that_record_alone(
    stage: Stage, city: Town
) -> None:
    sound = ["een/twee?drie#vier", "<script>", "../../etc", "é" * 900, "b"]
    lists(stage, *(package(name) for name in [NUL, LONG, "a\x00", " ", *sound, "a"]))
    for _ in range(2):
        run = city.harvest()

        assert (run.state, run.tally.failed) == ("incomplete", 4)
        assert set(city.kept()) == {*sound, "a"}
        assert [one.pointer for one in city.troubles(run)] == [f"/result/results/{at}" for at in range(4)]


@pytest.mark.parametrize("count", [2**31, 2**63, 10**30])
def test_a_boast_of_the_source_leaves_an_incomplete_run(stage: Stage, city: Town, count: int) -> None:
    lists(stage, package("a"), count=count)
    run = city.harvest()

    assert run.state in {"incomplete", "failed"}
    assert city.last_run().state == run.state
    assert city.last_run().traceback is None


def test_half_a_character_does_not_cost_the_run(stage: Stage, city: Town) -> None:
    held = {"count": 2, "results": [package("a", title="half \ud83d"), package("b")]}
    body = json.dumps({"success": True, "result": held}).encode()
    stage.play = lambda _: Answer(body, "application/json")
    run = city.harvest()

    assert run.failure is None
    assert set(city.kept()) == {"a", "b"}


def test_a_long_content_type_does_not_cost_the_run(stage: Stage, city: Town) -> None:
    lists(stage, package("a"), kind="application/json; " + "x" * 1_000)

    assert city.harvest().failure is None
