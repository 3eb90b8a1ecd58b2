"""Principle 9: formats as declared, and as the bytes show them."""

from catalogue.model import Reason, Standard
from tests.catalogue.charter.examples.frame import Example, Recorded
from tests.catalogue.charter.examples.watched import ANTWERPEN, F, H, N, P, U, one
from tests.catalogue.charter.observed import failed, link, sample, seen
from tests.catalogue.charter.sample import FILE_TYPES, dataset, distribution, entry, series, service

OWN = "https://stad.example/schema"
CODED = {"distributions[0].format": [Reason("dcat.format", FILE_TYPES + "CSV", "/f", FILE_TYPES + "CSV")]}
WORDED = {"distributions[0].format": [Reason("ckan.format", FILE_TYPES + "CSV", "/f", "csv-bestand")]}
PAGE = seen(headers={"content-type": "text/html"}, sample=sample("HTML", page=True, records=None))
GENERAL = seen(headers={"content-type": "application/octet-stream"})
FOLLOWING_OWN = dataset(conforms_to=[Standard(iri=OWN)])

EXAMPLES: list[Example] = [
    one("P09.1", P, "format-by-code", "a code of the EU list", entry(reasons=CODED)),
    one("P09.1", H, "format-as-text", "a word that we recognise", entry(reasons=WORDED)),
    one("P09.1", F, "format-missing", "no format", dataset(distribution(""))),
    one("P09.1", N, "kind", "a service", service()),
    one("P09.2", P, "format-open", "CSV"),
    one("P09.2", H, "format-structured", "Excel", dataset(distribution("XLSX"))),
    one("P09.2", F, "format-for-reading", "a page where CSV was promised", asked=[PAGE]),
    one("P09.2", F, "nothing-offered", "no file at all", dataset(distributions=[])),
    one("P09.2", U, "format-says-nothing", "an archive nobody opened", dataset(distribution("ZIP"))),
    one("P09.2", N, "kind", "a series", series()),
    one("P09.3", P, "type-matches", "file and server agree", asked=[seen()]),
    one("P09.3", H, "type-general", "a server that only says: a file", asked=[GENERAL]),
    one("P09.3", F, "page-came-for-file", "a page instead of the file", asked=[PAGE]),
    one("P09.3", N, "nothing-declared", "no format to compare with", dataset(distribution("")), [seen()]),
    one("P09.3", U, "not-asked", "nobody asked"),
    one("P09.4", P, "parses", "twelve rows of CSV", asked=[seen()]),
    one(
        "P09.4",
        H,
        "parses-with-care",
        "a guessed character set",
        asked=[seen(sample=sample(warnings=("charset",)))],
    ),
    one("P09.4", F, "does-not-parse", "broken CSV", asked=[seen(sample=sample(parses=False))]),
    one("P09.4", N, "made-for-reading", "a PDF", dataset(distribution("PDF")), [seen()]),
    one("P09.4", U, "no-answer-to-look-at", "no answer", asked=[failed()]),
    one("P09.5", P, "standard-known", "a profile of OSLO"),
    one("P09.5", H, "standard-own", "a schema of its own", FOLLOWING_OWN),
    one(
        "P09.5",
        F,
        "standard-gone",
        "a schema that is gone",
        FOLLOWING_OWN,
        [link(failed(url=OWN), failed_days=3)],
    ),
    one("P09.5", F, "standard-missing", "no standard", dataset(conforms_to=[])),
    one("P09.5", N, "kind", "a series", series()),
    Recorded(
        check="P09.5",
        outcome=P,
        reason="standard-known",
        told="Antwerpen: a record of the Flemish subsoil database",
        path=ANTWERPEN,
        publisher="antwerpen",
        identifier="https://www.dov.vlaanderen.be/dataset/5b68d3ff-8974-49fe-aad4-490816a244a7",
    ),
    Recorded(
        check="P09.1",
        outcome=H,
        reason="format-missing",
        told="Antwerpen: districts, some files without a format",
        path=ANTWERPEN,
        publisher="antwerpen",
        identifier="https://portaal-stadantwerpen.opendata.arcgis.com/maps/stadAntwerpen::district",
    ),
]
