"""Principle 12: what the addresses do when they are asked."""

from catalogue.testimony import Redirect
from tests.catalogue.charter.examples.frame import Example, Recorded
from tests.catalogue.charter.examples.watched import ANTWERPEN, F, H, N, P, U, one
from tests.catalogue.charter.observed import failed, link, sample, seen
from tests.catalogue.charter.sample import dataset, distribution, series, service

TWO = dataset(distribution(), distribution(download_url="https://data.stad.example/2.csv"))
DOWN = link(failed(), failed_days=3)
OPEN = {"access-control-allow-origin": "*"}
PAGE = seen(headers={"content-type": "text/html"}, sample=sample("HTML", page=True, records=None))
PLAIN = dataset(distribution(download_url="http://data.stad.example/1.csv"))

EXAMPLES: list[Example] = [
    one("P12.1", P, "reachable", "an answer", asked=[seen()]),
    one(
        "P12.1",
        H,
        "leads-elsewhere",
        "a home page, for three days",
        asked=[link(seen(astray="home"), failed_days=3)],
    ),
    one("P12.1", H, "down", "one of two is down", TWO, [DOWN, seen("https://data.stad.example/2.csv")]),
    one("P12.1", F, "down", "three days without an answer", asked=[DOWN]),
    one("P12.1", U, "failing-not-down", "two days without an answer", asked=[link(failed(), failed_days=2)]),
    one("P12.1", U, "keeps-us-out", "too many requests", asked=[link(failed("", status=429), failed_days=9)]),
    one("P12.1", N, "nothing-offered", "no address at all", dataset(distributions=[])),
    one("P12.2", P, "encryption-valid", "a valid certificate", asked=[seen()]),
    one("P12.2", H, "http", "an address with http", PLAIN),
    one("P12.2", F, "encryption-broken", "a certificate that expired", asked=[failed("tls", tls="expired")]),
    one(
        "P12.2",
        F,
        "leaves-encryption",
        "sent on to http",
        asked=[seen(redirects=(Redirect(302, "http://data.stad.example/1.csv"),))],
    ),
    one("P12.2", U, "encryption-not-seen", "nobody asked"),
    one("P12.2", N, "kind", "a series", series()),
    Recorded(
        check="P12.2",
        outcome=H,
        reason="http",
        told="Antwerpen: districts, one address with http",
        path=ANTWERPEN,
        publisher="antwerpen",
        identifier="https://portaal-stadantwerpen.opendata.arcgis.com/maps/stadAntwerpen::district",
    ),
    one("P12.3", P, "cors-open", "anyone may read", asked=[seen(headers=OPEN)]),
    one(
        "P12.3",
        H,
        "cors-missing",
        "one of two",
        TWO,
        [seen(headers=OPEN), seen("https://data.stad.example/2.csv")],
    ),
    one("P12.3", F, "cors-missing", "no permission", asked=[seen()]),
    one("P12.3", U, "no-answer-to-look-at", "no answer", asked=[failed()]),
    one("P12.3", N, "kind", "a series", series()),
    one(
        "P12.4",
        P,
        "cache-validated",
        "304 when asked",
        asked=[seen(headers={"etag": '"1"'}, conditional=304)],
    ),
    one(
        "P12.4", P, "cache-lasts", "good for an hour", asked=[seen(headers={"cache-control": "max-age=3600"})]
    ),
    one(
        "P12.4",
        H,
        "cache-announced",
        "an ETag that does not work",
        asked=[seen(headers={"etag": '"1"'}, conditional=200)],
    ),
    one("P12.4", F, "cache-forbidden", "no-store", asked=[seen(headers={"cache-control": "no-store"})]),
    one("P12.4", U, "not-asked", "nobody asked"),
    one("P12.4", N, "kind", "a series", series()),
    one("P12.5", P, "download-gives-data", "a file", asked=[seen()]),
    one(
        "P12.5",
        H,
        "access-gives-data",
        "a file, at the access address",
        dataset(distribution(download_url="")),
        [seen()],
    ),
    one("P12.5", F, "page-came", "a page", asked=[PAGE]),
    one("P12.5", U, "address-not-asked", "nobody asked"),
    one("P12.5", N, "kind", "a service", service()),
]
