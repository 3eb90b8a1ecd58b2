"""Principle 4: anyone may use the data, and can understand them."""

from catalogue.charter import Outcome
from catalogue.model import Text
from tests.catalogue.charter.examples.frame import Example, OfEntry, Recorded
from tests.catalogue.charter.examples.given import known, link
from tests.catalogue.charter.sample import dataset, distribution, entry, series

P, H, F = Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL
N, U = Outcome.NOT_APPLICABLE, Outcome.UNKNOWN
PAGE = "https://data.stad.example/fiets"
SHORT = [Text("Kort.", "nl")]
ALIVE, DEAD = known(link(PAGE)), known(link(PAGE, None, days=3))


def licensed(outcome: Outcome, reason: str, told: str, licence: str | None) -> OfEntry:
    what = entry(dataset(distribution(licence=licence)))
    return OfEntry(check="P04.1", outcome=outcome, reason=reason, told=told, what=what)


EXAMPLES: list[Example] = [
    licensed(P, "licence-allows-commerce", "CC BY", "https://creativecommons.org/licenses/by/4.0/"),
    licensed(F, "licence-not-open", "CC BY-NC", "https://creativecommons.org/licenses/by-nc/4.0/"),
    licensed(U, "licence-missing", "no licence", None),
    licensed(U, "licence-unrecognised", "a licence of its own", "https://stad.example/voorwaarden"),
    OfEntry(
        check="P04.1",
        outcome=N,
        reason="nothing-offered",
        told="nothing offered",
        what=entry(dataset(distributions=[])),
    ),
    Recorded(
        check="P04.1",
        outcome=P,
        reason="licence-allows-commerce",
        told="Gent: ODbL on measurements of dust",
        path="dcat_rdf/data.gov.be_2025-04_gent.ttl.gz",
        publisher="gent",
        identifier="https://data.stad.gent/api/v2/catalog/datasets/api-luftdateninfo",
    ),
    OfEntry(
        check="P04.2",
        outcome=P,
        reason="described-and-documented",
        told="described, and the page answers",
        testimony=ALIVE,
    ),
    OfEntry(
        check="P04.2",
        outcome=H,
        reason="description-short",
        told="too short, and the page answers",
        what=entry(dataset(description=SHORT)),
        testimony=ALIVE,
    ),
    OfEntry(
        check="P04.2",
        outcome=H,
        reason="page-gone",
        told="described, and the page is dead",
        testimony=DEAD,
    ),
    OfEntry(
        check="P04.2",
        outcome=H,
        reason="no-page",
        told="described, and no page",
        what=entry(dataset(landing_pages=[])),
    ),
    OfEntry(check="P04.2", outcome=U, reason="page-not-asked", told="described, the page never asked"),
    OfEntry(
        check="P04.2",
        outcome=F,
        reason="page-gone-and-short",
        told="too short, and the page is dead",
        what=entry(dataset(description=SHORT)),
        testimony=DEAD,
    ),
    OfEntry(
        check="P04.2",
        outcome=F,
        reason="short-and-no-page",
        told="a series without a word",
        what=entry(series()),
    ),
    Recorded(
        check="P04.2",
        outcome=U,
        reason="page-not-asked",
        told="Antwerpen: described, its page was never asked",
        path="dcat_rdf/data.gov.be_2025-04_antwerpen.ttl.gz",
        publisher="antwerpen",
        identifier="https://portaal-stadantwerpen.opendata.arcgis.com/maps/stadAntwerpen::iot-register",
    ),
]
