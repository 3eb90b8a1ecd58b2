"""``oogst push`` as a person types it, to a real CKAN."""

import json
import re
from pathlib import Path

import pytest

from catalogue.store import open_database
from tests.oogst.cli.conftest import Type, oogst, working_folder
from tests.real_ckan.movements import Movements, entries
from tests.real_ckan.portals import Corner

__all__ = ["oogst", "working_folder"]

pytestmark = pytest.mark.ckan

FILE = """targets:
  - name: portaal
    kind: ckan
    url: {url}
    publishers: [{publisher}]
    owners: {{{publisher}: {publisher}}}
    secret: env:CKAN_TOKEN
    options: {{create_organisations: {create}, account: "{account}"}}
"""


@pytest.fixture
def configured(corner: Corner, working_folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CKAN_TOKEN", corner.there.token)
    monkeypatch.setenv("OOGST_BASE_IRI", corner.where.base)
    there, publisher = corner.there, corner.where.publisher
    told = FILE.format(url=there.url, publisher=publisher, create="true", account=there.account)
    file = working_folder / "targets.yaml"
    file.write_text(told)
    database = open_database("sqlite:///oogst.db")
    Movements(database, corner).keep(*entries(corner, 3))
    database.close()
    return file


def test_a_push_is_planned_applied_verified_and_then_nothing_is_left_to_do(
    oogst: Type, configured: Path, corner: Corner
) -> None:
    assert configured.exists()
    planned = oogst("push", "plan", "portaal", "--language", "en")
    assert planned.code == 0
    name = re.findall(r"oogst push apply (\d+-[0-9a-f]{8})", planned.out)[0]
    assert corner.packages() == []
    assert oogst("push", "apply", name, "--language", "en").code == 0
    assert len(corner.packages()) == 3
    verified = json.loads(oogst("push", "verify", "portaal", "--json").out)
    assert (verified["stands"], verified["equal"]) == (True, 3)
    again = oogst("push", "plan", "portaal", "--json")
    assert json.loads(again.out)["steps"] == []


def test_what_the_portal_has_no_place_for_is_counted_by_field(
    oogst: Type, configured: Path, corner: Corner
) -> None:
    assert configured.exists()
    told = json.loads(oogst("push", "losses", "portaal", "--json").out)
    counts = {(one["reason"].rpartition(".")[2], one["field"]): one["entries"] for one in told}
    assert counts["tags", "tags"] == 3
    said = oogst("push", "losses", "portaal", "--language", "en").out
    assert "are no valid tag" in " ".join(said.split())
    assert corner.packages() == []


def test_an_organisation_that_is_not_there_stops_a_plan_with_what_to_do(
    oogst: Type, configured: Path, corner: Corner
) -> None:
    configured.write_text(configured.read_text().replace("true", "false"))
    planned = oogst("push", "plan", "portaal", "--language", "en")
    said = " ".join((planned.out + planned.err).split())
    assert f"has no organisation {corner.where.publisher}" in said
    assert corner.packages() == []


def test_a_wrong_token_ends_a_plan_before_anything_is_concluded(
    oogst: Type, configured: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert configured.exists()
    monkeypatch.setenv("CKAN_TOKEN", "fout-token")
    planned = oogst("push", "plan", "portaal", "--language", "en")
    assert planned.code == 5
    assert "wrong, withdrawn or expired" in " ".join(planned.err.split())
    assert "fout-token" not in planned.out + planned.err
