"""What robots.txt and a sitemap tell: which pages may be read, and where a site lists its own."""

import re
from dataclasses import dataclass
from typing import Final

from scrapy.robotstxt import ProtegoRobotParser

from harvester.detect.sniff import is_html

__all__ = ["NONE_GIVEN", "Robots", "read_robots", "sitemap_entries"]

MOST_SITEMAPS: Final = 5
_SITEMAP: Final = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)\b")
_ENTRY: Final = re.compile(rb"<(?:\w+:)?loc\b")
_NAMED: Final = re.compile(rb"^\s*sitemap\s*:\s*(\S+)\s*$", re.IGNORECASE | re.MULTILINE)
_RULE: Final = re.compile(rb"^\s*(?:user-agent|disallow|allow|sitemap)\s*:", re.IGNORECASE | re.MULTILINE)
_NOTHING: Final = b"User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of a site, as RFC 9309 has it: none where there is no file, all where it cannot be had."""

    text: bytes = b""
    found: bool = False

    @property
    def sitemaps(self) -> list[str]:
        found = [one.decode("latin-1") for one in _NAMED.findall(self.text)]
        return list(dict.fromkeys(found))[:MOST_SITEMAPS]

    def allow(self, url: str, agent: str) -> bool:
        return ProtegoRobotParser(self.text, None).allowed(url, agent)


NONE_GIVEN: Final = Robots()


def read_robots(body: bytes, status: int) -> Robots:
    if status >= 500:  # noqa: PLR2004 -- server errors
        return Robots(_NOTHING)
    if status != 200 or is_html(body) or not _RULE.search(body):  # noqa: PLR2004 -- there is none
        return NONE_GIVEN
    return Robots(body, found=True)


def sitemap_entries(head: bytes) -> int | None:
    """Count the entries in the start of a sitemap; None when it is no sitemap."""
    return len(_ENTRY.findall(head)) if _SITEMAP.search(head) else None
