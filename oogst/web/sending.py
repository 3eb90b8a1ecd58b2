"""A file as an answer: whole, a part of it, compressed, or only the news that nothing changed."""

import zlib
from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from oogst.web.addresses import File
from oogst.web.conditions import Part, has_it, http_date, wanted_part, would_not
from oogst.web.media import MEDIA, accepts_gzip
from oogst.web.refusals import refusal
from oogst.web.shelf import Opened

__all__ = ["sent"]

SMALL: Final = 1024
"""Bytes below which compressing gains nothing."""
LEVEL: Final = 5
GZIP: Final = 16 + zlib.MAX_WBITS
FRESH: Final = "public, max-age=60, must-revalidate"
"""A minute: whoever pushes a feed and reads it back sees it, and a busy page is asked for once a minute."""
LASTING: Final = "public, max-age=31536000, immutable"
PAGE_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


class _Sent(StreamingResponse):
    """Sends pieces of a file, and closes it whatever becomes of that."""

    def __init__(
        self, opened: Opened, pieces: Iterator[bytes], status: int, headers: Mapping[str, str]
    ) -> None:
        super().__init__(pieces, status_code=status, headers=headers)
        self._opened = opened

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._opened.close()


def sent(
    request: Request, file: File, opened: Opened, *, status: int, lasting: bool, headers: Mapping[str, str]
) -> Response:
    """Answer a request with an opened file, which is closed in the end."""
    asked = request.headers
    zipped = opened.size >= SMALL and "range" not in asked and accepts_gzip(asked.get("accept-encoding", ""))
    tag = f'"{opened.sha256[:40]}{"-gzip" if zipped else ""}"'
    own = _headers(file, tag, opened.modified, lasting=lasting) | dict(headers)
    if would_not(asked, tag, opened.modified):
        opened.close()
        return refusal(HTTPStatus.PRECONDITION_FAILED)
    if has_it(asked, tag, opened.modified) and status == HTTPStatus.OK:
        opened.close()
        return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=own)
    part = wanted_part(asked, tag, opened.modified, opened.size) if status == HTTPStatus.OK else None
    if part is not None and part.start >= part.end:
        opened.close()
        unit = {"Content_Range": f"bytes */{opened.size}"}
        return refusal(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, **unit)
    return _body(opened, part, status, own, zipped=zipped, empty=request.method == "HEAD")


def _headers(file: File, tag: str, modified: float, *, lasting: bool) -> dict[str, str]:
    plain = {
        "Content-Type": MEDIA[file.suffix],
        "ETag": tag,
        "Last-Modified": http_date(modified),
        "Cache-Control": LASTING if lasting else FRESH,
        "Accept-Ranges": "bytes",
        "Vary": "Accept-Encoding",
    }
    return plain | (PAGE_HEADERS if file.suffix == "html" else {})


def _body(
    opened: Opened, part: Part | None, status: int, headers: dict[str, str], *, zipped: bool, empty: bool
) -> Response:
    whole = part or Part(0, opened.size)
    if part is not None:
        status = HTTPStatus.PARTIAL_CONTENT
        headers["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{opened.size}"
    pieces = iter(()) if empty else opened.pieces(whole.start, whole.end)
    if zipped:
        headers["Content-Encoding"] = "gzip"
        pieces = _zipped(pieces)
    else:
        headers["Content-Length"] = str(whole.end - whole.start)
    return _Sent(opened, pieces, status, headers)


def _zipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Compress without a time in it: equal content gives equal bytes, as a strong tag promises."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP)
    for piece in pieces:
        if packed := packer.compress(piece):
            yield packed
    yield packer.flush()
