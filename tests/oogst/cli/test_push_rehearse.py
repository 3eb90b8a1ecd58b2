"""``oogst push rehearse`` as a person types it, against the stand-in for Metadata Vlaanderen."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.model import Text
from catalogue.store import Database, open_database
from catalogue.targets.push.pace import Pace
from tests.catalogue.targets.geonetwork.conftest import BASE, TOWN, dataset
from tests.catalogue.targets.geonetwork.movements import keep
from tests.catalogue.targets.geonetwork.test_services import service
from tests.catalogue.targets.push.filled import fill
from tests.catalogue.targets.push.portal import TOKEN, portal
from tests.oogst.cli.conftest import Type
from tests.standins.geonetwork.serving import CLIENT, SECRET, Standin, serving_standin

FILE = f"""targets:
  - name: vlaanderen
    kind: geonetwork
    url: {{url}}
    publishers: [{TOWN}]
    owners: {{{{{TOWN}: mdv-OVO000001}}}}
    secret: env:VLAANDEREN
    options: {{{{enabled: true, token_url: "{{url}}/token", client_id: {CLIENT}, {{more}}}}}}
"""


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> Iterator[Standin]:
    monkeypatch.setenv("VLAANDEREN", SECRET)
    monkeypatch.setenv("OOGST_BASE_IRI", BASE)
    monkeypatch.setattr("catalogue.targets.push.channel.Pace", lambda: Pace(tries=2, first=0.001))
    with serving_standin() as standin:
        configure(standin)
        yield standin


def configure(standin: Standin, more: str = "until: submitted") -> None:
    Path("targets.yaml").write_text(FILE.format(url=standin.url, more=more), encoding="utf-8")


@pytest.fixture
def store(there: Standin, oogst: Type) -> Iterator[Database]:
    """Keep one entry, and have it stand."""
    del there
    database = open_database("sqlite:///oogst.db")
    keep(database, [(1, dataset(1))])
    oogst("push", "plan", "vlaanderen")
    assert oogst("push", "apply", "1").code == 0
    yield database
    database.close()


def planned(oogst: Type) -> str:
    return str(json.loads(oogst("push", "plan", "vlaanderen", "--json").out)["plan"])


def test_what_the_portal_objects_to_is_told_per_entry_and_nothing_goes_there(
    oogst: Type, there: Standin, store: Database
) -> None:
    bad: dict[str, Any] = {"keywords": []}
    nameless = dataset(4, services=[service("wms", description="")])
    keep(store, [(1, dataset(1, **bad)), (2, dataset(2, **bad)), (3, dataset(3)), (4, nameless)])
    plan = planned(oogst)
    before = {uuid: there.portal.xml(uuid, approved=False) for uuid in there.portal.kept}
    said = oogst("push", "rehearse", plan, "--language", "en")
    assert said.code == 6
    assert said.out.count("The portal says:") == 3
    assert said.out.count("dcat:keyword") == 2
    assert "vlaanderen objects to part of plan" in said.out
    found = json.loads(oogst("push", "rehearse", plan, "--json").out)
    assert (found["planned"], found["asked"], found["left"], found["error"]) == (5, 5, 0, None)
    told = [(one["act"], one["kind"], one["objection"]["code"]) for one in found["objections"]]
    assert told == [
        ("create", "dataset", "push.objection"),
        ("create", "dataservice", "push.objection"),
        ("update", "dataset", "push.objection"),
    ]
    assert {uuid: there.portal.xml(uuid, approved=False) for uuid in there.portal.kept} == before
    shown = json.loads(oogst("push", "show", plan, "--json").out)
    assert (shown["state"], {one["state"] for one in shown["steps"]}) == ("planned", {"planned"})


def test_a_plan_that_the_portal_has_nothing_against_ends_well_and_is_then_carried_out(
    oogst: Type, there: Standin, store: Database
) -> None:
    keep(store, [(2, dataset(2, statuut=[], services=[service("wms")]))])
    plan = planned(oogst)
    said = oogst("push", "rehearse", plan)
    assert said.code == 0
    assert f"oogst push apply {plan}" in said.out
    assert oogst("push", "apply", plan).code == 0
    assert len(there.portal.kept) == 3
    again = oogst("push", "rehearse", plan)
    assert (again.code, "al uitgevoerd" in again.err) == (2, True)


def test_a_portal_told_to_refuse_what_is_invalid_is_asked_about_just_what_is_sent(
    oogst: Type, there: Standin, store: Database
) -> None:
    keep(store, [(2, dataset(2, statuut=[]))])
    configure(there, "until: submitted, reject_invalid: true")
    plan = planned(oogst)
    said = oogst("push", "rehearse", plan)
    assert (said.code, "mdcat:statuut" in said.out) == (6, True)
    assert oogst("push", "apply", plan).code == 6
    assert len(there.portal.kept) == 1


def test_a_portal_that_goes_down_half_way_is_told_with_what_it_said_before(
    oogst: Type, there: Standin, store: Database
) -> None:
    configure(there, "until: submitted, timeout: 5")
    keep(store, [(each, dataset(each, keywords=[])) for each in range(2, 8)])
    plan = planned(oogst)
    there.fail_at(25, "error")
    for later in range(26, 200):
        there.fail_at(later, "error")
    said = oogst("push", "rehearse", plan, "--json")
    assert said.code == 5
    found = json.loads(said.out)
    assert 0 < found["asked"] < 6
    assert (found["asked"] + found["left"], len(found["objections"])) == (6, found["asked"])
    assert found["error"]["code"] == "geonetwork.busy"
    there.at.clear()
    there.fail("PUT /srv/api/records", "error", 100)
    screen = oogst("push", "rehearse", plan, "--language", "en")
    assert (screen.code, f"oogst push rehearse {plan}" in screen.out) == (5, True)
    there.faults.clear()
    assert oogst("push", "rehearse", plan).code == 6, "asked again, it says all"
    assert len(there.portal.kept) == 1


def test_bad_input_is_said_before_anything_is_asked_about_an_entry(
    oogst: Type, there: Standin, store: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(store, [(2, dataset(2))])
    plan = planned(oogst)
    writes = there.count("PUT")
    monkeypatch.setenv("VLAANDEREN", "another")
    wrong = oogst("push", "rehearse", plan)
    assert (wrong.code, "another" in wrong.err + wrong.out) == (5, False)
    monkeypatch.setenv("VLAANDEREN", SECRET)
    assert oogst("push", "rehearse", "7").code == 2
    keep(store, [(2, dataset(2, title=[Text("Anders", "nl")]))])
    stale = oogst("push", "rehearse", plan, "--language", "en")
    assert (stale.code, "does not hold any more" in stale.err) == (2, True)
    assert there.count("PUT") == writes


def test_an_empty_portal_cannot_be_asked_about_what_is_new(oogst: Type, there: Standin) -> None:
    database = open_database("sqlite:///oogst.db")
    keep(database, [(1, dataset(1))])
    database.close()
    said = oogst("push", "rehearse", planned(oogst), "--language", "en")
    assert said.code == 5
    assert "once something of ours stands there" in said.err
    assert there.portal.kept == {}


def test_a_target_without_a_dry_run_says_so(
    oogst: Type, working_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oogst.targets.KINDS", {"ckan": "tests.catalogue.targets.push.portal"})
    monkeypatch.setenv("PORTAL_TOKEN", TOKEN)
    with portal() as server:
        file = f"targets:\n  - {{name: portaal, kind: ckan, url: {server.url}, secret: env:PORTAL_TOKEN}}\n"
        (working_folder / "targets.yaml").write_text(file, encoding="utf-8")
        database = open_database("sqlite:///oogst.db")
        fill(database, range(1))
        database.close()
        oogst("push", "plan", "portaal")
        said = oogst("push", "rehearse", "1", "--language", "en")
        assert (said.code, server.writes) == (2, 0)
        assert "cannot say what it would refuse without keeping it" in said.err
