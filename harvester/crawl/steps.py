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
    """Ask for this address next."""

    url: str
    feed: bool = False
    """A whole catalogue in one document: more time, and 202 means that it is being made."""


@dataclass(frozen=True, slots=True)
class Closed:
    """The pages end here; ``whole`` tells whether that is the true end."""

    reason: str
    whole: bool = True


@dataclass(slots=True)
class Page:
    """One answer of a source, kept in the spool and open for reading."""

    url: str
    payload: Payload
    content_type: str = ""
    link: str = ""
    """The HTTP ``Link`` header."""


Step = Event | Ask | Closed
Steps = Iterator[Step]
