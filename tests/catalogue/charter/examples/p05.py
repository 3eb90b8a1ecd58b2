"""Principle 5: there is somebody to turn to, and they talk with those who collect data."""

from catalogue.charter import Outcome
from catalogue.model import CharterFacts
from tests.catalogue.charter.examples.answered import answers_of
from tests.catalogue.charter.examples.frame import Example, OfPublisher
from tests.catalogue.charter.examples.given import answer, city, link, of_city

P, H, F, U = Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL, Outcome.UNKNOWN
PAGE = "https://www.stad.example/open-data/contact"
ONLY_PAGE = city(contact_email="", contact_page=PAGE)


def talks(outcome: Outcome, reason: str, told: str, **answers: str) -> OfPublisher:
    testimony = of_city(attestations=[answer("P05.2", answers=answers)])
    return OfPublisher(check="P05.2", outcome=outcome, reason=reason, told=told, testimony=testimony)


EXAMPLES: list[Example] = [
    OfPublisher(
        check="P05.1",
        outcome=P,
        reason="contact-of-its-own",
        told="a mailbox for open data",
        testimony=of_city(),
    ),
    OfPublisher(
        check="P05.1",
        outcome=P,
        reason="contact-page-answers",
        told="a page that answers",
        testimony=of_city(None, link(PAGE), facts=ONLY_PAGE),
    ),
    OfPublisher(
        check="P05.1",
        outcome=H,
        reason="contact-generic",
        told="the city's general address",
        testimony=of_city(facts=city(contact_email="info@stad.be")),
    ),
    OfPublisher(
        check="P05.1",
        outcome=H,
        reason="contact-generic",
        told="an address that the city itself calls general",
        testimony=of_city(
            facts=city(
                CharterFacts(generic_contacts=("stadsinfo@stad.be",)), contact_email="Stadsinfo@stad.be"
            )
        ),
    ),
    OfPublisher(
        check="P05.1",
        outcome=F,
        reason="no-contact",
        told="no contact",
        testimony=of_city(facts=city(contact_email="")),
    ),
    OfPublisher(
        check="P05.1",
        outcome=F,
        reason="contact-page-gone",
        told="a page that is dead",
        testimony=of_city(None, link(PAGE, 404, days=4), facts=ONLY_PAGE),
    ),
    OfPublisher(
        check="P05.1",
        outcome=U,
        reason="contact-page-not-asked",
        told="a page that nobody asked",
        testimony=of_city(facts=ONLY_PAGE),
    ),
    OfPublisher(check="P05.1", outcome=U, reason="no-publisher-file", told="no file of the publisher"),
    *answers_of("P05.2"),
    talks(H, "answer-incomplete", "a name, and no talk", contact="Jana Peeters"),
    talks(H, "answer-old", "a talk of two years ago", contact="Jana Peeters", date="2023-01"),
]
