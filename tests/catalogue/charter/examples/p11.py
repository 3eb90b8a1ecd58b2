"""Principle 11: content that is there, and words on where it comes from."""

from catalogue.model import Text
from tests.catalogue.charter.examples.answered import answers_of
from tests.catalogue.charter.examples.frame import Example, Recorded
from tests.catalogue.charter.examples.watched import ANTWERPEN, GENT, F, H, N, P, U, one
from tests.catalogue.charter.observed import sample, seen
from tests.catalogue.charter.sample import dataset, series

SWAPPED = seen(sample=sample("GEOJSON", points=((51.05, 3.72),)))
TOLD = [Text("Ingemeten door landmeters in 2019; wat op privégrond staat, ontbreekt.", "nl")]

EXAMPLES: list[Example] = [
    one("P11.1", P, "content-sound", "twelve rows", asked=[seen()]),
    one("P11.1", H, "places-outside", "longitude and latitude the other way round", asked=[SWAPPED]),
    one("P11.1", F, "content-empty", "an empty file", asked=[seen(sample=sample(size=0))]),
    one(
        "P11.1", F, "content-is-error", "an error", asked=[seen(sample=sample("JSON", error="error-object"))]
    ),
    one("P11.1", N, "kind", "a series", series()),
    one("P11.1", U, "no-sample", "nothing was kept", asked=[seen(sample=None)]),
    one("P11.2", P, "quality-told", "how it was measured", dataset(provenance_texts=TOLD)),
    one("P11.2", H, "quality-hardly-told", "one word", dataset(provenance_texts=[Text("Stad", "nl")])),
    one("P11.2", F, "quality-not-told", "nothing"),
    one("P11.2", N, "kind", "a series", series()),
    Recorded(
        check="P11.2",
        outcome=P,
        reason="quality-told",
        told="Antwerpen: a record of the Flemish geo-portal",
        path=ANTWERPEN,
        publisher="antwerpen",
        identifier="https://metadata.vlaanderen.be/srv/resources/datasets/03A54A3C-CD3F-4BD1-9D76-7E2679C4D966",
    ),
    Recorded(
        check="P11.2",
        outcome=F,
        reason="quality-not-told",
        told="Gent: consumption by statistical sector",
        path=GENT,
        publisher="gent",
        identifier="https://opendata.fluvius.be/api/v2/catalog/datasets/"
        "1_06b-verbruiksgegevens-statistische-sector-met-nace-sector",
    ),
    *answers_of("P11.3"),
]
