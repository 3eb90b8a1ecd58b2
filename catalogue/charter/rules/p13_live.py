"""Principle 13: whether data that say they are live are as young as they promise when somebody looks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from catalogue.charter.case import Case
from catalogue.charter.rubric import Input, Level
from catalogue.charter.rules.ages import DAY
from catalogue.charter.rules.probed import opened, seen_at
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import VALUES, Outcome, Ruling
from catalogue.testimony import Link, Observation

__all__ = ["live"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Latency:
    on_time: float
    """Periods that the newest measurement may be old."""
    late: float
    """Periods from which it is not live at all."""


@rule(Level.ENTRY, Latency, needs=Input.OBSERVATIONS)
def live(case: Case, given: Latency) -> Ruling:
    """Take the liveliest of the addresses: one that keeps up is enough."""
    code = case.frequency
    period = case.rubric.frequencies.get(code)
    if period is None:
        return Ruling(Outcome.UNKNOWN, "no-period", {"frequency": code or None})
    found = list(_looks(case, period, given))
    decided = [one for one in found if VALUES[one.outcome] is not None]
    if decided:
        return max(decided, key=lambda one: VALUES[one.outcome] or 0)
    return found[0] if found else Ruling(Outcome.UNKNOWN, "no-answer-to-look-at", {})


def _looks(case: Case, period: float, given: Latency) -> Iterator[Ruling]:
    for offer in case.offers:
        link = case.link(offer.url)
        latest = opened(link)
        if link is not None and latest is not None and latest.sample is not None:
            yield _ruled(link, latest, period, given)


def _ruled(link: Link, latest: Observation, period: float, given: Latency) -> Ruling:
    newest = _newest(latest)
    observed = seen_at(latest) | {"newest": newest.isoformat() if newest else None, "period": period}
    if newest is None:
        if link.changed_at is not None:
            return Ruling(Outcome.PARTIAL, "live-without-time", observed)
        return Ruling(Outcome.UNKNOWN, "live-not-told", observed)
    late = max((latest.at - newest) / DAY / period, 0.0)
    observed |= {"late": round(late, 2)}
    if late <= given.on_time:
        return Ruling(Outcome.PASS, "live", observed)
    if late <= given.late:
        return Ruling(Outcome.PARTIAL, "live-late", observed)
    return Ruling(Outcome.FAIL, "live-frozen", observed)


def _newest(latest: Observation) -> datetime | None:
    facts = latest.sample.facts if latest.sample else None
    text = (facts.generated_at or facts.latest) if facts else ""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
