"""Principle 9 again: whether the files are what they are said to be."""

from dataclasses import dataclass
from typing import Final

from catalogue.charter.case import Case, Offer
from catalogue.charter.formats import FormatTable
from catalogue.charter.rubric import Input, Level
from catalogue.charter.rules.p09_formats import OF_KIND
from catalogue.charter.rules.probed import opened, sample_of, seen_at, shut
from catalogue.charter.rules.registry import NoParameters, rule
from catalogue.charter.verdict import Evidence, Outcome, Ruling
from catalogue.model import DataService
from catalogue.testimony import Observation, Sample

__all__ = ["machine_readable_seen", "parses", "type_matches"]

SERVICE: Final = Ruling(Outcome.NOT_APPLICABLE, "service", {})
UNSEEN: Final = ["content"]


@rule(Level.DISTRIBUTION, looks_at="declared")
def machine_readable_seen(case: Case, offer: Offer, _: NoParameters) -> Ruling:
    """Go by what the bytes show, where they were seen, and else by what is declared."""
    thing, formats = offer.thing, case.rubric.formats
    sample = sample_of(case.link(offer.url)) if case.testimony.links else None
    if isinstance(thing, DataService):
        return _service(thing, formats)
    declared = formats.code(thing.format, thing.media_type)
    if sample is None:
        kind = formats.kind(declared)
        outcome, reason = OF_KIND[kind] if declared else (Outcome.UNKNOWN, "format-missing")
        return Ruling(outcome, reason, {"format": declared or None, "unobserved": UNSEEN})
    code, kind = _shown(sample, declared, formats)
    outcome, reason = OF_KIND[kind] if code else (Outcome.UNKNOWN, "format-missing")
    observed: Evidence = {"format": code or None, "declared": declared or None, "sample": sample.sha256}
    if sample.facts.members:
        observed["members"] = list(sample.facts.members[:20])
    return Ruling(outcome, reason, observed)


def _service(thing: DataService, formats: FormatTable) -> Ruling:
    named = [one.iri for one in thing.conforms_to]
    kind = formats.service(named)
    outcome, reason = OF_KIND[kind] if kind else (Outcome.UNKNOWN, "service-unrecognised")
    return Ruling(outcome, reason, {"service": named})


def _shown(sample: Sample, declared: str, formats: FormatTable) -> tuple[str, str]:
    """Give the format that the bytes show with its kind: of an archive that of what is in it."""
    if sample.page and not sample.facts.linked_data_in_page:
        return sample.format or "HTML", "documents"
    code = sample.format or declared
    if formats.alike(code, declared) and formats.kind(code) == "undecided":
        code = declared  # plain text that was said to be CSV shows nothing against it
    kind = formats.kind(code)
    if kind == "undecided" and sample.facts.members:
        kind = formats.kind_of_members(sample.facts.members) or kind
    return code, kind


@rule(Level.DISTRIBUTION, needs=Input.OBSERVATIONS)
def type_matches(case: Case, offer: Offer, _: NoParameters) -> Ruling:
    """Compare what is declared with the bytes, then with the type that the server names."""
    thing, formats = offer.thing, case.rubric.formats
    if isinstance(thing, DataService):
        return SERVICE
    declared = formats.code(thing.format, thing.media_type)
    if not declared:
        return Ruling(Outcome.NOT_APPLICABLE, "nothing-declared", {"declared": None})
    link = case.link(offer.url)
    latest = opened(link)
    if latest is None:
        return shut(link)
    named = latest.headers.get("content-type", "").partition(";")[0].strip().casefold()
    seen = latest.sample.format if latest.sample else ""
    observed = seen_at(latest) | {"declared": declared, "seen": seen or None, "content_type": named or None}
    outcome, reason = _matched(latest, declared, named, formats)
    return Ruling(outcome, reason, observed, ("format",) if outcome is Outcome.FAIL else ())


def _matched(latest: Observation, declared: str, named: str, formats: FormatTable) -> tuple[Outcome, str]:
    sample = latest.sample
    if sample and (sample.page or sample.facts.error) and declared not in formats.pages:
        return Outcome.FAIL, "page-came-for-file"
    seen = sample.format if sample else ""
    if seen and not formats.alike(declared, seen):
        return Outcome.FAIL, "type-differs"
    by_header = formats.code("", f"/{named}") if named else ""
    if not named or named in formats.generic:
        return (Outcome.PARTIAL, "type-general") if seen else (Outcome.UNKNOWN, "type-not-shown")
    if formats.alike(declared, by_header):
        return Outcome.PASS, "type-matches"
    if not by_header:
        return (Outcome.PASS, "type-matches") if seen else (Outcome.UNKNOWN, "type-not-shown")
    return (Outcome.PARTIAL, "header-differs") if seen else (Outcome.FAIL, "type-differs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerance:
    repaired: tuple[str, ...]
    """Warnings of a reader that got through all the same."""


@rule(Level.DISTRIBUTION, Tolerance, needs=Input.OBSERVATIONS)
def parses(case: Case, offer: Offer, given: Tolerance) -> Ruling:
    thing, formats = offer.thing, case.rubric.formats
    if isinstance(thing, DataService):
        return SERVICE
    declared = formats.code(thing.format, thing.media_type)
    if formats.kind(declared) == "documents":
        return Ruling(Outcome.NOT_APPLICABLE, "made-for-reading", {"declared": declared})
    link = case.link(offer.url)
    latest = opened(link)
    if latest is None:
        return shut(link)
    if latest.sample is None:
        return Ruling(Outcome.UNKNOWN, "no-sample", seen_at(latest))
    outcome, reason, observed = _read(latest.sample, given)
    return Ruling(outcome, reason, seen_at(latest) | observed)


def _read(sample: Sample, given: Tolerance) -> tuple[Outcome, str, Evidence]:
    warnings = [code for code in sample.warnings if code in given.repaired]
    observed: Evidence = {"format": sample.format or None, "records": sample.records, "warnings": warnings}
    if sample.page or sample.facts.error:
        return Outcome.FAIL, "page-came-for-file", observed
    if sample.parses is None:
        return Outcome.UNKNOWN, "nothing-reads-it", observed
    if not sample.parses:
        return Outcome.FAIL, "does-not-parse", observed
    if sample.records == 0:
        return Outcome.FAIL, "no-records", observed
    if warnings:
        return Outcome.PARTIAL, "parses-with-care", observed
    return Outcome.PASS, "parses", observed
