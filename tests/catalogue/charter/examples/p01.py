"""Principle 1: public, without a barrier, and as much as the city has."""

from datetime import date

from catalogue.charter import Outcome
from catalogue.model import CharterFacts, DataService, Inventory
from tests.catalogue.charter.examples.answered import answers_of
from tests.catalogue.charter.examples.frame import Example, OfEntry, OfPublisher, Recorded
from tests.catalogue.charter.examples.given import known, link, of_city
from tests.catalogue.charter.sample import dataset, distribution, entry, series, service

P, H, F = Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL
N, U, M = Outcome.NOT_APPLICABLE, Outcome.UNKNOWN, Outcome.MANUAL
RIGHTS = "http://publications.europa.eu/resource/authority/access-right/"
FILE = "https://data.stad.example/1.csv"
SERVICE = "https://geo.stad.example/wfs"
UNSTATED = entry(dataset(access_rights=""))
GENT = "dcat_rdf/data.gov.be_2025-04_gent.ttl.gz"


def behind_key(*, free_file: bool) -> OfEntry:
    files = known(link(FILE), link(SERVICE, 200, barrier="api-key"))
    shut = known(link(SERVICE, 200, barrier="api-key"))
    with_service: DataService = service()
    return OfEntry(
        check="P01.2",
        outcome=H if free_file else F,
        reason="key-for-service-only" if free_file else "barrier",
        told=f"a service with a key, {'beside' if free_file else 'without'} a free file",
        what=entry(dataset(), services=[with_service]) if free_file else entry(with_service),
        testimony=files if free_file else shut,
    )


def inventory(datasets: int, counted_on: date = date(2024, 6, 1)) -> CharterFacts:
    return CharterFacts(
        inventory=Inventory(
            page="https://www.stad.example/inventaris", datasets=datasets, counted_on=counted_on
        )
    )


def counted(outcome: Outcome, reason: str, told: str, count: int, stated: CharterFacts) -> OfPublisher:
    return OfPublisher(
        check="P01.3", outcome=outcome, reason=reason, told=told, counted=count, testimony=of_city(stated)
    )


EXAMPLES: list[Example] = [
    OfEntry(check="P01.1", outcome=P, reason="access-public", told="public, with a file"),
    OfEntry(
        check="P01.1",
        outcome=H,
        reason="access-unstated",
        told="silent, open licence, answers",
        what=UNSTATED,
        testimony=known(link(FILE)),
    ),
    OfEntry(
        check="P01.1",
        outcome=U,
        reason="access-unstated-not-asked",
        told="silent, open licence, never asked",
        what=UNSTATED,
    ),
    OfEntry(
        check="P01.1",
        outcome=U,
        reason="access-unstated-licence-unknown",
        told="silent, no licence",
        what=entry(dataset(distribution(licence=None), access_rights="")),
    ),
    OfEntry(
        check="P01.1",
        outcome=F,
        reason="access-unstated-unreachable",
        told="silent, dead for three days",
        what=UNSTATED,
        testimony=known(link(FILE, None, days=3)),
    ),
    OfEntry(
        check="P01.1",
        outcome=F,
        reason="access-unstated-without-data",
        told="silent, nothing offered",
        what=entry(dataset(access_rights="", distributions=[])),
    ),
    OfEntry(
        check="P01.1",
        outcome=F,
        reason="access-closed",
        told="not public",
        what=entry(dataset(access_rights=RIGHTS + "NON_PUBLIC")),
    ),
    OfEntry(
        check="P01.1",
        outcome=F,
        reason="public-without-data",
        told="public, nothing offered",
        what=entry(dataset(distributions=[])),
    ),
    OfEntry(
        check="P01.1",
        outcome=U,
        reason="access-unrecognised",
        told="a code of no list",
        what=entry(dataset(access_rights="https://stad.example/id/rechten/half")),
    ),
    OfEntry(check="P01.1", outcome=N, reason="kind", told="a series", what=entry(series())),
    OfEntry(
        check="P01.2",
        outcome=P,
        reason="no-barrier",
        told="anyone gets the file",
        testimony=known(link(FILE)),
    ),
    behind_key(free_file=True),
    behind_key(free_file=False),
    OfEntry(
        check="P01.2",
        outcome=F,
        reason="barrier",
        told="a login",
        testimony=known(link(FILE, 401)),
    ),
    OfEntry(
        check="P01.2",
        outcome=F,
        reason="key-in-address",
        told="a key in the address, nobody has to ask",
        what=entry(dataset(distribution(download_url=FILE + "?apikey=geheim"))),
    ),
    OfEntry(
        check="P01.2",
        outcome=F,
        reason="barrier",
        told="refused without a word for four days",
        testimony=known(link(FILE, 403, days=3)),
    ),
    OfEntry(
        check="P01.2",
        outcome=U,
        reason="barrier-unsure",
        told="refused on one day",
        testimony=known(link(FILE, 403)),
    ),
    OfEntry(
        check="P01.2",
        outcome=U,
        reason="no-answer-to-judge",
        told="asked to come later",
        testimony=known(link(FILE, 429)),
    ),
    OfEntry(check="P01.2", outcome=U, reason="not-asked", told="never asked"),
    OfEntry(
        check="P01.2",
        outcome=N,
        reason="nothing-offered",
        told="nothing offered",
        what=entry(dataset(distributions=[])),
    ),
    counted(P, "inventory-mostly-open", "9 of 10", 9, inventory(10)),
    counted(H, "inventory-partly-open", "9 of 20", 9, inventory(20)),
    counted(F, "inventory-partly-open", "9 of 100", 9, inventory(100)),
    counted(M, "inventory-old", "a count of 2019", 9, inventory(20, date(2019, 1, 1))),
    counted(M, "inventory-too-small", "fewer known than listed", 9, inventory(9)),
    *answers_of("P01.3", awaited="no-inventory"),
    Recorded(
        check="P01.1",
        outcome=P,
        reason="access-public",
        told="Gent: a dataset of the city",
        path=GENT,
        publisher="gent",
        identifier="https://data.stad.gent/api/v2/catalog/datasets/obstakels-north-sea-port",
    ),
    Recorded(
        check="P01.1",
        outcome=F,
        reason="access-closed",
        told="Gent: aerial photographs that are not public",
        path=GENT,
        publisher="gent",
        identifier="https://metadata.vlaanderen.be/srv/resources/datasets/B89AF917-B70B-4CE4-9083-823D94426884",
    ),
]
