"""Principle 10, linked open data: offered, sound, with lasting names, linked to the base registries."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from catalogue.charter.case import Case, Offer
from catalogue.charter.licences import Globs, plain_iri
from catalogue.charter.rubric import Input, Level
from catalogue.charter.rules.p09_standards import named_standards
from catalogue.charter.rules.probed import Reach, opened, reach, seen_at, shut
from catalogue.charter.rules.registry import NoParameters, rule
from catalogue.charter.verdict import Evidence, Outcome, Ruling
from catalogue.model import DataService
from catalogue.testimony import Facts, Sample

__all__ = ["base_registry_links", "oslo_terms", "rdf_offered", "rdf_parses", "uri_strategy"]

SHOWN: Final = 20
SHARE: Final = 4
"""Decimals of a share that is shown."""


def _declared(case: Case, offer: Offer) -> str:
    thing = offer.thing
    if isinstance(thing, DataService):
        return ""
    return case.rubric.formats.code(thing.format, thing.media_type)


def _rdf_sample(case: Case, offer: Offer) -> Sample | None:
    """Give the RDF that an address gave, by itself or when it was asked for RDF."""
    latest = opened(case.link(offer.url))
    if latest is None:
        return None
    for sample in (latest.sample, latest.rdf):
        if sample and (sample.format in case.rubric.formats.rdf or sample.facts.triples is not None):
            return sample
    return None


@rule(Level.DISTRIBUTION, looks_at="declared")
def rdf_offered(case: Case, offer: Offer, _: NoParameters) -> Ruling:
    formats = case.rubric.formats
    declared = _declared(case, offer)
    link = case.link(offer.url) if case.testimony.links else None
    latest = opened(link)
    if latest is None:
        if declared in formats.rdf:
            return Ruling(Outcome.PASS, "rdf-declared", {"format": declared, "unobserved": ["content"]})
        return shut(link)
    observed = seen_at(latest) | {"format": declared or None, "negotiated": latest.negotiated or None}
    by_type = formats.code("", f"/{latest.negotiated.partition(';')[0].strip()}") if latest.negotiated else ""
    if _rdf_sample(case, offer) or by_type in formats.rdf:
        return Ruling(Outcome.PASS, "rdf-given", observed)
    if latest.sample and latest.sample.facts.linked_data_in_page:
        return Ruling(Outcome.PARTIAL, "rdf-in-page", observed)
    return Ruling(Outcome.FAIL, "rdf-missing", observed)


@rule(Level.DISTRIBUTION, needs=Input.OBSERVATIONS)
def rdf_parses(case: Case, offer: Offer, _: NoParameters) -> Ruling:
    link = case.link(offer.url)
    latest = opened(link)
    if latest is None:
        return shut(link)
    sample = _rdf_sample(case, offer)
    if sample is None:
        return Ruling(Outcome.NOT_APPLICABLE, "no-rdf", seen_at(latest))
    facts = sample.facts
    observed = seen_at(latest) | {"triples": facts.triples, "about": facts.about}
    if sample.parses is False or facts.triples == 0:
        return Ruling(Outcome.FAIL, "rdf-does-not-parse", observed)
    if facts.triples is None or facts.about is None:
        return Ruling(Outcome.UNKNOWN, "nothing-reads-it", observed)
    if facts.about:
        return Ruling(Outcome.PASS, "rdf-about-itself", observed)
    return Ruling(Outcome.PARTIAL, "rdf-not-about-itself", observed)


def _facts(case: Case) -> tuple[list[Facts], bool]:
    """Give what all RDF of an entry shows, and whether any address of it gave anything at all."""
    gave = any(opened(case.link(offer.url)) for offer in case.offers)
    samples = [sample for offer in case.offers if (sample := _rdf_sample(case, offer))]
    return [sample.facts for sample in samples], gave


def _without(*, gave: bool) -> Ruling:
    """Rule on an entry of which no RDF was seen: that it has none is the matter of another check."""
    if gave:
        return Ruling(Outcome.NOT_APPLICABLE, "no-rdf", {})
    return Ruling(Outcome.UNKNOWN, "no-answer-to-look-at", {})


@dataclass(frozen=True, kw_only=True)
class Names:
    pattern: str
    """Regular expression that a lasting name matches."""
    most: int
    """Names looked at."""
    enough: float
    half: float
    strikes: int

    @cached_property
    def lasting(self) -> re.Pattern[str]:
        return re.compile(self.pattern)


@rule(Level.ENTRY, Names, needs=Input.OBSERVATIONS)
def uri_strategy(case: Case, given: Names) -> Ruling:
    """Look at the names of the things described: their form, and whether they lead anywhere."""
    facts, gave = _facts(case)
    if not facts:
        return _without(gave=gave)
    if all(one.subjects is None for one in facts):
        return Ruling(Outcome.UNKNOWN, "nothing-reads-it", {})
    names = list(dict.fromkeys(name for one in facts for name in one.subjects or ()))[: given.most]
    if not names:
        return Ruling(Outcome.FAIL, "names-missing", {"names": []})
    lasting = [name for name in names if given.lasting.match(name)]
    asked = {name: reach(link, given.strikes) for name in lasting if (link := case.link(name))}
    dead = [name for name, seen in asked.items() if seen in {Reach.DOWN, Reach.STRAY}]
    leading = [name for name, seen in asked.items() if seen is Reach.OPEN]
    share = len(lasting) / len(names)
    observed = {
        "names": names[:SHOWN],
        "share": round(share, SHARE),
        "leading": len(leading),
        "dead": dead[:SHOWN],
    }
    return Ruling(*_named(share, len(leading), len(dead), given), observed)


def _named(share: float, leading: int, dead: int, given: Names) -> tuple[Outcome, str]:
    if share < given.half:
        return Outcome.FAIL, "names-not-lasting"
    if not leading + dead:
        return Outcome.UNKNOWN, "names-not-asked"
    share *= leading / (leading + dead)
    if share >= given.enough:
        return Outcome.PASS, "names-lasting"
    return (Outcome.PARTIAL, "names-partly") if share >= given.half else (Outcome.FAIL, "names-lead-nowhere")


@dataclass(frozen=True, kw_only=True)
class Registries:
    registries: tuple[str, ...]
    """Shell patterns over :func:`plain_iri`."""

    @cached_property
    def globs(self) -> Globs:
        return Globs(self.registries)


@rule(Level.ENTRY, Registries, needs=Input.OBSERVATIONS)
def base_registry_links(case: Case, given: Registries) -> Ruling:
    facts, gave = _facts(case)
    if not facts:
        return _without(gave=gave)
    if all(one.outward is None for one in facts):
        return Ruling(Outcome.UNKNOWN, "nothing-reads-it", {})
    outward = list(dict.fromkeys(iri for one in facts for iri in one.outward or ()))
    linked = [iri for iri in outward if plain_iri(iri) in given.globs]
    observed: Evidence = {"links": len(outward), "examples": (linked or outward)[:SHOWN]}
    if linked:
        return Ruling(Outcome.PASS, "linked-to-registries", observed)
    if outward:
        return Ruling(Outcome.PARTIAL, "linked-elsewhere", observed)
    return Ruling(Outcome.FAIL, "linked-to-nothing", observed)


@dataclass(frozen=True, kw_only=True)
class Vocabularies:
    oslo: tuple[str, ...]
    """Shell patterns over :func:`plain_iri` of terms, and of profiles that data follow."""
    known: tuple[str, ...]
    """The same of other vocabularies that are well known."""
    plain: tuple[str, ...]
    """Terms that every RDF has, and that say nothing of a shared model."""

    @cached_property
    def globs(self) -> tuple[Globs, Globs, Globs]:
        return Globs(self.oslo), Globs(self.known), Globs(self.plain)


def _declared_oslo(case: Case, given: Vocabularies) -> tuple[str, ...]:
    oslo = given.globs[0]
    return tuple(oslo.among(_follows(case))) if oslo.among(case.standards) else ()


@rule(Level.ENTRY, Vocabularies, looks_at=_declared_oslo)
def oslo_terms(case: Case, given: Vocabularies) -> Ruling:
    oslo, known, _ = given.globs
    declared = list(_declared_oslo(case, given))
    if declared:
        return Ruling(Outcome.PASS, "oslo-declared", {"standards": declared})
    if not case.testimony.links:
        return Ruling(Outcome.UNKNOWN, "not-asked", {})
    facts, gave = _facts(case)
    if not facts:
        return _without(gave=gave)
    if all(one.terms is None for one in facts):
        return Ruling(Outcome.UNKNOWN, "nothing-reads-it", {})
    terms = list(_telling(facts, given))
    for globs, outcome, reason in (
        (oslo, Outcome.PASS, "oslo-terms"),
        (known, Outcome.PARTIAL, "known-terms"),
    ):
        if found := [iri for iri in terms if plain_iri(iri) in globs]:
            return Ruling(outcome, reason, {"terms": found[:SHOWN], "of": len(terms)})
    return Ruling(Outcome.FAIL, "own-terms", {"terms": terms[:SHOWN], "of": len(terms)})


def _follows(case: Case) -> list[str]:
    standards = case.rubric.by_id.get("P09.5")
    if standards is None:
        return []
    known, own = named_standards(case, standards.parameters)
    return [*known, *own]


def _telling(facts: list[Facts], given: Vocabularies) -> Iterator[str]:
    plain = given.globs[2]
    seen = dict.fromkeys(iri for one in facts for iri in one.terms or ())
    return (iri for iri in seen if plain_iri(iri) not in plain)
