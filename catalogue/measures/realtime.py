"""The real-time profile: whether data that call themselves live behave so, as two looks at them show.

An address at which nobody looked twice leaves most of it unknown.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final, NamedTuple

from catalogue.charter import Outcome, load_rubric
from catalogue.measures.described import Described
from catalogue.measures.loading import Page, Version, load
from catalogue.measures.recognising import Signs, recognised
from catalogue.measures.reply import Reply
from catalogue.measures.times import moment
from catalogue.measures.web import anonymous, max_age, open_to_scripts
from catalogue.testimony import Facts, Link

__all__ = ["RealTime", "real_time", "realtime_page"]

VALUES: Final = {Outcome.PASS: 2, Outcome.PARTIAL: 1}
PAGING: Final = frozenset({"prev", "next", "first", "last", "relation", "timemap", "predecessor-version"})
DAY: Final = 86_400
AHEAD: Final = 300
"""Seconds that a clock of theirs may be before ours."""
OLDER: Final = ("prev", "predecessor-version", "first", "relation")


class RealTimePage(Page):
    rubric: Version
    undeclared: int
    words: Signs
    late: dict[str, int]
    moves: int
    history: int
    same: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RealTime:
    version: str
    because: str
    """Why the profile applies: ``frequency``, ``words``, ``flagged``."""
    interval: int
    """Seconds between two states of the data."""
    declared: bool
    """Whether the source gives that interval; otherwise it is ours."""
    address: str
    """The address that was looked at; empty: none was."""
    newest: str
    """Time of the newest measurement in it; ISO 8601."""
    seen_at: datetime | None
    answers: tuple[Reply, ...]


class _Look(NamedTuple):
    link: Link
    facts: Facts | None
    before: Facts | None
    interval: int
    page: RealTimePage
    links: Mapping[str, Link]
    catalogued: bool
    """Whether the catalogue names a licence."""
    documented: bool
    """Whether a description of the API is named."""


@cache
def realtime_page() -> RealTimePage:
    return load("realtime", RealTimePage)


@cache
def _intervals(version: str) -> Mapping[str, int]:
    """Give the seconds between two states of live data, by code of the EU list of frequencies."""
    rubric = load_rubric(version)
    _, live = rubric.conditions["real_time"]
    return {code: round(rubric.frequencies[code] * DAY) for code in sorted(live.codes)}


def real_time(entry: Described, *, links: Mapping[str, Link], flagged: bool = False) -> RealTime | None:
    """Hold an entry against the profile; ``None`` where nobody says that it is live."""
    page = realtime_page()
    codes = [one.rpartition("/")[2] for one in entry.own("dct:accrualPeriodicity")]
    intervals = _intervals(page.rubric)
    declared = next((intervals[one] for one in codes if one in intervals), None)
    because = "frequency" if declared else "flagged" if flagged else ""
    if not because and not recognised(entry, page.words):
        return None
    interval = declared or page.undeclared
    looks = [_look(entry, node, url, links, interval, page) for node, url in _addresses(entry, links)]
    judged = [(tuple(_answers(look)), look) for look in looks]
    answers, look = max(judged, key=lambda one: _worth(one[0]), default=(tuple(_unasked()), None))
    return RealTime(
        version=page.version,
        because=because or "words",
        interval=interval,
        declared=declared is not None,
        address=look.link.latest.url if look else "",
        newest=_newest(look.facts) if look and look.facts else "",
        seen_at=look.link.latest.at if look else None,
        answers=answers,
    )


def _addresses(entry: Described, links: Mapping[str, Link]) -> Iterator[tuple[str, str]]:
    for node in dict.fromkeys((*entry.distributions, *entry.services)):
        yield from ((node, url) for url in entry.addresses(node) if url in links)


def _look(  # noqa: PLR0917  what a look is made of
    entry: Described,
    node: str,
    url: str,
    links: Mapping[str, Link],
    interval: int,
    page: RealTimePage,
) -> _Look:
    link = links[url]
    earlier = link.before.sample if link.before else None
    return _Look(
        link,
        link.latest.sample.facts if link.latest.sample else None,
        earlier.facts if earlier else None,
        interval,
        page,
        links,
        catalogued=bool(entry.values(node, "dct:license")),
        documented=any(entry.values(one, "dcat:endpointDescription") for one in entry.services),
    )


def _worth(answers: tuple[Reply, ...]) -> tuple[int, int]:
    settled = sum(one.outcome is not Outcome.UNKNOWN for one in answers)
    return sum(VALUES.get(one.outcome, 0) for one in answers), settled


def _answers(look: _Look) -> Iterator[Reply]:
    for number, rule in enumerate(RULES, 1):
        yield _answer(number, *rule(look))


def _unasked() -> Iterator[Reply]:
    return (_answer(number, Outcome.UNKNOWN, "rt-not-asked", {}) for number in range(1, len(RULES) + 1))


def _answer(number: int, outcome: Outcome, reason: str, observed: dict[str, Any]) -> Reply:
    return Reply(check=f"RT.{number}", outcome=outcome, reason=reason, observed=observed)


Found = tuple[Outcome, str, dict[str, Any]]


def _newest(facts: Facts) -> str:
    return facts.generated_at or facts.latest


def _latency(look: _Look) -> Found:
    said = _newest(look.facts) if look.facts else ""
    newest = moment(said)
    if newest is None:
        return Outcome.UNKNOWN, "rt-no-time" if look.facts else "rt-no-sample", {"time": said}
    late = int((look.link.latest.at - newest).total_seconds())
    observed = {"late": max(0, late), "interval": look.interval, "time": said}
    if late < -AHEAD or not _looked_twice(look):
        return Outcome.UNKNOWN, "rt-time-ahead" if late < -AHEAD else "rt-one-look", observed
    if late <= look.page.late["pass"] * look.interval:
        return Outcome.PASS, "rt-in-time", observed
    if late <= look.page.late["partial"] * look.interval:
        return Outcome.PARTIAL, "rt-late", observed
    return Outcome.FAIL, "rt-much-too-late", observed


def _looked_twice(look: _Look) -> bool:
    return look.link.latest.at - look.link.first_at >= timedelta(seconds=look.interval)


def _moves(look: _Look) -> Found:
    link, enough = look.link, timedelta(seconds=look.page.moves * look.interval)
    since = link.changed_at or link.watched_since
    if look.facts is None or since is None:
        return Outcome.UNKNOWN, "rt-no-sample", {}
    still = link.latest.at - since
    observed = {"still": int(still.total_seconds()), "interval": look.interval}
    if still > enough:
        return Outcome.FAIL, "rt-frozen", observed
    if link.before is None or link.changed_at is None:
        return Outcome.UNKNOWN, "rt-one-look", observed
    if link.changed_at - link.before.at <= enough:
        return Outcome.PASS, "rt-moves", observed
    return Outcome.UNKNOWN, "rt-looked-too-seldom", observed


def _timestamp(look: _Look) -> Found:
    if look.facts is None:
        return Outcome.UNKNOWN, "rt-no-sample", {}
    if newest := _newest(look.facts):
        return Outcome.PASS, "rt-timed", {"time": newest, "by": look.facts.timed_by}
    if modified := look.link.latest.headers.get("last-modified"):
        return Outcome.PARTIAL, "rt-timed-by-server", {"time": modified}
    return Outcome.FAIL, "rt-not-timed", {}


def _live_cache(look: _Look) -> Found:
    seen = look.link.latest
    if not anonymous(seen):
        return Outcome.UNKNOWN, "rt-no-answer", {}
    age = max_age(seen)
    observed = {"max_age": age, "interval": look.interval}
    if age is not None and 0 < age <= look.interval:
        return Outcome.PASS, "rt-cache-fits", observed
    if age:
        return Outcome.PARTIAL, "rt-cache-too-long", observed
    return Outcome.FAIL, "rt-cache-none", observed


def _history(look: _Look) -> Found:
    if look.facts is None or look.facts.links is None:
        return Outcome.UNKNOWN, "rt-links-not-looked-for", {}
    older = next((look.facts.links[name] for name in OLDER if name in look.facts.links), "")
    if not older:
        return Outcome.FAIL, "rt-history-none", {}
    page = look.links.get(older)
    if page is None or not anonymous(page.latest):
        return Outcome.UNKNOWN, "rt-history-not-asked", {"address": older}
    kept = "immutable" in page.latest.headers.get("cache-control", "") or (
        (max_age(page.latest) or 0) >= look.page.history
    )
    outcome, reason = (Outcome.PASS, "rt-history-kept") if kept else (Outcome.PARTIAL, "rt-history-not-kept")
    return outcome, reason, {"address": older, "max_age": max_age(page.latest)}


def _links(look: _Look) -> Found:
    if look.facts is None or look.facts.links is None:
        return Outcome.UNKNOWN, "rt-links-not-looked-for", {}
    found = sorted(PAGING & look.facts.links.keys())
    if found:
        return Outcome.PASS, "rt-linked-on", {"links": found}
    if look.documented:
        return Outcome.PARTIAL, "rt-described-only", {}
    return Outcome.FAIL, "rt-not-linked-on", {}


def _reachable(look: _Look) -> Found:
    seen = look.link.latest
    if seen.status is None:
        return Outcome.UNKNOWN, "rt-no-answer", {}
    held = [name for name, holds in (("cors", open_to_scripts(seen)), ("no-key", anonymous(seen))) if holds]
    outcome = (Outcome.FAIL, Outcome.PARTIAL, Outcome.PASS)[len(held)]
    return outcome, f"rt-reach-{outcome.value}", {"held": held}


def _stable(look: _Look) -> Found:
    if look.facts is None or look.before is None:
        return Outcome.UNKNOWN, "rt-one-look", {}
    for name, outcome in (("subjects", Outcome.PASS), ("identifiers", Outcome.PARTIAL)):
        now, then = (set(getattr(one, name) or ()) for one in (look.facts, look.before))
        if now and then and len(now & then) >= look.page.same * min(len(now), len(then)):
            return outcome, f"rt-stable-{name}", {"same": len(now & then), "of": min(len(now), len(then))}
    if look.facts.subjects is not None or look.facts.identifiers is not None:
        return Outcome.FAIL, "rt-names-change", {}
    return Outcome.UNKNOWN, "rt-names-not-looked-for", {}


def _licence(look: _Look) -> Found:
    if look.facts is None or look.facts.licences is None:
        return Outcome.UNKNOWN, "rt-licence-not-looked-for", {}
    if look.facts.licences:
        return Outcome.PASS, "rt-licence-inside", {"licences": list(look.facts.licences)}
    if look.catalogued:
        return Outcome.PARTIAL, "rt-licence-catalogue", {}
    return Outcome.FAIL, "rt-licence-none", {}


RULES: Final[tuple[Callable[[_Look], Found], ...]] = (
    _latency,
    _moves,
    _timestamp,
    _live_cache,
    _history,
    _links,
    _reachable,
    _stable,
    _licence,
)
