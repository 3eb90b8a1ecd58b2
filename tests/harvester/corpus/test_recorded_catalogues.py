"""Recorded catalogues of real portals come out whole; read in place, nothing of them is kept here."""

from pathlib import Path

import pytest

from catalogue.model import Kind, Protocol, Source
from harvester.crawl import CrawlSettings, Duplicate, Event, PagesClosed, RecordFailed, RecordSeen, crawl
from tests.bench.measuring import ChildWatch

pytestmark = pytest.mark.corpus

RDF = Protocol.DCAT_RDF
HUB = Protocol.ARCGIS_HUB
WHOLE = PagesClosed(closed=True, reason="harvester.pages.all-read")
DOCUMENT = PagesClosed(closed=True, reason="harvester.pages.one-document")
PART = PagesClosed(closed=False, reason="harvester.pages.one-file-of-more")

CATALOGUES = [
    ("dcat_rdf/antwerpen_dcat_2021-01-12.rdf.gz", RDF, 489, WHOLE),
    ("dcat_rdf/data.gov.be_2025-04_gent.ttl.gz", RDF, 287, WHOLE),
    ("dcat_rdf/data.gov.be_2025-04_antwerpen.ttl.gz", RDF, 522, WHOLE),
    ("dcat_rdf/data.gov.be_2025-04_brussel-stad.ttl.gz", RDF, 213, WHOLE),
    ("dcat_rdf/ckan_hydra_catalog_2016.rdf", RDF, 100, PART),
    ("dcat_rdf/ckan_hydra_catalog_2016.ttl", RDF, 100, PART),
    ("dcat_rdf/ckan_hydra_catalog_2016.jsonld", RDF, 100, PART),
    ("dcat_rdf/mow-dataroom_dcat-feed_2023-01.rdf", RDF, 22, WHOLE),
    ("dcat_rdf/ipsum.stad.gent_dcat-test.rdf", RDF, 3, WHOLE),
    ("dcat_rdf/favv_dcat.rdf", RDF, 3, WHOLE),
    ("dcat_rdf/fps-bosa-budget_dcat.xml", RDF, 3, WHOLE),
    ("dcat_rdf/udata_geonetwork.xml", RDF, 1, WHOLE),
    ("datatank/demo.thedatatank.com_api_dcat_2014-10.ttl", RDF, 66, WHOLE),
    ("opendatasoft/economie-gouv-fr_catalog_exports_dcat.rdf.gz", RDF, 426, WHOLE),
    ("opendatasoft/opendata.brussels.be_v1_search_rdf_2015-01.ttl.gz", RDF, 317, WHOLE),
    ("arcgis_hub/dcat-ap-2.0.1_edinburgh.json", HUB, 44, DOCUMENT),
    ("arcgis_hub/dcat-ap-2.0.1_glasgow.json.gz", HUB, 68, DOCUMENT),
    ("arcgis_hub/dcat-ap-2.0.1_highland.json", HUB, 22, DOCUMENT),
    ("arcgis_hub/dcat-ap-2.0.1_north_ayrshire.json.gz", HUB, 126, DOCUMENT),
    ("arcgis_hub/dcat-ap-2.0.1_north_lanarkshire.json", HUB, 21, DOCUMENT),
    ("arcgis_hub/dcat-us_evian.json", HUB, 8, DOCUMENT),
    ("arcgis_hub/esri_dcat_2016.jsonld", HUB, 71, DOCUMENT),
]


def harvested(file: Path, protocol: Protocol, spool: Path) -> list[Event]:
    source = Source(name="t/t", publisher="t", protocol=protocol, url=str(file))
    return list(crawl(source, spool=spool, settings=CrawlSettings()))


def datasets(events: list[Event]) -> list[str]:
    records = [event.record for event in events if isinstance(event, RecordSeen)]
    return [record.identifier for record in records if record.kind is Kind.DATASET]


@pytest.mark.parametrize(("name", "protocol", "number", "end"), CATALOGUES)
def test_every_dataset_of_a_recorded_catalogue_comes_out(  # noqa: PLR0917 -- two fixtures and a row
    corpus: Path, tmp_path: Path, name: str, protocol: Protocol, number: int, end: PagesClosed
) -> None:
    events = harvested(corpus / name, protocol, tmp_path)
    assert len(set(datasets(events))) == number
    assert not [event for event in events if isinstance(event, Duplicate)]
    assert not [event for event in events if isinstance(event, RecordFailed) and not event.skipped]
    assert events[-1] == end


def test_what_the_malformed_brussels_export_lost_is_on_the_records_that_lost_it(
    corpus: Path, tmp_path: Path
) -> None:
    events = harvested(corpus / CATALOGUES[14][0], RDF, tmp_path)
    damaged = [event.record for event in events if isinstance(event, RecordSeen) and event.record.damage]
    assert len(damaged) == 22
    assert all("description" in record.damage[0] for record in damaged)
    assert all("dct:title" in record.content for record in damaged)


def test_all_of_flanders_comes_out_within_bounded_memory(corpus: Path, tmp_path: Path) -> None:
    source = Source(
        name="t/t",
        publisher="t",
        protocol=RDF,
        url=str(corpus / "dcat_rdf/data.gov.be_2025-04_vlaanderen_all.nt.gz"),
    )
    with ChildWatch() as children:
        kinds = [
            event.record.kind
            for event in crawl(source, spool=tmp_path, settings=CrawlSettings())
            if isinstance(event, RecordSeen)
        ]
    assert (kinds.count(Kind.DATASET), kinds.count(Kind.SERVICE)) == (8529, 192)
    assert 0 < children.peak < 260
