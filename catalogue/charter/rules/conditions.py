"""Which entries a group of checks concerns at all, each with the reason why it does not."""

from dataclasses import dataclass
from functools import cached_property

from catalogue.charter.case import Case
from catalogue.charter.licences import Globs
from catalogue.charter.rules.registry import condition
from catalogue.charter.verdict import Outcome, Ruling
from catalogue.model import Dataset

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


def _unasked_since(case: Case, given: Linked) -> str | None:
    """Give the day of a source that the charter does not ask for linked data; ``None``: it does."""
    resource = case.entry.resource
    day = min([one.lexical for one in (resource.created, resource.issued) if one], default="")
    if day[: len(given.since)] >= given.since or case.frequency in given.real_time:
        return None
    authentic, shared = given.globs
    kinds = resource.kinds if isinstance(resource, Dataset) else []
    if authentic.among(resource.statuut + kinds):
        return None
    standards = [one.iri for one in resource.conforms_to]
    return None if shared.among(resource.applicable_legislation + standards) else day


@condition(Linked, looks_at=_unasked_since)
def linked_data_asked(case: Case, given: Linked) -> Ruling | None:
    """Ask for linked data only where the charter does: of what is new, authentic, real-time or shared."""
    day = _unasked_since(case, given)
    if day is None:
        return None
    observed = {"created": day or None, "since": given.since}
    return Ruling(Outcome.NOT_APPLICABLE, "linked-data-not-asked" if day else "age-not-known", observed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    codes: frozenset[str]
    """Of the EU list of frequencies."""


@condition(Codes, looks_at="frequency")
def real_time(case: Case, given: Codes) -> Ruling | None:
    code = case.frequency
    if code in given.codes:
        return None
    return Ruling(Outcome.NOT_APPLICABLE, "not-real-time", {"frequency": code or None})


@condition(Codes, looks_at="frequency")
def changing(case: Case, given: Codes) -> Ruling | None:
    """Ask for history only of what changes: these frequencies say that nothing ever does."""
    code = case.frequency
    if not isinstance(case.entry.resource, Dataset):
        return Ruling(Outcome.NOT_APPLICABLE, "kind", {"kind": case.entry.kind.value})
    if code in given.codes:
        return Ruling(Outcome.NOT_APPLICABLE, "never-changes", {"frequency": code})
    return None
