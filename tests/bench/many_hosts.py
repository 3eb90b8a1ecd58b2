"""A server that is many hosts of loopback at once: answers leanly, and notes when it was asked.

``python -m tests.bench.many_hosts HOSTS`` prints its port and serves until its standard input closes; a line
there is answered with what was asked since the last one, as JSON.
"""

import asyncio
import sys
from collections import defaultdict
from time import monotonic
from typing import Final

import orjson

__all__ = ["hosts"]

CSV: Final = b"id;naam;lat;lon;datum\n" + b"".join(
    b"%d;Zomereik;51.05;3.72;2026-01-%02d\n" % (at, at % 28 + 1) for at in range(100)
)
GEOJSON: Final = orjson.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": at,
                "properties": {"naam": "Zomereik", "geplant": "2026-01-01"},
                "geometry": {"type": "Point", "coordinates": [3.7 + at / 1e4, 51.05]},
            }
            for at in range(120)
        ],
    }
)
TURTLE: Final = b"@prefix d: <http://purl.org/dc/terms/> .\n" + b"".join(
    b'<urn:boom:%d> d:title "Zomereik"@nl ; d:issued "2026-01-01" .\n' % at for at in range(40)
)
LARGE: Final = CSV * 20
KINDS: Final = {
    b"csv": (CSV, b"text/csv"),
    b"geojson": (GEOJSON, b"application/geo+json"),
    b"ttl": (TURTLE, b"text/turtle"),
    b"large": (LARGE[:65536], b"text/csv"),
}


def hosts(count: int) -> list[str]:
    return [f"127.1.{at // 200}.{at % 200 + 1}" for at in range(count)]


def _answers() -> dict[tuple[bytes, bytes], bytes]:
    """Write every answer once: per kind what HEAD, GET and a validator give."""
    made = {}
    for kind, (body, media) in KINDS.items():
        said = b'Content-Type: %s\r\nETag: "v1"\r\nAccess-Control-Allow-Origin: *\r\n' % media
        whole = b"HTTP/1.1 200 OK\r\n%sContent-Length: %d\r\n\r\n" % (said, len(body))
        made[kind, b"HEAD"] = whole
        made[kind, b"GET"] = whole + body
        made[kind, b"SAME"] = b"HTTP/1.1 304 Not Modified\r\n%s\r\n" % said
    return made


ANSWERS: Final = _answers()
NOTHING: Final = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"


class _Asked:
    """How many requests there were, and the shortest time between two to one host."""

    def __init__(self) -> None:
        self.count = 0
        self.last: dict[str, float] = defaultdict(float)
        self.shortest = float("inf")

    def note(self, host: str) -> None:
        now = monotonic()
        if self.last[host]:
            self.shortest = min(self.shortest, now - self.last[host])
        self.last[host] = now
        self.count += 1

    def told(self) -> bytes:
        shortest = None if self.shortest == float("inf") else round(self.shortest, 3)
        said = orjson.dumps({"requests": self.count, "shortest": shortest, "hosts": len(self.last)})
        self.__init__()  # type: ignore[misc]  # begin anew
        return said


class _Host(asyncio.Protocol):
    def __init__(self, asked: _Asked) -> None:
        self._asked = asked
        self._rest = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._name = transport.get_extra_info("sockname")[0]

    def data_received(self, data: bytes) -> None:
        self._rest += data
        while b"\r\n\r\n" in self._rest:
            head, _, self._rest = self._rest.partition(b"\r\n\r\n")
            self._asked.note(self._name)
            self._transport.write(_answer(head))  # type: ignore[attr-defined]  # one that writes


def _answer(head: bytes) -> bytes:
    method, path = head.split(b" ", 2)[:2]
    kind = path.rpartition(b".")[2]
    return ANSWERS.get((kind, b"SAME" if b"If-None-Match" in head else method), NOTHING)


async def _serve(count: int) -> None:
    asked = _Asked()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Host(asked), hosts(count), 0, backlog=1024)
    port = server.sockets[0].getsockname()[1]
    for one in server.sockets[1:]:
        if one.getsockname()[1] != port:
            server.close()
            server = await loop.create_server(lambda: _Host(asked), hosts(count), port, backlog=1024)
            break
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    while await loop.run_in_executor(None, sys.stdin.readline):
        sys.stdout.write(asked.told().decode() + "\n")
        sys.stdout.flush()
    server.close()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
