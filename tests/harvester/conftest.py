"""A server of portals, and a crawl of one of them."""
# ruff: noqa: ANN401 -- what a source takes besides

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from catalogue.model import Protocol, Source
from harvester.crawl import CrawlSettings, Event, crawl
from harvester.crawl.spool import keep
from harvester.crawl.steps import Page
from tests.harvester.scenarios import Scenarios, serving

Crawl = Callable[..., list[Event]]
MakePage = Callable[..., Page]
QUICK = CrawlSettings(backoff=0.01, max_wait=0.05, retries=2, contact="https://oogst.example/contact")


@pytest.fixture(scope="session")
def portals() -> Iterator[Scenarios]:
    with serving() as server:
        yield server


@pytest.fixture
def quick() -> CrawlSettings:
    return QUICK


@pytest.fixture
def harvest(portals: Scenarios, tmp_path: Path) -> Crawl:
    """Crawl a place on the server (or a file) to its end, with settings that do not wait long."""

    def run(
        protocol: Protocol,
        place: str,
        settings: CrawlSettings = QUICK,
        *,
        allow_private: bool = True,
        **more: Any,
    ) -> list[Event]:
        url = portals.url + place if place.startswith("/") and not Path(place).exists() else place
        source = Source(
            name="test/one", publisher="test", protocol=protocol, url=url, allow_private=allow_private, **more
        )
        return list(crawl(source, spool=tmp_path / "spool", settings=settings))

    return run


@pytest.fixture
def page_of(tmp_path: Path) -> Iterator[MakePage]:
    """Make a page as it comes from a server, from its bytes or its text."""
    opened: list[Any] = []

    def make(body: bytes | str, url: str = "https://stad.example/opendata", content_type: str = "") -> Page:
        raw = (tmp_path / f"raw{len(opened)}").open("w+b")
        raw.write(body if isinstance(body, bytes) else body.encode())
        payload = keep(raw, tmp_path, url=url, limit=100_000_000)
        opened.extend((raw, payload.stream))
        return Page(url, payload, content_type, "", url)

    yield make
    for stream in opened:
        stream.close()
