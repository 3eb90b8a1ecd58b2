"""Two servers, one outside and one inside, and a way to ask around as a crawl does."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalogue.model import Protocol, Source
from harvester.crawl import CrawlSettings, end_server
from harvester.crawl.job import Job, Task
from tests.harvester.scenarios import Scenarios, serving

OUTSIDE = "127.8.8.8"
ROOT = Path(__file__).parents[3]
WORLD = Path(__file__).parent / "world"

Ask = Callable[..., dict[str, str]]
MakeWorld = Callable[..., None]


@pytest.fixture(scope="session")
def outside() -> Iterator[Scenarios]:
    """Serve at an address that the small world takes for one of the public internet."""
    try:
        opened = serving(OUTSIDE)
        server = opened.__enter__()
    except OSError:
        pytest.skip("this system has one loopback address only")
    yield server
    opened.__exit__(None, None, None)


@pytest.fixture
def inside() -> Iterator[Scenarios]:
    """Serve where nobody from outside may come."""
    with serving() as server:
        yield server


@pytest.fixture
def fresh_server() -> Iterator[None]:
    """Have crawlers know the environment of this test, which those of later tests do not."""
    end_server()
    yield
    end_server()


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch, fresh_server: None) -> MakeWorld:  # noqa: ARG001  comes first
    """Have every child live in a small world, with these answers to its look-ups."""

    def make(**names: list[list[str]]) -> None:
        told = {"outside": [OUTSIDE], "names": {name.replace("_", "."): one for name, one in names.items()}}
        monkeypatch.setenv("OOGST_TEST_WORLD", json.dumps(told))
        monkeypatch.setenv("PYTHONPATH", str(WORLD))

    return make


@pytest.fixture
def ask(world: MakeWorld, tmp_path: Path) -> Ask:
    """Ask for addresses with the settings of a crawl; give status and address, or the key of the failure."""
    del world

    def around(addresses: list[str], *, allow_private: bool = False) -> dict[str, str]:
        source = Source(
            name="test/one",
            publisher="test",
            protocol=Protocol.DCAT_RDF,
            url=f"http://{OUTSIDE}/",
            allow_private=allow_private,
            concurrency=8,
        )
        quick = CrawlSettings(timeout=20, retries=0, backoff=0.01, max_wait=0.01)
        job = Job(task=Task.CRAWL, source=source, settings=quick, spool=tmp_path)
        done = subprocess.run(
            [sys.executable, "-m", "tests.harvester.safety.ask_around"],
            input=job.encode() + json.dumps(addresses).encode() + b"\n",
            stdout=subprocess.PIPE,
            cwd=ROOT,
            check=True,
        )
        told: dict[str, str] = json.loads(done.stdout)
        return told

    return around
