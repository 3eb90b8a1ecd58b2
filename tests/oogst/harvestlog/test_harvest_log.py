from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from lxml import etree
from pyoxigraph import RdfFormat, parse

from catalogue.errors import TargetError
from catalogue.model import PublisherFacts, Text
from catalogue.store import Database, begin_run
from catalogue.store.decisions import Decision, accept_run
from oogst.harvestlog import write_harvest_log
from oogst.harvestlog.document import without_secrets
from schedules import Cadence, Publisher, Scheduled
from tests.catalogue.graph.conftest import BASE, CITY
from tests.catalogue.targets.site.kept import DAY, SOURCE, TODAY, keep, plain
from tests.catalogue.targets.site.standard import breaches

WITH_SECRETS = replace(SOURCE, url="https://key:secret@portaal.example/api?token=secret")
EVERY_NIGHT = Scheduled(source=WITH_SECRETS, cadence=Cadence("0 2 * * *", "UTC"))
FACTS = PublisherFacts(name=CITY, title=(Text("Voorbeeldstad", "nl"),))
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@dataclass(frozen=True)
class Place:
    database: Database
    publishers: list[Publisher]
    folder: Path

    def write(self, now: datetime = TODAY + DAY) -> None:
        write_harvest_log(self.folder, self.database, self.publishers, base=BASE, now=now)

    def lines(self) -> list[dict[str, Any]]:
        return [orjson.loads(line) for line in (self.folder / "runs.jsonl").read_bytes().splitlines()]

    def source(self) -> dict[str, Any]:
        graph = orjson.loads((self.folder / "runs.jsonld").read_bytes())
        found: dict[str, Any] = next(one for one in graph if one["@type"] == "prov:Entity")
        return found

    def feed(self) -> etree._Element:
        return etree.fromstring((self.folder / "runs.atom").read_bytes())


@pytest.fixture
def place(store: Database, tmp_path: Path) -> Place:
    publishers = [Publisher(facts=FACTS, sources=(EVERY_NIGHT,), file=tmp_path / "stad.yaml")]
    return Place(store, publishers, tmp_path / "feeds")


def test_every_run_that_ended_is_a_line_of_its_own_with_its_proof(place: Place) -> None:
    keep(place.database, [plain("a"), plain("b")])
    keep(place.database, [plain("a")], TODAY + DAY, state="incomplete", reasons=["total: 1/2"])
    with place.database.transaction() as connection:
        begin_run(connection, SOURCE, TODAY + 2 * DAY)
    place.write(TODAY + 2 * DAY)
    first, second = place.lines()

    assert (first["state"], first["counts"]["seen"], first["declared"]) == ("complete", 2, 2)
    assert (first["started"], first["ended"]) == ("2026-09-01T02:00:00Z", "2026-09-01T02:01:00Z")
    assert first["proof"]["seal"]
    assert second["state"] == "incomplete"
    assert second["reasons"][0]["code"] == "total"
    assert {one["@language"] for one in second["reasons"][0]["text"]} == {"nl", "en"}
    assert first["@id"] != second["@id"]


def test_a_line_reads_as_rdf_by_itself(place: Place) -> None:
    keep(place.database, [plain("a")])
    place.write()
    (line,) = (place.folder / "runs.jsonl").read_bytes().splitlines()
    stated = list(parse(line, format=RdfFormat.JSON_LD))

    assert f"<{place.lines()[0]['@id']}>" in {str(one.subject) for one in stated}
    assert "<http://www.w3.org/ns/prov#startedAtTime>" in {str(one.predicate) for one in stated}


def test_a_run_keeps_its_name_and_its_line_whatever_comes_after(place: Place) -> None:
    keep(place.database, [plain("a")])
    place.write()
    before = (place.folder / "runs.jsonl").read_bytes()
    keep(place.database, [plain("b")], TODAY + DAY)
    place.write()

    assert (place.folder / "runs.jsonl").read_bytes().startswith(before)


def test_without_news_nothing_is_written(place: Place) -> None:
    keep(place.database, [plain("a")])
    place.write(TODAY + DAY)
    before = [(path.name, path.stat().st_mtime_ns) for path in sorted(place.folder.glob("runs.*"))]
    place.write(TODAY + 30 * DAY)

    assert [(path.name, path.stat().st_mtime_ns) for path in sorted(place.folder.glob("runs.*"))] == before
    assert len(before) == 3


def test_of_each_source_it_is_told_from_when_on_it_is_late(place: Place) -> None:
    keep(place.database, [plain("a")])
    keep(place.database, [plain("a")], TODAY + DAY, state="failed")
    place.write()
    source = place.source()

    assert source["lastComplete"] == "2026-09-01T02:01:00Z"
    assert source["lateFrom"] == "2026-09-03T04:00:00Z"  # two runs later, and two hours of grace
    assert source["state"] == "failed"
    assert source["newest"] == place.lines()[-1]["@id"]
    assert place.lines()[0]["source"] == source["@id"]


def test_nothing_secret_of_an_address_is_told(place: Place) -> None:
    keep(place.database, [plain("a")])
    place.write()

    assert place.source()["address"] == "https://portaal.example/api"
    assert b"secret" not in b"".join(path.read_bytes() for path in place.folder.glob("runs.*"))
    assert without_secrets("http://[") == ""


def test_the_newest_runs_are_a_feed_of_atom(place: Place) -> None:
    keep(place.database, [plain("a")])
    keep(place.database, [plain("a")], TODAY + DAY, state="failed", reasons=["interrupted"])
    place.write()
    feed = place.feed()
    titles = [one.text for one in feed.iterfind("a:entry/a:title", ATOM)]

    assert feed.findtext("a:updated", namespaces=ATOM) == "2026-09-02T02:01:00Z"
    assert titles == [f"{CITY}/portaal: mislukt / failed", f"{CITY}/portaal: volledig / complete"]
    assert breaches((place.folder / "runs.atom").read_bytes()) == []
    ids = [one.text for one in feed.iterfind("a:entry/a:id", ATOM)]
    assert len(set(ids)) == 2


def test_a_run_that_a_person_accepted_changed_for_who_follows(place: Place) -> None:
    keep(place.database, [plain("a")], state="quarantined")
    place.write()
    with place.database.transaction() as connection:
        accept_run(connection, 1, Decision("Els", "bevestigd", TODAY + DAY))
    place.write()
    feed = place.feed()
    assert feed.findtext("a:updated", namespaces=ATOM) == "2026-09-02T02:00:00Z"
    assert feed.findtext("a:entry/a:updated", namespaces=ATOM) == "2026-09-02T02:00:00Z"
    assert breaches((place.folder / "runs.atom").read_bytes()) == []


def test_before_the_first_harvest_there_is_no_log(place: Place) -> None:
    place.write()

    assert not place.folder.exists()


def test_a_folder_that_refuses_is_said_with_what_still_stands(place: Place) -> None:
    keep(place.database, [plain("a")])
    place.folder.write_text("in the way")

    with pytest.raises(TargetError, match="oogst feed"):
        place.write()
