"""``oogst push`` as a person types it, against a portal on the loopback."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.store import Database, open_database
from catalogue.store.push_tables import push_plan
from tests.catalogue.targets.push.filled import NOW, change, fill, withdraw
from tests.catalogue.targets.push.portal import TOKEN, Portal, portal
from tests.oogst.cli.conftest import Type

FILE = """targets:
  - name: portaal
    kind: ckan
    url: {url}
    secret: env:PORTAL_TOKEN
"""


@pytest.fixture
def there(working_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    monkeypatch.setattr("oogst.targets.KINDS", {"ckan": "tests.catalogue.targets.push.portal"})
    monkeypatch.setenv("PORTAL_TOKEN", TOKEN)
    with portal() as server:
        (working_folder / "targets.yaml").write_text(FILE.format(url=server.url))
        yield server


@pytest.fixture
def store() -> Iterator[Database]:
    database = open_database("sqlite:///oogst.db")
    yield database
    database.close()


def test_a_push_from_plan_to_proof(oogst: Type, there: Portal, store: Database) -> None:
    uuids = fill(store, range(6))
    planned = oogst("push", "plan", "portaal", "--language", "en")
    assert planned.code == 0
    assert re.search(r"create +6", planned.out)
    name = re.findall(r"oogst push apply (1-[0-9a-f]{8})", planned.out)[0]
    assert there.writes == 0
    applied = oogst("push", "apply", name, "--language", "en")
    assert (applied.code, len(there.things)) == (0, 6)
    assert "Created: 6" in applied.out
    verified = oogst("push", "verify", "portaal", "--json")
    assert verified.code == 0
    assert json.loads(verified.out) | {"fields": None} == {
        "target": "portaal",
        "stands": True,
        "placed": 6,
        "read": 6,
        "equal": 6,
        "altered": 0,
        "missing": 0,
        "surplus": 0,
        "not_compared": 0,
        "missing_entries": [],
        "fields": None,
    }
    assert "nothing to do" in oogst("push", "plan", "portaal", "--language", "en").out
    change(store, range(1))
    withdraw(store, uuids[5:])
    document = json.loads(oogst("push", "plan", "portaal", "--json", "--language", "en").out)
    assert (document["counts"]["update"], document["counts"]["delete"], document["unchanged"]) == (1, 1, 4)
    update, delete = document["steps"]
    assert update["differences"][0]["field"] == "text"
    assert delete["why"].endswith("by Jana: bestaat niet meer")
    shown = oogst("push", "show", document["plan"])
    assert "bijwerken" in shown.out
    assert oogst("push", "apply", document["plan"]).code == 0
    status = json.loads(oogst("push", "status", "portaal", "--json").out)
    assert status[0]["standing"] == 5
    assert [one["state"] for one in status[0]["plans"]] == ["applied", "planned", "applied"]
    assert "portaal" in oogst("push", "status").out


def test_a_plan_that_deletes_much_waits_for_a_reason(oogst: Type, there: Portal, store: Database) -> None:
    uuids = fill(store, range(2))
    oogst("push", "plan", "portaal")
    oogst("push", "apply", "1")
    withdraw(store, uuids)
    assert "--yes" in oogst("push", "plan", "portaal").out
    assert oogst("push", "apply", "2").code == 2
    assert oogst("push", "apply", "2", "--yes").code == 2
    assert len(there.things) == 2
    assert oogst("push", "apply", "2", "--yes", "--because", "Afgeschaft.", "--by", "Jana").code == 0
    assert there.things == {}
    accepted = json.loads(oogst("push", "show", "2", "--json").out)["accepted"]
    assert (accepted["by"], accepted["why"]) == ("Jana", "Afgeschaft.")


def test_a_refused_entry_ends_with_six_and_a_portal_that_is_down_with_five(
    oogst: Type, there: Portal, store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, range(3))
    oogst("push", "plan", "portaal")
    there.faults = {1: "409"}
    refused = oogst("push", "apply", "1", "--language", "en")
    assert refused.code == 6
    assert "1 entry was refused" in refused.out
    assert json.loads(oogst("push", "show", "1", "--json").out)["state"] == "applied"
    oogst("push", "plan", "portaal")
    there.faults = {there.writes + 1: "403"}
    down = oogst("push", "apply", "2", "--language", "en")
    assert down.code == 5
    assert "Go on with: oogst push apply 2-" in down.out
    monkeypatch.setenv("PORTAL_TOKEN", "another")
    assert oogst("push", "plan", "portaal").code == 5
    there.things.clear()
    assert oogst("push", "verify", "portaal").code == 6


def test_ctrl_c_ends_a_push_between_two_calls_and_it_goes_on_later(
    oogst: Type, there: Portal, store: Database
) -> None:
    fill(store, range(20))
    oogst("push", "plan", "portaal")
    there.faults = {4: "interrupt"}
    stopped = oogst("push", "apply", "1", "--language", "en")
    assert stopped.code == 130
    assert "Go on with: oogst push apply 1-" in stopped.out
    assert 4 <= len(there.things) < 20
    assert {one["state"] for one in json.loads(oogst("push", "show", "1", "--json").out)["steps"]} == {
        "done",
        "planned",
    }
    assert oogst("push", "apply", "1").code == 0
    assert (len(there.things), there.writes) == (20, 20)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("secret: hunter2", "regel 5"),
        ("secret: {token: hunter2}", "regel 5"),
        ("secret: env:PORTAL_TOKEN\n    options: {client_secret: hunter2}", "client_secret"),
        ("secret: env:PORTAL_TOKEN\n    token: hunter2", "token"),
        ("url: https://jan:hunter2@ckan.example", "regel 5"),
    ],
)
def test_a_secret_in_the_file_is_refused_and_not_repeated(
    oogst: Type, working_folder: Path, line: str, said: str
) -> None:
    key = line.split(":", maxsplit=1)[0]
    rest = "    url: https://ckan.example\n" if key != "url" else "    publishers: []\n"
    file = f"targets:\n  - name: portaal\n    kind: ckan\n{rest}    {line}\n"
    (working_folder / "targets.yaml").write_text(file)
    found = oogst("push", "status", "--debug")
    assert found.code == 2
    assert said in found.err
    assert "hunter2" not in found.err + found.out


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("targets:\n  - {name: a, kind: kan, url: https://x.example}\n", "ckan"),
        ("targets:\n  - {name: a, kind: ckan}\n", "regel 2"),
        ("targets:\n  - {name: a, kind: feed}\n  - {name: a, kind: feed}\n", "regel 3"),
        ("targets:\n  - {name: a, kind: feed, guard: {share: 3}}\n", "share"),
        ("targets:\n  - {name: a, kind: feed, conflikt: ask}\n", "conflict"),
    ],
)
def test_a_faulty_file_of_targets_names_the_place_and_the_remedy(
    oogst: Type, working_folder: Path, file: str, said: str
) -> None:
    (working_folder / "doelen.yaml").write_text(file)
    found = oogst("push", "status", "--targets", "doelen.yaml")
    assert found.code == 2
    assert "doelen.yaml, regel" in found.err
    assert said in found.err


def test_what_cannot_be_is_said_before_anything_is_asked(
    oogst: Type, there: Portal, store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(store, range(1))
    assert "portaal" in oogst("push", "plan", "elders").err
    assert oogst("push", "show", "7").code == 2
    monkeypatch.delenv("PORTAL_TOKEN")
    assert "PORTAL_TOKEN" in oogst("push", "plan", "portaal").err
    assert (there.reads, there.writes) == (0, 0)


def test_old_plans_go_where_the_setting_says_so(
    oogst: Type, there: Portal, store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    del there
    for content in "abc":
        fill(store, range(1), content=content)
        assert oogst("push", "plan", "portaal").code == 0
        assert oogst("push", "apply", str("abc".index(content) + 1)).code == 0
    with store.transaction() as connection:
        connection.execute(push_plan.update().values(ended_at=NOW))
    monkeypatch.setenv("OOGST_PUSH_DAYS", "30")
    assert oogst("push", "plan", "portaal").code == 0
    assert [oogst("push", "show", name).code for name in "1234"] == [2, 2, 0, 0]
