"""Principle 20: the charter is ratified, and the city leads to it."""

from catalogue.charter import Outcome
from catalogue.model import CharterFacts
from tests.catalogue.charter.examples.answered import answers_of
from tests.catalogue.charter.examples.frame import Example, OfPublisher
from tests.catalogue.charter.examples.given import link, of_city, page

P, H, F, U = Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL, Outcome.UNKNOWN
PAGE = "https://www.stad.example/open-data"
STATED = CharterFacts(open_data_page=PAGE)


def read(outcome: Outcome, reason: str, told: str, found: str | None, *, whole: bool = True) -> OfPublisher:
    seen = link(PAGE, sample=page(found, whole=whole))
    return OfPublisher(
        check="P20.2", outcome=outcome, reason=reason, told=told, testimony=of_city(STATED, seen)
    )


EXAMPLES: list[Example] = [
    *answers_of("P20.1"),
    read(P, "charter-linked", "a link to the charter", "link"),
    read(H, "charter-named", "the charter by name", "name"),
    read(F, "charter-not-named", "not a word", ""),
    read(U, "open-data-page-not-read", "not a word in the first part", "", whole=False),
    read(U, "open-data-page-not-read", "a page that nobody read", None),
    OfPublisher(
        check="P20.2",
        outcome=F,
        reason="open-data-page-gone",
        told="a page that is dead",
        testimony=of_city(STATED, link(PAGE, 404, days=3)),
    ),
    OfPublisher(
        check="P20.2",
        outcome=U,
        reason="open-data-page-not-asked",
        told="a page that nobody asked",
        testimony=of_city(STATED),
    ),
    OfPublisher(
        check="P20.2",
        outcome=U,
        reason="no-open-data-page-stated",
        told="no page stated",
        testimony=of_city(),
    ),
]
