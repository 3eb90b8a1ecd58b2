"""A web on loopback that answers for every host: recorded answers, healthy ones and ills, by the address.

The same address always gets the same part. Nothing is asked outside: names resolve to this server, over TLS
too, by certificates of an authority of its own.
"""

import asyncio
import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread
from typing import Any, Final
from unittest.mock import patch

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.test_utils import unused_port

from tests.harvester.probe.certificates import Authority

__all__ = ["PARTS", "Part", "part_of", "web"]

CSV: Final = b"id;naam;datum;lat;lon\n" + b"".join(
    b"%d;Zomereik;2026-01-%02d;51.05;3.72\n" % (number, number % 28 + 1) for number in range(200)
)
GEOJSON: Final = (
    b'{"type":"FeatureCollection","features":[{"type":"Feature","id":1,"properties":{"naam":"Eik"},'
    b'"geometry":{"type":"Point","coordinates":[4.4,51.2]}}]}'
)
PAGE: Final = b"<!DOCTYPE html><html><head><title>Dataset</title></head><body><h1>Dataset</h1></body></html>"
TURTLE: Final = (
    b"@prefix d: <http://purl.org/dc/terms/> .\n<https://stad.example/id/boom/1> d:title 'Eik'@nl ; "
    b"d:license <http://creativecommons.org/publicdomain/zero/1.0/> .\n"
)
CAPABILITIES: Final = (
    b'<?xml version="1.0"?><WMS_Capabilities xmlns="http://www.opengis.net/wms" version="1.3.0"><Capability>'
    b"<Layer><Name>bomen</Name></Layer></Capability></WMS_Capabilities>"
)
OPEN: Final = {"Access-Control-Allow-Origin": "*", "ETag": '"v1"', "Cache-Control": "max-age=3600"}


@dataclass(frozen=True, slots=True)
class Part:
    """What an address plays."""

    name: str
    share: int
    """Of a hundred addresses."""
    status: int = 200
    body: bytes | None = None
    """``None``: what its format asks for."""
    kind: str = ""
    headers: dict[str, str] = field(default_factory=dict)


PARTS: Final = (
    Part("healthy", 52, headers=OPEN),
    Part("plain", 12),
    Part("no-store", 3, headers={"Cache-Control": "no-store"}),
    Part("page-for-data", 6, body=PAGE, kind="text/html"),
    Part("empty", 2, body=b""),
    Part("gone", 7, status=404, body=b"", kind="text/html"),
    Part("broken", 4, status=500, body=b"", kind="text/html"),
    Part("key", 3, status=401, body=b'{"message":"Missing API key"}', kind="application/json"),
    Part("forbidden", 2, status=403, body=b"", kind="text/html"),
    Part("busy", 2, status=429, body=b"", kind="text/html", headers={"Retry-After": "1"}),
    Part("to-login", 3, status=302, body=b"", kind="text/html", headers={"Location": "/account/login"}),
    Part("moved", 4, status=301, body=b"", kind="text/html", headers={"Location": "/moved.csv"}),
)
BODIES: Final = (
    ("csv", CSV, "text/csv"),
    ("geojson", GEOJSON, "application/geo+json"),
    ("json", GEOJSON, "application/json"),
    ("ttl", TURTLE, "text/turtle"),
    ("rdf", TURTLE, "text/turtle"),
    ("wms", CAPABILITIES, "text/xml"),
    ("wfs", CAPABILITIES, "text/xml"),
)


@cache
def part_of(host: str, path: str) -> Part:
    """Choose the part of an address, the same each time."""
    drawn = int.from_bytes(sha256(f"{host}{path}".encode()).digest()[:4]) % 100
    for one in PARTS:
        if drawn < one.share:
            return one
        drawn -= one.share
    raise AssertionError(drawn)


class _Web(asyncio.Protocol):
    """Answers HTTP/1.1 as leanly as it can be."""

    def __init__(self, recorded: dict[str, tuple[bytes, bytes]], busy: set[str]) -> None:
        self._recorded, self._rest = recorded, b""
        self._busy = busy

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: Any = transport

    def data_received(self, data: bytes) -> None:
        self._rest += data
        while b"\r\n\r\n" in self._rest:
            head, _, self._rest = self._rest.partition(b"\r\n\r\n")
            self._transport.write(self._answer(head.decode("latin-1")))

    def _answer(self, head: str) -> bytes:
        line, *fields = head.split("\r\n")
        method, target, _ = line.split(" ", 2)
        said = {
            name.strip().lower(): value.strip() for name, _, value in (one.partition(":") for one in fields)
        }
        part, body, kind = self._played(said.get("host", ""), target)
        status = part.status
        if part.headers.get("ETag") and said.get("if-none-match") == part.headers["ETag"]:
            status, body = 304, b""
        headers = {"Content-Type": kind, "Content-Length": str(len(body)), **part.headers}
        written = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        return f"HTTP/1.1 {status} X\r\n{written}\r\n".encode() + (b"" if method == "HEAD" else body)

    def _played(self, host: str, target: str) -> tuple[Part, bytes, str]:
        path = target.partition("?")[0].lower()
        if path == "/robots.txt":
            return PARTS[1], b"", "text/plain"
        part = (
            PARTS[0]
            if path in {"/moved.csv", "/account/login"}
            else part_of(host, target.partition("&request")[0])
        )
        if part.name == "busy":  # once, as a server does that asks for a pause
            asked, part = f"{host}{target}", PARTS[0] if f"{host}{target}" in self._busy else part
            self._busy.add(asked)
        if part.body is not None:
            return part, part.body, part.kind
        for word, (body, kind) in self._recorded.items():
            if word in target.lower():
                return part, body, kind.decode()
        found = next(
            (one for one in BODIES if one[0] in target.lower()), ("", PAGE, "text/html; charset=utf-8")
        )
        return part, found[1], found[2]


@contextmanager
def web(folder: Path, corpus: Path) -> Iterator[None]:
    """Let every name be this server for as long as the block lasts, in this process."""
    authority = Authority.made_in(folder)
    recorded = _recorded(corpus / "parking_realtime")
    ports = {80: unused_port(), 443: unused_port()}
    ready, done = Event(), Event()
    server = Thread(target=_serve, args=(ports, _secure(authority), recorded, ready, done))
    server.start()
    ready.wait(10)
    connector = partial(aiohttp.TCPConnector, resolver=_Everywhere(ports))
    trusted = {"SSL_CERT_FILE": str(authority.file)}
    try:
        with (
            patch.dict(os.environ, trusted),
            patch("aiohttp.TCPConnector", connector),
            patch("harvester.probe.asking.is_allowed", lambda *_, **__: True),
        ):
            yield
    finally:
        done.set()
        server.join()


def _recorded(folder: Path) -> dict[str, tuple[bytes, bytes]]:
    """Give recorded answers by a word that their addresses have."""
    return {
        "garage": ((folder / "gent_garages.json").read_bytes(), b"application/json"),
        "bluebike": ((folder / "gent_bluebikes.json").read_bytes(), b"application/json"),
        "parking": ((folder / "brussel_garages.json").read_bytes(), b"application/json"),
    }


def _secure(authority: Authority) -> ssl.SSLContext:
    """Give each name that is asked for a certificate of its own; some are expired or for another name."""
    made: dict[str, ssl.SSLContext] = {}

    def named(connection: ssl.SSLObject | ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> None:
        host = name or "nameless.example"
        if host not in made:
            drawn = sha256(host.encode()).digest()[0]
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            other = "another.example" if drawn < 8 else host
            context.load_cert_chain(authority.sign(f"c{len(made)}", [other], expired=8 <= drawn < 16))
            made[host] = context
        connection.context = made[host]

    first = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    first.load_cert_chain(authority.sign("first", ["nameless.example"]))
    first.sni_callback = named
    return first


def _serve(
    ports: dict[int, int],
    secure: ssl.SSLContext,
    recorded: dict[str, tuple[bytes, bytes]],
    ready: Event,
    done: Event,
) -> None:
    async def serving() -> None:
        loop = asyncio.get_running_loop()
        make = partial(_Web, recorded, set())
        plain = await loop.create_server(make, "127.0.0.1", ports[80], backlog=1024)
        encrypted = await loop.create_server(make, "127.0.0.1", ports[443], ssl=secure, backlog=1024)
        ready.set()
        await loop.run_in_executor(None, done.wait)
        plain.close()
        encrypted.close()

    asyncio.run(serving())


class _Everywhere(AbstractResolver):
    """Resolves every name to this server."""

    def __init__(self, ports: dict[int, int]) -> None:
        self._ports = ports

    async def resolve(self, host: str, port: int = 0, family: Any = 0) -> list[ResolveResult]:  # noqa: ANN401, ARG002  as aiohttp has it
        return [
            ResolveResult(
                hostname=host, host="127.0.0.1", port=self._ports.get(port, self._ports[80]),
                family=2, proto=0, flags=0,
            )
        ]  # fmt: skip

    async def close(self) -> None:
        """Nothing is open."""
