"""Principle 9, open and machine-readable formats and standards."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from catalogue.charter.case import Case, Offer
from catalogue.charter.licences import Globs, plain_iri
from catalogue.charter.rubric import Level
from catalogue.charter.rules.registry import NoParameters, rule
from catalogue.charter.verdict import Outcome, Ruling
from catalogue.model import DataService, Dataset

__all__ = ["format_declared", "machine_readable", "standard"]

OF_KIND: Final = {
    "open": (Outcome.PASS, "format-open"),
    "structured": (Outcome.PARTIAL, "format-structured"),
    "documents": (Outcome.FAIL, "format-for-reading"),
    "undecided": (Outcome.UNKNOWN, "format-says-nothing"),
    "": (Outcome.UNKNOWN, "format-unrecognised"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Authorities:
    codes: tuple[str, ...]
    """Parts of an IRI by which it is a code of the EU or IANA list."""


@rule(Level.DISTRIBUTION, Authorities, looks_at="formats")
def format_declared(case: Case, offer: Offer, given: Authorities) -> Ruling:
    thing = offer.thing
    if isinstance(thing, DataService):
        return Ruling(Outcome.NOT_APPLICABLE, "service", {})
    observed = {"format": thing.format, "media_type": thing.media_type}
    if not thing.format:
        if thing.media_type:
            return Ruling(Outcome.PARTIAL, "media-type-only", observed, ("format",))
        return Ruling(Outcome.FAIL, "format-missing", observed, ("format",))
    why = case.reason(offer.path + ".format")
    if why is None or any(code in why.original for code in given.codes):
        return Ruling(Outcome.PASS, "format-by-code", observed)
    return Ruling(Outcome.PARTIAL, "format-as-text", observed | {"original": why.original}, ("format-iri",))


@rule(Level.DISTRIBUTION, looks_at="declared")
def machine_readable(case: Case, offer: Offer, _: NoParameters) -> Ruling:
    thing, formats = offer.thing, case.rubric.formats
    if isinstance(thing, DataService):
        kind = formats.service([one.iri for one in thing.conforms_to])
        outcome, reason = OF_KIND[kind] if kind else (Outcome.UNKNOWN, "service-unrecognised")
        return Ruling(outcome, reason, {"service": [one.iri for one in thing.conforms_to]})
    code = formats.code(thing.format, thing.media_type)
    if not code:
        return Ruling(Outcome.UNKNOWN, "format-missing", {"format": None})
    outcome, reason = OF_KIND[formats.kind(code)]
    return Ruling(outcome, reason, {"format": code})


@dataclass(frozen=True, kw_only=True)
class Standards:
    """Shell patterns over :func:`plain_iri`; what describes no data goes before what is known."""

    known: tuple[str, ...]
    not_data: tuple[str, ...]

    @cached_property
    def globs(self) -> tuple[Globs, Globs]:
        return Globs(self.known), Globs(self.not_data)


@rule(Level.ENTRY, Standards, looks_at="standards", various=True)
def standard(case: Case, given: Standards) -> Ruling:
    resource = case.entry.resource
    named = [one.iri for one in resource.conforms_to]
    if isinstance(resource, Dataset):
        named += [one.iri for distribution in resource.distributions for one in distribution.conforms_to]
    known, not_data = given.globs
    of_data = {iri: text for iri in named if (text := plain_iri(iri)) not in not_data}
    if recognised := [iri for iri, text in of_data.items() if text in known]:
        return Ruling(Outcome.PASS, "standard-known", {"standards": recognised})
    if of_data:
        return Ruling(Outcome.PARTIAL, "standard-own", {"standards": list(of_data)})
    return Ruling(Outcome.FAIL, "standard-missing", {"standards": []}, ("standard",))
