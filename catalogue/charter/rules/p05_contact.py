"""Principle 5, dialogue: there is somebody to turn to for open data."""

from dataclasses import dataclass

from catalogue.charter.publisher_case import PublisherCase
from catalogue.charter.rubric import Level
from catalogue.charter.rules.addresses import is_generic, is_mail
from catalogue.charter.rules.probed import answers
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Evidence, Outcome, Ruling

__all__ = ["city_contact"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailboxes:
    generic: frozenset[str]
    """What stands before the @ in addresses of a house as a whole."""


@rule(Level.PUBLISHER, Mailboxes)
def city_contact(case: PublisherCase, given: Mailboxes) -> Ruling:
    facts = case.testimony.facts
    if facts is None:
        return Ruling(Outcome.UNKNOWN, "no-publisher-file", {})
    mail, page = facts.contact_email.removeprefix("mailto:"), facts.contact_page
    observed = {"name": facts.contact_name or None, "contact": mail or page or None}
    if not (mail or page):
        return Ruling(Outcome.FAIL, "no-contact", observed)
    if is_mail(mail) and not is_generic(mail, facts, given.generic):
        return Ruling(Outcome.PASS, "contact-of-its-own", observed)
    return _generic(case, mail, page if page != facts.homepage else "", observed)


def _generic(case: PublisherCase, mail: str, page: str, observed: Evidence) -> Ruling:
    """Judge a contact without a mailbox of its own: a page for it is as good, a front page is not."""
    reached = answers(case.link(page)) if page else False
    if reached:
        return Ruling(Outcome.PASS, "contact-page-answers", observed)
    if mail:
        return Ruling(Outcome.PARTIAL, "contact-generic", observed)
    if reached is None:
        return Ruling(Outcome.UNKNOWN, "contact-page-not-asked", observed)
    return Ruling(Outcome.FAIL, "contact-page-gone", observed)
