"""A server that plays portals: the path begins with the protocol and with what is wrong."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final
from urllib.parse import parse_qs, urlsplit

from catalogue.model import ListSelectors, Protocol
from tests.harvester.scenarios import holdings
from tests.harvester.scenarios.asking import Asked, Holding, Reply
from tests.harvester.scenarios.catalogues import CATALOGUES, ENTRIES, html_list
from tests.harvester.scenarios.deliveries import DELIVERIES, MEGABYTE, deliver
from tests.harvester.scenarios.peculiar import PECULIAR
from tests.harvester.scenarios.replies import REPLIES, Visit

__all__ = ["HOLDINGS", "SCENARIOS", "Scenarios", "entry", "selectors", "serving"]

HOLDINGS: Final[dict[str, Holding]] = {
    "emptied": holdings.Emptied(),
    "empty-in-the-middle": holdings.MiddleEmpty(),
    "endless": holdings.Endless(),
    "endless-and-empty": holdings.EndlessNothing(),
    "grown-meanwhile": holdings.Grown(),
    "huge-identifier": holdings.HugeIdentifier(),
    "repeated": holdings.Repeated(),
    "shrunk-meanwhile": holdings.Shrunk(),
    "shuffled": holdings.Shuffled(),
    "twice-on-a-page": holdings.Twice(),
}
SCENARIOS: Final = ("healthy", *HOLDINGS, *REPLIES, *DELIVERIES)
NOW: Final = "now"
NOTHING: Final = Reply(b"nothing here", "text/plain", 404)


def entry(protocol: Protocol, scenario: str) -> str:
    """Give the path of a scenario, as a source of that protocol is given it."""
    return f"/{protocol}/{scenario}{ENTRIES.get(protocol, '')}"


def selectors(protocol: Protocol) -> ListSelectors | None:
    return html_list.SELECTORS if protocol is Protocol.HTML_LIST else None


class Scenarios(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 50

    def __init__(self, host: str = "127.0.0.1") -> None:
        super().__init__((host, 0), _Handler)
        self.host = host
        self.asked: Counter[str] = Counter()
        """How often each path was asked for, query included."""
        self.headers: list[dict[str, str]] = []
        """What each request said of itself."""
        self.moved: dict[str, str] = {}
        """Where each of these paths redirects to, as written."""
        self.on_request: Callable[[str], None] = _nothing
        """Called with the path of each request before it is answered."""
        self.stock = Holding()
        """What a healthy catalogue holds."""
        self.texts: dict[bytes, bytes] = {}
        """Words in its answers that are others now."""
        self.padding = MEGABYTE
        """Bytes of white space behind a body that is padded."""
        self.now: dict[str, str] = {}
        """What each protocol plays at ``/protocol/now``, where a portal falls ill and gets well again."""

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.server_port}"

    @property
    def agents(self) -> set[str]:
        return {said.get("User-Agent", "") for said in self.headers}

    def asked_below(self, path: str) -> int:
        """Count the requests for what is below a path."""
        return sum(times for asked, times in self.asked.items() if asked.startswith(path))

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  what a socket server has
        """Say nothing of clients that leave early: most tests make them."""


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Scenarios]:
    server = Scenarios(host)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _nothing(_path: str) -> None:
    """Do nothing at a request."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Scenarios

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        self.server.headers.append(dict(self.headers))
        self.server.on_request(self.path)
        if self.path in self.server.moved:
            self._redirect(self.server.moved[self.path])
            return
        parts = urlsplit(self.path)
        protocol, _, rest = parts.path.strip("/").partition("/")
        scenario, _, path = rest.partition("/")
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        length = int(self.headers.get("Content-Length") or 0)
        base = f"{self._address()}/{protocol}/{scenario}"
        asked = Asked(base, path, query, self.rfile.read(length).decode() if length else "")
        self._play(protocol, scenario, asked)

    do_POST = do_GET  # noqa: N815  the name it has to have

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401  the names it has there
        """Say nothing."""

    def end_headers(self) -> None:
        self.send_header("Set-Cookie", "volg=mij; Path=/")
        super().end_headers()

    def _redirect(self, place: str) -> None:
        deliver(self, Reply(b"", status=302, headers={"Location": place}))

    def _address(self) -> str:
        return f"http://{self.headers.get('Host') or self.server.url}"

    def _play(self, protocol: str, scenario: str, asked: Asked) -> None:
        scenario = self.server.now.get(protocol, "healthy") if scenario == NOW else scenario
        times = self.server.asked[self.path]
        play = PECULIAR.get(protocol, {}).get(scenario)
        if play is not None:
            deliver(self, play(asked, times) or NOTHING)
        elif protocol not in set(Protocol) or scenario not in SCENARIOS:
            deliver(self, NOTHING)
        else:
            self._suffer(scenario, self._healthy(Protocol(protocol), scenario, asked), asked, times)

    def _healthy(self, protocol: Protocol, scenario: str, asked: Asked) -> Reply:
        holding = HOLDINGS.get(scenario, self.server.stock)
        reply = CATALOGUES[protocol](asked, holding) or NOTHING
        for before, after in self.server.texts.items():
            reply = replace(reply, body=reply.body.replace(before, after))
        return reply

    def _suffer(self, scenario: str, reply: Reply, asked: Asked, times: int) -> None:
        """Lay a fault over the answer that it is for."""
        if not reply.hit:
            deliver(self, reply)
        elif scenario in DELIVERIES:
            DELIVERIES[scenario](self, reply)
        elif scenario in REPLIES:
            deliver(self, REPLIES[scenario](Visit(asked, reply, times)))
        else:
            deliver(self, reply)
