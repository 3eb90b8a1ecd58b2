"""What one request came to: a reply, or the reason why there is none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

__all__ = ["NOBODY", "NoReply", "Reply"]

NOBODY: Final = frozenset({"dns", "timeout", "unreachable"})
"""Failures that a network of ours that is down gives as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    url: str
    """That was asked."""
    method: str
    status: int
    headers: Mapping[str, str]
    """Names in lower case; one that came more than once is joined by commas."""
    body: bytes = b""
    """Its beginning, with what packed it for the way taken off."""
    whole: bool = True
    cut: str = ""
    """Why less came than was announced: ``cut-off``, ``slow``, ``packed``."""
    tls: str = ""
    sent: Mapping[str, str] = field(default_factory=dict)
    """Headers of the request."""
    cookies: dict[str, str] = field(default_factory=dict)
    """Of a redirect: what it wants to see again behind it."""

    @property
    def length(self) -> int | None:
        """Give the size of the whole body, as the server tells it."""
        whole = self.headers.get("content-range", "").rpartition("/")[2]
        said = whole if self.status == 206 else self.headers.get("content-length", "")  # noqa: PLR2004  a part
        return int(said) if said.isascii() and said.isdigit() and len(said) < 16 else None  # noqa: PLR2004  no number of bytes is longer


class NoReply(Exception):  # noqa: N818  it says what happened, and is caught where it is recorded
    """Raised when a request gets no reply."""

    def __init__(self, failure: str, tls: str = "") -> None:
        super().__init__(failure)
        self.failure = failure
        """As in :attr:`catalogue.testimony.Observation.failure`."""
        self.tls = tls
