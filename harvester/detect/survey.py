"""All that a site has to harvest: every way in with what it declares, and what was looked at to find out."""

from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from catalogue.errors import SourceError
from catalogue.model import Protocol
from harvester.crawl import CrawlSettings, ProbeSeen, probe
from harvester.detect.detection import Probe, detect
from harvester.detect.evidence import evidence
from harvester.detect.page import Swing
from harvester.detect.places import given_to_source
from harvester.detect.ranking import Candidate, ranked
from harvester.detect.sight import software_of
from harvester.detect.software import Software
from harvester.locations import local_path, web_address

__all__ = ["Site", "Survey", "survey"]


@dataclass(slots=True)
class Site:
    """What a site tells of itself beside its catalogues; None is what was not learned."""

    title: str = ""
    language: str = ""
    generator: str = ""
    software: tuple[str, ...] = ()
    version: str = ""
    robots: bool | None = None
    sitemap: int | None = None
    """Entries in the start of its sitemap."""
    swing: Swing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    url: str
    candidates: tuple[Candidate, ...]
    """The recommended one first."""
    site: Site
    probes: tuple[Probe, ...]
    failure: SourceError | None = None
    """Why there is nothing to harvest."""


def survey(url: str, *, settings: CrawlSettings, allow_private: bool = False) -> Survey:
    """Look at a site for all that can be harvested there; of a file, say what it is.

    What is not found is told in the result; only what is no place at all raises SourceError.
    """
    path = local_path(url)
    if path is not None:
        return _of_file(path, url, settings)
    address = web_address(url)
    if urlsplit(address).username or urlsplit(address).password:
        raise SourceError("detect.password", url=urlsplit(address).hostname)
    with closing(probe(address, settings=settings, allow_private=allow_private, thorough=True)) as events:
        seen = list(events)
    site = _site(seen)
    candidates = ranked(_candidates(seen, address))
    return Survey(
        url=url,
        candidates=candidates,
        site=site,
        probes=tuple(evidence(one) for one in seen),
        failure=None if candidates else _nothing(url, seen, site),
    )


def _of_file(path: Path, url: str, settings: CrawlSettings) -> Survey:
    found = detect(url, settings=settings)
    software = software_of(found.protocol)
    one = Candidate(protocol=found.protocol, url=path.as_uri(), software=software, given=True)
    return Survey(url=url, candidates=(one,), site=Site(), probes=found.evidence)


def _candidates(seen: list[ProbeSeen], address: str) -> list[Candidate]:
    found: dict[tuple[Protocol, str], Candidate] = {}
    for one in seen:
        if one.protocol and not one.about:
            candidate = _candidate(one, address)
            found.setdefault((candidate.protocol, candidate.url), candidate)
    return [_completed(candidate, seen) for candidate in found.values()]


def _candidate(seen: ProbeSeen, address: str) -> Candidate:
    return Candidate(
        protocol=Protocol(seen.protocol),
        url=given_to_source(Protocol(seen.protocol), seen.endpoint),
        software=seen.sight["software"],
        version=seen.sight["version"],
        total=seen.sight["total"],
        languages=tuple(seen.sight["languages"]),
        given=seen.url == address and not seen.sight["weak"],
    )


def _completed(candidate: Candidate, seen: list[ProbeSeen]) -> Candidate:
    """Add what further answers told of an endpoint, and the GeoNetwork that it belongs to."""
    for one in seen:
        if one.about and one.about == candidate.url and one.sight:
            candidate = replace(
                candidate,
                version=one.sight["version"] or candidate.version,
                total=candidate.total if one.sight["total"] is None else one.sight["total"],
                languages=candidate.languages or tuple(one.sight["languages"]),
            )
        elif candidate.software in {Software.CSW, Software.OGC_API} and _is_site_of(one, candidate.url):
            candidate = replace(candidate, software=str(Software.GEONETWORK), version=one.sight["version"])
    return candidate


def _is_site_of(seen: ProbeSeen, url: str) -> bool:
    of_geonetwork = seen.sight.get("software") == Software.GEONETWORK and not seen.protocol
    return of_geonetwork and url.startswith(f"{seen.url.partition('/srv/')[0]}/")


def _site(seen: list[ProbeSeen]) -> Site:
    site = Site()
    for one in seen:
        match one.signs.get("file"):
            case "robots":
                site.robots = one.signs["found"]
            case "sitemap":
                site.sitemap = one.signs["entries"] if one.signs["found"] else None
            case "page":
                _learn_page(site, one.signs)
    return site


def _learn_page(site: Site, signs: dict[str, Any]) -> None:
    site.title, site.language, site.generator = signs["title"], signs["language"], signs["generator"]
    site.version, site.software = signs["version"], tuple(signs["software"])
    site.swing = Swing(**signs["swing"]) if signs["swing"] else None


def _nothing(url: str, seen: list[ProbeSeen], site: Site) -> SourceError:
    """Say what stands where a catalogue was looked for."""
    if site.swing is not None:
        return SourceError("detect.figures", url=url)
    given = next((one for one in seen if one.url == url), seen[0] if seen else None)
    if given is None:
        return SourceError("harvester.child-died", url=url, detail="")
    if given.signs.get("file") == "page":
        return SourceError("detect.only-page", url=url)
    if given.key and given.key != "harvester.not-recognised":
        return SourceError(given.key, **given.facts | {"url": url})
    tried = "\n".join(f"  {one.url}: {one.status}" for one in seen)
    return SourceError("harvester.nothing-found", url=url, tried=tried, detail="")
