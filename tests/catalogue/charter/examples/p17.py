"""Principle 17: somebody answers, and people can ask in public."""

from catalogue.charter import Outcome
from catalogue.model import CharterFacts, Contact, Reason
from tests.catalogue.charter.examples.answered import answers_of
from tests.catalogue.charter.examples.frame import Example, OfEntry, OfPublisher, Recorded
from tests.catalogue.charter.examples.given import CITY, known, link, of_city
from tests.catalogue.charter.sample import dataset, entry

P, H, F, U = Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL, Outcome.UNKNOWN
PAGE = "https://www.stad.example/vragen"
ONLY_PAGE = entry(dataset(contact=Contact(iri="https://oogst.example/c", page=PAGE)))
STATED = CharterFacts(feedback_page=PAGE)
OURS = {"contact": [Reason("publisher.contact", "mailto:opendata@stad.be", default=True)]}


def mail(address: str) -> Contact:
    return Contact(iri="https://oogst.example/c", email=f"mailto:{address}")


EXAMPLES: list[Example] = [
    OfEntry(check="P17.1", outcome=P, reason="contact-by-mail", told="a mailbox", facts=CITY),
    OfEntry(
        check="P17.1",
        outcome=P,
        reason="contact-page-answers",
        told="a page that answers",
        what=ONLY_PAGE,
        testimony=known(link(PAGE)),
    ),
    OfEntry(
        check="P17.1",
        outcome=H,
        reason="contact-generic",
        told="the city's general address",
        what=entry(dataset(contact=mail("info@stad.be"))),
    ),
    OfEntry(
        check="P17.1",
        outcome=H,
        reason="contact-of-publisher",
        told="one that we filled in",
        what=entry(reasons=OURS),
    ),
    OfEntry(
        check="P17.1",
        outcome=F,
        reason="contact-missing",
        told="nobody",
        what=entry(dataset(contact=None)),
    ),
    OfEntry(
        check="P17.1",
        outcome=F,
        reason="contact-mail-wrong",
        told="an address that cannot be",
        what=entry(dataset(contact=mail("stad.be"))),
    ),
    OfEntry(
        check="P17.1",
        outcome=F,
        reason="contact-page-gone",
        told="a page that is dead",
        what=ONLY_PAGE,
        testimony=known(link(PAGE, 404, days=3)),
    ),
    OfEntry(
        check="P17.1",
        outcome=U,
        reason="contact-page-not-asked",
        told="a page that failed once",
        what=ONLY_PAGE,
        testimony=known(link(PAGE, None, days=1)),
    ),
    Recorded(
        check="P17.1",
        outcome=P,
        reason="contact-by-mail",
        told="Gent: the mailbox for data",
        path="dcat_rdf/data.gov.be_2025-04_gent.ttl.gz",
        publisher="gent",
        identifier="https://data.stad.gent/api/v2/catalog/datasets/locaties-bibliotheken",
    ),
    Recorded(
        check="P17.1",
        outcome=H,
        reason="contact-generic",
        told="Antwerpen: the city's general address",
        path="dcat_rdf/data.gov.be_2025-04_antwerpen.ttl.gz",
        publisher="antwerpen",
        identifier="https://metadata.vlaanderen.be/srv/resources/datasets/03A54A3C-CD3F-4BD1-9D76-7E2679C4D966",
    ),
    OfPublisher(
        check="P17.2",
        outcome=P,
        reason="feedback-page-answers",
        told="a form that answers",
        testimony=of_city(STATED, link(PAGE)),
    ),
    OfPublisher(
        check="P17.2",
        outcome=F,
        reason="feedback-page-gone",
        told="a form that is dead",
        testimony=of_city(STATED, link(PAGE, 404, days=3)),
    ),
    OfPublisher(
        check="P17.2",
        outcome=U,
        reason="feedback-page-not-asked",
        told="a form that nobody asked",
        testimony=of_city(STATED),
    ),
    *answers_of("P17.2", awaited="no-feedback-page-stated"),
    *answers_of("P17.3"),
]
