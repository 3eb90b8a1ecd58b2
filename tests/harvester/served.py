"""A server of pages that a test lays out, and that remembers what was asked for."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, NamedTuple

__all__ = ["Reply", "Site", "serving_site"]


class Reply(NamedTuple):
    body: str | bytes
    kind: str = "text/turtle"
    status: int = 200
    headers: Mapping[str, str] = {}
    links: tuple[str, ...] = ()
    """One ``Link`` header each."""


class Site(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, Reply | str] = {}
        """Path with query → answer; ``HERE`` in a text becomes the address of this server."""
        self.asked: list[str] = []

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 -- socketserver's own
        """Say nothing of clients that leave early."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        found = self.server.pages.get(self.path, Reply("nothing here", "text/plain", 404))
        reply = Reply(found) if isinstance(found, str) else found
        here = self.server.url
        body = reply.body if isinstance(reply.body, bytes) else reply.body.replace("HERE", here).encode()
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        for link in reply.links:
            self.send_header("Link", link.replace("HERE", here))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 -- the name it has there
        """Say nothing."""


@contextmanager
def serving_site() -> Iterator[Site]:
    server = Site()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
