"""What was seen at one address, as the key and the facts of a sentence."""

from dataclasses import dataclass
from typing import Any, Final

from harvester.crawl import ProbeSeen

__all__ = ["Probe", "evidence"]

_OF_ERRORS: Final = {
    "harvester.not-found": "detect.saw.nothing",
    "harvester.forbidden": "detect.saw.forbidden",
    "harvester.html": "detect.saw.page-instead",
    "harvester.not-recognised": "detect.saw.other",
    "harvester.empty": "detect.saw.empty",
    "harvester.robots": "detect.saw.kept-out",
    "harvester.http-status": "detect.saw.status",
    "harvester.timeout": "detect.saw.timeout",
}


@dataclass(frozen=True, slots=True)
class Probe:
    """One address that was looked at, and what was seen there: ``key`` and ``facts`` make a message."""

    url: str
    status: int
    content_type: str
    key: str
    facts: dict[str, object]


def evidence(seen: ProbeSeen) -> Probe:
    key, facts = _said(seen)
    return Probe(seen.url, seen.status, seen.content_type, key, facts)


def _said(seen: ProbeSeen) -> tuple[str, dict[str, Any]]:
    facts = {"url": seen.url, "status": seen.status}
    if seen.signs.get("file") in {"robots", "sitemap"}:
        found = "found" if seen.signs["found"] else "none"
        return f"detect.saw.{seen.signs['file']}-{found}", facts | {"entries": seen.signs.get("entries", 0)}
    if seen.sight:
        return _seen(seen), facts | seen.sight | {"protocol": seen.protocol}
    if seen.signs.get("swing"):
        return "detect.saw.figures", facts
    if seen.signs.get("file") == "page":
        generator = seen.signs["generator"]
        return "detect.saw.page-made-with" if generator else "detect.saw.page", facts | {
            "generator": generator
        }
    return _OF_ERRORS.get(seen.key, seen.key), facts | seen.facts


def _seen(seen: ProbeSeen) -> str:
    counted = seen.sight["total"] is not None
    if not seen.protocol or seen.about:
        return "detect.saw.count" if counted else "detect.saw.version"
    return "detect.saw.catalogue-of" if counted else "detect.saw.catalogue"
