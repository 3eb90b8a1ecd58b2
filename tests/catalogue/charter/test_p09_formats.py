import pytest

from catalogue.charter import Fault, Outcome
from catalogue.model import Dialect, Note, Reason, Standard
from tests.catalogue.charter.sample import FILE_TYPES, dataset, distribution, entry, judged, record, service

CSV = "https://www.iana.org/assignments/media-types/text/csv"


def test_a_code_of_the_eu_list_is_a_declared_format() -> None:
    assert judged(dataset())["P09.1"].outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("original", "outcome"),
    [
        ("csv", Outcome.PARTIAL),
        ("ftype:CSV", Outcome.PASS),
        (FILE_TYPES + "CSV", Outcome.PASS),
        (CSV, Outcome.PASS),
    ],
)
def test_a_format_given_as_text_earns_half(original: str, outcome: Outcome) -> None:
    reasons = {"distributions[0].format": [Reason("ckan.resource.format", "CSV", "/format", original)]}
    assert judged(entry(reasons=reasons))["P09.1"].outcome is outcome


@pytest.mark.parametrize(
    ("dialect", "fault"), [(Dialect.CKAN, Fault.PORTAL), (Dialect.DCAT_RDF, Fault.SOURCE)]
)
def test_a_portal_that_knows_only_text_is_no_fault_of_its_city(dialect: Dialect, fault: Fault) -> None:
    reasons = {"distributions[0].format": [Reason("format", "CSV", "/format", "CSV")]}
    assert judged(entry(reasons=reasons), record(dialect=dialect))["P09.1"].fault is fault


def test_a_media_type_alone_earns_half() -> None:
    assert judged(dataset(distribution("", media_type=CSV)))["P09.1"].outcome is Outcome.PARTIAL


def test_no_format_at_all_fails() -> None:
    assert judged(dataset(distribution("")))["P09.1"].outcome is Outcome.FAIL


def test_some_declared_formats_earn_half() -> None:
    assert judged(dataset(distribution(), distribution("")))["P09.1"].outcome is Outcome.PARTIAL


def test_a_dataset_of_services_only_has_no_file_format() -> None:
    assert (
        judged(entry(dataset(distributions=[]), services=[service()]))["P09.1"].outcome
        is Outcome.NOT_APPLICABLE
    )


@pytest.mark.parametrize(
    ("note", "fault"),
    [([], Fault.MAPPING), ([Note("format-unknown", "/resources/0/format", "heel raar")], Fault.SOURCE)],
)
def test_a_format_that_the_record_has_is_ours_to_repair_unless_noted(note: list[Note], fault: Fault) -> None:
    lacking = entry(dataset(distribution("")), notes=note)
    assert judged(lacking, record({"resources": [{"format": "heel raar"}]}))["P09.1"].fault is fault


@pytest.mark.parametrize(
    ("formats", "outcome", "reason"),
    [
        (["CSV"], Outcome.PASS, "format-open"),
        (["PDF", "GEOJSON"], Outcome.PASS, "format-open"),
        (["PDF", "XLSX"], Outcome.PARTIAL, "format-structured"),
        (["PDF", "HTML"], Outcome.FAIL, "format-for-reading"),
        (["PDF", ""], Outcome.UNKNOWN, "format-missing"),
        (["ZIP"], Outcome.UNKNOWN, "format-says-nothing"),
        (["XLS", "ZIP"], Outcome.UNKNOWN, "format-says-nothing"),
        (["FMX4"], Outcome.UNKNOWN, "format-unrecognised"),
    ],
)
def test_the_best_format_says_whether_machines_can_read_it(
    formats: list[str], outcome: Outcome, reason: str
) -> None:
    verdict = judged(dataset(*map(distribution, formats)))["P09.2"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_a_media_type_tells_the_format_where_no_code_does() -> None:
    assert judged(dataset(distribution("", media_type=CSV)))["P09.2"].outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("protocol", "outcome"),
    [
        ("https://data.vlaanderen.be/id/concept/dataserviceprotocol/OGC:WFS", Outcome.PASS),
        (
            "https://data.vlaanderen.be/id/concept/dataserviceprotocol/OGC:WMS-1.3.0-http-get-map",
            Outcome.FAIL,
        ),
        ("https://stad.example/eigen", Outcome.UNKNOWN),
    ],
)
def test_a_service_is_judged_by_its_protocol(protocol: str, outcome: Outcome) -> None:
    assert judged(service(conforms_to=[Standard(iri=protocol)]))["P09.2"].outcome is outcome


def test_a_dataset_that_offers_nothing_is_not_machine_readable() -> None:
    verdict = judged(dataset(distributions=[]))["P09.2"]
    assert (verdict.outcome, verdict.reason) == (Outcome.FAIL, "nothing-offered")


@pytest.mark.parametrize(
    ("iris", "outcome"),
    [
        (["https://data.vlaanderen.be/doc/applicatieprofiel/mobiliteit-trips/"], Outcome.PASS),
        (["http://vocab.datex.org/terms"], Outcome.PASS),
        (["https://stad.example/schema.json"], Outcome.PARTIAL),
        (["http://www.opengis.net/def/crs/EPSG/0/31370"], Outcome.FAIL),
        (["https://data.vlaanderen.be/doc/applicatieprofiel/DCAT-AP-VL/"], Outcome.FAIL),
        ([], Outcome.FAIL),
    ],
)
def test_data_follow_a_standard_that_describes_data(iris: list[str], outcome: Outcome) -> None:
    verdict = judged(dataset(conforms_to=[Standard(iri=iri) for iri in iris]))["P09.5"]
    assert verdict.outcome is outcome


def test_the_standard_of_a_distribution_counts_for_its_dataset() -> None:
    gtfs = distribution(conforms_to=[Standard(iri="https://gtfs.org/schedule/reference/")])
    assert judged(dataset(gtfs, conforms_to=[]))["P09.5"].outcome is Outcome.PASS
