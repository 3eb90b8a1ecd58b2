"""A small web server on 127.0.0.1, in threads, for pages that a plain function answers.

One law: when its context closes, no thread and no socket is left behind.
"""

import sys
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import ClassVar, NamedTuple, Self
from urllib.parse import parse_qs, unquote, urlsplit

import orjson

__all__ = ["Answer", "LoopbackServer", "Question", "Site", "as_json"]


class Question(NamedTuple):
    """A GET request: ``base`` is the server's own address, ``path`` what follows it, without the query."""

    base: str
    path: str
    query: dict[str, str]
    etag: str = ""
    """The tag of the version that the asker has already."""


class Answer(NamedTuple):
    body: bytes
    media_type: str = "text/html; charset=utf-8"
    status: HTTPStatus = HTTPStatus.OK
    headers: tuple[tuple[str, str], ...] = ()


Site = Callable[[Question], Answer]


def as_json(content: object, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    return Answer(orjson.dumps(content), "application/json; charset=utf-8", status)


class LoopbackServer:
    """Serves a site while its context is open. Port 0 takes any free port; OSError when the port is taken."""

    def __init__(self, site: Site, *, port: int = 0) -> None:
        self._site = site
        self._port = port
        self._server: _Server | None = None
        self._thread: Thread | None = None

    @property
    def url(self) -> str:
        """The address without a slash at the end. RuntimeError when the context is not open."""
        if self._server is None:
            raise RuntimeError("the server is not running: open it with 'with'")
        return self._server.address

    def __enter__(self) -> Self:
        self._server = _Server(self._site, self._port)
        self._thread = Thread(target=self._server.serve_forever, args=(0.02,), name="loopback")
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server is not None and self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._server.server_close()
        self._server = self._thread = None


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # closing then waits for every answer under way
    request_queue_size = 64

    def __init__(self, site: Site, port: int) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.site = site
        self.address = f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent about a reader that hangs up; tell about anything else."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # typeshed narrows it


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout: ClassVar[float] = 5  # a reader that says nothing cannot hold up the closing for longer

    def do_GET(self) -> None:
        answer = self._answer()
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers:
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    do_HEAD = do_GET  # noqa: N815 - the standard library looks for this name

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is inherited
        """Keep quiet: the screen belongs to whoever opened the server."""

    def _answer(self) -> Answer:
        parts = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        etag = self.headers.get("If-None-Match", "")
        return self.server.site(Question(self.server.address, unquote(parts.path), query, etag))
