"""Principle 16: licences, as given, as known, the same everywhere."""

from catalogue.charter import Outcome
from catalogue.model import Reason
from catalogue.testimony import Statement, Testimony
from tests.catalogue.charter.examples.answered import GIVEN
from tests.catalogue.charter.examples.frame import Example, OfEntry, OfPublisher, Recorded
from tests.catalogue.charter.examples.given import answer
from tests.catalogue.charter.examples.watched import GENT, F, H, M, N, P, U, one
from tests.catalogue.charter.observed import copy, failed, link, sample, seen
from tests.catalogue.charter.sample import FREE, dataset, distribution, entry, series

BY = "https://creativecommons.org/licenses/by/4.0/"
OWN = "https://stad.example/voorwaarden"
NC = "https://creativecommons.org/licenses/by-nc/4.0/"
OF_OWN, OPEN = dataset(distribution(licence=OWN)), dataset(distribution(licence=BY))
NONE = dataset(distribution(licence=None))
WORDED = {"distributions[0].licence": [Reason("ckan.licence", FREE, "/l", "gratis hergebruik")]}
LUFTDATEN = "https://data.stad.gent/api/v2/catalog/datasets/api-luftdateninfo"


def said(statement: Statement, outcome: Outcome) -> OfEntry:
    return OfEntry(
        check="P16.5",
        outcome=outcome,
        reason=f"answer-{statement}",
        told=f"CC BY, a person says {statement}",
        what=entry(OPEN),
        testimony=Testimony(attestations=[answer("P16.5", statement, GIVEN)]),
    )


def few(outcome: Outcome, reason: str, told: str, entries: int, **licences: int) -> OfPublisher:
    return OfPublisher(
        check="P16.3", outcome=outcome, reason=reason, told=told, entries=entries, licences=licences
    )


EXAMPLES: list[Example] = [
    one("P16.1", P, "licence-by-iri", "an IRI"),
    one("P16.1", H, "licence-as-text", "words that we recognise", entry(reasons=WORDED)),
    one(
        "P16.1",
        H,
        "licence-leads-nowhere",
        "a page that is gone",
        OF_OWN,
        [link(failed(url=OWN), failed_days=3)],
    ),
    one("P16.1", F, "licence-missing", "none", NONE),
    one("P16.1", N, "kind", "a series", series()),
    one("P16.2", P, "licence-of-charter", "free reuse"),
    one("P16.2", H, "licence-open", "CC BY", OPEN),
    one("P16.2", F, "licence-outside", "not for commerce", dataset(distribution(licence=NC))),
    one("P16.2", U, "licence-unrecognised", "terms of its own", OF_OWN),
    one("P16.2", N, "kind", "a series", series()),
    few(P, "licences-limited", "two licences", 100, a=60, b=40),
    few(H, "licences-many", "four licences", 100, a=40, b=30, c=20, d=10),
    few(F, "licences-many", "six licences", 60, a=10, b=10, c=10, d=10, e=10, f=10),
    few(U, "licences-too-few-known", "hardly any is known", 100, a=10),
    few(N, "nothing-offered", "no data at all", 0),
    one("P16.4", P, "licence-same", "the portal says the same", copies={"flanders": copy()}),
    one(
        "P16.4",
        H,
        "licence-on-some",
        "one of two has none",
        dataset(distribution(), distribution(licence=None)),
    ),
    one("P16.4", F, "licences-differ", "two licences", dataset(distribution(), distribution(licence=BY))),
    one(
        "P16.4",
        F,
        "licence-differs-in-data",
        "another in the data",
        asked=[seen(sample=sample("RDF_TURTLE", licences=(BY,)))],
    ),
    one("P16.4", F, "licence-differs-in-copy", "another on the portal", OPEN, copies={"flanders": copy()}),
    one("P16.4", N, "nothing-to-compare", "one file"),
    one("P16.5", P, "licence-model", "free reuse"),
    said(Statement.YES, H),
    said(Statement.NO, F),
    said(Statement.NOT_APPLICABLE, N),
    one("P16.5", M, "licence-needs-motivation", "CC BY, and nobody answered", OPEN),
    one("P16.5", U, "licence-missing", "none", NONE),
    Recorded(
        check="P16.2",
        outcome=H,
        reason="licence-open",
        told="Gent: air quality",
        path=GENT,
        publisher="gent",
        identifier=LUFTDATEN,
    ),
    Recorded(
        check="P16.4",
        outcome=P,
        reason="licence-same",
        told="Gent: air quality",
        path=GENT,
        publisher="gent",
        identifier=LUFTDATEN,
    ),
]
