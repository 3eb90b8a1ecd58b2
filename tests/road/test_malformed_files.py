"""Real files that are not well formed: harvested whole, what was damaged named, and nothing else harmed."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

import pytest
from sqlalchemy import select

from catalogue.model import Protocol, Source
from catalogue.profile import GATE_LAYERS
from catalogue.store import open_database
from catalogue.store import tables as t
from harvester.crawl import CrawlSettings
from harvester.detect import detect
from harvester.runs import RunSummary, make_rules
from tests.road.towns import Kept, Town
from tests.stores import empty_store

pytestmark = pytest.mark.corpus

FILES: Final = {
    "dcat_rdf/favv_dcat.rdf": 3,
    "dcat_rdf/fps-bosa-budget_dcat.xml": 3,
    "dcat_rdf/udata_geonetwork.xml": 1,
    "dcat_rdf/bosa_best_dcat.rdf": 3,
    "opendatasoft/opendata.brussels.be_v1_search_rdf_2015-01.ttl.gz": 317,
    "datatank/demo.thedatatank.com_api_dcat_2014-10.ttl": 66,
    "geonetwork_csw/bmdc_geonetwork_datasets-example.xml": 3,
    "dcat_rdf/vodap_error-catalog-range.nt": 0,
    "dcat_rdf/vodap_error-dataset-maxcard.nt": 1,
    "dcat_rdf/vodap_error-dataset-mincard.nt": 1,
    "dcat_rdf/vodap_error-dataset-range.nt": 1,
    "dcat_rdf/vodap_error-distributie-range.nt": 1,
    "dcat_rdf/vodap_error-object-uri.nt": 2,
}
"""What is in each, by its index."""
DAMAGED: Final = {
    "dcat_rdf/favv_dcat.rdf",
    "dcat_rdf/fps-bosa-budget_dcat.xml",
    "opendatasoft/opendata.brussels.be_v1_search_rdf_2015-01.ttl.gz",
}
"""Those of which a part is lost or changed; quotes that stand twice, as in a DataTank, cost nothing."""


class Harvested(NamedTuple):
    name: str
    run: RunSummary
    kept: dict[str, Kept]
    told: set[tuple[str, str, str]]
    """Rule, layer and severity of everything that was found."""
    troubles: list[str]


@pytest.fixture(params=FILES)
def harvested(request: pytest.FixtureRequest, corpus: Path, tmp_path: Path) -> Iterator[Harvested]:
    found = detect(str(corpus / request.param), settings=CrawlSettings(), allow_private=False)
    source = Source(name="x/feed", publisher="x", protocol=Protocol(found.protocol), url=found.url)
    finding = t.finding.c
    with closing(open_database(empty_store("sqlite", tmp_path))) as database:
        town = Town(source, make_rules(None), database, tmp_path)
        run = town.harvest()
        with database.transaction() as connection:
            rows = connection.execute(select(finding.rule, finding.layer, finding.severity)).all()
        troubles = [trouble.detail for trouble in town.troubles(run)]
        told = {(rule, layer, severity) for rule, layer, severity in rows}
        yield Harvested(request.param, run, town.kept(), told, troubles)


def test_a_malformed_file_is_harvested_whole_and_its_damage_named(harvested: Harvested) -> None:
    assert harvested.run.failure is None
    assert harvested.run.tally.failed == 0
    assert len(harvested.kept) == harvested.run.tally.seen == FILES[harvested.name]
    if not all(kept.published for kept in harvested.kept.values()):
        assert {layer for _, layer, severity in harvested.told if severity == "error"} & set(GATE_LAYERS)
    if harvested.name in DAMAGED:
        named = {rule for rule, _, _ in harvested.told if "damaged" in rule or "repaired" in rule}
        assert named or harvested.troubles
