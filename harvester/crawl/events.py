"""What a crawl reports, in the order in which it happens; one line of JSON each on the way from the child.

Law: the last event of every crawl is :class:`PagesClosed`, and only a crawl that saw all there
is to see says ``closed=True``.
"""

from dataclasses import dataclass, field
from typing import Any, Final

import orjson

from catalogue.model import Content, Dialect, Kind, Record

__all__ = [
    "Bookmark",
    "CatalogueSeen",
    "CrawlFailed",
    "Declared",
    "DocumentUnchanged",
    "Duplicate",
    "Event",
    "PageRead",
    "PageSeen",
    "PagesClosed",
    "ProbeSeen",
    "RecordFailed",
    "RecordGone",
    "RecordSeen",
    "RecordUnchanged",
    "decode",
    "encode",
]


@dataclass(frozen=True, slots=True)
class PageSeen:
    """One response that was kept; ``file`` is its gzip-compressed payload in the spool."""

    url: str
    status: int
    content_type: str
    payload: str
    """SHA-256 of the decoded bytes."""
    size: int
    """Decoded size in bytes."""
    retrieved_at: str
    """ISO 8601 with zone."""
    file: str
    """Empty when the source said (304) that its page is still the one with this hash."""
    asked: str = ""
    """What was asked for, before redirects."""
    link: str = ""
    etag: str = ""
    last_modified: str = ""
    item: bool = False
    """The page of one item, which leads nowhere further."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """The page that was asked for under this address was read to its end, without a fault."""

    asked: str


@dataclass(frozen=True, slots=True)
class CatalogueSeen:
    """What the source says of its catalogue; it becomes the ``context`` of the records after it."""

    content: Content
    dialect: Dialect


@dataclass(frozen=True, slots=True)
class Declared:
    """How many items the source says it has; the latest one holds."""

    total: int


@dataclass(frozen=True, slots=True)
class RecordSeen:
    record: Record


@dataclass(frozen=True, slots=True)
class RecordUnchanged:
    """A record that is as it was remembered."""

    kind: str
    identifier: str


@dataclass(frozen=True, slots=True)
class DocumentUnchanged:
    """The source's one document came again, byte for byte: all its records are as they were."""

    payload: str


@dataclass(frozen=True, slots=True)
class RecordFailed:
    """An item that did not become a record. It was seen, so it is not gone."""

    pointer: str
    reason_key: str
    detail: str
    skipped: bool = False
    """True when it was passed over on purpose (deleted, private, copied from elsewhere)."""


@dataclass(frozen=True, slots=True)
class RecordGone:
    """The source itself says that it removed this item; ``detail`` is how it says so."""

    kind: str
    identifier: str
    detail: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Where an incremental crawl may go on next time; it holds only if this crawl reached its end."""

    content: Content


@dataclass(frozen=True, slots=True)
class Duplicate:
    """An item whose identifier was already seen in this crawl; the first one counts."""

    identifier: str
    pointer: str
    moved: bool = False
    """True when the first one stood on an earlier page: the order is not stable, so one may be missing."""


@dataclass(frozen=True, slots=True)
class PagesClosed:
    """The end: whether the page chain was followed to its end, and how we know (a message key)."""

    closed: bool
    reason: str
    changes: bool = False
    """True when only what changed was asked for: nothing follows from what was not seen."""


@dataclass(frozen=True, slots=True)
class CrawlFailed:
    """What stopped the crawl; ``key`` and ``facts`` are those of a :class:`SourceError`."""

    key: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProbeSeen:
    """One address that detection looked at: the protocol that it speaks, or the key of what was wrong."""

    url: str
    status: int = 0
    content_type: str = ""
    protocol: str = ""
    endpoint: str = ""
    """What a source of that protocol is to be given."""
    key: str = ""
    facts: dict[str, Any] = field(default_factory=dict)
    sight: dict[str, Any] = field(default_factory=dict)
    """What the answer tells beside its protocol: software, version, total, languages."""
    signs: dict[str, Any] = field(default_factory=dict)
    """What a web page, robots.txt or a sitemap tells to whoever looks further."""
    base: str = ""
    about: str = ""
    """The endpoint of which this answer only tells more."""


Event = (
    PageSeen
    | PageRead
    | CatalogueSeen
    | Declared
    | RecordSeen
    | RecordUnchanged
    | DocumentUnchanged
    | RecordFailed
    | RecordGone
    | Bookmark
    | Duplicate
    | PagesClosed
    | CrawlFailed
    | ProbeSeen
)

_KINDS: Final[dict[bytes, type[Any]]] = {
    kind.__name__.encode(): kind
    for kind in (
        PageSeen,
        PageRead,
        Declared,
        RecordUnchanged,
        DocumentUnchanged,
        RecordFailed,
        RecordGone,
        Bookmark,
        Duplicate,
        PagesClosed,
        CrawlFailed,
        ProbeSeen,
    )
}


def encode(event: Event) -> bytes:
    """Write one event as a line: its name, a blank, its JSON."""
    return b"%s %s\n" % (type(event).__name__.encode(), orjson.dumps(event))


def decode(line: bytes, context: Content) -> Event:
    """Read one line back; records get the ``context`` of their catalogue."""
    name, _, body = line.partition(b" ")
    facts = orjson.loads(body)
    if name == b"RecordSeen":
        return RecordSeen(_record(facts["record"], context))
    if name == b"CatalogueSeen":
        return CatalogueSeen(facts["content"], Dialect(facts["dialect"]))
    event: Event = _KINDS[name](**facts)
    return event


def _record(facts: dict[str, Any], context: Content) -> Record:
    facts["kind"] = Kind(facts["kind"])
    facts["dialect"] = Dialect(facts["dialect"])
    facts["damage"] = tuple(facts["damage"])
    facts["context"] = context
    return Record(**facts)
