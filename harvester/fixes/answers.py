"""What each kind of fix changes in what was seen of an entry's addresses, as if they had answered so.

One law: only an address that was asked can be supposed to answer otherwise; of others nothing is known.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from catalogue.testimony import Answer, Link, Observation
from harvester.fixes.actions import addresses
from harvester.fixes.kinds import Kind, action
from harvester.fixes.known import Known, Terms

__all__ = ["allow_origin", "answer", "let_in", "let_keep", "renew_certificate"]

OK: Final = 200
NOT_MODIFIED: Final = 304
BUSY: Final = 429
ALLOWED: Final = "access-control-allow-origin"
ETAG: Final = '"1"'
LASTING: Final = "max-age=3600"
Otherwise = Callable[[Observation], Observation | None]


def _seen_otherwise(known: Known, how: Otherwise, *, data: bool = True) -> Known | None:
    """Suppose other answers of the addresses of an entry (with ``data``: only of what it offers)."""
    links = known.testimony.links
    asked = addresses(known.entry) if data else links
    changed = {url: one for url in asked if url in links and (one := _otherwise(links[url], how)) is not None}
    if not changed:
        return None
    return known._replace(testimony=replace(known.testimony, links={**links, **changed}))


def _otherwise(link: Link, how: Otherwise) -> Link | None:
    latest = how(link.latest)
    if latest is None:
        return None
    given = latest.answer is Answer.GIVEN
    return replace(link, latest=latest, failed_days=0 if given else link.failed_days)


@action
def answer(known: Known, _: Kind, __: Terms) -> Known | None:
    """Have every address that failed give what was asked for; what its data are is not supposed."""

    def how(seen: Observation) -> Observation | None:
        if seen.answer is not Answer.FAILED:
            return None
        return replace(seen, status=OK, failure="", astray="", redirects=(), sample=None)

    return _seen_otherwise(known, how, data=False)


@action
def let_in(known: Known, _: Kind, __: Terms) -> Known | None:
    """Have every address that kept a visitor out let anyone in."""

    def how(seen: Observation) -> Observation | None:
        if seen.answer is not Answer.BARRED or seen.status == BUSY:
            return None
        return replace(seen, status=OK, barrier="", redirects=(), sample=None)

    return _seen_otherwise(known, how)


@action
def renew_certificate(known: Known, _: Kind, __: Terms) -> Known | None:
    def how(seen: Observation) -> Observation | None:
        if seen.tls in {"", "valid"}:
            return None
        return replace(seen, tls="valid", failure="" if seen.failure == "tls" else seen.failure)

    return _seen_otherwise(known, how)


@action
def allow_origin(known: Known, _: Kind, __: Terms) -> Known | None:
    """Have every answer allow web pages elsewhere to read it."""

    def how(seen: Observation) -> Observation | None:
        if seen.answer is not Answer.GIVEN or seen.headers.get(ALLOWED) == "*":
            return None
        return replace(seen, headers={**seen.headers, ALLOWED: "*"})

    return _seen_otherwise(known, how)


@action
def let_keep(known: Known, _: Kind, __: Terms) -> Known | None:
    """Have every answer say how long it may be kept, and be asked again for what changed only."""

    def how(seen: Observation) -> Observation | None:
        if seen.answer is not Answer.GIVEN or seen.conditional == NOT_MODIFIED:
            return None
        kept = {"cache-control": LASTING, "etag": seen.headers.get("etag", ETAG)}
        return replace(seen, headers={**seen.headers, **kept}, conditional=NOT_MODIFIED)

    return _seen_otherwise(known, how)
