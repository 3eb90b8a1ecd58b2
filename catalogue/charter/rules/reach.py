"""What probes of an address say, as far as several principles ask it.

The law: who refuses us (401, 403, 429) is not dead, and one bad day proves nothing.
"""

from typing import Final

from catalogue.charter.verdict import Evidence
from catalogue.testimony import Answer, Discount, Link, Observation, Sample

__all__ = ["answers", "last_modified", "seen_at", "target"]

DEAD_AFTER: Final = 3
"""Different days."""


def answers(link: Link | None) -> bool | None:
    """Tell whether an address gives what is asked of it; ``None``: nobody knows."""
    if link is None or link.latest.discount is not Discount.NONE:
        return None
    match link.latest.answer:
        case Answer.GIVEN:
            return not _calls_itself_good(link.latest.sample)
        case Answer.FAILED if link.failed_days >= DEAD_AFTER:
            return False
    return None


def _calls_itself_good(sample: Sample | None) -> bool:
    """Tell whether what came with a status of success is the page for what is not there."""
    return sample is not None and bool(sample.facts.error)


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
