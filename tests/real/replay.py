"""Recorded answers, served again on loopback at the addresses where a portal has them."""

import gzip
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

__all__ = ["Answer", "plain", "replaying"]

Answer = Callable[[str, dict[str, str]], tuple[bytes, str] | None]
"""Path and query → body and media type; None is 404. ``HERE`` in a body becomes the address of the server."""
HERE: Final = b"HERE"


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answer: Answer) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer = answer

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 -- socketserver's own
        """Say nothing of clients that leave early."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        found = self.server.answer(parts.path, query)
        body, kind = found or (b"not here", "text/plain")
        body = body.replace(HERE, f"http://127.0.0.1:{self.server.server_port}".encode())
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 -- the name it has there
        """Say nothing."""


@contextmanager
def replaying(answer: Answer) -> Iterator[str]:
    """Serve while the context is open; gives the address."""
    server = _Server(answer)
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def plain(file: Path) -> bytes:
    """Give the bytes of a recording, unpacked."""
    return gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
