"""Principle 3: no doubles, no copies of base registers, published close to the source."""

from catalogue.charter import Outcome
from catalogue.model import CharterFacts, Text
from catalogue.testimony import Redirect, Testimony
from tests.catalogue.charter.examples.frame import Example, OfEntry, Recorded
from tests.catalogue.charter.examples.given import city, known, link
from tests.catalogue.charter.sample import dataset, distribution, entry, series

P, H, F = Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL
N, U = Outcome.NOT_APPLICABLE, Outcome.UNKNOWN
OTHER = "2d1b8e3e-93f3-4a7b-8c3a-111111111111"
DOUBLE = Testimony(duplicates=[OTHER])
AT_SOURCE = "https://metadata.vlaanderen.be/srv/resources/datasets/1"
FILE = "https://data.stad.example/1.csv"
ANTWERPEN = "dcat_rdf/data.gov.be_2025-04_antwerpen.ttl.gz"
STATED = city(CharterFacts(hosts=("data.stad.example",), suppliers=("stad.opendatasoft.com",)))


def hosted(outcome: Outcome, reason: str, told: str, *urls: str, stated: bool = True) -> OfEntry:
    files = [distribution(download_url=url, access_url=url) for url in urls]
    return OfEntry(
        check="P03.3",
        outcome=outcome,
        reason=reason,
        told=told,
        what=entry(dataset(*files)),
        facts=STATED if stated else city(homepage=""),
    )


def titled(outcome: Outcome, reason: str, told: str, title: str, **changes: object) -> OfEntry:
    return OfEntry(
        check="P03.2",
        outcome=outcome,
        reason=reason,
        told=told,
        what=entry(dataset(title=[Text(title, "nl")], **changes)),
    )


EXAMPLES: list[Example] = [
    OfEntry(
        check="P03.1",
        outcome=P,
        reason="listed-once",
        told="nobody else has it",
        testimony=Testimony(duplicates=[]),
    ),
    OfEntry(
        check="P03.1",
        outcome=H,
        reason="duplicate-linked",
        told="a double with its source",
        what=entry(dataset(sources=[AT_SOURCE])),
        testimony=DOUBLE,
    ),
    OfEntry(
        check="P03.1",
        outcome=H,
        reason="file-listed-twice",
        told="one file twice, once with http",
        what=entry(dataset(distribution(), distribution(download_url="http://data.stad.example/1.csv/"))),
    ),
    OfEntry(
        check="P03.1",
        outcome=F,
        reason="duplicate-unlinked",
        told="a double without a word",
        testimony=DOUBLE,
    ),
    OfEntry(check="P03.1", outcome=U, reason="duplicates-not-sought", told="nobody looked elsewhere"),
    OfEntry(check="P03.1", outcome=N, reason="kind", told="a series", what=entry(series())),
    titled(P, "no-base-register", "a dataset of the city", "Bomen in de stad"),
    titled(P, "no-base-register", "one that only mentions a register", "Verbruik per statistische sector"),
    titled(
        P,
        "register-at-its-source",
        "a link to the register itself",
        "Wegenregister",
        distributions=[
            distribution(download_url="https://download.vlaanderen.be/1", access_url="https://vlaanderen.be")
        ],
    ),
    titled(H, "register-copied", "a copy without a source", "GRB gebouwen"),
    titled(H, "register-copied-with-source", "a copy with its source", "Bodemkaart", sources=[AT_SOURCE]),
    OfEntry(check="P03.2", outcome=N, reason="kind", told="a series", what=entry(series())),
    Recorded(
        check="P03.2",
        outcome=H,
        reason="register-copied",
        told="Antwerpen: bodemkaart",
        path=ANTWERPEN,
        publisher="antwerpen",
        identifier="https://portaal-stadantwerpen.opendata.arcgis.com/maps/stadAntwerpen::bodemkaart",
    ),
    Recorded(
        check="P03.2",
        outcome=P,
        reason="no-base-register",
        told="Gent: consumption by statistical sector",
        path="dcat_rdf/data.gov.be_2025-04_gent.ttl.gz",
        publisher="gent",
        identifier="https://opendata.fluvius.be/api/v2/catalog/datasets/"
        "1_06b-verbruiksgegevens-statistische-sector-met-nace-sector",
    ),
    hosted(P, "host-of-city", "on the city's own server", FILE),
    hosted(P, "host-of-city", "below the city's own site", "https://geo.stad.example/kaart.gml"),
    hosted(P, "host-of-contracted-supplier", "with its supplier", "https://stad.opendatasoft.com/1.csv"),
    hosted(H, "host-of-other-supplier", "with another supplier", "https://ander.opendatasoft.com/1.csv"),
    hosted(H, "host-for-sharing", "one file here and one shared", FILE, "https://www.dropbox.com/s/1/a.csv"),
    hosted(F, "host-for-sharing", "where anyone shares files", "https://www.dropbox.com/s/1/a.csv"),
    hosted(U, "host-unknown", "on a server of nobody known", "https://elders.example/1.csv"),
    hosted(U, "hosts-not-stated", "the city states no hosts", FILE, stated=False),
    OfEntry(
        check="P03.3",
        outcome=F,
        reason="host-for-sharing",
        told="an address of the city that leads to where files are shared",
        facts=STATED,
        testimony=known(link(FILE, redirects=(Redirect(302, "https://www.dropbox.com/s/1/a.csv"),))),
    ),
    OfEntry(
        check="P03.3",
        outcome=N,
        reason="nothing-offered",
        told="nothing offered",
        what=entry(dataset(distributions=[])),
    ),
    Recorded(
        check="P03.3",
        outcome=P,
        reason="host-of-city",
        told="Gent: on the city's own portal",
        path="dcat_rdf/data.gov.be_2025-04_gent.ttl.gz",
        publisher="gent",
        identifier="https://data.stad.gent/api/v2/catalog/datasets/obstakels-north-sea-port",
    ),
]
