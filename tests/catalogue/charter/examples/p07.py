"""Principle 7: a feed of the city's own, and the service that knows the data."""

from catalogue.charter import Outcome
from catalogue.model import Agent, CharterFacts, Contact, Protocol, Reason, Text
from catalogue.testimony import Channel
from tests.catalogue.charter.examples.answered import answers_of
from tests.catalogue.charter.examples.frame import Example, OfEntry, OfPublisher, Recorded
from tests.catalogue.charter.examples.given import CITY, of_city
from tests.catalogue.charter.sample import dataset, entry, series

P, H, F = Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL
N, U, M = Outcome.NOT_APPLICABLE, Outcome.UNKNOWN, Outcome.MANUAL
OWN = Channel(name="stad/portaal", protocol=Protocol.OPENDATASOFT, url="https://data.stad.example")
PAGE = Channel(name="stad/lijst", protocol=Protocol.HTML_LIST, url="https://www.stad.example/data")
OTHERS = Channel(
    name="stad/vlaams", protocol=Protocol.CKAN, url="https://opendata.vlaanderen.be", aggregator=True
)
ELSEWHERE = Channel(name="stad/hub", protocol=Protocol.ARCGIS_HUB, url="https://stad.opendata.arcgis.com")
GENERAL = Contact(iri="https://oogst.example/c", name="Stad", email="mailto:info@stad.be")
SELF = Agent(iri=CITY.iri, name=[Text("Stad", "nl")])
SILENT = {
    "contact": [Reason("publisher.contact", "mailto:opendata@stad.be", default=True)],
    "publisher": [Reason("publisher.facts", "Stad", default=True)],
}


def fed(outcome: Outcome, reason: str, told: str, *channels: Channel) -> OfPublisher:
    testimony = of_city(CharterFacts(hosts=("data.stad.example",)), channels=channels)
    return OfPublisher(check="P07.1", outcome=outcome, reason=reason, told=told, testimony=testimony)


EXAMPLES: list[Example] = [
    fed(P, "feed-of-its-own", "a portal of its own", OWN),
    fed(H, "feed-for-some", "a portal of its own, and a list by hand", OWN, PAGE),
    fed(H, "listed-by-hand", "a list in web pages", PAGE),
    fed(F, "typed-in-elsewhere", "the Flemish catalogue alone", OTHERS),
    fed(U, "feed-on-unknown-host", "a portal on a host of nobody known", ELSEWHERE),
    fed(N, "no-source", "no source at all"),
    OfPublisher(
        check="P07.1", outcome=U, reason="sources-not-told", told="a check on a file", testimony=of_city()
    ),
    OfEntry(
        check="P07.2",
        outcome=P,
        reason="creator-named",
        told="a creator",
        what=entry(
            dataset(creators=[Agent(iri="https://oogst.example/d", name=[Text("Dienst Groen", "nl")])])
        ),
        facts=CITY,
    ),
    OfEntry(check="P07.2", outcome=P, reason="owner-named", told="a service as the contact", facts=CITY),
    OfEntry(
        check="P07.2",
        outcome=H,
        reason="only-city-named",
        told="the city in general",
        what=entry(dataset(contact=GENERAL, publisher=SELF)),
        facts=CITY,
    ),
    OfEntry(
        check="P07.2",
        outcome=F,
        reason="nobody-named",
        told="only what we filled in",
        what=entry(dataset(contact=GENERAL, publisher=SELF), reasons=SILENT),
        facts=CITY,
    ),
    OfEntry(
        check="P07.2",
        outcome=F,
        reason="nobody-named",
        told="nobody at all",
        what=entry(series()),
        facts=CITY,
    ),
    OfEntry(
        check="P07.2",
        outcome=U,
        reason="no-publisher-file",
        told="a contact, and no file to tell the city's general one by",
    ),
    Recorded(
        check="P07.2",
        outcome=H,
        reason="only-city-named",
        told="Gent: the city in general",
        path="dcat_rdf/data.gov.be_2025-04_gent.ttl.gz",
        publisher="gent",
        identifier="https://data.stad.gent/api/v2/catalog/datasets/locaties-bibliotheken",
    ),
    Recorded(
        check="P07.2",
        outcome=P,
        reason="owner-named",
        told="Antwerpen: the makers of a plan",
        path="dcat_rdf/data.gov.be_2025-04_antwerpen.ttl.gz",
        publisher="antwerpen",
        identifier="https://metadata.vlaanderen.be/srv/resources/datasets/376B5DDC-86D7-42BF-80DC-4407543EC3A2",
    ),
    *answers_of("P07.3"),
]
