"""Recorded pages of a real event stream, and one laid out from a recorded catalogue; all read in place."""

import gzip
import io
from hashlib import sha256
from pathlib import Path

import pytest

from catalogue.model import Protocol, Source
from harvester.crawl import CrawlSettings, Event, PagesClosed, RecordGone, RecordSeen, crawl
from harvester.crawl.spool import Payload
from harvester.crawl.steps import Page
from harvester.protocols.ldes.fragment import Fragment, open_fragment
from harvester.protocols.ldes.member import Stream, dangling, versions
from tests.harvester.served import Reply, serving_site
from tests.harvester.streams import as_stream

pytestmark = pytest.mark.corpus

STREAM = "<stream> <https://w3id.org/tree#member> "
AS = "https://www.w3.org/ns/activitystreams#"


def fragment(file: Path) -> Fragment:
    body = file.read_bytes()
    payload = Payload(io.BytesIO(body), sha256(body).hexdigest(), len(body), "")
    return open_fragment(Page(f"http://feed.example/a/b/c/{file.name}", payload))


def harvested(place: str, protocol: Protocol, spool: Path) -> list[Event]:
    source = Source(name="t/t", publisher="t", protocol=protocol, url=place, allow_private=True)
    return list(crawl(source, spool=spool, settings=CrawlSettings()))


def hashes(events: list[Event]) -> dict[str, str]:
    return {event.record.identifier: event.record.hash for event in events if isinstance(event, RecordSeen)}


def test_the_recorded_stream_names_its_view_and_that_leads_on(corpus: Path) -> None:
    assert fragment(corpus / "ldes/event_stream.trig").view().endswith("/index.trig")
    assert len(fragment(corpus / "ldes/root_node.trig").relations) == 1
    assert len(fragment(corpus / "ldes/intermediate_node.trig").relations) == 4


@pytest.mark.parametrize(("name", "deleted"), [("leaf_page_update", False), ("leaf_page_delete", True)])
def test_every_member_of_a_recorded_page_is_read(corpus: Path, name: str, *, deleted: bool) -> None:
    page = fragment(corpus / f"ldes/{name}.trig")
    found = list(versions(page, Stream()))
    assert len({version.object for version in found}) == 100
    assert {version.deleted for version in found} == {deleted}
    assert all(version.order.startswith("2025-02-14T09:3") for version in found)
    assert all(bool(version.body) is not deleted for version in found)
    assert dangling(page) == []
    assert len(page.relations) == 1


def test_a_recorded_page_of_deletions_says_what_is_gone(corpus: Path, tmp_path: Path) -> None:
    events = harvested(str(corpus / "ldes/leaf_page_delete.trig"), Protocol.LDES, tmp_path)
    assert len({event.identifier for event in events if isinstance(event, RecordGone)}) == 100
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.one-file-of-more")


def test_a_catalogue_as_a_stream_gives_the_records_of_the_catalogue(corpus: Path, tmp_path: Path) -> None:
    """Each node of the recorded catalogue of Ghent becomes a member of its own, a hundred to a page."""
    file = corpus / "dcat_rdf/data.gov.be_2025-04_gent.ttl.gz"
    members = as_stream(gzip.decompress(file.read_bytes()))
    pages = [members[at : at + 100] for at in range(0, len(members), 100)]
    with serving_site() as site:
        for number, page in enumerate(pages):
            lead = f"<> <https://w3id.org/tree#node> <p{number + 1}> .\n" if number + 1 < len(pages) else ""
            site.pages[f"/p{number}"] = Reply(("".join(page) + lead).encode(), "application/trig")
        streamed = harvested(f"{site.url}/p0", Protocol.LDES, tmp_path / "stream")
    whole = harvested(str(file), Protocol.DCAT_RDF, tmp_path / "whole")
    assert len(hashes(whole)) == 287
    assert hashes(streamed) == hashes(whole)
    assert streamed[-1] == PagesClosed(closed=True, reason="harvester.pages.all-read")
