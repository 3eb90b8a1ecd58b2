"""Recorded answers of real portals are named for what they are; read in place, nothing is kept here."""

import gzip
from pathlib import Path

import pytest

from harvester.detect.sight import look
from harvester.detect.sniff import HEAD

pytestmark = pytest.mark.corpus

ANSWERS = [
    ("arcgis_hub/dcat-ap-2.0.1_edinburgh.json", "arcgis-hub", "", None),
    ("arcgis_hub/dcat-us_evian.json", "arcgis-hub", "", None),
    ("arcgis_hub/esri_dcat_2016.jsonld", "arcgis-hub", "", None),
    ("arcgis_hub/hub-v3-search_moray_page1.json.gz", "arcgis-hub", "", None),
    ("ckan/trentino_package_show.json", "ckan", "", None),
    ("ckan/dkan_french_w_license.json", "ckan", "", None),
    ("datatank/demo.thedatatank.com_api_dcat_2014-10.ttl", "dcat", "", None),
    ("dcat_rdf/ckan_hydra_catalog_2016.rdf", "dcat", "", None),
    ("dcat_rdf/ckan_hydra_catalog_2016.ttl", "dcat", "", 2561),
    ("dcat_rdf/ckan_hydra_catalog_2016.jsonld", "dcat", "", 2561),
    ("dcat_rdf/ipsum.stad.gent_dcat-test.rdf", "dcat", "", None),
    ("dcat_rdf/favv_dcat.rdf", "dcat", "", None),
    ("geonetwork_csw/csw_capabilities.xml", "csw", "2.0.2", None),
    ("geonetwork_csw/owslib_inspire-getrecords-response.xml", "csw", "", 216),
    ("geonetwork_csw/udata_geonetwork-dcat-page-1.xml", "csw", "", 6),
    ("ldes/root_node.trig", "ldes", "", None),
    ("ldes/leaf_page_delete.trig", "ldes", "", None),
    ("ogc_records/ogcapi-records_collections.json", "ogc-api", "", None),
    ("opendatasoft/v1_search-ods_2015.json", "opendatasoft", "API v1", 3),
    ("opendatasoft/economie-gouv-fr_catalog_datasets_v2.0_limit3.json", "opendatasoft", "API v2.0", 426),
    ("opendatasoft/v2.1_catalog_datasets_example.json", "opendatasoft", "API v2.1", 19),
    ("other_json/gsa_usda.gov.data.json", "dcat-us", "", None),
    ("other_json/usmart_dumfries_and_galloway.json", "dcat-us", "", None),
    ("schema_org_html/zenodo_dataset_page.html", "schema-org", "", None),
    ("schema_org_html/harvard_dataverse_dataset_page.html", "schema-org", "", None),
    ("schema_org_html/nde_dataset-schema-org-valid-rdfa.html", "schema-org", "", None),
]
NO_CATALOGUES = [
    "parking_realtime/gent_garages.json",
    "parking_realtime/antwerpen_disabled_parking.geojson",
    "opendatasoft/economie-gouv-fr_catalog_facets.json",
    "other_json/sodha_dataverse_dataset-example.json",
    "html/fps-finance_statistics_page.html",
]


def start(file: Path) -> bytes:
    with gzip.open(file) if file.suffix == ".gz" else file.open("rb") as body:
        return body.read(HEAD)


@pytest.mark.parametrize(("name", "software", "version", "total"), ANSWERS)
def test_a_recorded_answer_is_named_with_its_version_and_total(
    corpus: Path, name: str, software: str, version: str, total: int | None
) -> None:
    sight = look(start(corpus / name), "", name)

    assert sight
    assert (sight.software, sight.version) == (software, version)
    assert sight.total == total


@pytest.mark.parametrize("name", NO_CATALOGUES)
def test_data_and_pages_are_not_taken_for_a_catalogue(corpus: Path, name: str) -> None:
    assert look(start(corpus / name), "", name) is None
