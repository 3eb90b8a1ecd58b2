"""The fingerprint of a body: equal whenever a portal would be asked to keep the same, in whatever order."""

from hashlib import sha256
from typing import Any

import orjson

from catalogue.targets.push.target import Body

__all__ = ["fingerprint", "line", "of_lines"]


def fingerprint(body: Body) -> str:
    """Give the SHA-256 of a body as JSON with sorted keys."""
    return sha256(orjson.dumps(dict(body), option=orjson.OPT_SORT_KEYS, default=_plain)).hexdigest()


def of_lines(lines: list[bytes]) -> str:
    """Give the SHA-256 over digests in an order that does not depend on how they came."""
    return sha256(b"".join(sorted(lines))).hexdigest()


def line(*parts: str) -> bytes:
    """Give the digest of what is said of one thing, for :func:`of_lines`."""
    return sha256("\x00".join(parts).encode()).digest()


def _plain(value: Any) -> Any:  # noqa: ANN401  what JSON does not know by itself
    if hasattr(value, "items"):
        return dict(value)
    raise TypeError(type(value).__name__)
