"""Recorded pages with schema.org descriptions come out whole; read in place, nothing of them is kept here."""

from pathlib import Path
from typing import Any

import pytest

from catalogue.model import Dataset, Protocol, Source
from harvester.crawl import RecordSeen
from harvester.crawl.spool import keep
from harvester.crawl.steps import Page
from harvester.protocols.schema_org.payload import look, read_records
from mappings import Context, translate

pytestmark = pytest.mark.corpus

PAGE = "https://site.example/page"
RECORDED = [
    ("bolognese_schema_org_geolocation.json", 1, 0),
    ("bolognese_schema_org_gtex.json", 1, 0),
    ("bolognese_schema_org_list.json.gz", 214, 0),
    ("bolognese_schema_org_topmed.json", 1, 0),
    ("harvard_dataverse_dataset_page.html", 1, 3),
    ("nde_catalog-schema-org-valid.jsonld", 2, 1),
    ("nde_dataset-schema-org-invalid.jsonld", 1, 0),
    ("nde_dataset-schema-org-license-deed.jsonld", 1, 0),
    ("nde_dataset-schema-org-no-license.jsonld", 1, 1),
    ("nde_dataset-schema-org-valid-jsonld.html", 1, 0),
    ("nde_dataset-schema-org-valid-microdata.html", 1, 0),
    ("nde_dataset-schema-org-valid-rdfa.html", 1, 0),
    ("nde_datasets-schema-org-valid.jsonld", 2, 2),
    ("openactive_exampleDatasetSite.html", 1, 1),
    ("pangaea_dataset_page.html", 1, 1),
    ("zenodo_dataset_page.html", 1, 3),
]


def records(file: Path, folder: Path) -> list[Any]:
    with file.open("rb") as raw:
        payload = keep(raw, folder, url=PAGE, limit=10_000_000)
        page = Page(PAGE, payload, "", "", PAGE)
        found = look(page)
        assert not found.damage
        steps = list(read_records(page, look(page), lambda _: False))
        payload.stream.close()
    return [step.record for step in steps if isinstance(step, RecordSeen)]


@pytest.mark.parametrize(("name", "datasets", "downloads"), RECORDED)
def test_every_dataset_and_download_of_a_recorded_page_comes_out(
    corpus: Path, tmp_path: Path, name: str, datasets: int, downloads: int
) -> None:
    found = records(corpus / "schema_org_html" / name, tmp_path)
    assert len({record.identifier for record in found}) == datasets
    source = Source(name="t/t", publisher="t", protocol=Protocol.SCHEMA_ORG, url=PAGE)
    context = Context(base="https://oogst.example", publisher="t", source=source)
    entries = [translate(record, context).resource for record in found]
    assert all(entry.title and isinstance(entry, Dataset) for entry in entries)
    assert sum(len(entry.distributions) for entry in entries if isinstance(entry, Dataset)) == downloads
