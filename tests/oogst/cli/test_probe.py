"""``oogst probe`` looks at addresses, keeps what it sees, and says what it comes to."""

import json
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from catalogue.store import open_database
from tests.catalogue.store.naming import keep, offering
from tests.harvester.probe.ills import Answer as Reply
from tests.harvester.probe.ills import Ills, serving_ills
from tests.oogst.cli.conftest import Type, let_a_second_pass
from tests.oogst.cli.samples import CATALOGUE


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


TOWN = """\
name: molenveld
type: LocalAuthority
kbo: "0000000003"
title:
  nl: Gemeente Molenveld
language: nl
contact:
  name: Open data
  email: opendata@molenveld.example
catalogue:
  title:
    nl: Open data van Molenveld
  description:
    nl: Wat Molenveld aanbiedt.
  licence: https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0
sources:
  - label: portaal
    protocol: dcat-rdf
    url: {url}/catalogus.ttl
    cadence: 35 2 * * *
    allow_private: true
"""


@pytest.fixture
def town_files(ills: Ills, tmp_path: Path) -> Path:
    """Give a folder with the file of one town, so that no real publisher's pages are asked."""
    files = tmp_path / "publishers"
    files.mkdir()
    (files / "molenveld.yaml").write_text(TOWN.format(url=ills.url), encoding="utf-8")
    return files


@pytest.fixture
def harvested(ills: Ills, town_files: Path) -> tuple[object, ...]:
    """Keep an entry that names a private address and one that is none; give the options that lead there."""
    place = f"sqlite:///{Path('oogst.db').absolute()}"
    with closing(open_database(place)) as store:
        keep(store, offering(f"{ills.url}/healthy.csv", "mailto:data@stad.example"))
    return ("--database", place, "--schedules", town_files)


def test_a_round_over_the_store_is_summed_up_with_what_to_do_next(
    oogst: Type, harvested: tuple[object, ...]
) -> None:
    said = oogst("probe", *harvested)
    assert said.code == 0
    assert "2 adressen bekeken" in said.out
    assert "een privéadres" in said.out
    assert "oogst score" in said.out
    again = oogst("probe", "gent", *harvested)
    assert "Niets te bekijken" in again.out


def test_a_round_is_one_document_too(oogst: Type, harvested: tuple[object, ...]) -> None:
    told = json.loads(oogst("probe", "bomen", "--limit", 1, *harvested, "--json").out)
    assert (told["asked"], told["not_asked"], told["dead"], told["failing"]) == (1, 1, 0, [])


def test_a_name_that_nobody_has_is_refused(oogst: Type, harvested: tuple[object, ...]) -> None:
    said = oogst("probe", "nergens", *harvested)
    assert said.code == 2
    assert "nergens" in said.err


def test_what_was_seen_is_judged_at_once_and_kept_with_its_cause(
    oogst: Type, ills: Ills, town_files: Path
) -> None:
    listing = CATALOGUE.replace("https://data.molenveld.example/bomen.csv", f"{ills.url}/healthy.csv")
    listing = listing.replace("https://data.molenveld.example/banken.csv", f"{ills.url}/key-wall")
    listing = re.sub(r"dct:license <[^>]*>", 'dct:rights "Vrij te gebruiken."@nl', listing)
    ills.also["/catalogus.ttl"] = Reply(listing.encode(), "text/turtle")
    where = ("--schedules", town_files)
    assert oogst("run", *where).code == 0
    let_a_second_pass()
    before = json.loads(oogst("score", "Bomen", *where, "--json").out)
    told = json.loads(oogst("probe", "molenveld", *where, "--json").out)
    assert (told["given"], told["barred"]) == (1, 1)
    assert told["judged_again"] == 2
    after = json.loads(oogst("score", "Bomen", *where, "--json").out)
    assert after["coverage"] > before["coverage"]
    checks = _checks(after)
    assert (checks["P12.1"], checks["P01.2"], checks["P12.4"]) == ("pass", "pass", "pass")
    assert _checks(json.loads(oogst("score", "Zitbanken", *where, "--json").out))["P01.2"] == "fail"


def _checks(document: dict[str, Any]) -> dict[str, str]:
    return {one["check"]: one["outcome"] for one in document["checks"]}
