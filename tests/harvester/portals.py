"""A server that plays portals: the path begins with the kind of portal and what is wrong with it."""
# ruff: noqa: ANN401 -- JSON values

import gzip
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
"""
CATALOGUE = '<http://data.example/> a dcat:Catalog ; dct:title "Gegevens van Voorbeeldstad"@nl ;'


class Portals(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of clients that leave early: some tests make them."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def serving() -> Iterator[Portals]:
    server = Portals()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Portals

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        self.query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        self.server.asked[parts.path] += 1
        self.server.agents.add(self.headers.get("User-Agent", ""))
        portal, _, rest = parts.path.strip("/").partition("/")
        self.scenario, _, self.rest = rest.partition("/")
        self.times = self.server.asked[parts.path]
        play: Callable[[Handler], None] = PORTALS.get(portal, Handler.nothing)
        play(self)

    def nothing(self) -> None:
        self.answer(b"nothing here", 404, "text/plain")

    def answer(self, body: bytes, status: int = 200, kind: str = "application/json", **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", headers.pop("length", str(len(body))))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def json(self, value: Any, status: int = 200) -> None:
        self.answer(json.dumps(value).encode(), status)

    def turtle(self, text: str, **headers: str) -> None:
        self.answer((PREFIXES + text).encode(), 200, "text/turtle", **headers)

    def html(self) -> None:
        self.answer(b"<!DOCTYPE html><html><body>Onderhoud</body></html>", kind="text/html")

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the name it has there
        """Say nothing."""


def package(number: int, **more: Any) -> dict[str, Any]:
    return {"id": f"p{number:03}", "title": f"Pakket {number}", "state": "active", "private": False, **more}


def ckan(self: Handler) -> None:
    if not self.rest.startswith("api/3/action/package_search"):
        self.html()
        return
    start, rows = int(self.query.get("start", 0)), int(self.query.get("rows", 10))
    packages: list[Any] = [package(number) for number in range(25)]
    count = len(packages)
    if self.scenario == "capped":
        rows = min(rows, 10)
    elif self.scenario == "page-2-fails" and start:
        self.json({"success": False, "error": {"message": "Solr is down"}}, 409)
        return
    elif self.scenario == "refuses":
        self.json({"success": False, "error": {"__type": "Authorization Error", "message": "Access denied"}})
        return
    elif self.scenario == "html":
        self.html()
        return
    elif self.scenario == "short":
        count = 30
    elif self.scenario == "twice":
        packages[12] = package(3)
    elif self.scenario == "odd":
        packages = [
            package(1, state="deleted"),
            package(2, private=True),
            "x",
            {"title": "Naamloos"},
            package(5),
        ]
        count = 5
    elif self.scenario == "busy" and self.times == 1:
        self.answer(b"later", 503, Retry_After="0")
        return
    self.json({"success": True, "result": {"count": count, "results": packages[start : start + rows]}})


def dataset(number: int, **more: Any) -> dict[str, Any]:
    return {"dataset_id": f"d{number:05}", "metas": {"default": {"title": f"Dataset {number}", **more}}}


def ods(self: Handler) -> None:
    if self.scenario == "large" and self.rest.endswith("/exports/json"):
        self.json([dataset(number) for number in range(10_001)])
    elif self.scenario == "large":
        self.json({"total_count": 10_001, "results": [dataset(0)]})
    elif self.scenario == "refuses":
        self.json({"error_code": "InvalidRESTParameterError", "message": "no"})
    elif self.rest.endswith("/catalog/datasets"):
        offset, limit = int(self.query.get("offset", 0)), int(self.query["limit"])
        items = [dataset(number) for number in range(7)]
        items[3] = dataset(3, federated=True, source_domain="elders.example")
        self.json({"total_count": 7, "results": items[offset : offset + limit]})
    else:
        self.html()


def hub(self: Handler) -> None:
    us = {
        "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
        "dataset": [{"identifier": "a", "title": "A"}],
    }
    ap = {
        "@id": "https://hub.example",
        "@context": {"ftype": "http://publications.europa.eu/resource/authority/file-type/"},
        "dcat:dataset": [
            {"dct:identifier": "a", "dcat:distribution": [{"dcat:accessUrl": "https://x.example/a"}]}
        ],
    }
    if self.scenario == "building" or (self.scenario == "slow-to-build" and self.times == 1):
        self.json({"status": "processing"}, 202)
    elif self.rest == "api/feed/dcat-us/1.1.json" and self.scenario != "ap-only":
        self.json(us)
    elif self.rest == "api/feed/dcat-ap/2.0.1.json":
        self.json(ap)
    else:
        self.nothing()


def one(iri: str, title: str) -> str:
    return f'<{iri}> a dcat:Dataset ; dct:title "{title}"@nl .\n'


def dcat(self: Handler) -> None:
    here = f"{self.server.url}/dcat/{self.scenario}"
    page = self.query.get("page", "1")
    play = {
        "whole": lambda: self.turtle(
            f"{CATALOGUE} dcat:dataset <urn:a>, <urn:b> .\n" + one("urn:a", "A") + one("urn:b", "B")
        ),
        "undescribed": lambda: self.turtle(
            f"{CATALOGUE} dcat:dataset <urn:a>, <urn:b> .\n" + one("urn:a", "A")
        ),
        "hydra": lambda: self.turtle(
            f'<{here}#p> a hydra:PagedCollection ; hydra:totalItems 2 ; hydra:nextPage "{here}?page=2" .\n'
            + one("urn:a", "A")
            if page == "1"
            else f"<{here}#p> a hydra:PagedCollection ; hydra:totalItems 2 .\n" + one("urn:b", "B")
        ),
        "loop": lambda: self.turtle(
            f"<{here}#p> hydra:next <{here}?page={3 - int(page)}> .\n" + one(f"urn:{page}", "A"),
        ),
        "same-page": lambda: self.turtle("<#p> hydra:next <?page=x> .\n" + one("urn:a", "A")),
        "foreign-page": lambda: self.turtle(
            "<#p> hydra:next <http://elsewhere.example/2> .\n" + one("urn:a", "A")
        ),
        "file-page": lambda: self.turtle("<#p> hydra:next <file:///etc/passwd> .\n" + one("urn:a", "A")),
        "link-header": lambda: (
            self.turtle(one("urn:a", "A"), Link=f'<{here}?page=2>; rel="next"')
            if page == "1"
            else self.turtle(one("urn:b", "B"))
        ),
        "packed": lambda: self.answer(
            gzip.compress((PREFIXES + one("urn:a", "A")).encode()),
            kind="text/turtle",
            Content_Encoding="gzip",
        ),
        "bomb": lambda: self.answer(gzip.compress(b"#" * 9_000_000), Content_Encoding="gzip"),
        "large": lambda: self.turtle("#" * 3_000_000 + "\n" + one("urn:a", "A")),
        "empty": lambda: self.answer(b"", kind="text/turtle"),
        "drop": lambda: self.turtle(one("urn:a", "A"), length="100000", Connection="close"),
        "slow": lambda: time.sleep(3),
        "to-file": lambda: self.answer(b"", 302, Location="file:///etc/passwd"),
        "round": lambda: self.answer(b"", 302, Location=f"{here}?page={int(page) + 1}"),
        "moved": lambda: self.answer(b"", 301, Location=f"{self.server.url}/dcat/whole"),
        "gone": self.nothing,
    }
    play.get(self.scenario, self.html)()
    self.close_connection = True


PORTALS: dict[str, Callable[[Handler], None]] = {"ckan": ckan, "ods": ods, "hub": hub, "dcat": dcat}
