"""Which entries a group of checks concerns at all, each with the reason why it does not."""

from dataclasses import dataclass
from functools import cached_property

from catalogue.charter.case import Case
from catalogue.charter.licences import Globs, plain_iri
from catalogue.charter.rules.frequencies import code_of
from catalogue.charter.rules.registry import condition
from catalogue.charter.verdict import Outcome, Ruling
from catalogue.model import Dataset, Resource

__all__ = ["changing", "linked_data_asked", "real_time"]


@dataclass(frozen=True, kw_only=True)
class Linked:
    since: str
    """From this month on, ``YYYY-MM``, a source counts as new."""
    real_time: frozenset[str]
    """Codes of frequencies."""
    authentic: tuple[str, ...]
    """Shell patterns over types and statuses that make a source authentic."""
    shared: tuple[str, ...]
    """Shell patterns over laws and standards by which authorities share it."""

    @cached_property
    def globs(self) -> tuple[Globs, Globs]:
        return Globs(self.authentic), Globs(self.shared)


@condition(Linked)
def linked_data_asked(case: Case, given: Linked) -> Ruling | None:
    """Ask for linked data only where the charter does: of what is new, authentic, real-time or shared."""
    resource = case.entry.resource
    day = min((one.lexical for one in (resource.created, resource.issued) if one), default="")
    if day[: len(given.since)] >= given.since or code_of(resource) in given.real_time:
        return None
    authentic, shared = given.globs
    if any(plain_iri(iri) in authentic for iri in (*resource.statuut, *getattr(resource, "kinds", ()))):
        return None
    if any(plain_iri(iri) in shared for iri in _shared_by(resource)):
        return None
    observed = {"created": day or None, "since": given.since}
    return Ruling(Outcome.NOT_APPLICABLE, "linked-data-not-asked" if day else "age-not-known", observed)


def _shared_by(resource: Resource) -> list[str]:
    return [*resource.applicable_legislation, *(one.iri for one in resource.conforms_to)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    codes: frozenset[str]
    """Of the EU list of frequencies."""


@condition(Codes)
def real_time(case: Case, given: Codes) -> Ruling | None:
    code = code_of(case.entry.resource)
    if code in given.codes:
        return None
    return Ruling(Outcome.NOT_APPLICABLE, "not-real-time", {"frequency": code or None})


@condition(Codes)
def changing(case: Case, given: Codes) -> Ruling | None:
    """Ask for history only of what changes: these frequencies say that nothing ever does."""
    resource = case.entry.resource
    code = code_of(resource)
    if not isinstance(resource, Dataset):
        return Ruling(Outcome.NOT_APPLICABLE, "kind", {"kind": case.entry.kind.value})
    if code in given.codes:
        return Ruling(Outcome.NOT_APPLICABLE, "never-changes", {"frequency": code})
    return None
