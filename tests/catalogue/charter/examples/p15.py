"""Principle 15: whether an entry arrived in the catalogues further on."""

from typing import Any

from catalogue.charter import Outcome
from catalogue.model import PublisherFacts, Text
from tests.catalogue.charter.examples.frame import Example, OfPublisher, Recorded
from tests.catalogue.charter.examples.watched import ANTWERPEN, GENT, F, H, N, P, U, one
from tests.catalogue.charter.observed import copy, history
from tests.catalogue.charter.sample import dataset, series

ZERO = "https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0"
CITY = PublisherFacts(name="stad", title=(Text("Stad"),), catalogue_licence=ZERO)
UNLICENSED = PublisherFacts(name="stad", title=(Text("Stad"),))
THERE: dict[str, Any] = {"flanders": copy()}
OTHERWISE: dict[str, Any] = {"flanders": copy(title="Oud")}
RECENT = history(*(version for version in history().versions), every=60.0)


def arrived(outcome: Outcome, reason: str, told: str, **counts: int) -> OfPublisher:
    words = {"there": P, "absent": F, "unknown": U}
    found = {words[name]: count for name, count in counts.items()}
    return OfPublisher(check="P15.4", outcome=outcome, reason=reason, told=told, outcomes={"P15.1": found})


EXAMPLES: list[Example] = [
    one("P15.1", P, "arrived", "with its identifier", copies=THERE),
    one("P15.1", H, "arrived-by-likeness", "by its title only", copies={"flanders": copy(by="likeness")}),
    one("P15.1", F, "not-arrived", "not there, for no reason of its own", copies={"flanders": None}),
    one(
        "P15.1",
        F,
        "refused",
        "not there, and without a keyword",
        dataset(keywords=[]),
        copies={"flanders": None},
    ),
    one("P15.1", U, "not-looked-elsewhere", "no catalogue was harvested"),
    one("P15.1", N, "kind", "a series", series(), copies=THERE),
    one("P15.2", P, "copy-same", "the same in all", copies=THERE),
    one("P15.2", H, "copy-behind", "an old title, on its way", copies=OTHERWISE, history=RECENT),
    one("P15.2", F, "copy-differs", "an old title", copies=OTHERWISE),
    one("P15.2", N, "no-copy", "not there", copies={"flanders": None}),
    one("P15.2", U, "catalogue-not-harvested", "only Europe was harvested", copies={"europe": None}),
    one("P15.3", P, "went-on", "in both", copies={"belgium": copy(), "europe": copy()}),
    one("P15.3", H, "went-on-partly", "in one", copies={"belgium": copy(), "europe": None}),
    one("P15.3", F, "went-nowhere", "in neither", copies={"belgium": None, "europe": None}),
    one("P15.3", U, "catalogues-not-harvested", "one was not harvested", copies={"belgium": copy()}),
    one("P15.3", N, "kind", "a series", series(), copies=THERE),
    arrived(P, "arrives-by-itself", "all but one of forty", there=39, absent=1),
    arrived(H, "arrives-partly", "half", there=5, absent=5),
    arrived(F, "arrives-hardly", "one of ten", there=1, absent=9),
    arrived(U, "arrivals-unknown", "nobody knows", unknown=4),
    one("P15.5", P, "portal-ready", "all is there", facts=CITY),
    one("P15.5", H, "portal-finds-less", "no theme", dataset(themes=[]), facts=CITY),
    one("P15.5", F, "portal-refuses", "a catalogue without CC0", facts=UNLICENSED),
    one("P15.5", N, "kind", "a series", series(), facts=CITY),
    Recorded(
        check="P15.5",
        outcome=P,
        reason="portal-ready",
        told="Antwerpen: a record of the Flemish geo-portal",
        path=ANTWERPEN,
        publisher="antwerpen",
        identifier="https://metadata.vlaanderen.be/srv/resources/datasets/03A54A3C-CD3F-4BD1-9D76-7E2679C4D966",
    ),
    Recorded(
        check="P15.5",
        outcome=F,
        reason="portal-refuses",
        told="Gent: consumption by statistical sector",
        path=GENT,
        publisher="gent",
        identifier="https://opendata.fluvius.be/api/v2/catalog/datasets/"
        "1_06b-verbruiksgegevens-statistische-sector-met-nace-sector",
    ),
]
