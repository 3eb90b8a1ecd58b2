"""Our own pages, read back by our own harvester for schema.org."""

from contextlib import closing
from pathlib import Path

import pytest

import mappings
from catalogue.model import Catalog, Dataset, Entry, Record
from catalogue.store import open_database
from catalogue.targets.site import write_site
from harvester.crawl import RecordSeen
from harvester.crawl.steps import Ask
from harvester.protocols.schema_org.payload import look, read_pages, read_records
from tests.catalogue.graph.conftest import BASE, CITY, catalog
from tests.catalogue.targets.site.kept import SOURCE, TODAY, city_entry, keep, plain
from tests.harvester.conftest import MakePage
from tests.stores import empty_store

__all__ = ["catalog"]


@pytest.fixture
def folder(tmp_path: Path, catalog: Catalog) -> Path:
    """Give the pages of a city with one rich dataset and one about which little is known."""
    with closing(open_database(empty_store("sqlite", tmp_path))) as database:
        keep(database, [city_entry(), plain("bomen")])
        with database.transaction() as connection:
            write_site(tmp_path / "site", CITY, catalog, connection=connection, changed_at=TODAY)
    return tmp_path / "site"


def harvested(folder: Path, page_of: MakePage) -> dict[str, Record]:
    """Read the sitemap, each map that it names, and each page that those name."""
    waiting, found = [f"{BASE}/sitemap.xml"], {}
    while waiting:
        url = waiting.pop()
        page = page_of((folder / url.removeprefix(f"{BASE}/")).read_text(encoding="utf-8"), url)
        listing = url.endswith(".xml")
        steps = read_pages(page, "") if listing else read_records(page, look(page), lambda _: False)
        for step in steps:
            if isinstance(step, Ask):
                waiting.append(step.url)
            elif isinstance(step, RecordSeen):
                found[step.record.identifier] = step.record
    return found


def test_what_we_say_in_schema_org_is_what_our_harvester_reads(folder: Path, page_of: MakePage) -> None:
    records = harvested(folder, page_of)
    context = mappings.Context(base=BASE, publisher=CITY, source=SOURCE, public="web")
    ours: list[Entry] = [city_entry(), plain("bomen")]

    assert set(records) == {entry.identity.iri for entry in ours}
    for entry in ours:
        back, own = mappings.translate(records[entry.identity.iri], context).resource, entry.resource
        assert isinstance(back, Dataset)
        assert isinstance(own, Dataset)
        assert back.title[0].value == own.title[0].value
        assert {text.value for text in back.keywords} == {text.value for text in own.keywords}
        assert files(back) == files(own)
        assert back.modified == own.modified


def files(dataset: Dataset) -> list[tuple[str, str, str, str]]:
    """Give what a reader needs of each file: its addresses, its licence and what it is."""
    return [
        (one.access_url, one.download_url, one.licence.iri if one.licence else "", one.media_type)
        for one in dataset.distributions
    ]
