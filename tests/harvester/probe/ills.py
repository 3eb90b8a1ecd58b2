"""A server that plays every ill a web address can have: the path says which one.

Synthetic; for the prober's own tests, and for whoever wants to prove what a rubric makes of such addresses.
"""

import gzip
import socket
import struct
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from tests.harvester.probe.certificates import server_context

__all__ = ["CSV", "ILLS", "Answer", "Ills", "serving_ills"]

CSV: Final = b"id,naam,datum\n1,Eik,2026-01-01\n2,Beuk,2026-02-01\n"
TURTLE: Final = (
    b"@prefix d: <http://purl.org/dc/terms/> .\n</id/boom/1> d:title 'Eik'@nl ; d:license </licentie> .\n"
)
PAGE: Final = b"<!DOCTYPE html><html><head><title>Bomen</title></head><body><h1>Bomen</h1></body></html>"
CAPABILITIES: Final = (
    b'<?xml version="1.0"?><WMS_Capabilities xmlns="http://www.opengis.net/wms"><Capability><Layer>'
    b"<Layer/><Layer/></Layer></Capability></WMS_Capabilities>"
)


@dataclass(slots=True)
class Answer:
    body: bytes = CSV
    kind: str = "text/csv"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


class Ills(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, host: str = "127.0.0.1", certificate: Path | None = None) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, 0), _Handler)
        self.secure = certificate is not None
        if certificate is not None:
            self.socket = server_context(certificate).wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )
        self.host = f"[{host}]" if ":" in host else host
        self.asked: Counter[tuple[str, str]] = Counter()
        """How often each method and path, query included."""
        self.headers: dict[str, dict[str, str]] = {}
        """What the last request for a path said of itself, names in lower case."""
        self.robots: Answer | None = None
        self.also: dict[str, Answer] = {}
        """What stands at further paths."""
        self.closing = Event()

    @property
    def url(self) -> str:
        return f"http{'s' if self.secure else ''}://{self.host}:{self.server_port}"

    def times(self, path: str) -> int:
        return sum(count for (_, asked), count in self.asked.items() if asked == path)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  what a socket server has
        """Say nothing of clients that hang up: most tests make them."""


@contextmanager
def serving_ills(host: str = "127.0.0.1", certificate: Path | None = None) -> Iterator[Ills]:
    server = Ills(host, certificate)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.closing.set()
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Ills

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.server.asked[self.command, self.path] += 1
        self.server.headers[self.path] = {name.lower(): value for name, value in self.headers.items()}
        if path == "/robots.txt":
            self.give(self.server.robots or Answer(b"", "text/plain", 404))
            return
        made = self.server.also.get(path) or ILLS.get(path, _nothing)(self)
        if made is not None:
            self.give(made)

    do_HEAD = do_GET  # noqa: N815  the name it has to have

    def give(self, answer: Answer, *, promised: int | None = None) -> None:
        self.send_response(answer.status)
        headers = {"Content-Type": answer.kind, "Content-Length": str(promised or len(answer.body))}
        for name, value in (headers | answer.headers).items():
            if value:
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD" and answer.status not in {204, 304}:
            self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401  the name it has there
        """Say nothing."""

    @property
    def query(self) -> dict[str, str]:
        return {name.lower(): values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}


Play = Callable[[_Handler], Answer | None]


def _nothing(_: _Handler) -> Answer:
    return Answer(b"nothing here", "text/plain", 404)


def _still(answer: Answer) -> Play:
    return lambda _: answer


def _moved(place: str, status: int = 302) -> Play:
    return lambda _: Answer(b"", "text/html", status, {"Location": place})


def _partial(ask: _Handler) -> Answer:
    """Give a large file by parts."""
    whole = CSV + b"3,Es,2026-03-01\n" * 20_000
    said = {"Accept-Ranges": "bytes", "ETag": '"v1"'}
    if ask.headers.get("If-None-Match") == '"v1"':
        return Answer(b"", "text/csv", 304, said)
    if "Range" not in ask.headers:
        return Answer(whole, headers=said)
    return Answer(whole[:65536], status=206, headers=said | {"Content-Range": f"bytes 0-65535/{len(whole)}"})


def _validated(ask: _Handler) -> Answer:
    said = {"ETag": '"v1"', "Last-Modified": "Sun, 01 Mar 2026 10:00:00 GMT"}
    return Answer(b"", "text/csv", 304, said) if "If-None-Match" in ask.headers else Answer(headers=said)


def _no_head(ask: _Handler) -> Answer:
    return Answer(b"", "text/plain", 405) if ask.command == "HEAD" else Answer()


def _lying_head(ask: _Handler) -> Answer:
    return Answer(b"", "text/plain", 404) if ask.command == "HEAD" else Answer()


def _silent_head(ask: _Handler) -> Answer:
    return Answer(PAGE, "" if ask.command == "HEAD" else "text/html")


def _slow(ask: _Handler) -> None:
    ask.server.closing.wait(30)


def _slow_head(ask: _Handler) -> Answer | None:
    if ask.command != "HEAD":
        return Answer()
    _slow(ask)
    return None


def _endless(ask: _Handler) -> None:
    ask.send_response(200)
    ask.send_header("Content-Type", "text/csv")
    ask.end_headers()
    ask.close_connection = True
    while ask.command != "HEAD" and not ask.server.closing.is_set():
        ask.wfile.write(CSV * 1000)


def _dribbling(ask: _Handler) -> None:
    ask.send_response(200)
    ask.send_header("Content-Type", "text/csv")
    ask.end_headers()
    ask.close_connection = True
    while ask.command != "HEAD" and not ask.server.closing.wait(0.02):
        ask.wfile.write(b"1,")


def _truncated(ask: _Handler) -> None:
    ask.give(Answer(), promised=100_000)
    ask.close_connection = True


def _reset(ask: _Handler) -> None:
    ask.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    ask.connection.close()
    ask.close_connection = True


def _garbage(ask: _Handler) -> None:
    ask.wfile.write(b"\x00\x01 this is no HTTP\r\n\r\n")
    ask.close_connection = True


def _huge_headers(_: _Handler) -> Answer:
    return Answer(headers={"X-Large": "x" * 200_000})


def _bomb(_: _Handler) -> Answer:
    return Answer(gzip.compress(b"0," * 20_000_000, 9), headers={"Content-Encoding": "gzip"})


def _busy(ask: _Handler) -> Answer:
    if ask.server.times(ask.path) == 1:
        return Answer(b"later", "text/plain", 429, {"Retry-After": "1"})
    return Answer()


def _cors(ask: _Handler) -> Answer:
    origin = ask.headers.get("Origin", "")
    return Answer(headers={"Access-Control-Allow-Origin": origin, "Vary": "Origin"} if origin else {})


def _wms(ask: _Handler) -> Answer:
    if ask.query.get("request", "").lower() == "getcapabilities":
        return Answer(CAPABILITIES, "text/xml")
    return Answer(b"<ServiceExceptionReport/>", "text/xml", 400)


def _negotiated(ask: _Handler) -> Answer:
    if "turtle" in ask.headers.get("Accept", ""):
        return Answer(TURTLE, "text/turtle", headers={"Vary": "Accept"})
    return Answer(PAGE, "text/html", headers={"Vary": "Accept"})


def _cookie_gate(ask: _Handler) -> Answer:
    if "gezien=1" in ask.headers.get("Cookie", ""):
        return Answer()
    return Answer(b"", "text/html", 302, {"Location": "/cookie-gate", "Set-Cookie": "gezien=1; Path=/"})


def _part_of_nothing(ask: _Handler) -> Answer:
    return Answer(b"", status=416 if "Range" in ask.headers else 200)


ILLS: Final[dict[str, Play]] = {
    "/": _still(Answer(PAGE, "text/html")),
    "/healthy.csv": _validated,
    "/large.csv": _partial,
    "/page": _still(Answer(PAGE, "text/html; charset=utf-8")),
    "/wrong-type.csv": _still(Answer(CSV, "text/html")),
    "/page-for-csv.csv": _still(Answer(PAGE.replace(b"Bomen", b"Pagina niet gevonden"), "text/html")),
    "/empty.csv": _still(Answer(b"")),
    "/no-part.csv": _part_of_nothing,
    "/gone": _still(Answer(b"", "text/html", 410)),
    "/broken": _still(Answer(b"", "text/html", 500)),
    "/no-head.csv": _no_head,
    "/lying-head": _lying_head,
    "/silent-head": _silent_head,
    "/slow": _slow,
    "/slow-head.csv": _slow_head,
    "/endless.csv": _endless,
    "/dribbling.csv": _dribbling,
    "/truncated.csv": _truncated,
    "/reset": _reset,
    "/garbage": _garbage,
    "/huge-headers": _huge_headers,
    "/bomb.csv": _bomb,
    "/brotli.csv": _still(Answer(b"\x0b\x02\x80", headers={"Content-Encoding": "br"})),
    "/loop": _moved("/loop"),
    "/far": _moved("/far1"),
    **{f"/far{step}": _moved(f"/far{step + 1}") for step in range(1, 6)},
    "/near": _moved("/healthy.csv", 301),
    "/see-other": _moved("/page", 303),
    "/members": _moved("/account/login?return=%2Fmembers"),
    "/account/login": _still(Answer(PAGE, "text/html")),
    "/vanished": _moved("/nl/pagina-niet-gevonden"),
    "/nl/pagina-niet-gevonden": _still(Answer(PAGE, "text/html")),
    "/to-home": _moved("/"),
    "/to-mail": _moved("mailto:data@stad.example"),
    "/to-private": _moved("http://127.0.0.1:9/secret"),
    "/to-metadata": _moved("http://169.254.169.254/latest/"),
    "/cookie-gate": _cookie_gate,
    "/key-wall": _still(Answer(b'{"message":"Missing API key"}', "application/json", 401)),
    "/password": _still(Answer(b"", "text/plain", 401, {"WWW-Authenticate": "Basic"})),
    "/forbidden": _still(Answer(b"", "text/plain", 403)),
    "/busy": _busy,
    "/always-busy": _still(Answer(b"later", "text/plain", 429, {"Retry-After": "86400"})),
    "/maintenance": _still(Answer(b"later", "text/plain", 503, {"Retry-After": "86400"})),
    "/cors": _cors,
    "/etag-in-vain.csv": _still(Answer(headers={"ETag": '"v1"'})),
    "/no-store.csv": _still(Answer(headers={"Cache-Control": "no-store"})),
    "/wms": _wms,
    "/id/boom/1": _negotiated,
    "/bomen.ttl": _still(Answer(TURTLE, "text/turtle")),
}
