"""What probes of an address say, as far as several principles ask it.

The law: who refuses us (401, 403, 429) is not dead, and one bad day proves nothing.
"""

from typing import Final

from catalogue.charter.verdict import Evidence
from catalogue.testimony import Link, Observation

__all__ = ["answers", "last_modified", "seen_at", "target"]

REFUSED: Final = frozenset({401, 403, 429})
DEAD_AFTER: Final = 3
"""Different days."""


def answers(link: Link | None) -> bool | None:
    """Tell whether an address gives what is asked of it; ``None``: nobody knows."""
    if link is None:
        return None
    seen = link.latest
    if seen.status is not None and 200 <= seen.status < 300 and not seen.barrier:  # noqa: PLR2004  # HTTP
        return False if _no_page(seen) else True  # noqa: SIM211  # said the other way round it is not read
    return False if link.failed_days >= DEAD_AFTER and seen.status not in REFUSED else None


def _no_page(seen: Observation) -> bool:
    """Tell whether an answer that calls itself good is the page for what is not there."""
    return seen.sample is not None and bool(seen.sample.facts.error)


def seen_at(link: Link) -> Evidence:
    """Give what a reader needs to look it up: the address, the answer, the moment."""
    seen = link.latest
    return {
        "address": seen.url,
        "status": seen.status,
        "failure": seen.failure or None,
        "seen": seen.at.isoformat(),
        "days": link.failed_days,
    }


def target(seen: Observation) -> str:
    """Give the address that answered in the end."""
    return seen.redirects[-1].url if seen.redirects else seen.url


def last_modified(seen: Observation) -> str:
    """Give the day that a server says its answer is of, ``YYYY-MM-DD``; empty: it does not say."""
    return _day(seen.headers.get("last-modified", ""))


def _day(stamp: str) -> str:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  # rarely asked

    try:
        return parsedate_to_datetime(stamp).date().isoformat() if stamp else ""
    except (ValueError, TypeError):
        return ""
