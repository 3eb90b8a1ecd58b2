"""Principle 6, data hygiene by way of metadata: valid, complete and sensible descriptions."""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from catalogue.charter.case import Case
from catalogue.charter.rubric import Level
from catalogue.charter.rules.fields import missing, stated
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Fault, FindingLike, Outcome, Ruling
from catalogue.model import Dataset

__all__ = ["complete", "profile_valid", "sane_values"]

SHOWN: Final = 20
KEPT: Final = 10_000
"""Short texts remembered at most; a source may invent one per record."""
LONG: Final = 40
"""Characters from which on a text says something, unless it opens with nothing."""
MARKUP: Final = re.compile(r"</?[a-z][^<>]{0,200}>|&lt;/?[a-z]", re.IGNORECASE)
EMAIL: Final = re.compile(r"mailto:[^@\s]+@[^@\s]+\.[^@\s.]+")

Issue = tuple[str, str]
"""What is wrong, and with which property."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    layers: frozenset[str]
    """Layers of the profile in which an error fails the check; an error elsewhere counts as a warning."""
    beside: frozenset[str]
    """Layers that are no part of the profile."""


def _findings(case: Case, _: Layers) -> Hashable:
    return frozenset(
        [
            (one.rule, one.layer, one.severity, getattr(one, "fault", Fault.SOURCE))
            for one in case.findings or ()
        ]
    )


@rule(Level.ENTRY, Layers, looks_at=_findings)
def profile_valid(case: Case, given: Layers) -> Ruling:
    broken = [one for one in case.findings or () if one.severity != "info" and one.layer not in given.beside]
    if not broken:
        return Ruling(Outcome.PASS, "profile-valid", {"errors": [], "warnings": []})
    errors: list[FindingLike] = []
    warnings: list[FindingLike] = []
    for one in broken:
        (errors if one.severity == "error" and one.layer in given.layers else warnings).append(one)
    observed = {"errors": _rules(errors), "warnings": _rules(warnings)}
    outcome, reason = (Outcome.FAIL, "profile-errors") if errors else (Outcome.PARTIAL, "profile-warnings")
    return Ruling(outcome, reason, observed, fault=_blamed(errors or warnings))


def _rules(findings: Sequence[FindingLike]) -> list[str]:
    return sorted({finding.rule for finding in findings})[:SHOWN]


def _blamed(findings: Sequence[FindingLike]) -> Fault:
    """Name ours first, as the profile sees it; a finding that names none is the source's."""
    named = {getattr(finding, "fault", Fault.SOURCE) for finding in findings}
    return next(
        (fault for fault in (Fault.MAPPING, Fault.SOURCE, Fault.PORTAL) if fault in named), Fault.SOURCE
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Fields:
    fields: tuple[str, ...]
    enough: float
    half: float


def _fields(case: Case, _: Fields) -> Hashable:
    return stated(case), tuple(_defaults(case))


@rule(Level.ENTRY, Fields, looks_at=_fields)
def complete(case: Case, given: Fields) -> Ruling:
    absent, applicable = missing(case, given.fields)
    if not applicable:
        return Ruling(Outcome.NOT_APPLICABLE, "no-field-applies", {"missing": []})
    share = 1 - len(absent) / applicable
    observed = {"missing": absent, "share": round(share, 4), "defaults": _defaults(case)}
    if share >= given.enough:
        return Ruling(Outcome.PASS, "complete", observed)
    outcome = Outcome.PARTIAL if share >= given.half else Outcome.FAIL
    return Ruling(outcome, "fields-missing", observed, tuple(absent))


def _defaults(case: Case) -> list[str]:
    """List the values that a rule filled in for a silent source, so that nobody credits the source."""
    return [path for path, reasons in case.entry.reasons.items() if reasons and reasons[0].default][:SHOWN]


@dataclass(frozen=True, kw_only=True)
class Suspects:
    placeholders: frozenset[str]
    """Whole texts that say nothing, in lower case."""
    openings: tuple[str, ...]
    hosts: frozenset[str]
    """Mail hosts that nobody has."""
    notes: dict[str, str]
    """The issue that each code of the mapping's notes tells of: what it dropped stands at the source."""

    @cached_property
    def met(self) -> dict[str, bool]:
        """Hold of short texts whether they say nothing: keywords come again and again."""
        return {}


def _issues(case: Case, given: Suspects) -> tuple[Issue, ...]:
    return (*_texts(case, given), *_contact(case, given), *_dates(case), *_seen(case, given))


@rule(Level.ENTRY, Suspects, looks_at=_issues)
def sane_values(case: Case, given: Suspects) -> Ruling:
    issues = _issues(case, given)
    if not issues:
        return Ruling(Outcome.PASS, "values-sane", {"issues": [], "where": []})
    kinds = list(dict.fromkeys(issue for issue, _ in issues))
    observed = {"issues": kinds, "where": list(dict.fromkeys(where for _, where in issues))[:SHOWN]}
    return Ruling(Outcome.PARTIAL if len(kinds) == 1 else Outcome.FAIL, "values-suspect", observed)


def _texts(case: Case, given: Suspects) -> Iterator[Issue]:
    resource, met = case.entry.resource, given.met
    for name, texts in (
        ("title", resource.title),
        ("description", resource.description),
        ("keywords", resource.keywords),
    ):
        for text in texts:
            value = text.value
            known = met.get(value)
            if _says_nothing(value, given) if known is None else known:
                yield "placeholder", name
            if ("<" in value or "&lt;" in value) and MARKUP.search(value):
                yield "markup", name
    if any(text in resource.description for text in resource.title):
        yield "title-is-description", "description"


def _says_nothing(text: str, given: Suspects) -> bool:
    if len(text) >= LONG:
        return text[:LONG].strip().casefold().startswith(given.openings)
    known = given.met.get(text)
    if known is None:
        if len(given.met) > KEPT:
            given.met.clear()
        start = text.strip().casefold()
        known = given.met[text] = start.startswith(given.openings) or start in given.placeholders
    return known


def _contact(case: Case, given: Suspects) -> Iterator[Issue]:
    contact = case.entry.resource.contact
    if contact is None:
        return
    if contact.name and _says_nothing(contact.name, given):
        yield "placeholder", "contact"
    if contact.email and (
        not EMAIL.fullmatch(contact.email) or contact.email.rpartition("@")[2] in given.hosts
    ):
        yield "email", "contact"


def _dates(case: Case) -> Iterator[Issue]:
    resource = case.entry.resource
    moments = [resource.issued, resource.modified, resource.created]
    if isinstance(resource, Dataset):
        moments += [moment for one in resource.distributions for moment in (one.issued, one.modified)]
    for moment in moments:
        if moment is not None and (day := moment.lexical[:10]) > case.latest[: len(day)]:
            yield "future", "date"


def _seen(case: Case, given: Suspects) -> Iterator[Issue]:
    """Give what the harvester and the mapping met and could not use."""
    if case.record.damage:
        yield "damaged", "record"
    for note in case.entry.notes:
        if note.code in given.notes:
            yield given.notes[note.code], note.pointer
