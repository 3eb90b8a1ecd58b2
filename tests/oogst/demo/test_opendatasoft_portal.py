import pyoxigraph
import pytest

from oogst.demo import SamplePortals
from oogst.demo.portals.loopback import Question
from oogst.demo.portals.opendatasoft import ExploreApi
from tests.oogst.demo.asking import get

DATASETS = "/api/explore/v2.1/catalog/datasets"
EXPORTS = "/api/explore/v2.1/catalog/exports"


def test_a_page_holds_ten_datasets_unless_asked_otherwise(first_day: SamplePortals) -> None:
    page = get(first_day.url("opendatasoft") + DATASETS).json

    assert (page["total_count"], len(page["results"])) == (11, 10)


def test_offset_and_limit_give_the_rest(first_day: SamplePortals) -> None:
    page = get(first_day.url("opendatasoft") + f"{DATASETS}?limit=100&offset=10&order_by=dataset_id").json

    assert [dataset["dataset_id"] for dataset in page["results"]] == ["zwembaden-bezoekers"]


@pytest.mark.parametrize("wrong", ["limit=101", "limit=alles", "offset=9950&limit=100", "order_by=kleur"])
def test_a_wrong_parameter_is_refused_with_a_code(first_day: SamplePortals, wrong: str) -> None:
    reply = get(first_day.url("opendatasoft") + f"{DATASETS}?{wrong}")

    assert (reply.status, reply.json["error_code"]) == (400, "InvalidRESTParameterError")


def test_paging_ends_at_the_window() -> None:
    api = ExploreApi([], address="https://portaal.example", window=20)

    def status(offset: int) -> int:
        asked = {"limit": "10", "offset": str(offset)}
        reply = api(Question("http://portaal.example", DATASETS, asked))
        return reply.status if reply else 0

    assert [status(10), status(11)] == [200, 400]


def test_one_dataset_is_shown_by_its_identifier(first_day: SamplePortals) -> None:
    shown = get(first_day.url("opendatasoft") + f"{DATASETS}/scholen").json

    assert shown["metas"]["default"]["title"] == "Scholen"
    assert get(first_day.url("opendatasoft") + f"{DATASETS}/niets").status == 404


def test_the_json_export_holds_every_dataset(first_day: SamplePortals) -> None:
    assert len(get(first_day.url("opendatasoft") + f"{EXPORTS}/json?limit=-1").json) == 11


def test_the_dcat_export_is_rdf_with_every_dataset(first_day: SamplePortals) -> None:
    reply = get(first_day.url("opendatasoft") + f"{EXPORTS}/dcat")
    quads = pyoxigraph.parse(reply.body, format=pyoxigraph.RdfFormat.RDF_XML)
    dataset = pyoxigraph.NamedNode("http://www.w3.org/ns/dcat#Dataset")

    assert sum(quad.object == dataset for quad in quads) == 11
    assert reply.headers["X-RateLimit-Limit"] == "5000"


def test_a_profile_that_is_not_switched_on_is_not_found(first_day: SamplePortals) -> None:
    offered = get(first_day.url("opendatasoft") + EXPORTS).json["links"]

    assert [link["rel"] for link in offered] == ["dcat", "json", "rdf"]
    assert get(first_day.url("opendatasoft") + f"{EXPORTS}/dcat_ap_vl").status == 404
