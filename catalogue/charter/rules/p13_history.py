"""Principle 13, history: whether dates move when data do, and whether older data can still be had."""

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise

from catalogue.charter.case import Case
from catalogue.charter.licences import Globs
from catalogue.charter.rubric import Input, Level
from catalogue.charter.rules.ages import DAY, span_of
from catalogue.charter.rules.probed import opened
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Evidence, Outcome, Ruling
from catalogue.model import Dataset, Distribution
from catalogue.testimony import Former, History, Link

__all__ = ["history_found", "metadata_honest"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Honesty:
    watched: int
    """Days that we have to have looked before still data tell anything."""
    slack: float
    """Days between a change of the data and that of their date."""
    jobs: int
    """Times that a date moves, while nothing else does, from which it is a job that moves it."""


def _dated(case: Case, _: Honesty) -> Hashable:
    history, declared = case.testimony.history, case.entry.resource.modified
    if history is None or declared is None:
        return ()
    return declared.lexical, _idle_moves(history.versions), _watched(case, history)


@rule(Level.ENTRY, Honesty, needs=Input.HISTORY, looks_at=_dated, various=True)
def metadata_honest(case: Case, given: Honesty) -> Ruling:
    """Hold the declared date against what we saw of the description and of the data themselves."""
    history = case.testimony.history
    declared = case.entry.resource.modified
    if history is None or declared is None:
        return Ruling(Outcome.NOT_APPLICABLE, "no-declared-date", {"modified": None})
    links = case.links()
    moves = _idle_moves(history.versions)
    days = (case.at - history.first_seen) / DAY
    observed: Evidence = {
        "modified": declared.lexical,
        "idle_moves": moves,
        "watched": _watched(case, history),
    }
    if changed := _changes(links):
        since, seen = max(changed)
        observed |= {"content_before": since.isoformat(), "content_changed": seen.isoformat()}
        told = span_of(declared)
        if told is not None and told[1] + timedelta(days=given.slack) < since:
            return Ruling(Outcome.FAIL, "date-stands-still", observed)
    elif moves >= given.jobs and _stood_still(links):
        return Ruling(Outcome.PARTIAL, "date-moves-by-itself", observed)
    elif days < given.watched or not links:
        return Ruling(Outcome.UNKNOWN, "watched-too-short", observed)
    return Ruling(Outcome.PASS, "date-moves-with-data", observed)


def _watched(case: Case, history: History) -> float:
    return round((case.at - history.first_seen) / DAY, 1)


def _changes(links: Sequence[Link]) -> list[tuple[datetime, datetime]]:
    """List the last change of each address: between which two looks it came about."""
    return [(link.before.at, link.changed_at) for link in links if link.changed_at and link.before]


def _idle_moves(versions: Sequence[Former]) -> int:
    """Count how often the date moved while the description said the same in all else."""
    return sum(
        one.modified != other.modified and one.content == other.content for one, other in pairwise(versions)
    )


def _stood_still(links: Sequence[Link]) -> bool:
    return bool(links) and all(link.watched_since and not link.changed_at for link in links)


@dataclass(frozen=True, kw_only=True)
class Traces:
    links: frozenset[str]
    """Relations that lead to earlier data."""
    standards: tuple[str, ...]
    """Shell patterns over :func:`plain_iri` of what keeps history by itself: event streams."""
    names: frozenset[str]
    """Under which a record points to earlier versions."""
    headers: frozenset[str]
    """Of an answer, by which older states of it can be asked."""
    span: int
    """Days that a column of times has to span."""
    dated: str
    """Regular expression of a moment in the name of a file."""
    editions: int
    """Files of different moments from which they are a series."""

    @cached_property
    def globs(self) -> Globs:
        return Globs(self.standards)

    @cached_property
    def moments(self) -> re.Pattern[str]:
        return re.compile(self.dated)


def _traces(case: Case, given: Traces) -> Hashable:
    return tuple(_told(case, given))


@rule(Level.ENTRY, Traces, looks_at=_traces)
def history_found(case: Case, given: Traces) -> Ruling:
    """Look for earlier versions in the description, then in what the addresses give."""
    told = _told(case, given)
    if told:
        return Ruling(Outcome.PASS, "history-told", {"traces": told[:20]})
    if not case.testimony.links:
        return Ruling(Outcome.UNKNOWN, "not-asked", {})
    answers = [latest for offer in case.offers if (latest := opened(case.link(offer.url)))]
    found = {name for one in answers for name in one.headers if name in given.headers}
    found |= {
        name for one in answers if one.sample for name in one.sample.facts.links or () if name in given.links
    }
    if found:
        return Ruling(Outcome.PASS, "history-linked", {"traces": sorted(found)})
    samples = [one.sample for one in answers if one.sample]
    span = max((_span(one.facts.earliest, one.facts.latest) for one in samples), default=0)
    if span >= given.span:
        return Ruling(Outcome.PARTIAL, "history-in-file", {"days": span})
    if not samples:
        return Ruling(Outcome.UNKNOWN, "no-answer-to-look-at", {})
    return Ruling(Outcome.FAIL, "latest-only", {"days": span})


def _told(case: Case, given: Traces) -> list[str]:
    resource = case.entry.resource
    if not isinstance(resource, Dataset):
        return []
    relations = (
        ("has_version", resource.has_version),
        ("is_version_of", resource.is_version_of),
        ("in_series", resource.in_series),
    )
    told = [name for name, there in relations if there]
    standards = [one.iri for service in case.services for one in service.conforms_to] + [*case.standards]
    if standards and given.globs.among(standards):
        told.append("event-stream")
    if len(resource.distributions) >= given.editions and _editions(case, resource, given) >= given.editions:
        told.append("dated-files")
    if case.says(given.names, parts=False):
        told.append("versions")
    return told


def _editions(case: Case, resource: Dataset, given: Traces) -> int:
    """Count the moments that files are of, as far as it takes; a page bears the name of the dataset."""
    formats = case.rubric.formats
    found: set[str] = set()
    for part in resource.distributions:
        if formats.code(part.format, "") not in formats.pages and (edition := _edition(part, given)):
            found.add(edition)
            if len(found) == given.editions:
                break
    return len(found)


def _edition(part: Distribution, given: Traces) -> str:
    """Give the moment in the name of a file: two formats of one moment are one edition."""
    search = given.moments.search
    for title in part.title:
        if found := search(title.value):
            return found[0]
    found = search((part.download_url or part.access_url).rpartition("/")[2])
    return found[0] if found else ""


def _span(earliest: str, latest: str) -> int:
    try:
        return (datetime.fromisoformat(latest[:10]) - datetime.fromisoformat(earliest[:10])).days
    except ValueError:
        return 0
