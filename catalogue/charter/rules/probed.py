"""What asking an address came to: shared by every rule that looks at observations.

The law: one bad day is no verdict. Something is down only after failing on several different days, and who
bars visitors or asks them to come later is never down.
"""

from datetime import datetime
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Final

from catalogue.charter.case import Case, Offer
from catalogue.charter.verdict import Evidence, Fault, Outcome, Ruling
from catalogue.model import DataService
from catalogue.testimony import Answer, Discount, Link, Observation, Sample

__all__ = [
    "SOFT",
    "UNASKED",
    "Reach",
    "answers",
    "blamed",
    "last_modified",
    "opened",
    "reach",
    "sample_of",
    "seen_at",
    "shut",
    "target",
    "tried",
]

SOFT: Final = frozenset({"not-found-page", "login-page", "portal-home"})
"""Errors that come with a status of success."""
DEAD_AFTER: Final = 3
"""Different days on which a page failed, where the rubric does not say how many."""
UNASKED: Final = Ruling(Outcome.UNKNOWN, "address-not-asked", {})


class Reach(StrEnum):
    OPEN = "open"
    """It gave what was asked for, to anyone."""
    STRAY = "stray"
    """It answers with something else than what it is said to give."""
    BARRED = "barred"
    """Something is there, and keeps us out or asks us to come later."""
    DOWN = "down"
    """It failed on as many different days as the rubric asks."""
    DOUBTFUL = "doubtful"
    """It failed, not often enough to say so; or we did not ask."""


def reach(link: Link, strikes: int) -> Reach:
    latest = link.latest
    if latest.discount is not Discount.NONE:
        return Reach.DOUBTFUL
    match latest.answer:
        case Answer.GIVEN:
            sample = latest.sample
            return Reach.STRAY if sample and sample.facts.error in SOFT else Reach.OPEN
        case Answer.BARRED:
            return Reach.BARRED
        case Answer.FAILED if link.failed_days >= strikes:
            return Reach.STRAY if latest.astray else Reach.DOWN
    return Reach.DOUBTFUL


def answers(link: Link | None) -> bool | None:
    """Tell whether a page gives what is asked of it, and is no error that calls itself good.

    ``None``: nobody knows.
    """
    if link is None or link.latest.discount is not Discount.NONE:
        return None
    match link.latest.answer:
        case Answer.GIVEN:
            sample = link.latest.sample
            return sample is None or not sample.facts.error
        case Answer.FAILED if link.failed_days >= DEAD_AFTER:
            return False
    return None


def opened(link: Link | None) -> Observation | None:
    """Give the latest observation where it got what was asked for."""
    if link is None or link.latest.discount is not Discount.NONE:
        return None
    return link.latest if link.latest.answer is Answer.GIVEN else None


def shut(link: Link | None) -> Ruling:
    """Say why an address that gave nothing says nothing of its content either."""
    if link is None:
        return UNASKED
    return Ruling(Outcome.UNKNOWN, "no-answer-to-look-at", seen_at(link.latest))


def sample_of(link: Link | None) -> Sample | None:
    latest = opened(link)
    return latest.sample if latest else None


def seen_at(observation: Observation) -> Evidence:
    """Show when, from where and with what an address answered."""
    return {
        "url": observation.url,
        "asked_at": observation.at.isoformat(),
        "vantage": observation.vantage,
        "status": observation.status,
        "failure": observation.failure or None,
        "said": observation.failure or observation.barrier or f"HTTP {observation.status}",
        "sample": observation.sample.sha256 if observation.sample else None,
    }


def tried(link: Link) -> Evidence:
    """Show the latest answer of an address, and on how many days it failed."""
    return {**seen_at(link.latest), "days": link.failed_days}


def target(seen: Observation) -> str:
    """Give the address that answered in the end."""
    return seen.redirects[-1].url if seen.redirects else seen.url


def last_modified(seen: Observation) -> str:
    """Give the day that a server says its answer is of, ``YYYY-MM-DD``; empty: it does not say."""
    stamp = seen.headers.get("last-modified", "")
    try:
        return parsedate_to_datetime(stamp).date().isoformat() if stamp else ""
    except (ValueError, TypeError):
        return ""


def http_moment(text: str) -> datetime | None:
    """Read a moment as a header gives it; None for what is none, or has no zone."""
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def blamed(case: Case, offer: Offer) -> Fault:
    """Name ours where the address is not the source's own: we made it of a name, or rewrote it."""
    thing = offer.thing
    if isinstance(thing, DataService):
        name = "endpoint_url"
    else:
        name = "download_url" if thing.download_url else "access_url"
    why = case.reason(f"{offer.path}.{name}" if offer.path else name)
    if why is None or why.correction or not why.original or offer.url in why.original:
        return Fault.SOURCE
    return Fault.MAPPING
