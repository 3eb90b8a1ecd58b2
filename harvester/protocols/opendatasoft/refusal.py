"""Why a portal turned us away, in its own words: a key is missing, a quota spent, a condition wrong."""

import zlib
from typing import IO, Any, Final, NamedTuple

import orjson
from scrapy.http import Response

from catalogue.errors import SourceError

__all__ = ["NOTHING", "Refusal", "explained", "refusal_of"]

LONGEST: Final = 16 * 1024
"""Bytes of an error that are looked at."""
CUT: Final = 300
_GZIP: Final = 31
_KEY: Final = frozenset({401, 403})
_QUOTA: Final = 429
_WRONG: Final = 400


class Refusal(NamedTuple):
    """What came along with an answer that is not the one asked for."""

    said: str = ""
    until: str = ""
    """When the quota is renewed, as the portal writes it."""
    is_query: bool = False
    """True when it is our condition that the portal cannot read."""


NOTHING: Final = Refusal()


def refusal_of(response: Response) -> Refusal:
    """Look at the start of an answer, leaving its body where it was."""
    body: IO[bytes] | None = response.meta.get("on_disk")
    content = _read(body) if body is not None else {}
    reset = (response.headers.get("X-RateLimit-Reset") or b"").decode("latin-1")
    words = (content.get(name) for name in ("message", "error"))
    said = next((word for word in words if isinstance(word, str) and word.strip()), "")
    until = reset.strip() or str(content.get("reset_time") or "")
    return Refusal(said[:CUT], until[:CUT], str(content.get("error_code", "")).startswith("ODSQL"))


def _read(body: IO[bytes]) -> dict[str, Any]:
    body.seek(0)
    head = body.read(LONGEST)
    body.seek(0)
    try:
        plain = zlib.decompressobj(_GZIP).decompress(head, LONGEST) if head[:2] == b"\x1f\x8b" else head
        content = orjson.loads(plain)
    except (zlib.error, orjson.JSONDecodeError):
        return {}
    return content if isinstance(content, dict) else {}


def explained(error: SourceError, refusal: Refusal, part: str) -> SourceError | None:
    """Give the error that says what to do; None where the plain one says enough."""
    status, url = error.facts.get("status"), error.facts.get("url")
    if status in _KEY:
        return SourceError("harvester.portal-wants-key", url=url, status=status, detail=refusal.said)
    if status == _QUOTA:
        until = refusal.until or "?"
        return SourceError("harvester.portal-quota", url=url, status=status, until=until, detail=refusal.said)
    if status == _WRONG and part and (refusal.is_query or not refusal.said):
        detail = refusal.said or "HTTP 400"
        return SourceError("harvester.portal-part", url=url, status=status, part=part, detail=detail)
    return None
