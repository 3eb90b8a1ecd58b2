"""Principle 15: what the Flemish portal asks of an entry and of the catalogue that it comes with."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from catalogue.charter.case import Case
from catalogue.charter.rubric import Level
from catalogue.charter.rules.fields import missing, stated
from catalogue.charter.rules.p15_portals import Gates
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Outcome, Ruling

__all__ = ["portal_gates_passed"]

MAIL: Final = re.compile(r"mailto:[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class AllGates(Gates):
    licence: str
    """The one licence of the catalogue's own metadata that the portal takes, to the letter."""


def _gates(case: Case, given: AllGates) -> Hashable:
    return stated(case), tuple(_shut(case, given))


@rule(Level.ENTRY, AllGates, looks_at=_gates)
def portal_gates_passed(case: Case, given: AllGates) -> Ruling:
    hard, _ = missing(case, given.hard)
    soft, _ = missing(case, given.soft)
    shut = hard + _shut(case, given)
    observed = {"missing": shut + soft, "hard": shut, "soft": soft}
    if case.facts is None:
        observed["unobserved"] = ["catalogue-licence"]
    if shut:
        return Ruling(Outcome.FAIL, "portal-refuses", observed, tuple(hard))
    if soft:
        return Ruling(Outcome.PARTIAL, "portal-finds-less", observed, tuple(soft))
    return Ruling(Outcome.PASS, "portal-ready", observed)


def _shut(case: Case, given: AllGates) -> list[str]:
    """Name the gates that are no field of the entry."""
    shut = []
    if case.facts is not None and case.facts.catalogue_licence != given.licence:
        shut.append("catalogue-licence")
    contact = case.entry.resource.contact
    if contact is not None and contact.email and not _is_mail(contact.email):
        shut.append("contact-mail")
    for part in case.parts:
        if not part.access_url and "access-address" not in shut:
            shut.append("access-address")
        if not part.identifier and "file-identifier" not in shut:
            shut.append("file-identifier")
    return shut


@lru_cache(maxsize=1_000)
def _is_mail(address: str) -> bool:
    return MAIL.fullmatch(address) is not None
