"""Principle 12, the web as the first place of publication: what the addresses do when they are asked."""

import re
from dataclasses import dataclass
from typing import Final

from catalogue.charter.case import Case, Offer
from catalogue.charter.rubric import Input, Level
from catalogue.charter.rules.probed import UNASKED, Reach, blamed, http_moment, opened, reach, seen_at, shut
from catalogue.charter.rules.registry import NoParameters, rule
from catalogue.charter.verdict import Evidence, Outcome, Ruling
from catalogue.model import DataService
from catalogue.testimony import Answer, Link, Observation

__all__ = ["cacheable", "cors", "download_observed", "https_observed", "reachable"]

NOT_MODIFIED: Final = 304
AGE: Final = re.compile(r"(?:^|[,\s])(?:s-)?max-?age\s*=\s*\"?(\d+)", re.IGNORECASE)
DEFINITE: Final = frozenset({"expired", "wrong-host", "untrusted"})
"""Faults of a certificate that are no matter of a bad day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Strikes:
    strikes: int
    """Different days on which an address has to fail before it is called down."""


@rule(Level.DISTRIBUTION, Strikes, needs=Input.OBSERVATIONS)
def reachable(case: Case, offer: Offer, given: Strikes) -> Ruling:
    link = case.link(offer.url)
    if link is None:
        return UNASKED
    observed = seen_at(link.latest) | {"failed_days": link.failed_days, "strikes": given.strikes}
    match reach(link, given.strikes):
        case Reach.OPEN:
            return _access_too(case, offer, given, observed)
        case Reach.STRAY:
            return Ruling(Outcome.PARTIAL, "leads-elsewhere", observed, fault=blamed(case, offer))
        case Reach.BARRED:
            return Ruling(Outcome.UNKNOWN, "keeps-us-out", observed)
        case Reach.DOWN:
            return Ruling(Outcome.FAIL, "down", observed, fault=blamed(case, offer))
    return Ruling(Outcome.UNKNOWN, "failing-not-down", observed)


def _access_too(case: Case, offer: Offer, given: Strikes, observed: Evidence) -> Ruling:
    """Look at the access address beside the download address: a visitor may take either."""
    thing = offer.thing
    access = "" if isinstance(thing, DataService) else thing.access_url
    link = case.link(access) if access and access != offer.url else None
    if link is not None and reach(link, given.strikes) is Reach.DOWN:
        return Ruling(Outcome.PARTIAL, "access-down", observed | {"access": access})
    return Ruling(Outcome.PASS, "reachable", observed)


@rule(Level.DISTRIBUTION, Strikes, looks_at="doors")
def https_observed(case: Case, offer: Offer, given: Strikes) -> Ruling:
    """Believe in encryption only when it was seen; that there is none is seen from the address."""
    scheme = offer.url.partition(":")[0].casefold()
    link = case.link(offer.url)
    observed = _encrypted(scheme, link)
    if scheme == "http":
        return Ruling(Outcome.PARTIAL, "http", observed)
    if scheme != "https":
        outcome, reason = (Outcome.FAIL, "other-scheme") if scheme else (Outcome.UNKNOWN, "no-address")
        return Ruling(outcome, reason, observed)
    if link is None:
        return Ruling(Outcome.UNKNOWN, "encryption-not-seen", observed)
    return Ruling(*_proven(link, given), observed)


def _proven(link: Link, given: Strikes) -> tuple[Outcome, str]:
    latest = link.latest
    if latest.tls == "valid":
        if latest.redirects and latest.redirects[-1].url.startswith("http:"):
            return Outcome.FAIL, "leaves-encryption"
        return Outcome.PASS, "encryption-valid"
    if latest.tls in DEFINITE or (latest.tls and link.failed_days >= given.strikes):
        return Outcome.FAIL, "encryption-broken"
    return Outcome.UNKNOWN, "encryption-not-seen"


def _encrypted(scheme: str, link: Link | None) -> Evidence:
    seen: Evidence = {"scheme": scheme or None}
    return seen | {"tls": link.latest.tls or None, **seen_at(link.latest)} if link else seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    origin: str
    """The origin that the prober names: a server may echo it."""


@rule(Level.DISTRIBUTION, Origin, needs=Input.OBSERVATIONS)
def cors(case: Case, offer: Offer, given: Origin) -> Ruling:
    """Ask whether a web page elsewhere may read the data, by the headers of the final answer."""
    link = case.link(offer.url)
    latest = opened(link)
    if latest is None:
        return shut(link)
    allowed = latest.headers.get("access-control-allow-origin", "").strip()
    observed = seen_at(latest) | {"allowed": allowed or None}
    if allowed == "*" or allowed.rstrip("/").casefold() == _origin(latest, given):
        return Ruling(Outcome.PASS, "cors-open", observed)
    return Ruling(Outcome.FAIL, "cors-other" if allowed else "cors-missing", observed)


def _origin(observation: Observation, given: Origin) -> str:
    return observation.request.get("origin", given.origin).rstrip("/").casefold()


@rule(Level.DISTRIBUTION, needs=Input.OBSERVATIONS)
def cacheable(case: Case, offer: Offer, _: NoParameters) -> Ruling:
    link = case.link(offer.url)
    latest = opened(link)
    if latest is None:
        return shut(link)
    names = ("cache-control", "etag", "last-modified", "expires")
    given = {name: latest.headers[name] for name in names if latest.headers.get(name)}
    observed = seen_at(latest) | {"headers": given, "conditional": latest.conditional}
    if re.search(r"\bno-store\b", given.get("cache-control", ""), re.IGNORECASE):
        return Ruling(Outcome.FAIL, "cache-forbidden", observed)
    if ("etag" in given or "last-modified" in given) and latest.conditional == NOT_MODIFIED:
        return Ruling(Outcome.PASS, "cache-validated", observed)
    if _lasts(latest):
        return Ruling(Outcome.PASS, "cache-lasts", observed)
    if given:
        return Ruling(Outcome.PARTIAL, "cache-announced", observed)
    return Ruling(Outcome.FAIL, "cache-missing", observed)


def _lasts(latest: Observation) -> bool:
    """Tell whether the answer may be kept for a while; ``max-age`` goes before ``Expires``."""
    ages = [int(age) for age in AGE.findall(latest.headers.get("cache-control", ""))]
    if ages:
        return max(ages) > 0
    until = http_moment(latest.headers.get("expires", ""))
    return until is not None and until > (http_moment(latest.headers.get("date", "")) or latest.at)


@rule(Level.DISTRIBUTION, looks_at="downloads")
def download_observed(case: Case, offer: Offer, _: NoParameters) -> Ruling:
    """Ask for data at the address itself; that it is only a page may be plain from the description."""
    thing, formats = offer.thing, case.rubric.formats
    if isinstance(thing, DataService):
        return Ruling(Outcome.PARTIAL, "service-only", {"download": False})
    code = formats.code(thing.format, thing.media_type)
    observed: Evidence = {"download": bool(thing.download_url), "format": code or None}
    if not thing.download_url and (
        code in formats.pages or thing.access_url in case.entry.resource.landing_pages
    ):
        return Ruling(Outcome.FAIL, "page-only", observed, ("download",))
    link = case.link(offer.url)
    if link is None:
        return Ruling(Outcome.UNKNOWN, "address-not-asked", observed)
    return _given(offer, link, observed | seen_at(link.latest))


def _given(offer: Offer, link: Link, observed: Evidence) -> Ruling:
    latest = link.latest
    if latest.answer is not Answer.GIVEN:
        return Ruling(Outcome.UNKNOWN, "no-answer-to-look-at", observed)
    if _is_page(latest):
        return Ruling(Outcome.FAIL, "page-came", observed, ("download",))
    if isinstance(offer.thing, DataService) or not offer.thing.download_url:
        return Ruling(Outcome.PARTIAL, "access-gives-data", observed, ("download",))
    return Ruling(Outcome.PASS, "download-gives-data", observed)


def _is_page(latest: Observation) -> bool:
    if latest.sample is not None:
        return latest.sample.page or bool(latest.sample.facts.error)
    return latest.headers.get("content-type", "").casefold().startswith(("text/html", "application/xhtml"))
