"""A stream of events, read by our own spider and by a kept client: both come to what the feed says.

The client is ldes-client of npm; ``OOGST_TEST_LDES_CLIENT`` names the folder that it was installed into.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

import mappings
from catalogue.graph import entry_blocks, statements
from catalogue.model import Moment, Protocol, Record, Source
from catalogue.store import open_database
from catalogue.targets.events import LASTING
from harvester.crawl import CatalogueSeen, Event, PagesClosed, RecordSeen, crawl
from harvester.runs.events import write_stream
from tests.harvester.runs.test_events import place_of, put, revise, reword, some_entry
from tests.harvester.served import Reply, Site, serving_site
from tests.replayed import members, replayed
from tests.road.stage import Stage
from tests.road.towns import QUICK, Town, town_at

CLIENT: Final = Path(__file__).with_name("ldes_client.mjs")
WHEN: Final = Moment("2026-03-01T00:00:00Z", "dateTime")
SMALL: Final = 5
QUOTES: Final = '<http://purl.org/dc/terms/description> "it\'s \\\\ \\"so\\"\\n— «ç»"@nl .\n'
KINDS: Final = {".trig": "application/trig", ".ttl": "text/turtle"}


@pytest.fixture(scope="module")
def lived(
    whole_stage: Stage, first_days: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    """Give a town that published three times: its stream has pages of five, and all that can happen."""
    folder = shutil.copytree(first_days("ckan"), tmp_path_factory.mktemp("lived") / "town")
    shutil.rmtree(folder / "feeds")
    with (
        pytest.MonkeyPatch.context() as patch,
        closing(open_database(f"sqlite:///{folder}/oogst.db")) as store,
    ):
        patch.setattr("catalogue.views.events.PAGE", SMALL)
        patch.setattr("catalogue.targets.events.layout.PAGE", SMALL)
        town = replace(town_at(whole_stage, "ckan", store, folder), further=(write_stream,))
        town.publish()
        (one, first), (two, _), (three, _) = (some_entry(town, number) for number in (0, 1, 2))
        for number, entry in enumerate((one, two, three)):
            reword(town, entry, f"Titel {number}".encode())
        put(town, three, withdrawn_at=datetime.now(UTC))
        town.publish()
        revise(town, one, lambda body: body.replace(b".\n", b".\n" + f"<{first}> {QUOTES}".encode(), 1))
        put(town, three, withdrawn_at=None)
        put(town, two, withdrawn_at=datetime.now(UTC))
        town.publish()
        yield town


@pytest.fixture(scope="module")
def served(lived: Town) -> Iterator[Site]:
    with serving_site() as site:
        for path in place_of(lived).iterdir():
            headers = {"Cache-Control": "public, max-age=31536000, immutable"}
            lasting = headers if LASTING.fullmatch(path.name) else {}
            site.pages[f"/events/{path.name}"] = Reply(path.read_bytes(), KINDS[path.suffix], headers=lasting)
        yield site


def read(protocol: Protocol, url: str, spool: Path) -> list[Event]:
    source = Source(name="test/een", publisher="test", protocol=protocol, url=url, allow_private=True)
    spool.mkdir()
    return list(crawl(source, spool=spool, settings=QUICK))


def described(events: list[Event]) -> dict[tuple[str, str], list[bytes]]:
    """Give each record as the entry that comes of it."""
    source = Source(name="test/een", publisher="test", protocol=Protocol.DCAT_RDF, url="")
    context = mappings.Context(base="https://weerklank.example", publisher="test", source=source, facts=None)

    def entry(record: Record) -> list[bytes]:
        blocks = entry_blocks(mappings.translate(record, context), issued=WHEN, modified=WHEN)
        return sorted(statements(blocks).splitlines())

    seen = [each.record for each in events if isinstance(each, RecordSeen)]
    return {(each.kind.value, each.identifier): entry(each) for each in seen}


def test_our_spider_reads_the_same_catalogue_in_the_stream_as_in_the_feed(
    lived: Town, served: Site, tmp_path: Path
) -> None:
    served.asked.clear()
    stream = read(Protocol.LDES, f"{served.url}/events/index.trig", tmp_path / "stream")
    feed = lived.folder / "feeds" / f"{lived.source.publisher}.ttl"
    document = read(Protocol.DCAT_RDF, str(feed), tmp_path / "feed")
    assert len(described(stream)) > SMALL
    assert described(stream) == described(document)
    catalogues = [
        [each.content for each in events if isinstance(each, CatalogueSeen)] for events in (stream, document)
    ]
    assert catalogues[0] == catalogues[1]
    assert [each.closed for each in stream if isinstance(each, PagesClosed)] == [True]
    assert len(served.asked) == len(set(served.asked)) == len(list(place_of(lived).glob("*.trig")))


@pytest.fixture(scope="module")
def ldes_client() -> Path:
    named = os.environ.get("OOGST_TEST_LDES_CLIENT", "")
    if not named:
        pytest.skip("OOGST_TEST_LDES_CLIENT names no folder with ldes-client (npm install --prefix FOLDER)")
    if shutil.which("node") is None:
        pytest.skip("there is no node to run ldes-client with")
    found = Path(named) / "node_modules" / "ldes-client" / "dist" / "lib" / "client.js"
    assert found.is_file(), f"no ldes-client in {named}"
    return found


def test_a_kept_client_reads_every_member_and_ends_with_what_the_feed_holds(
    lived: Town, served: Site, ldes_client: Path
) -> None:
    root = f"{served.url}/events/index.trig"
    done = subprocess.run(  # noqa: S603  the client, with an address of ours
        [shutil.which("node") or "node", str(CLIENT), ldes_client.as_uri(), root],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    ours = members(place_of(lived))
    assert sorted(each["iri"] for each in found) == sorted(each.iri for each in ours)
    assert [each["published"] for each in found] == [each.published for each in ours]
    standing: dict[str, frozenset[str]] = {}
    for each in found:
        standing.pop(each["object"], None)
        if each["verb"] != "Delete":
            standing[each["object"]] = frozenset(each["graph"])
    expected = replayed(place_of(lived))
    assert {iri: len(graph) for iri, graph in standing.items()} == {
        iri: len(graph) for iri, graph in expected.items()
    }
    assert {line for graph in standing.values() for line in graph} == {
        f"{triple}" for graph in expected.values() for triple in graph
    }
