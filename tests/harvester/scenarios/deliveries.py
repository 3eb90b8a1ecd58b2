"""What can go wrong on the way: connections that break, stall, drip or flood, at the level of the socket."""

import socket
import struct
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler
from types import MappingProxyType
from typing import Final

from tests.harvester.scenarios.asking import Reply

__all__ = ["DELIVERIES", "deliver"]

Handler = BaseHTTPRequestHandler
Delivery = Callable[[Handler, Reply], None]

MEGABYTE: Final = 1024 * 1024
STALL: Final = 10.0
"""Seconds for which a stalled server waits for its client to leave."""


CHUNKED: Final = {"Transfer-Encoding": "chunked"}
CLOSING: Final = {"Connection": "close"}


def head(
    handler: Handler, reply: Reply, length: int | None, headers: Mapping[str, str] = MappingProxyType({})
) -> None:
    handler.send_response(reply.status)
    if reply.media_type.strip():
        handler.send_header("Content-Type", reply.media_type)
    if length is not None:
        handler.send_header("Content-Length", str(length))
    for name, text in {**reply.headers, **headers}.items():
        handler.send_header(name, text)
    handler.end_headers()
    handler.wfile.flush()


def deliver(handler: Handler, reply: Reply) -> None:
    """Send an answer as it should be."""
    head(handler, reply, len(reply.body))
    handler.wfile.write(reply.body)


def stall(handler: Handler) -> None:
    """Wait for the client to leave, but not for ever."""
    handler.close_connection = True
    handler.connection.settimeout(STALL)
    try:
        handler.connection.recv(1)
    except OSError:
        return


def drop(handler: Handler, reply: Reply) -> None:
    """Close in the middle of the body."""
    head(handler, reply, len(reply.body), CLOSING)
    handler.wfile.write(reply.body[: len(reply.body) // 2])
    handler.close_connection = True


def reset(handler: Handler, reply: Reply) -> None:
    """Tear the connection down in the middle of the body."""
    drop(handler, reply)
    handler.wfile.flush()
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def hang(handler: Handler, _reply: Reply) -> None:
    """Say nothing at all."""
    stall(handler)


def hang_after_headers(handler: Handler, reply: Reply) -> None:
    head(handler, reply, len(reply.body))
    stall(handler)


def promise_more(handler: Handler, reply: Reply) -> None:
    """Promise more than there is, and keep the line open."""
    head(handler, reply, len(reply.body) + 1000)
    handler.wfile.write(reply.body)
    handler.wfile.flush()
    stall(handler)


def promise_less(handler: Handler, reply: Reply) -> None:
    """Announce the body up to the middle of a word in its second dataset, and send all of it."""
    head(handler, reply, reply.middle)
    handler.wfile.write(reply.body)
    handler.close_connection = True


def drip(handler: Handler, reply: Reply) -> None:
    """Send the body in twenty pieces, one after the other."""
    head(handler, reply, len(reply.body))
    size = len(reply.body) // 20 + 1
    for start in range(0, len(reply.body), size):
        handler.wfile.write(reply.body[start : start + size])
        handler.wfile.flush()
        time.sleep(0.01)


def drip_without_end(handler: Handler, reply: Reply) -> None:
    """Send a blank now and then, for ever."""
    head(handler, reply, 10**6)
    handler.close_connection = True
    until = time.monotonic() + STALL
    while time.monotonic() < until:
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def chunk(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(body), body)


def chunked(handler: Handler, reply: Reply) -> None:
    head(handler, reply, None, CHUNKED)
    handler.wfile.write(chunk(reply.body[:100]) + chunk(reply.body[100:]) + b"0\r\n\r\n")


def chunked_and_cut(handler: Handler, reply: Reply) -> None:
    """Close after a chunk that was not the last."""
    head(handler, reply, None, CHUNKED)
    handler.wfile.write(chunk(reply.body))
    handler.close_connection = True


def chunked_badly(handler: Handler, reply: Reply) -> None:
    """Give the second chunk a length that is no number."""
    head(handler, reply, None, CHUNKED)
    handler.wfile.write(chunk(reply.body[:100]) + b"veel\r\n" + reply.body[100:])
    handler.close_connection = True


def until_it_closes(handler: Handler, reply: Reply) -> None:
    """Name no length: the end of the connection is the end of the body, as HTTP/1.0 had it."""
    head(handler, reply, None, CLOSING)
    handler.wfile.write(reply.body)
    handler.close_connection = True


def padded(handler: Handler, reply: Reply) -> None:
    """Send a body with as much white space behind it as the server is told to."""
    padding: int = getattr(handler.server, "padding", 0)
    head(handler, reply, len(reply.body) + padding)
    handler.wfile.write(reply.body)
    for _ in range(padding // MEGABYTE):
        handler.wfile.write(b" " * MEGABYTE)


def flood(handler: Handler, reply: Reply) -> None:
    """Send a body that has no end."""
    head(handler, reply, None, CLOSING)
    handler.close_connection = True
    for _ in range(2_000):
        handler.wfile.write(reply.body[:100] + b" " * 100_000)


def boast(handler: Handler, reply: Reply) -> None:
    """Announce a body of a terabyte."""
    head(handler, reply, 10**12)
    handler.wfile.write(reply.body)
    handler.wfile.flush()
    stall(handler)


def no_http(handler: Handler, _reply: Reply) -> None:
    """Answer in another language."""
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n" * 50)
    handler.close_connection = True


def headers_without_end(handler: Handler, _reply: Reply) -> None:
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    handler.close_connection = True
    until = time.monotonic() + STALL
    while time.monotonic() < until:
        handler.wfile.write(b"X-Again: " + b"x" * 500 + b"\r\n")
        time.sleep(0.001)


DELIVERIES: Final[dict[str, Delivery]] = {
    "drop": drop,
    "reset": reset,
    "hang": hang,
    "hang-after-headers": hang_after_headers,
    "promise-more": promise_more,
    "promise-less": promise_less,
    "drip": drip,
    "drip-without-end": drip_without_end,
    "chunked": chunked,
    "chunked-and-cut": chunked_and_cut,
    "chunked-badly": chunked_badly,
    "padded": padded,
    "until-it-closes": until_it_closes,
    "flood": flood,
    "boast": boast,
    "no-http": no_http,
    "headers-without-end": headers_without_end,
}
