"""What a protocol may say while it reads a page, besides events: ask for another, or call it the end.

Reading a page is a pure function from a page to these; asking, keeping and reporting is the base spider's.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from harvester.crawl.events import Event
from harvester.crawl.spool import Payload

__all__ = ["Ask", "Closed", "Page", "Step", "Steps"]


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask for this address next. Lists come before items; within either, first said is first asked."""

    url: str
    feed: bool = False
    """A whole catalogue in one document: more time, and 202 means that it is being made."""
    item: bool = False
    """The page of one item, which leads no further: when it fails, that item failed and the crawl goes on."""
    accept: str = ""
    """The ``Accept`` header for this address, where it is not the protocol's own."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The list ends here; ``whole`` tells whether that is the true end. Items may still follow."""

    reason: str
    whole: bool = True
    changes: bool = False
    """Only what changed was asked for, so nothing follows from what was not seen."""


@dataclass(slots=True)
class Page:
    """One answer of a source, kept in the spool and open for reading."""

    url: str
    """Where the answer came from, after redirects."""
    payload: Payload
    content_type: str = ""
    link: str = ""
    """The HTTP ``Link`` header."""
    asked: str = ""
    """What was asked for, before redirects."""
    cache_control: str = ""
    """The HTTP ``Cache-Control`` header; empty for a page that was kept from a crawl that broke off."""


Step = Event | Ask | Closed
Steps = Iterator[Step]
