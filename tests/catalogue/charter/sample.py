"""Small entries to judge: one that passes everything, and the means to spoil it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from catalogue.charter import NEWEST, Score, Verdict, judge, load_rubric, score
from catalogue.model import (
    DEFAULT_BASE,
    Agent,
    Contact,
    Content,
    DataService,
    Dataset,
    DatasetSeries,
    Dialect,
    Distribution,
    Entry,
    Kind,
    Licence,
    Moment,
    Note,
    Reason,
    Record,
    Standard,
    Text,
    identify,
)

FIRST = "0.1.0"
AT = datetime(2025, 3, 1, 12, tzinfo=UTC)
FREE = "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"
FILE_TYPES = "http://publications.europa.eu/resource/authority/file-type/"


class Finding(NamedTuple):
    rule: str
    layer: str
    severity: str
    path: str = ""


def distribution(file_type: str = "CSV", licence: str | None = FREE, **changes: Any) -> Distribution:  # noqa: ANN401  # any field
    given: dict[str, Any] = {
        "iri": "https://data.stad.example/1",
        "identifier": "1",
        "access_url": "https://data.stad.example/1.csv",
        "download_url": "https://data.stad.example/1.csv",
        "format": FILE_TYPES + file_type if file_type else "",
        "licence": Licence(iri=licence) if licence else None,
    }
    return Distribution(**(given | changes))


def dataset(*distributions: Distribution, **changes: Any) -> Dataset:  # noqa: ANN401  # any field
    given: dict[str, Any] = {
        "iri": "https://oogst.example/id/dataset/stad/1",
        "identifier": "1",
        "title": [Text("Fietsenstallingen", "nl")],
        "description": [
            Text("Alle fietsenstallingen van de stad, met hun adres en hun plaatsen. " * 3, "nl")
        ],
        "contact": Contact(iri="https://oogst.example/c", name="Dienst Data", email="mailto:data@stad.be"),
        "publisher": Agent(iri="https://oogst.example/p", name=[Text("Stad", "nl")]),
        "access_rights": "http://publications.europa.eu/resource/authority/access-right/PUBLIC",
        "keywords": [Text("fiets", "nl")],
        "themes": ["http://publications.europa.eu/resource/authority/data-theme/TRAN"],
        "landing_pages": ["https://data.stad.example/fiets"],
        "modified": Moment("2025-02-01", "date"),
        "languages": ["http://publications.europa.eu/resource/authority/language/NLD"],
        "conforms_to": [Standard(iri="https://data.vlaanderen.be/doc/applicatieprofiel/mobiliteit")],
        "distributions": list(distributions) or [distribution()],
    }
    return Dataset(**(given | changes))


def service(**changes: Any) -> DataService:  # noqa: ANN401  # any field
    protocol = "https://data.vlaanderen.be/id/concept/dataserviceprotocol/OGC:WFS-2.0.0-http-get-feature"
    given: dict[str, Any] = {
        "iri": "https://oogst.example/id/dataservice/stad/1",
        "identifier": "1",
        "title": [Text("Kaartdienst", "nl")],
        "endpoint_url": "https://geo.stad.example/wfs",
        "licence": Licence(iri=FREE),
        "conforms_to": [Standard(iri=protocol)],
    }
    return DataService(**(given | changes))


def series(**changes: Any) -> DatasetSeries:  # noqa: ANN401  # any field
    return DatasetSeries(iri="https://oogst.example/s", identifier="1", title=[Text("Reeks")], **changes)


def entry(
    resource: Dataset | DataService | DatasetSeries | None = None,
    *,
    services: Sequence[DataService] = (),
    reasons: dict[str, list[Reason]] | None = None,
    notes: Sequence[Note] = (),
) -> Entry:
    resource = resource or dataset()
    kinds: dict[type, Kind] = {DataService: Kind.SERVICE, DatasetSeries: Kind.SERIES}
    kind = kinds.get(type(resource), Kind.DATASET)
    identity = identify(base=DEFAULT_BASE, publisher="stad", source="stad/portaal", kind=kind, identifier="1")
    return Entry(
        identity=identity,
        kind=kind,
        resource=resource,
        services=list(services),
        reasons=reasons or {},
        notes=list(notes),
    )


def record(
    content: Content | None = None, dialect: Dialect = Dialect.CKAN, damage: tuple[str, ...] = ()
) -> Record:
    return Record(
        identifier="1",
        kind=Kind.DATASET,
        dialect=dialect,
        content=content or {},
        hash="a" * 64,
        payload="b" * 64,
        pointer="/result/results/0",
        damage=damage,
    )


def judged(
    what: Entry | Dataset | DataService | DatasetSeries,
    of: Record | None = None,
    findings: Sequence[Finding] | None = (),
    version: str = NEWEST,
) -> dict[str, Verdict]:
    """Judge an entry and give its verdicts by check."""
    whole = what if isinstance(what, Entry) else entry(what)
    verdicts = judge(whole, of or record(), findings, at=AT, rubric=load_rubric(version))
    return {verdict.check: verdict for verdict in verdicts}


def scored(what: Entry | Dataset | DataService | DatasetSeries) -> Score:
    """Score an entry by the first rubric, whose checks never change."""
    return score(judged(what, version=FIRST).values(), load_rubric(FIRST))
