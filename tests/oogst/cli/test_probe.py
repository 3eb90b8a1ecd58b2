"""``oogst probe`` looks at addresses, keeps what it sees, and says what it comes to."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from catalogue.store import open_database
from tests.catalogue.store.naming import keep, offering
from tests.harvester.probe.ills import Ills, serving_ills
from tests.oogst.cli.conftest import Type


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OOGST_PROBE_PAUSE", "0")
    monkeypatch.setenv("OOGST_PROBE_CONTROLS", "[]")


@pytest.fixture
def ills() -> Iterator[Ills]:
    with serving_ills() as server:
        yield server


def test_an_address_alone_is_told_and_not_kept(oogst: Type, ills: Ills) -> None:
    said = oogst("probe", f"{ills.url}/healthy.csv", "--allow-private")
    assert said.code == 0
    for part in ("Antwoordt", "text/csv", "CSV, 49 bytes bekeken, 2 records daarin", "304"):
        assert part in said.out
    assert not list(Path().iterdir())


def test_an_address_alone_is_one_document_too(oogst: Type, ills: Ills) -> None:
    said = oogst("probe", f"{ills.url}/forbidden", "--allow-private", "--json")
    told = json.loads(said.out)
    assert (told["answer"], told["status"], told["barrier"]) == ("barred", 403, "forbidden")


def test_a_private_address_is_asked_only_when_that_is_said(oogst: Type, ills: Ills) -> None:
    said = oogst("probe", f"{ills.url}/healthy.csv", "--language", "en")
    assert "Not asked" in said.out
    assert "a private address" in said.out
    assert not ills.asked


def test_a_mail_address_is_left_alone(oogst: Type) -> None:
    assert "geen webadres" in oogst("probe", "mailto:data@stad.example").out


@pytest.fixture
def harvested(ills: Ills) -> str:
    """Keep an entry that names public addresses which nobody has, and one that is none."""
    place = f"sqlite:///{Path('oogst.db').absolute()}"
    with closing(open_database(place)) as store:
        keep(store, offering(f"{ills.url}/healthy.csv", "mailto:data@stad.example"))
    return place


def test_a_round_over_the_store_is_summed_up_with_what_to_do_next(oogst: Type, harvested: str) -> None:
    said = oogst("probe", "--database", harvested)
    assert said.code == 0
    assert "2 adressen bekeken" in said.out
    assert "een privéadres" in said.out
    assert "oogst score" in said.out
    again = oogst("probe", "gent", "--database", harvested)
    assert "Niets te bekijken" in again.out


def test_a_round_is_one_document_too(oogst: Type, harvested: str) -> None:
    told = json.loads(oogst("probe", "bomen", "--limit", 1, "--database", harvested, "--json").out)
    assert (told["asked"], told["not_asked"], told["dead"], told["failing"]) == (1, 1, 0, [])


def test_a_name_that_nobody_has_is_refused(oogst: Type, harvested: str) -> None:
    said = oogst("probe", "nergens", "--database", harvested)
    assert said.code == 2
    assert "nergens" in said.err
