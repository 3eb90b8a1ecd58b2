"""A folder of feeds, a real server for it on loopback, and a client that asks exactly what it is told."""

import http.client
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Final, NamedTuple

import pytest
import uvicorn

from oogst.web import application
from tests.waiting import until

UUID: Final = "6d8a1c1e-0000-5000-8000-000000000001"
GONE: Final = "6d8a1c1e-0000-5000-8000-000000000002"
RDF: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
OPEN_PAGE: Final = "<> a <https://w3id.org/tree#Node> .\n"
CLOSED_PAGE: Final = f"{OPEN_PAGE}<> <https://w3id.org/ldes#immutable> true .\n"
"""What stands in a file, anyone may have written."""
FILES: Final = {
    "index.html": "<!DOCTYPE html><meta charset=utf-8><p>allemaal",
    "sitemap.xml": "<urlset/>",
    "oogst.css": "p{}",
    "runs.jsonl": '{"state": "complete"}\n',
    "gent.rdf": RDF + "<!-- synthetic -->\n" * 500 + "</rdf:RDF>\n",
    "gent.ttl": "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n",
    "gent.jsonld": "[]",
    "gent/index.html": "<!DOCTYPE html><meta charset=utf-8><p>Gent",
    "gent/changes.atom": "<feed/>",
    "gent/events/page-000001-20260101T000000000Z.trig": OPEN_PAGE,
    "gent/events/index.trig": CLOSED_PAGE,
    "gent/page-000001-20260101T000000000Z.trig": CLOSED_PAGE,
    f"id/dataset/gent/{UUID}.html": "<!DOCTYPE html><meta charset=utf-8><p>één",
    f"id/dataset/gent/{UUID}.ttl": "<urn:x> a <urn:y> .",
    f"id/dataset/gent/{UUID}.jsonld": "[]",
    f"id/dataset/gent/{GONE}.html": "<!DOCTYPE html><meta charset=utf-8><p>ingetrokken",
    ".secret.rdf": "hidden",
    ".git/config.txt": "hidden",
    "gent/.draft.ttl": "hidden",
    "oogst.db": "no form of ours",
    "dendermonde.ttl": "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n",
}
"""Synthetic."""


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


Ask = Callable[..., Answer]


def fill(folder: Path) -> None:
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("served") / "feeds"
    place.mkdir()
    fill(place)
    (place.parent / "outside.ttl").write_text("not for readers", encoding="utf-8")
    (place / "gent" / "outside.ttl").symlink_to(place.parent / "outside.ttl")
    (place / "linked").symlink_to(place.parent)
    return place


class Client:
    """Asks one server, with the path as it is: nothing is mended on the way."""

    def __init__(self, port: int) -> None:
        self.port = port

    def __call__(self, path: str, method: str = "GET", **headers: str) -> Answer:
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            line.putrequest(method, path, skip_accept_encoding=True)
            for name, value in headers.items():
                line.putheader(name.replace("_", "-"), value)
            line.endheaders()
            reply = line.getresponse()
            return Answer(reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read())
        finally:
            line.close()


def served(place: Path) -> Iterator[Client]:
    """Serve a folder on a free port for as long as somebody looks at it."""
    config = uvicorn.Config(
        application(place), log_config=None, lifespan="off", ws="none", server_header=False
    )
    server = uvicorn.Server(config)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        until(lambda: server.started)
        yield Client(listening.getsockname()[1])
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def ask(folder: Path) -> Iterator[Client]:
    yield from served(folder)


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Path, Client]]:
    """Give a served folder that a test may break."""
    fill(tmp_path / "feeds")
    for client in served(tmp_path / "feeds"):
        yield tmp_path / "feeds", client
