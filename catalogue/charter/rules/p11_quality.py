"""Principle 11, quality: what a machine can see of it. Whether it suffices inside, only the owner knows."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from catalogue.charter.case import Case, Offer
from catalogue.charter.rubric import Input, Level
from catalogue.charter.rules.probed import Reach, opened, reach, seen_at, shut
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Evidence, Outcome, Ruling
from catalogue.model import DataService, Dataset
from catalogue.testimony import Box, Sample

__all__ = ["integrity", "quality_statement"]

CORNERS: Final = 4
NUMBER: Final = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Soundness:
    inside: float
    """Share of the places that have to lie where the publisher does."""
    region: Box
    """Where they have to lie when the publisher does not say where it is."""
    margin: float
    """Degrees around it: data of a city do not end at its border."""
    minor: tuple[str, ...]
    """Warnings of a reader that are a small fault."""


@rule(Level.DISTRIBUTION, Soundness, needs=Input.OBSERVATIONS)
def integrity(case: Case, offer: Offer, given: Soundness) -> Ruling:
    link = case.link(offer.url)
    latest = opened(link)
    if latest is None:
        return shut(link)
    sample = latest.sample
    observed = seen_at(latest)
    if sample is None:
        return Ruling(Outcome.UNKNOWN, "no-sample", observed)
    observed |= {"size": sample.size, "records": sample.records, "error": sample.facts.error or None}
    if broken := _broken(case, offer, sample):
        return Ruling(Outcome.FAIL, broken, observed)
    reason, shown = _minor(case, sample, given)
    outcome = Outcome.PARTIAL if reason else Outcome.PASS
    return Ruling(outcome, reason or "content-sound", observed | shown)


def _broken(case: Case, offer: Offer, sample: Sample) -> str:
    thing, formats = offer.thing, case.rubric.formats
    if sample.size == 0:
        return "content-empty"
    if sample.facts.error:
        return "content-is-error"
    is_file = not isinstance(thing, DataService) and bool(thing.format)
    if (
        sample.page
        and is_file
        and not isinstance(thing, DataService)
        and formats.code(thing.format, "") not in formats.pages
    ):
        return "page-came-for-file"
    return "no-records" if sample.records == 0 and sample.whole else ""


def _minor(case: Case, sample: Sample, given: Soundness) -> tuple[str, Evidence]:
    warnings = [code for code in sample.warnings if code in given.minor]
    shown: Evidence = {"warnings": warnings}
    points = sample.facts.points
    if points:
        box, of = _where(case, given)
        inside = sum(_within(box, point) for point in points) / len(points)
        shown |= {"places": len(points), "inside": round(inside, 4), "bounds": list(box), "of": of}
        if inside < given.inside:
            return "places-outside", shown
    return ("content-blemished" if warnings else ""), shown


def _where(case: Case, given: Soundness) -> tuple[Box, str]:
    """Give the box with its margin, and whose it is."""
    places = case.facts.places if case.facts else ()
    boxes = [box for place in places if (box := _box(place.bbox))]
    south, west = (min((box[at] for box in boxes), default=given.region[at]) for at in (1, 0))
    east, north = (max((box[at] for box in boxes), default=given.region[at]) for at in (2, 3))
    margin = given.margin
    box = (west - margin, south - margin, east + margin, north + margin)
    return box, "publisher" if boxes else "region"


@lru_cache(maxsize=1_000)
def _box(wkt: str) -> Box | None:
    """Read the box that a polygon in WKT spans; ``None`` where there is none."""
    numbers = [float(number) for number in NUMBER.findall(wkt)]
    xs, ys = numbers[::2], numbers[1::2]
    if len(ys) < CORNERS:
        return None
    return min(xs), min(ys), max(xs), max(ys)


def _within(box: Box, point: tuple[float, float]) -> bool:
    west, south, east, north = box
    return west <= point[0] <= east and south <= point[1] <= north


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    minimum_length: int
    """Characters from which words on the quality or the origin say something."""
    names: frozenset[str]
    """Under which a record gives a statement on quality that the entry has no place for."""
    strikes: int


def _untold(case: Case, given: Statement) -> Hashable:
    resource = case.entry.resource
    if not isinstance(resource, Dataset) or resource.provenance_texts or resource.provenance:
        return None
    return case.says(given.names, parts=True)


@rule(Level.ENTRY, Statement, looks_at=_untold)
def quality_statement(case: Case, given: Statement) -> Ruling:
    resource = case.entry.resource
    if not isinstance(resource, Dataset):
        return Ruling(Outcome.NOT_APPLICABLE, "kind", {"kind": case.entry.kind.value})
    length = max([len(text.value) for text in resource.provenance_texts], default=0)
    pages = [page for page in resource.provenance if not _gone(case, page, given)]
    if length >= given.minimum_length or pages:
        return Ruling(Outcome.PASS, "quality-told", {"length": length, "pages": pages})
    if case.says(given.names, parts=True):
        return Ruling(Outcome.PASS, "quality-measured", {"length": length, "pages": []})
    observed = {"length": length, "minimum": given.minimum_length, "pages": [*resource.provenance]}
    if length or resource.provenance:
        return Ruling(Outcome.PARTIAL, "quality-hardly-told", observed)
    return Ruling(Outcome.FAIL, "quality-not-told", observed, ("lineage",))


def _gone(case: Case, page: str, given: Statement) -> bool:
    link = case.link(page)
    return link is not None and reach(link, given.strikes) is Reach.DOWN
