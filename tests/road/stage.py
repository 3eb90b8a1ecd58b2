"""A server on loopback that plays the sample portals of a day, and lets a test interfere with any answer."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from oogst.demo.portals.loopback import Answer, Question
from oogst.demo.portals.sites import PORTALS, answer

__all__ = ["Play", "Stage", "Torn", "opened", "torn"]


class Torn(NamedTuple):
    """An answer that promises all of its bytes and stops after so many."""

    answer: Answer
    sent: int


Play = Callable[[Question], Answer | Torn | None]
"""What a test has a portal answer; None leaves it to the sample portal."""


class Stage(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.day = 1
        self.play: Play = _as_it_is

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def address(self, portal: str) -> str:
        """Give what a harvester of a sample portal is given."""
        return self.url + PORTALS[portal].root + PORTALS[portal].entry

    @contextmanager
    def undisturbed(self) -> Iterator[None]:
        """Play the first day as it is meanwhile."""
        before = self.day, self.play
        self.day, self.play = 1, _as_it_is
        try:
            yield
        finally:
            self.day, self.play = before

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent about a reader that hangs up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # typeshed narrows it


@contextmanager
def opened() -> Iterator[Stage]:
    stage = Stage()
    thread = Thread(target=stage.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield stage
    finally:
        stage.shutdown()
        thread.join()
        stage.server_close()


def torn(whole: Answer) -> Torn:
    """Break an answer off in the middle."""
    return Torn(whole, len(whole.body) // 2)


def _as_it_is(_question: Question) -> None:
    return None


class _Handler(BaseHTTPRequestHandler):
    server: Stage

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        etag = self.headers.get("If-None-Match", "")
        question = Question(self.server.url, unquote(parts.path), query, etag)
        given = self.server.play(question) or answer(question, self.server.day)
        whole, sent = given if isinstance(given, Torn) else (given, len(given.body))
        self.send_response(whole.status)
        self.send_header("Content-Type", whole.media_type)
        self.send_header("Content-Length", str(len(whole.body)))
        for header in whole.headers:
            self.send_header(*header)
        self.end_headers()
        self.wfile.write(whole.body[:sent])

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is inherited
        """Say nothing."""
