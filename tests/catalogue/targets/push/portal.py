"""A small real portal on the loopback, which keeps JSON and fails on command, and a target that speaks to it.

Synthetic: it is like no portal software. It has what the engine of pushes has to cope with: names that are
taken, stamps, tokens, values that it rewrites, answers that never come although the work was done.
"""

import json
import os
import signal
import socket
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from time import sleep
from typing import Any, Final

from catalogue.errors import TargetError
from catalogue.targets.push import (
    Body,
    Difference,
    EntryAlteredError,
    EntryRefusedError,
    Held,
    Refusal,
    TargetBusyError,
    TargetSettings,
    Wanted,
)

__all__ = ["TOKEN", "Portal", "PortalTarget", "open_target", "portal"]

TOKEN: Final = "s3cret-of-the-test"  # noqa: S105  of a portal that lives for one test
OWN: Final = ("uuid", "name", "title", "text")
PATIENCE: Final = 20.0
SLOW: Final = 1.0


class Portal(ThreadingHTTPServer):
    """Keeps things by id; ``faults`` says what happens at which write, counted from one."""

    daemon_threads = True
    # A client that hung up is no news.
    block_on_close = False

    def __init__(self, database: str = "one") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.database = database
        self.things: dict[str, dict[str, Any]] = {}
        self.faults: dict[int, str] = {}
        self.writes = 0
        self.reads = 0
        self.lock = Lock()
        self.clock = 0
        self.down = False
        self.rewrites = False
        self.victim = 0
        """Process that is killed at a write."""
        self.log: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def put(self, **fields: Any) -> str:  # noqa: ANN401  anything that JSON holds
        """Have a thing stand, as somebody else would."""
        with self.lock:
            self.clock += 1
            key = f"r{self.clock}"
            self.things[key] = {"id": key, "stamp": str(self.clock), "uuid": "", **fields}
            return key

    def edit(self, key: str, **fields: Any) -> None:  # noqa: ANN401  idem
        with self.lock:
            self.clock += 1
            self.things[key] |= {**fields, "stamp": str(self.clock)}

    def of(self, uuid: str) -> list[dict[str, Any]]:
        return [thing for thing in self.things.values() if thing["uuid"] == uuid]

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  as the class above has it
        """Keep quiet: who hangs up half-way is what is tested."""


class _Handler(BaseHTTPRequestHandler):
    server: Portal
    protocol_version = "HTTP/1.1"
    wbufsize = -1

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401  as the class above has it
        """Keep quiet."""

    def do_GET(self) -> None:
        portal = self.server
        portal.reads += 1
        if portal.down:
            self._answer(503, {"error": "down"})
        elif self.path == "/":
            self._answer(200, {"database": portal.database, "known": self._known()})
        elif self.path == "/things":
            with portal.lock:
                found = [dict(thing) for thing in portal.things.values()]
            self._answer(200, found)
        else:
            thing = portal.things.get(self.path.rsplit("/", 1)[1])
            self._answer(200 if thing else 404, thing or {})

    def do_POST(self) -> None:
        portal = self.server
        sent = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        with portal.lock:
            portal.writes += 1
            fault = portal.faults.pop(portal.writes, "")
        if portal.down:
            fault = "503"
        if not self._known():
            self._answer(403, {"error": "who are you?"})
            return
        if fault == "kill-before":
            self._kill()
            return
        if fault == "drop-before":
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True
            return
        if fault.isdigit():
            self._answer(int(fault), {"error": fault})
            return
        status, answer = self._change(sent)
        if fault == "kill-after":
            self._kill()
            return
        if fault == "interrupt":
            os.kill(os.getpid(), signal.SIGINT)
        if fault == "timeout":
            sleep(SLOW)
        if fault in {"drop-after", "timeout"}:
            self.close_connection = True
            self.connection.close()
            return
        self._answer(status, answer)

    def _kill(self) -> None:
        os.kill(self.server.victim, signal.SIGKILL)
        self.close_connection = True

    def _known(self) -> bool:
        return self.headers.get("Authorization") == TOKEN

    def _change(self, sent: dict[str, Any]) -> tuple[int, Any]:
        portal = self.server
        verb = self.path.strip("/")
        with portal.lock:
            portal.log.append(f"{verb} {sent.get('uuid') or sent.get('id')}")
            return getattr(self, f"_{verb}")(sent)  # type: ignore[no-any-return]  # one of the three below

    def _create(self, sent: dict[str, Any]) -> tuple[int, Any]:
        portal = self.server
        for thing in portal.things.values():
            if thing["uuid"] and thing["uuid"] == sent["uuid"]:
                return 200, thing
            if thing.get("name") == sent["name"]:
                return 409, {"error": "name"}
        portal.clock += 1
        key = f"r{portal.clock}"
        portal.things[key] = {"id": key, "stamp": str(portal.clock), **self._taken(sent)}
        return 200, portal.things[key]

    def _update(self, sent: dict[str, Any]) -> tuple[int, Any]:
        portal = self.server
        thing = portal.things.get(sent["id"])
        if thing is None or thing["stamp"] != sent["stamp"]:
            return 412, {}
        portal.clock += 1
        thing |= {**self._taken(sent), "id": sent["id"], "stamp": str(portal.clock)}
        return 200, thing

    def _delete(self, sent: dict[str, Any]) -> tuple[int, Any]:
        self.server.things.pop(sent["id"], None)
        return 200, {}

    def _taken(self, sent: dict[str, Any]) -> dict[str, Any]:
        if not self.server.rewrites:
            return sent
        return sent | {"title": sent["title"].upper()}

    def _answer(self, status: int, document: Any) -> None:  # noqa: ANN401  anything that JSON holds
        body = json.dumps(document).encode()
        self.send_response(status)
        if status in {429, 503}:
            self.send_header("Retry-After", "0.01")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def portal(database: str = "one") -> Iterator[Portal]:
    server = Portal(database)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class PortalTarget:
    """The portal as a target."""

    def __init__(
        self, url: str, token: str = TOKEN, refused: Collection[str] = (), timeout: float = PATIENCE
    ) -> None:
        self.host = url.removeprefix("http://")
        self.token = token
        self.timeout = timeout
        self.refused = frozenset(refused)
        """Titles that cannot be shaped."""

    @property
    def name(self) -> str:
        return "proef"

    @property
    def apart(self) -> bool:
        return False

    def identity(self) -> str:
        return f"{self.host}#{self._ask('GET', '/')['database']}"

    def ready(self, publishers: Collection[str]) -> Sequence[Refusal]:
        del publishers
        return [] if self._ask("GET", "/")["known"] else [Refusal("push.no-rights", {"target": self.name})]

    def shape(self, wanted: Wanted) -> Body | Refusal:
        if wanted.title in self.refused:
            return Refusal("push.rule.no-body", {})
        name = wanted.iri.rsplit("/", 1)[1][:8]
        return {
            "uuid": wanted.uuid,
            "name": f"x-{name}",
            "title": wanted.title,
            "text": wanted.graph.decode(),
        }

    def name_of(self, body: Body) -> str:
        return str(body["name"])

    def ours(self) -> Iterator[Held]:
        yield from (_held(thing) for thing in self._ask("GET", "/things") if thing["uuid"])

    def in_the_way(self, bodies: Sequence[Body]) -> Mapping[str, Held]:
        names = {str(body["name"]) for body in bodies}
        found = (_held(thing) for thing in self._ask("GET", "/things") if not thing["uuid"])
        return {held.name: held for held in found if held.name in names}

    def merged(self, body: Body, held: Held) -> Body:
        return {**body, "name": held.name}

    def differences(self, body: Body, held: Held) -> Sequence[Difference]:
        return [
            Difference(field, held.body.get(field), body[field])
            for field in ("title", "text")
            if held.body.get(field) != body[field]
        ]

    def create(self, body: Body) -> Held:
        return _held(self._ask("POST", "/create", dict(body)))

    def update(self, body: Body, held: Held) -> Held:
        return _held(self._ask("POST", "/update", {**body, "id": held.remote_id, "stamp": held.stamp}))

    def delete(self, held: Held) -> None:
        self._ask("POST", "/delete", {"id": held.remote_id})

    def find(self, uuid: str, *, remote_id: str = "", name: str = "") -> Held | None:
        del remote_id, name
        return next((held for held in self.ours() if held.uuid == uuid), None)

    def read(self, remote_id: str) -> Held | None:
        found = self._ask("GET", f"/things/{remote_id}")
        return _held(found) if found else None

    def _ask(self, method: str, path: str, document: Any = None) -> Any:  # noqa: ANN401  JSON
        connection = HTTPConnection(self.host, timeout=self.timeout)
        try:
            body = json.dumps(document).encode() if document is not None else None
            connection.request(method, path, body, {"Authorization": self.token})
            response = connection.getresponse()
            answer = json.loads(response.read())
        except (HTTPException, OSError) as error:
            raise TargetBusyError("push.no-answer", target=self.name, detail=type(error).__name__) from error
        finally:
            connection.close()
        return _understood(self.name, response.status, answer, response.headers.get("Retry-After"))


def _understood(name: str, status: int, answer: Any, after: str | None) -> Any:  # noqa: ANN401  JSON
    match status:
        case 200 | 404:
            return answer
        case 403:
            raise TargetError("push.no-rights", target=name)
        case 409:
            raise EntryRefusedError("push.refused", target=name, detail=str(answer))
        case 412:
            raise EntryAlteredError("push.refused", target=name, detail="412")
        case _:
            wait = float(after) if after else None
            raise TargetBusyError(
                "push.no-answer",
                target=name,
                detail=str(status),
                after=wait,
                unclear=status not in {429, 503},
            )


def _held(thing: Mapping[str, Any]) -> Held:
    body = {name: thing.get(name) for name in OWN}
    return Held(thing["id"], thing["uuid"], str(thing.get("name", "")), body, thing["stamp"])


def open_target(settings: TargetSettings) -> PortalTarget:
    """Open the portal as each kind of target opens its own."""
    return PortalTarget(settings.url, settings.secret() if settings.secret else "")
