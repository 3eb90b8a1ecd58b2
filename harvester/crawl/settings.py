"""How we behave towards a source: who we say we are, how long we wait, how much we take.

Law: whatever a source answers, a crawl ends, and within these bounds.
"""

from dataclasses import dataclass

from catalogue.version import PRODUCT

__all__ = ["CrawlSettings"]

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSettings:
    """Times in seconds, sizes in bytes."""

    contact: str = ""
    """Page or mail address of whoever runs this harvester, shown to the portals in the user agent."""
    timeout: float = 30
    feed_timeout: float = 120
    """For a whole catalogue in one document, which a portal may have to build first."""
    max_size: int = 256 * MEGABYTE
    """Of one response as it is sent."""
    max_unpacked: int = 1024 * MEGABYTE
    """Of one response after decompression."""
    max_memory: int = 1024 * MEGABYTE
    """Of the crawler; a document that needs more is refused."""
    max_pages: int = 5_000
    max_items: int = 50_000
    """Pages of single items, where a source has those."""
    max_redirects: int = 5
    retries: int = 4
    backoff: float = 2
    """First wait before a new attempt; it doubles each time."""
    max_wait: float = 120
    """The longest wait, also when ``Retry-After`` asks for more."""
    page_size: int = 0
    """Items per page; 0 leaves it to the protocol. A source may set its own."""

    @property
    def user_agent(self) -> str:
        return f"{PRODUCT} (open data catalogue harvester{'; ' if self.contact else ''}{self.contact})"
