"""One request over the network, within bounds: time, bytes, and the places it may go to.

Law: the address that a connection is made to is looked at when it is made, whatever name led there.
"""

import asyncio
import errno
import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, Final

import aiohttp
from yarl import URL

from harvester.probe.encryption import in_short, looking_away, sound
from harvester.probe.manners import SAMPLE, ProbeManners
from harvester.probe.reply import NoReply, Reply
from harvester.reach import is_allowed

__all__ = ["Asker", "asker"]

LONGEST_FIELD: Final = 32 * 1024
"""Bytes of one header."""
LOOK_UPS: Final = 32
"""Names that are looked up at once: each takes a thread, also the one that nobody knows."""
CHUNK: Final = 16 * 1024
BROKEN_OFF: Final = (aiohttp.ServerDisconnectedError, aiohttp.ClientPayloadError, ConnectionResetError)


class _PrivateError(OSError):
    """Raised when a connection would be made to an address that is not public; always in the same words."""


class Asker:
    """Asks; ``private`` says of one request whether it may go to a private place."""

    def __init__(self, public: aiohttp.ClientSession, private: aiohttp.ClientSession) -> None:
        self._sessions = {False: public, True: private}

    async def ask(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str],
        limit: int = SAMPLE,
        *,
        private: bool,
        verify: bool = True,
    ) -> Reply:
        """Ask once and follow nothing. Raises NoReply."""
        session = self._sessions[private]
        context = sound() if verify else looking_away()
        try:
            target = URL(url, encoded=_is_ascii(url))
            async with session.request(
                method, target, headers=headers, allow_redirects=False, ssl=context
            ) as answer:
                body, cut = await _body(answer, limit) if method == "GET" and limit else (b"", "")
                return _reply(answer, url, headers, body, cut, limit)
        except (aiohttp.ClientError, OSError, ValueError, TimeoutError) as error:
            raise _no_reply(error) from error


@asynccontextmanager
async def asker(manners: ProbeManners) -> AsyncIterator[Asker]:
    """Open what asks, and close all its connections at the end."""
    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(LOOK_UPS, "look-up"))
    async with _session(manners, private=False) as public, _session(manners, private=True) as private:
        yield Asker(public, private)


def _session(manners: ProbeManners, *, private: bool) -> aiohttp.ClientSession:
    def make(address: aiohttp.AddrInfoType) -> socket.socket:
        family, kind, protocol, _, place = address
        if not is_allowed(str(place[0]), allow_private=private):
            raise _PrivateError("a private address")
        return socket.socket(family, kind, protocol)

    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=0, ttl_dns_cache=600, socket_factory=make),
        cookie_jar=aiohttp.DummyCookieJar(),
        headers={"User-Agent": manners.user_agent, "Accept-Encoding": "identity"},
        skip_auto_headers=("Accept",),
        auto_decompress=False,
        timeout=aiohttp.ClientTimeout(total=manners.timeout, connect=manners.connect_timeout),
        max_line_size=LONGEST_FIELD,
        max_field_size=LONGEST_FIELD,
    )


def _is_ascii(url: str) -> bool:
    """Tell whether an address can be sent as it stands; percent signs and all are then left as they are."""
    return url.isascii() and url.isprintable() and " " not in url


async def _body(answer: aiohttp.ClientResponse, limit: int) -> tuple[bytes, str]:
    """Read the beginning of a body; what came before it broke off counts."""
    body = bytearray()
    try:
        while len(body) <= limit and (chunk := await answer.content.read(CHUNK)):
            body += chunk
    except (aiohttp.ClientPayloadError, aiohttp.ClientOSError, TimeoutError) as error:
        answer.close()
        if not body:
            raise
        return bytes(body), "slow" if isinstance(error, TimeoutError) else "cut-off"
    return bytes(body), ""


def _reply(  # noqa: PLR0917  the parts of one
    answer: aiohttp.ClientResponse, url: str, sent: Mapping[str, str], body: bytes, cut: str, limit: int
) -> Reply:
    headers = _joined(answer)
    ended = answer.content.at_eof() and not cut
    plain, packed = _unpacked(body, headers.get("content-encoding", ""), limit)
    whole = ended and len(plain) <= limit and not packed and answer.status != 206  # noqa: PLR2004  a part
    reply = Reply(
        url=url,
        method=answer.method,
        status=answer.status,
        headers=headers,
        body=plain[:limit],
        whole=whole or _is_all(answer.status, headers, len(body), ended=ended),
        cut=cut or packed,
        tls="valid" if url.lower().startswith("https:") else "",
        sent=sent,
        cookies=_cookies(answer),
    )
    if not ended:
        answer.close()
    return reply


def _is_all(status: int, headers: Mapping[str, str], size: int, *, ended: bool) -> bool:
    """Tell whether a part that was asked for is the whole."""
    first, _, total = headers.get("content-range", "").partition("/")
    return status == 206 and ended and first.startswith("bytes 0-") and total == str(size)  # noqa: PLR2004  a part


def _cookies(answer: aiohttp.ClientResponse) -> dict[str, str]:
    """Give what a redirect wants to see again behind it."""
    moved = 300 <= answer.status < 400  # noqa: PLR2004  a redirect
    return {name: one.value for name, one in answer.cookies.items()} if moved else {}


def _joined(answer: aiohttp.ClientResponse) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in answer.headers.items():
        key = name.lower()
        headers[key] = f"{headers[key]}, {value}" if key in headers else value
    return headers


def _unpacked(body: bytes, coding: str, limit: int) -> tuple[bytes, str]:
    """Take the packing off that was put on for the way, as far as a sample goes, and say if that failed."""
    if coding.strip().lower() in {"", "identity"}:
        return body, ""
    if coding.strip().lower() not in {"gzip", "x-gzip", "deflate"}:
        return b"", "packed"
    for window in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):
        unpacking = zlib.decompressobj(window)
        try:
            return unpacking.decompress(body, limit + 1), ""
        except zlib.error:
            continue
    return b"", "packed"


def _no_reply(error: BaseException) -> NoReply:
    """Name what went wrong; nobody reads an exception's name."""
    below = getattr(error, "os_error", None) or error
    if isinstance(below, _PrivateError):
        return NoReply("private-address")
    if isinstance(error, aiohttp.ClientConnectorDNSError) or isinstance(below, socket.gaierror):
        return NoReply("dns")
    if isinstance(error, ssl.SSLError) or isinstance(below, ssl.SSLError | ssl.CertificateError):
        return NoReply("tls", in_short(error))
    if isinstance(error, TimeoutError):
        return NoReply("timeout")
    return NoReply(_of_connection(error, below))


def _of_connection(error: BaseException, below: Any) -> str:  # noqa: ANN401  whatever was raised
    number = getattr(below, "errno", None) or getattr(error, "errno", None)
    if number == errno.ECONNREFUSED:
        return "refused"
    if number in {errno.ECONNRESET, errno.EPIPE} or isinstance(error, BROKEN_OFF):
        return "reset"
    if isinstance(error, aiohttp.InvalidURL | ValueError):
        return "not-a-url"
    if isinstance(error, aiohttp.ClientResponseError):
        return "bad-answer"
    return "unreachable" if isinstance(below, OSError) else "reset"
