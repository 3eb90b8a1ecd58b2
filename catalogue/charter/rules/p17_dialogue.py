"""Principle 17, dialogue with those who use the data: somebody answers, and they can ask in public."""

from collections.abc import Hashable
from dataclasses import dataclass

from catalogue.charter.case import Case
from catalogue.charter.publisher_case import PublisherCase
from catalogue.charter.rubric import Level
from catalogue.charter.rules.addresses import is_generic, is_mail
from catalogue.charter.rules.probed import answers, tried
from catalogue.charter.rules.registry import NoParameters, rule
from catalogue.charter.verdict import Outcome, Ruling

__all__ = ["contact_works", "feedback_channel"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailboxes:
    generic: frozenset[str]
    """What stands before the @ in addresses of a house as a whole."""


def _contact(case: Case, _: Mailboxes) -> Hashable:
    contact, why = case.entry.resource.contact, case.reason("contact")
    return (contact.email, contact.page, why is not None and why.default) if contact else ()


@rule(Level.ENTRY, Mailboxes, looks_at=_contact)
def contact_works(case: Case, given: Mailboxes) -> Ruling:
    contact = case.entry.resource.contact
    if contact is None or not (contact.email or contact.page):
        return Ruling(Outcome.FAIL, "contact-missing", {"contact": None}, ("contact",))
    mail = contact.email.removeprefix("mailto:")
    observed = {"contact": mail or contact.page}
    why = case.reason("contact")
    if why is not None and why.default:
        return Ruling(Outcome.PARTIAL, "contact-of-publisher", observed, ("contact",))
    if is_mail(mail):
        if is_generic(mail, case.facts, given.generic):
            return Ruling(Outcome.PARTIAL, "contact-generic", observed)
        return Ruling(Outcome.PASS, "contact-by-mail", observed)
    if not contact.page:
        return Ruling(Outcome.FAIL, "contact-mail-wrong", observed)
    return _page(case, contact.page)


def _page(case: Case, page: str) -> Ruling:
    link = case.link(page)
    reached = answers(link)
    if link is None or reached is None:
        return Ruling(Outcome.UNKNOWN, "contact-page-not-asked", {"contact": page})
    observed = tried(link) | {"contact": page}
    if reached:
        return Ruling(Outcome.PASS, "contact-page-answers", observed)
    return Ruling(Outcome.FAIL, "contact-page-gone", observed)


@rule(Level.PUBLISHER)
def feedback_channel(case: PublisherCase, _: NoParameters) -> Ruling:
    page = case.charter.feedback_page
    if not page:
        return Ruling(Outcome.MANUAL, "no-feedback-page-stated", {"page": None})
    link = case.link(page)
    reached = answers(link)
    if link is None or reached is None:
        return Ruling(Outcome.UNKNOWN, "feedback-page-not-asked", {"page": page})
    observed = tried(link) | {"page": page}
    if reached:
        return Ruling(Outcome.PASS, "feedback-page-answers", observed)
    return Ruling(Outcome.FAIL, "feedback-page-gone", observed)
