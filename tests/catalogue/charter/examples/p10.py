"""Principle 10: linked data, of those sources that the charter asks them of."""

from typing import Any

from catalogue.model import Dataset, Moment, Standard
from catalogue.testimony import Observation
from tests.catalogue.charter.examples.frame import Example
from tests.catalogue.charter.examples.watched import Asked, F, H, N, P, U, one
from tests.catalogue.charter.observed import THING, failed, link, sample, seen
from tests.catalogue.charter.sample import dataset, distribution

REGISTRY = "https://data.vlaanderen.be/id/adres/3706808"
OSLO = "https://data.vlaanderen.be/ns/mobiliteit#Fietsenstalling"


def new(**changes: Any) -> Dataset:  # noqa: ANN401  # any field
    return dataset(**({"created": Moment("2020-05-01", "date"), "conforms_to": []} | changes))


def rdf(**facts: Any) -> Observation:  # noqa: ANN401  # any fact
    given: dict[str, Any] = {"triples": 40, "about": 3, "subjects": (THING,), "terms": (OSLO,)}
    return seen(sample=sample("RDF_TURTLE", **(given | facts)))


OLD = dataset(created=Moment("2015-03-01", "date"))
DEAD: Asked = [rdf(), link(failed(url=THING), failed_days=3)]
TWO = (THING, "https://stad.example/boom?id=2")
HALF: Asked = [rdf(subjects=TWO), seen(THING)]
IN_PAGE = seen(sample=sample("HTML", page=True, linked_data_in_page=True))

EXAMPLES: list[Example] = [
    one("P10.1", P, "rdf-given", "Turtle at the address", new(), [rdf()]),
    one(
        "P10.1",
        P,
        "rdf-declared",
        "a file that is said to be Turtle",
        new(distributions=[distribution("RDF_TURTLE")]),
    ),
    one("P10.1", H, "rdf-in-page", "JSON-LD in the page", new(), [IN_PAGE]),
    one("P10.1", F, "rdf-missing", "CSV and nothing else", new(), [seen()]),
    one("P10.1", N, "linked-data-not-asked", "a source of 2015", OLD, [seen()]),
    one("P10.1", N, "age-not-known", "a source of which nobody says how old it is", dataset()),
    one("P10.1", U, "address-not-asked", "nobody asked for RDF", new()),
    one("P10.2", P, "rdf-about-itself", "Turtle that tells of itself", new(), [rdf()]),
    one("P10.2", H, "rdf-not-about-itself", "things, and no word on the document", new(), [rdf(about=0)]),
    one("P10.2", F, "rdf-does-not-parse", "Turtle that does not open", new(), [rdf(triples=0)]),
    one("P10.2", N, "no-rdf", "CSV", new(), [seen()]),
    one("P10.2", U, "no-answer-to-look-at", "no answer", new(), [failed()]),
    one("P10.3", P, "names-lasting", "names that lead somewhere", new(), [rdf(), seen(THING)]),
    one("P10.3", H, "names-partly", "half of the names by the standard", new(), HALF),
    one("P10.3", F, "names-lead-nowhere", "names that lead nowhere", new(), DEAD),
    one("P10.3", F, "names-missing", "things without a name", new(), [rdf(subjects=())]),
    one("P10.3", N, "no-rdf", "CSV", new(), [seen()]),
    one("P10.3", U, "names-not-asked", "nobody asked after the names", new(), [rdf()]),
    one("P10.4", P, "linked-to-registries", "addresses of the registry", new(), [rdf(outward=(REGISTRY,))]),
    one(
        "P10.4",
        H,
        "linked-elsewhere",
        "Wikidata",
        new(),
        [rdf(outward=("https://www.wikidata.org/entity/Q1",))],
    ),
    one("P10.4", F, "linked-to-nothing", "nothing but itself", new(), [rdf(outward=())]),
    one("P10.4", N, "no-rdf", "CSV", new(), [seen()]),
    one("P10.4", U, "not-asked", "nobody asked", new()),
    one("P10.5", P, "oslo-terms", "classes of OSLO", new(), [rdf()]),
    one(
        "P10.5",
        P,
        "oslo-declared",
        "a profile of OSLO, by its own word",
        new(conforms_to=[Standard(iri="https://data.vlaanderen.be/doc/applicatieprofiel/mobiliteit")]),
    ),
    one("P10.5", H, "known-terms", "schema.org", new(), [rdf(terms=("http://schema.org/name",))]),
    one("P10.5", F, "own-terms", "home-made terms", new(), [rdf(terms=("https://stad.example/veld/naam",))]),
    one("P10.5", N, "no-rdf", "CSV", new(), [seen()]),
    one("P10.5", U, "not-asked", "nobody asked", new()),
]
