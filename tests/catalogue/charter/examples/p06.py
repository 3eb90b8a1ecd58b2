"""Principle 6: valid, complete and sensible descriptions, and a policy behind them."""

from catalogue.charter import Outcome
from catalogue.model import Text
from tests.catalogue.charter.examples.answered import answers_of
from tests.catalogue.charter.examples.frame import Example, OfEntry, Recorded
from tests.catalogue.charter.sample import Finding, dataset, entry, record

P, H, F, U = Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL, Outcome.UNKNOWN
GENT = "dcat_rdf/data.gov.be_2025-04_gent.ttl.gz"
ERROR = Finding("title-missing", "vl-mandatory", "error")
WARNING = Finding("theme-missing", "vl-2022", "warning")
HVD = Finding("hvd-category-missing", "hvd", "error")

EXAMPLES: list[Example] = [
    OfEntry(check="P06.1", outcome=P, reason="profile-valid", told="nothing found"),
    OfEntry(
        check="P06.1",
        outcome=P,
        reason="profile-valid",
        told="only what high-value datasets need",
        findings=[HVD],
    ),
    OfEntry(check="P06.1", outcome=H, reason="profile-warnings", told="a warning", findings=[WARNING]),
    OfEntry(check="P06.1", outcome=F, reason="profile-errors", told="an error", findings=[WARNING, ERROR]),
    OfEntry(check="P06.1", outcome=U, reason="not-validated", told="not validated", findings=None),
    OfEntry(check="P06.2", outcome=P, reason="complete", told="all twelve fields"),
    OfEntry(
        check="P06.2",
        outcome=H,
        reason="fields-missing",
        told="two fields short",
        what=entry(dataset(keywords=[], themes=[])),
    ),
    OfEntry(
        check="P06.2",
        outcome=F,
        reason="fields-missing",
        told="half of them",
        what=entry(
            dataset(keywords=[], themes=[], contact=None, publisher=None, description=[], modified=None)
        ),
    ),
    Recorded(
        check="P06.2",
        outcome=F,
        reason="fields-missing",
        told="Gent: city taxes without description, date, keyword and licence",
        path=GENT,
        publisher="gent",
        identifier="https://data.stad.gent/api/v2/catalog/datasets/stadsbelastingen",
    ),
    OfEntry(check="P06.3", outcome=P, reason="values-sane", told="nothing odd"),
    OfEntry(
        check="P06.3",
        outcome=H,
        reason="values-suspect",
        told="a filler word",
        what=entry(dataset(keywords=[Text("test", "nl")])),
    ),
    OfEntry(
        check="P06.3",
        outcome=F,
        reason="values-suspect",
        told="a filler word and a damaged record",
        what=entry(dataset(keywords=[Text("test", "nl")])),
        of=record(damage=("\\udc80",)),
    ),
    Recorded(
        check="P06.3",
        outcome=H,
        reason="values-suspect",
        told="Antwerpen: a title as the description",
        path="dcat_rdf/data.gov.be_2025-04_antwerpen.ttl.gz",
        publisher="antwerpen",
        identifier="https://portaal-stadantwerpen.opendata.arcgis.com/maps/stadAntwerpen::begraafplaats-detail",
    ),
    *answers_of("P06.4"),
]
