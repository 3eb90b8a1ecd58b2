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


def _broken(case: Case, given: Layers) -> Hashable:
    beside = given.beside
    return frozenset(
        [
            (one.rule, one.layer, one.severity, getattr(one, "fault", Fault.SOURCE))
            for one in case.findings or ()
            if one.severity != "info" and one.layer not in beside
        ]
    )


@rule(Level.ENTRY, Layers, looks_at=_broken)
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
    def sound(self) -> set[str]:
        """Hold short texts with which nothing is wrong: keywords come again and again."""
        return set()

    @cached_property
    def contacts(self) -> dict[tuple[str, str], list[Issue]]:
        """Hold what is wrong with contacts, by name and address."""
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


def _texts(case: Case, given: Suspects) -> list[Issue]:
    resource = case.entry.resource
    found = [("title", text) for text in resource.title] + [
        ("description", text) for text in resource.description
    ]
    if not given.sound.issuperset([text.value for text in resource.keywords]):
        found += [("keywords", text) for text in resource.keywords]
    issues = [(flaw, name) for name, text in found for flaw in _flaws(text.value, given)]
    for text in resource.title:
        if text in resource.description:
            issues.append(("title-is-description", "description"))
            break
    return issues


def _flaws(text: str, given: Suspects) -> tuple[str, ...]:
    short = len(text) < LONG
    if short and text in given.sound:
        return ()
    start = text[:LONG].strip().casefold()
    nothing = start.startswith(given.openings) or (short and start in given.placeholders)
    marked = ("<" in text or "&lt;" in text) and MARKUP.search(text)
    if nothing or marked:
        return ("placeholder",) * nothing + ("markup",) * bool(marked)
    if short:
        if len(given.sound) > KEPT:
            given.sound.clear()
        given.sound.add(text)
    return ()


def _contact(case: Case, given: Suspects) -> list[Issue]:
    contact = case.entry.resource.contact
    if contact is None:
        return []
    key = contact.name, contact.email
    found = given.contacts.get(key)
    if found is None:
        if len(given.contacts) > KEPT:
            given.contacts.clear()
        found = given.contacts[key] = list(_of_contact(*key, given))
    return found


def _of_contact(name: str, email: str, given: Suspects) -> Iterator[Issue]:
    if name and "placeholder" in _flaws(name, given):
        yield "placeholder", "contact"
    if email and (not EMAIL.fullmatch(email) or email.rpartition("@")[2] in given.hosts):
        yield "email", "contact"


def _dates(case: Case) -> list[Issue]:
    resource, latest = case.entry.resource, case.latest
    moments = [resource.issued, resource.modified, resource.created]
    for part in case.parts:
        moments += (part.issued, part.modified)
    return [("future", "date") for one in moments if one is not None and one.lexical[:10] > latest]


def _seen(case: Case, given: Suspects) -> list[Issue]:
    """Give what the harvester and the mapping met and could not use."""
    told = given.notes
    found = [(told[note.code], note.pointer) for note in case.entry.notes if note.code in told]
    return [("damaged", "record"), *found] if case.record.damage else found
