"""A small portal that speaks CKAN's Action API, with the manners that real ones have; all data synthetic."""
# ruff: noqa: ANN401 -- JSON values

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

SINCE = re.compile(r"metadata_modified:\[(\S+) TO \*\]")
ORGANISATION = re.compile(r'organization:"((?:[^"\\]|\\.)*)"')
SEARCH, WITH_RESOURCES, LIST, SHOW = (
    "package_search",
    "current_package_list_with_resources",
    "package_list",
    "package_show",
)


class Portal(Protocol):
    etag: str
    """Given with every answer; whoever has it is told that all is the same."""

    def answer(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        """Give the status, and what to send: bytes or words as they are, anything else as JSON."""


@dataclass
class Documents:
    """A site with documents at their paths, and nothing else."""

    at: dict[str, bytes | str]
    etag: str = ""
    asked: list[str] = field(default_factory=list)

    def answer(self, path: str, query: dict[str, str]) -> tuple[int, Any]:  # noqa: ARG002 -- it takes none
        self.asked.append(path)
        return (200, self.at[path]) if path in self.at else (404, "Not Found")


def package(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": f"p{number:03}",
        "name": f"pakket-{number}",
        "title": f"Pakket {number}",
        "state": "active",
        "metadata_modified": f"2026-01-01T00:{number % 60:02}:00.000000",
        **more,
    }


@dataclass
class ActionApi:
    packages: list[dict[str, Any]]
    root: str = "/api/3/action/"
    actions: frozenset[str] = frozenset({SEARCH, WITH_RESOURCES, LIST, SHOW})
    refused_sorts: frozenset[str] = frozenset()
    refusal: int = 409
    refuses_filters: bool = False
    most_rows: int = 1000
    manages: int = 1000
    """Rows above which the server breaks down."""
    manages_from: int = 0
    """Only from this item on."""
    nested: bool = False
    """As DKAN: a list in a list, and a package as a list of one."""
    ignores_paging: bool = False
    names_as: str = "name"
    names_in_objects: bool = False
    missing: str = "404"
    ghosts: tuple[str, ...] = ()
    """Names that are listed and cannot be shown."""
    etag: str = ""
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def answer(self, path: str, query: dict[str, str]) -> tuple[int, Any]:
        action = path.removeprefix(self.root)
        self.asked.append((action, query))
        if not path.startswith(self.root) or action not in self.actions:
            return self._missing()
        plays = {
            SEARCH: self._search,
            WITH_RESOURCES: self._with_resources,
            LIST: self._list,
            SHOW: self._show,
        }
        return plays[action](query)

    def _missing(self) -> tuple[int, Any]:
        if self.missing == "html":
            return 200, "<!DOCTYPE html><html><body>Niet gevonden</body></html>"
        return int(self.missing), {"success": False, "error": {"__type": "Not Found Error"}}

    def _search(self, query: dict[str, str]) -> tuple[int, Any]:
        if query["sort"] in self.refused_sorts or (
            "metadata" in query.get("fq", "") and self.refuses_filters
        ):
            return self.refusal, {
                "success": False,
                "error": {"__type": "Search Error", "message": "no such field"},
            }
        start, rows = int(query["start"]), int(query["rows"])
        if rows > self.manages and start >= self.manages_from:
            return 500, "Internal Server Error"
        key = query["sort"].split()[0]
        found = sorted(filter(self._filter(query.get("fq", "")), self.packages), key=lambda one: one[key])
        page = found[start : start + min(rows, self.most_rows)]
        return 200, {"success": True, "result": {"count": len(found), "results": page}}

    @staticmethod
    def _filter(fq: str) -> Any:
        since, part = SINCE.search(fq), ORGANISATION.search(fq)
        name = re.sub(r"\\(.)", r"\1", part[1]) if part else ""
        return lambda one: (
            (not since or one["metadata_modified"] >= since[1].rstrip("Z"))
            and (not part or one.get("organization", {}).get("name") == name)
        )

    def _paged(self, found: list[Any], query: dict[str, str]) -> list[Any]:
        if self.ignores_paging or "limit" not in query:
            return found
        start, limit = int(query["offset"]), min(int(query["limit"]), self.most_rows)
        return found[start : start + limit]

    def _with_resources(self, query: dict[str, str]) -> tuple[int, Any]:
        if int(query["limit"]) > self.manages and int(query["offset"]) >= self.manages_from:
            return 504, "Gateway Time-out"
        page = self._paged(self.packages, query)
        return 200, {"success": True, "result": [page] if self.nested else page}

    def _list(self, query: dict[str, str]) -> tuple[int, Any]:
        names = [*(one[self.names_as] for one in self.packages), *self.ghosts]
        page = self._paged(names, query)
        result = [{self.names_as: name} for name in page] if self.names_in_objects else page
        return 200, {"success": True, "result": result}

    def _show(self, query: dict[str, str]) -> tuple[int, Any]:
        found = [one for one in self.packages if query["id"] in {one["id"], one["name"]}]
        if not found:
            return 404, {"success": False, "error": {"__type": "Not Found Error"}}
        return 200, {"success": True, "result": found if self.nested else found[0]}

    def told(self, action: str) -> list[dict[str, str]]:
        return [query for asked, query in self.asked if asked == action]


@contextmanager
def serving(api: Portal) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            query = {key: values[0] for key, values in parse_qs(parts.query).items()}
            status, said = api.answer(parts.path, query)
            said = said.encode() if isinstance(said, str) else said
            body = said if isinstance(said, bytes) else json.dumps(said).encode()
            if api.etag and self.headers.get("If-None-Match") == api.etag:
                status, body = 304, b""
            self.send_response(status)
            if api.etag and status != 404:
                self.send_header("ETag", api.etag)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the name it has there
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
