"""A line to a CKAN that breaks as it is told: before a call arrives, after it was done, or with an error."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from urllib.parse import urlsplit

__all__ = ["Fault", "FaultyLine", "faulty_line"]


class Fault(Enum):
    LOST_BEFORE = auto()
    """The connection breaks; nothing arrived."""
    LOST_AFTER = auto()
    """It was done; the connection breaks before the answer."""
    BAD_GATEWAY = auto()
    """It was done; a machine in between answers 502 in HTML."""
    BUSY = auto()
    """503 with Retry-After; nothing arrived."""
    TOO_MANY = auto()
    """429; nothing arrived."""


DONE = frozenset({Fault.LOST_AFTER, Fault.BAD_GATEWAY})
ANSWERS = {Fault.BAD_GATEWAY: 502, Fault.BUSY: 503, Fault.TOO_MANY: 429}


class FaultyLine:
    """Faults per action, each for one call, in turn."""

    def __init__(self, upstream: str) -> None:
        there = urlsplit(upstream)
        self.host, self.port = str(there.hostname), there.port or 80
        self.url = ""
        self.calls: list[str] = []
        self._faults = defaultdict[str, list[Fault | None]](list)
        self._lock = Lock()

    def breaks(self, action: str, *faults: Fault | None) -> None:
        self._faults[action] += faults

    def heals(self) -> None:
        self._faults.clear()

    def next_fault(self, action: str) -> Fault | None:
        with self._lock:
            self.calls.append(action)
            waiting = self._faults[action]
            return waiting.pop(0) if waiting else None


@contextmanager
def faulty_line(upstream: str) -> Iterator[FaultyLine]:
    line = FaultyLine(upstream)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            fault = line.next_fault(self.path.rpartition("/")[2])
            status, answer = self._forwarded(body) if fault is None or fault in DONE else (0, b"")
            if fault is None:
                self._answer(status, answer)
            elif fault in ANSWERS:
                self._answer(ANSWERS[fault], b"<html>busy</html>", {"Retry-After": "0"})
            else:
                self.close_connection = True

        def _forwarded(self, body: bytes) -> tuple[int, bytes]:
            connection = HTTPConnection(line.host, line.port, timeout=60)
            told = {name: value for name, value in self.headers.items() if name.lower() != "connection"}
            connection.request("POST", self.path, body, told)
            answer = connection.getresponse()
            content = answer.read()
            connection.close()
            return answer.status, content

        def _answer(self, status: int, content: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in ({"Content-Length": str(len(content))} | (headers or {})).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- its name in the library
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    line.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield line
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
