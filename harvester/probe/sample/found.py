"""What a reader of one kind of data finds, before it becomes a sample."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

__all__ = ["Bytes", "Found"]


class Bytes(NamedTuple):
    """What came, and from where."""

    body: bytes
    whole: bool
    url: str
    """The address that gave it, after redirects."""
    content_type: str = ""


@dataclass(slots=True)
class Found:
    format: str
    """Code of the EU file-type list; empty: not recognised."""
    parses: bool | None = None
    records: int | None = None
    page: bool = False
    warnings: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    """Fields of :class:`catalogue.testimony.Facts`."""
