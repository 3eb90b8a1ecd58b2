"""What robots.txt lets us ask, as RFC 9309 has it: what is not there forbids nothing, what fails forbids all.

A site that cannot be reached at all is not forbidden: it is down, and that is what is told of it.
"""

from dataclasses import dataclass
from typing import Final

from protego import Protego

from harvester.probe.reply import Reply

__all__ = ["Rulebook", "read_robots"]

PRODUCT: Final = "Oogst"
LONGEST: Final = 30.0
"""Seconds between two requests, whatever ``Crawl-delay`` asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulebook:
    rules: Protego | None = None
    pause: float = 0.0
    failure: str = ""
    """Why nothing of this site may or can be asked."""
    tls: str = ""

    def allow(self, url: str) -> bool:
        return self.rules is None or self.rules.can_fetch(url, PRODUCT)


def read_robots(reply: Reply) -> Rulebook:
    """Read what came for robots.txt."""
    if reply.status >= 500 or reply.status == 429:  # noqa: PLR2004  nobody can tell
        return Rulebook(failure="robots-unreachable")
    if reply.status != 200 or not reply.body.strip():  # noqa: PLR2004  there is none
        return Rulebook()
    try:
        rules = Protego.parse(reply.body.decode("utf-8", "replace"))
    except ValueError:
        return Rulebook()
    return Rulebook(rules=rules, pause=min(rules.crawl_delay(PRODUCT) or 0.0, LONGEST))
