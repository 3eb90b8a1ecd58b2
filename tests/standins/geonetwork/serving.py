"""The stand-in on loopback: tokens, proof against forged requests, the interface, and failures on command."""

import base64
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any, Final, Literal
from urllib.parse import parse_qs, parse_qsl, urlsplit

from tests.standins.geonetwork.portal import APPROVED, DRAFT, SUBMITTED, Portal, RefusedError

__all__ = ["CLIENT", "SECRET", "Fault", "Kind", "Standin", "serving_standin"]

CLIENT: Final = "oogst-test"
SECRET: Final = "not/a+secret"  # noqa: S105  of a stand-in
Kind = Literal["too-many", "error", "silence", "cut-before", "cut-after", "login-page", "lost-in-report"]


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next questions of a kind."""

    asked: re.Pattern[str]
    """Of method and path: ``PUT /srv/api/records``."""
    kind: Kind
    times: int = 1


@dataclass(slots=True)
class Standin:
    """One server, with its records and its memory of what was asked."""

    url: str
    portal: Portal
    faults: list[Fault] = field(default_factory=list)
    at: dict[int, Kind] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    """Those that hold."""
    issued: int = 0
    honest: bool = True
    """The tokens that are given are accepted."""
    lives: int = 3600
    proof: str = "proof-1"
    still: Event = field(default_factory=Event)
    """Set when the server stops, so that who is kept waiting is let go."""
    lock: Lock = field(default_factory=Lock)

    @property
    def token_url(self) -> str:
        return f"{self.url}/token"

    def fail(self, asked: str, kind: Kind, times: int = 1) -> None:
        self.faults.append(Fault(re.compile(asked), kind, times))

    def fail_at(self, number: int, kind: Kind) -> None:
        """Have one question fail: the first from now on is number 1."""
        self.at[len(self.asked) + number] = kind

    def expire_tokens(self) -> None:
        self.tokens.clear()

    def count(self, asked: str) -> int:
        return sum(1 for one in self.asked if re.match(asked, one))

    def due(self, asked: str) -> Kind | None:
        """Give what is to go wrong with a question, and count it."""
        if (kind := self.at.get(len(self.asked))) is not None:
            return kind
        for one in self.faults:
            if one.times and one.asked.fullmatch(asked):
                one.times -= 1
                return one.kind
        return None

    def issue(self) -> str:
        self.issued += 1
        if self.honest:
            self.tokens.append(f"token-{self.issued}")
        return f"token-{self.issued}"


@contextmanager
def serving_standin() -> Iterator[Standin]:
    server = _Server(("127.0.0.1", 0), _Handler)
    url = f"http://127.0.0.1:{server.server_port}"
    server.standin = Standin(url, Portal(node=f"{url}/srv/"))
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server.standin
    finally:
        server.standin.still.set()
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    standin: Standin

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 -- socketserver's own
        """Say nothing of clients that leave early."""


Answer = tuple[int, Any]
"""Status, and what is said: JSON, or bytes of XML."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    """Head and body of an answer leave together."""
    server: _Server

    def do_GET(self) -> None:
        self._serve()

    def do_PUT(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        self._serve()

    def do_DELETE(self) -> None:
        self._serve()

    def _serve(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        asked = f"{self.command} {urlsplit(self.path).path}"
        with self.server.standin.lock:
            self.server.standin.asked.append(asked)
            kind = self.server.standin.due(asked)
        if kind in {"silence", "cut-before"}:
            self._drop(kind == "silence")
            return
        if kind in FAILURES:
            self._answer(*FAILURES[kind])
            return
        status, said = self._answered(body)
        if kind == "cut-after":
            self._drop(wait=False)
        elif kind == "lost-in-report":
            self._answer(
                status, said | {"numberOfRecordsProcessed": 0, "errors": [{"message": "no disk"}]}, {}
            )
        else:
            self._answer(status, said, {})

    def _drop(self, wait: bool) -> None:  # noqa: FBT001  the one choice there is
        if wait:
            self.server.standin.still.wait(5)
        self.close_connection = True

    def _answered(self, body: bytes) -> Answer:
        with self.server.standin.lock:
            try:
                if urlsplit(self.path).path == "/token":
                    return self._token(body)
                self._admit()
                return self._routed(body)
            except RefusedError as error:
                return error.status, {"code": "refused", "message": error.words, "description": error.words}

    def _token(self, body: bytes) -> Answer:
        basic = base64.b64encode(f"{CLIENT}:not%2Fa%2Bsecret".encode()).decode()
        form = parse_qs(body.decode())
        if self.headers.get("Authorization") != f"Basic {basic}":
            return HTTPStatus.UNAUTHORIZED, {"error": "invalid_client"}
        if form.get("grant_type") != ["client_credentials"]:
            return HTTPStatus.BAD_REQUEST, {"error": "unsupported_grant_type"}
        standin = self.server.standin
        return HTTPStatus.OK, {"access_token": standin.issue(), "expires_in": standin.lives}

    def _admit(self) -> None:
        """Look at the proof before the token, as the platform does."""
        exempt = self.command == "GET" or urlsplit(self.path).path.startswith("/srv/api/search/")
        given = self.headers.get("X-XSRF-TOKEN"), f"XSRF-TOKEN={self.server.standin.proof}"
        if not exempt and (
            given[0] != self.server.standin.proof or given[1] not in self.headers.get("Cookie", "")
        ):
            raise RefusedError(HTTPStatus.FORBIDDEN, "Could not verify the provided CSRF token")
        if self.headers.get("Authorization", "").removeprefix("Bearer ") not in self.server.standin.tokens:
            raise RefusedError(HTTPStatus.UNAUTHORIZED, "Full authentication is required")

    def _routed(self, body: bytes) -> Answer:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query))
        for method, pattern, answer in ROUTES:
            found = re.fullmatch(pattern, parts.path)
            if method == self.command and found:
                return answer(self.server.standin.portal, found.groupdict(), query, body)
        return HTTPStatus.NOT_FOUND, {"message": "no such call"}

    def _answer(self, status: int, said: Any, headers: Mapping[str, str]) -> None:  # noqa: ANN401
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        self.send_response(status)
        kind = "application/xml" if isinstance(said, bytes) else "application/json"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Set-Cookie", f"XSRF-TOKEN={self.server.standin.proof}; Path=/")
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 -- the name it has there
        """Say nothing."""


FAILURES: Final[dict[str | None, tuple[int, Any, Mapping[str, str]]]] = {
    "too-many": (HTTPStatus.TOO_MANY_REQUESTS, {"message": "slower"}, {"Retry-After": "7"}),
    "error": (HTTPStatus.INTERNAL_SERVER_ERROR, {"message": "broken"}, {}),
    "login-page": (HTTPStatus.FOUND, b"<html/>", {"Location": "https://login.invalid/"}),
}
Route = Callable[[Portal, Mapping[str, str], dict[str, str], bytes], Answer]


def _me(portal: Portal, _: Mapping[str, str], __: dict[str, str], ___: bytes) -> Answer:
    if not portal.profile:
        return HTTPStatus.NO_CONTENT, b""
    said = {"id": "9", "profile": portal.profile, "groupsWithEditor": sorted(map(int, portal.editor_of))}
    return HTTPStatus.OK, said | {"groupsWithReviewer": sorted(map(int, portal.reviewer_of))}


def _groups(portal: Portal, _: Mapping[str, str], __: dict[str, str], ___: bytes) -> Answer:
    return HTTPStatus.OK, [{"id": int(number), "name": name} for name, number in portal.groups.items()]


def _read(portal: Portal, found: Mapping[str, str], query: dict[str, str], _: bytes) -> Answer:
    return HTTPStatus.OK, portal.xml(found["uuid"], approved=query.get("approved", "true") == "true")


def _submit(portal: Portal, _: Mapping[str, str], __: dict[str, str], body: bytes) -> Answer:
    return HTTPStatus.OK, portal.advance(json.loads(body)["uuids"], DRAFT, SUBMITTED)


def _approve(portal: Portal, _: Mapping[str, str], __: dict[str, str], body: bytes) -> Answer:
    uuids = json.loads(body)["uuids"]
    if any(uuid in portal.kept and portal.kept[uuid].group not in portal.reviewer_of for uuid in uuids):
        raise RefusedError(HTTPStatus.FORBIDDEN, "Access Denied")
    return HTTPStatus.OK, portal.advance(uuids, SUBMITTED, APPROVED)


def _delete(portal: Portal, found: Mapping[str, str], _: dict[str, str], __: bytes) -> Answer:
    portal.delete(found["uuid"])
    return HTTPStatus.NO_CONTENT, b""


RECORD: Final = r"/srv/api/records/(?P<uuid>[0-9a-f-]{36})"
ROUTES: Final[tuple[tuple[str, str, Route], ...]] = (
    ("GET", "/srv/api/me", _me),
    ("GET", "/srv/api/site", lambda portal, *_: (HTTPStatus.OK, {"system/site/siteId": portal.site})),
    ("GET", "/srv/api/groups", _groups),
    ("PUT", "/srv/api/records/submit", _submit),
    ("PUT", "/srv/api/records/approve", _approve),
    (
        "PUT",
        "/srv/api/records",
        lambda portal, _, query, body: (HTTPStatus.CREATED, portal.insert(body, query)),
    ),
    ("GET", f"{RECORD}/formatters/xml", _read),
    (
        "GET",
        f"{RECORD}/status/workflow/last",
        lambda portal, found, *_: (HTTPStatus.OK, portal.status(found["uuid"])),
    ),
    (
        "PUT",
        f"{RECORD}/validate/internal",
        lambda portal, found, *_: (HTTPStatus.CREATED, portal.validate(found["uuid"])),
    ),
    ("DELETE", RECORD, _delete),
    (
        "POST",
        "/srv/api/search/records/_search",
        lambda portal, _, __, body: (HTTPStatus.OK, portal.search(json.loads(body))),
    ),
)
