import gzip
import os
import signal
from collections.abc import Generator, Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from catalogue.model import Kind, Protocol, Record, Source
from catalogue.model.record import Dialect
from harvester.crawl import (
    CrawlFailed,
    CrawlSettings,
    Event,
    PagesClosed,
    PageSeen,
    RecordSeen,
    crawl,
    end_server,
)
from harvester.crawl.events import decode, encode
from harvester.crawl.job import Job, Task
from harvester.patience import asked_wait
from harvester.reach import is_public
from tests.processes import below

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def crawlers() -> set[int]:
    """Give the processes below the fork server."""
    return {crawler for child in set(below(os.getpid())) for crawler in below(child)}


@pytest.fixture
def much(tmp_path: Path) -> Iterator[Generator[Event]]:
    """Begin a crawl of more than fits in a pipe."""
    catalogue = tmp_path / "groot.nt"
    line = (
        "<urn:{}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/dcat#Dataset> .\n"
    )
    catalogue.write_text("".join(line.format(number) for number in range(50_000)))
    source = Source(name="t/t", publisher="t", protocol=Protocol.DCAT_RDF, url=str(catalogue))
    with closing(crawl(source, spool=tmp_path / "spool", settings=CrawlSettings())) as events:
        assert isinstance(next(events), PageSeen)
        assert len(crawlers()) == 1
        yield events


def test_closing_the_iterator_ends_the_child(much: Generator[Event]) -> None:
    much.close()
    assert crawlers() == set()


def test_a_child_that_dies_leaves_a_failure_and_an_open_chain(much: Generator[Event]) -> None:
    (crawler,) = crawlers()
    os.kill(crawler, signal.SIGKILL)
    *_, failed, closed = much
    assert isinstance(failed, CrawlFailed)
    assert (failed.key, failed.facts["detail"]) == ("harvester.child-died", "exit status -9")
    assert closed == PagesClosed(closed=False, reason="harvester.pages.failed")


def test_where_no_process_can_be_begun_the_reason_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    end_server()
    monkeypatch.setattr("sys.executable", "/bin/false")
    source = Source(name="t/t", publisher="t", protocol=Protocol.CKAN, url="http://127.0.0.1:9/")
    failed, closed = crawl(source, spool=tmp_path, settings=CrawlSettings())
    assert isinstance(failed, CrawlFailed)
    assert "exit status 1" in str(failed.facts["detail"])
    assert closed == PagesClosed(closed=False, reason="harvester.pages.failed")


def test_a_fork_server_that_is_gone_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text("<urn:a> a <http://www.w3.org/ns/dcat#Dataset> .")
    source = Source(name="t/t", publisher="t", protocol=Protocol.DCAT_RDF, url=str(tmp_path / "a.ttl"))
    for _ in range(2):
        *_, closed = crawl(source, spool=tmp_path / "spool", settings=CrawlSettings())
        assert closed == PagesClosed(closed=True, reason="harvester.pages.all-read")
        for server in set(below(os.getpid())):
            os.kill(server, signal.SIGKILL)


def test_the_payload_is_kept_compressed_under_its_hash(tmp_path: Path) -> None:
    body = b"<urn:a> a <http://www.w3.org/ns/dcat#Dataset> ."
    (tmp_path / "a.ttl").write_bytes(body)
    source = Source(name="t/t", publisher="t", protocol=Protocol.DCAT_RDF, url=str(tmp_path / "a.ttl"))
    spool = tmp_path / "spool"
    (page,) = (e for e in crawl(source, spool=spool, settings=CrawlSettings()) if isinstance(e, PageSeen))
    assert page.payload == sha256(body).hexdigest()
    assert gzip.decompress((spool / page.file).read_bytes()) == body
    assert [file.name for file in spool.iterdir()] == [page.file]


def test_a_record_survives_the_wire() -> None:
    record = Record(
        identifier="a",
        kind=Kind.SERIES,
        dialect=Dialect.CKAN,
        content={"tekst": "één\nregel"},
        hash="h",
        payload="p",
        pointer="/1",
        damage=("weg",),
    )
    line = encode(RecordSeen(record))
    assert line.count(b"\n") == 1
    assert decode(line, {}) == RecordSeen(record)


def test_a_job_survives_the_wire(tmp_path: Path) -> None:
    source = Source(name="t/t", publisher="t", protocol=Protocol.CKAN, url="http://x.example", page_size=5)
    job = Job(task=Task.CRAWL, source=source, settings=CrawlSettings(max_pages=3), spool=tmp_path)
    assert Job.decode(job.encode()) == job


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 -- an address to refuse
        "224.0.0.1",
        "[::1]",
        "fe80::1%eth0",
        "::ffff:10.0.0.1",
        "fd00::1",
    ],
)
def test_addresses_inside_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["193.191.211.1", "[2a00:1450:400e::1]"])
def test_addresses_outside_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("120", 120.0),
        ("Thu, 01 Jan 2026 12:01:00 GMT", 60.0),
        ("Thu, 01 Jan 2026 11:00:00 GMT", 0.0),
        ("soon", 0.0),
        ("", 0.0),
    ],
)
def test_retry_after_is_read_in_both_its_forms(header: str, seconds: float) -> None:
    assert asked_wait(header, NOON) == seconds
