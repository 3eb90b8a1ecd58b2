"""``oogst push`` with the feed for a target: the guards of a publication, and all that goes with one."""

import json
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import update

from catalogue.store import open_database
from catalogue.store import tables as t
from tests.oogst.cli.conftest import Type


def test_a_plan_tells_what_a_guard_asks_and_its_yes_is_kept_like_that_of_a_feed(
    oogst: Type, zonnegem: Path, working_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = ("--schedules", zonnegem)
    oogst("run", *given)
    feeds = working_folder / "feeds"
    before = {name: (feeds / name).read_bytes() for name in ("zonnegem.rdf", "all.rdf", "runs.jsonld")}
    monkeypatch.setenv("OOGST_BASE_IRI", "https://data.zonnegem.example")

    planned = json.loads(oogst("push", "plan", "feed", *given, "--json").out)
    guards = ("base", "identifiers", "shrink")
    assert [one["code"] for one in planned["asks"]] == [f"push.ask.feed-{guard}" for guard in guards]
    assert planned["counts"]["refuse"] == 0
    waiting = oogst("push", "apply", planned["plan"], *given)
    assert (waiting.code, "--yes" in waiting.err) == (2, True)
    assert not oogst("feed", "zonnegem", "--accepted", *given).out.startswith("20")
    assert {name: (feeds / name).read_bytes() for name in before} == before

    yes = ("--yes", "--because", "Nieuw domein", "--by", "Jana")
    applied = oogst("push", "apply", planned["plan"], *yes, *given)
    assert (applied.code, applied.err) == (0, "")
    assert [name for name, bytes_ in before.items() if (feeds / name).read_bytes() == bytes_] == []
    accepted = oogst("feed", "zonnegem", "--accepted", *given).out
    said = [line.split("  ", 2)[2] for line in reversed(accepted.splitlines())]
    assert [one.partition("=")[0] for one in said] == [*guards]
    assert all(one.endswith("  Jana: Nieuw domein") for one in said)
    assert oogst("push", "verify", "feed", *given).code == 0
    assert json.loads(oogst("push", "plan", "feed", *given, "--json").out)["steps"] == []


def test_a_plan_of_refusals_only_ends_with_six(oogst: Type, zonnegem: Path, working_folder: Path) -> None:
    oogst("run", "--schedules", zonnegem)
    before = (working_folder / "feeds" / "zonnegem.rdf").read_bytes()
    with closing(open_database("sqlite:///oogst.db")) as store, store.transaction() as connection:
        connection.execute(update(t.assessment).values(published=False))
    planned = oogst("push", "plan", "feed", "--schedules", zonnegem, "--language", "en")
    assert planned.code == 6
    applied = oogst("push", "apply", "1", "--schedules", zonnegem, "--language", "en")
    assert (applied.code, "1 feed was not written" in applied.out) == (6, True)
    assert (working_folder / "feeds" / "zonnegem.rdf").read_bytes() == before
