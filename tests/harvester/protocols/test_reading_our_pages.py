"""The Hydra pages of a feed, read back as our own spider reads anybody's."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin

import pytest
from rdflib import Graph

from catalogue.graph import Blocks, Member, catalogue_blocks, entry_blocks, members, to_ntriples
from catalogue.model import Catalog, Dataset, Entry, Kind, Moment, Text, identify
from catalogue.targets import last_copy, write_feed
from catalogue.targets.feed import Links, write_paged
from catalogue.targets.feed.draft import Draft
from harvester.crawl.events import CatalogueSeen, Declared, RecordFailed, RecordSeen
from harvester.crawl.spool import Payload
from harvester.crawl.steps import Ask, Closed, Page, Step
from harvester.protocols.dcat_rdf.payload import read

BASE = "https://oogst.example"
SITE = "https://feeds.example/stad/"
NIGHT = datetime(2026, 3, 1, 2, tzinfo=UTC)
CATALOGUE = Catalog(
    iri=f"{BASE}/id/catalogus/stad", identifier=f"{BASE}/id/catalogus/stad", title=[Text("Open data", "nl")]
)


def entry(number: int, word: str = "Verzameling") -> Blocks:
    identity = identify(
        base=BASE, publisher="stad", source="stad/portaal", kind=Kind.DATASET, identifier=f"set-{number}"
    )
    rights = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"
    about = Dataset(
        iri=identity.iri,
        identifier=identity.iri,
        title=[Text(f"{word} {number}", "nl")],
        access_rights=rights,
    )
    when = Moment("2026-03-01T00:00:00Z", "dateTime")
    return entry_blocks(
        Entry(identity=identity, kind=Kind.DATASET, resource=about), issued=when, modified=when
    )


def publish(folder: Path, numbers: range, now: datetime = NIGHT, changed: int = -1) -> list[bytes]:
    """Publish entries, one of them perhaps changed; give those that were written on pages anew."""
    described = [entry(number, "Nieuw" if number == changed else "Verzameling") for number in numbers]
    leaves: list[tuple[list[Member], bytes]] = [
        (members(each), to_ntriples([each]).encode()) for each in described
    ]
    anew: list[bytes] = []

    def unpack(kept: bytes) -> bytes:
        anew.append(kept)
        return kept

    whole = catalogue_blocks(CATALOGUE, [member for listed, _ in leaves for member in listed])
    write_feed(folder, "stad", whole, [body for _, body in leaves], clock=lambda: now)
    copy = last_copy(folder, "stad")
    assert copy is not None
    bare = catalogue_blocks(CATALOGUE, ())
    write_paged(folder, copy, bare, Links(whole), leaves, unpack=unpack, now=now)
    return anew


def pages_of(folder: Path) -> dict[str, bytes]:
    """Give all pages of the copy that stands, by name."""
    return {page.name: page.read_bytes() for page in (folder / "stad" / "pages").glob(f"{present(folder)}/*")}


def present(folder: Path) -> str:
    copy = last_copy(folder, "stad")
    assert copy is not None
    return copy.files["rdf"].sha256[:16]


def steps(folder: Path, url: str, listed: dict[str, None]) -> list[Step]:
    body = (folder / "stad" / url.removeprefix(SITE)).read_bytes()
    payload = Payload(BytesIO(body), sha256(body).hexdigest(), len(body), "text/turtle")
    return list(read(Page(url, payload, "text/turtle", asked=url), listed))


def walked(folder: Path, url: str) -> Iterator[Step]:
    """Follow the pages from one on, as the spider does."""
    listed: dict[str, None] = {}
    seen: set[str] = set()
    while url:
        assert url not in seen
        seen.add(url)
        found = steps(folder, url, listed)
        yield from found
        url = next((one.url for one in found if isinstance(one, Ask)), "")
    assert isinstance(found[-1], Closed)


def names(found: list[Step]) -> list[str]:
    assert not [one for one in found if isinstance(one, RecordFailed)]
    return sorted(one.record.identifier for one in found if isinstance(one, RecordSeen))


@pytest.mark.parametrize("entries", [1, 100, 101, 250])
def test_the_spider_finds_every_entry_once_and_as_many_as_are_declared(entries: int, tmp_path: Path) -> None:
    publish(tmp_path, range(entries))
    found = list(walked(tmp_path, f"{SITE}pages/1.ttl"))
    assert names(found) == sorted(members(entry(number))[0].iri for number in range(entries))
    assert {one.total for one in found if isinstance(one, Declared)} == {entries}
    first = next(one for one in found if isinstance(one, CatalogueSeen))
    assert "Open data" in str(first.content)


def test_each_page_says_what_its_entries_point_to(tmp_path: Path) -> None:
    publish(tmp_path, range(250))
    for page in (tmp_path / "stad" / "pages").glob("*/*.ttl"):
        assert page.read_text().count('"publiek"') == 1


def test_all_pages_together_say_what_the_feed_says(tmp_path: Path) -> None:
    publish(tmp_path, range(150))
    pages = Graph()
    for page in (tmp_path / "stad" / "pages").glob("*/*.ttl"):
        pages.parse(page, format="turtle", publicID=f"{SITE}{page.name}")
    feed = set(Graph().parse(tmp_path / "stad.ttl", format="turtle"))
    more = {str(predicate).rpartition("#")[2] for _, predicate, _ in set(pages) - feed}
    assert feed <= set(pages)
    assert more == {"type", "totalItems", "view", "first", "previous", "next", "last"}


def test_a_reader_half_way_goes_on_in_the_copy_that_it_began_with(tmp_path: Path) -> None:
    publish(tmp_path, range(250))
    second = next(one.url for one in steps(tmp_path, f"{SITE}pages/1.ttl", {}) if isinstance(one, Ask))
    publish(tmp_path, range(250, 360), NIGHT + timedelta(days=1))
    rest = names(list(walked(tmp_path, second)))
    assert len(rest) == 150
    assert len(names(list(walked(tmp_path, f"{SITE}pages/1.ttl")))) == 110
    assert urljoin(second, "../1.ttl") == f"{SITE}pages/1.ttl"


def test_pages_of_an_earlier_copy_go_a_day_after_they_were_replaced(tmp_path: Path) -> None:
    for day, entries in enumerate((10, 20, 30)):
        publish(tmp_path, range(entries), NIGHT + timedelta(days=day))
    assert len(list((tmp_path / "stad" / "pages").glob("*/1.ttl"))) == 3
    publish(tmp_path, range(30), NIGHT + timedelta(days=2, hours=1))
    assert len(list((tmp_path / "stad" / "pages").glob("*/1.ttl"))) == 2
    publish(tmp_path, range(30), NIGHT + timedelta(days=9))
    assert len(list((tmp_path / "stad" / "pages").glob("*/1.ttl"))) == 1


def test_what_a_killed_run_left_aside_is_not_in_the_way(tmp_path: Path) -> None:
    publish(tmp_path, range(3))
    left = Draft(tmp_path / "stad" / "pages" / "1.ttl")
    left.finish()
    publish(tmp_path, range(5), NIGHT + timedelta(days=1))
    assert len(names(list(walked(tmp_path, f"{SITE}pages/1.ttl")))) == 5
    assert not left.aside.exists()


def test_a_page_whose_entries_are_as_they_were_is_not_written_anew(tmp_path: Path) -> None:
    assert len(publish(tmp_path / "a", range(250))) == 250
    assert len(publish(tmp_path / "a", range(250), changed=120)) == 100
    publish(tmp_path / "b", range(250), changed=120)
    assert pages_of(tmp_path / "a") == pages_of(tmp_path / "b")
    assert len(publish(tmp_path / "a", range(251))) == 251


def test_a_page_that_was_altered_is_not_taken_over(tmp_path: Path) -> None:
    publish(tmp_path / "a", range(250))
    (tmp_path / "a" / "stad" / "pages" / present(tmp_path / "a") / "3.ttl").write_bytes(b"# anders")
    assert len(publish(tmp_path / "a", range(250), changed=120)) == 150
    publish(tmp_path / "b", range(250), changed=120)
    assert pages_of(tmp_path / "a") == pages_of(tmp_path / "b")


def test_notes_on_pages_that_make_no_sense_cost_time_only(tmp_path: Path) -> None:
    publish(tmp_path, range(150))
    (tmp_path / "stad" / "pages" / present(tmp_path) / ".pages").write_bytes(b'[["x"], 3')
    assert len(publish(tmp_path, range(150), changed=1)) == 150
    (tmp_path / "stad" / "pages" / present(tmp_path) / ".pages").write_bytes(b"3")
    assert len(publish(tmp_path, range(150), changed=2)) == 150
