"""A store with real entries of several kinds of portal, so many of each as there is room for."""

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from itertools import chain, zip_longest
from pathlib import Path
from shutil import copy
from typing import Final

from sqlalchemy import insert, select, update

from catalogue.model import Protocol, Source
from catalogue.packing import pack, unpack
from catalogue.store import Database, decisions, open_database
from catalogue.store import tables as t
from harvester.crawl import CrawlSettings
from harvester.detect import detect
from harvester.runs import make_rules, run_source
from tests.bench.ckan_dump_server import served_dump

__all__ = ["CATALOGUES", "change", "copy_of", "filled", "withdraw"]

CATALOGUES: Final = {
    "gent": "dcat_rdf/data.gov.be_2025-04_gent.ttl.gz",
    "antwerpen": "dcat_rdf/antwerpen_dcat_2021-01-12.rdf.gz",
    "brussel": "dcat_rdf/data.gov.be_2025-04_brussel-stad.ttl.gz",
    "economie": "opendatasoft/economie-gouv-fr_catalog_exports_dcat.rdf.gz",
    "edinburgh": "arcgis_hub/dcat-ap-2.0.1_edinburgh.json",
    "north-ayrshire": "arcgis_hub/dcat-ap-2.0.1_north_ayrshire.json.gz",
    "esri": "arcgis_hub/esri_dcat_2016.jsonld",
    "europa": "ckan/open-data.europa.eu_2015-08-04_package_show_sample1500.jsonl.gz",
}
"""Made-up short names of publishers, and where their recorded catalogues are under the corpus."""


def filled(folder: Path, corpus: Path, count: int) -> Path:
    """Harvest every catalogue, and leave so many entries published, taken from each in turn."""
    file = folder / "mixed.db"
    database = open_database(f"sqlite:///{file}")
    try:
        for publisher, path in CATALOGUES.items():
            _harvest(database, publisher, corpus / path, folder)
        _leave(database, count)
    finally:
        database.close()
    return file


def _harvest(database: Database, publisher: str, file: Path, folder: Path) -> None:
    if file.name.endswith(".jsonl.gz"):
        with served_dump(file) as served:
            _run(database, publisher, served.url, folder)
    else:
        _run(database, publisher, str(file), folder)


def _run(database: Database, publisher: str, address: str, folder: Path) -> None:
    found = detect(address, settings=CrawlSettings(), allow_private=True)
    source = Source(
        name=f"{publisher}/portaal",
        publisher=publisher,
        protocol=Protocol(found.protocol),
        url=found.url,
        allow_private=True,
    )
    run = run_source(
        source, database=database, rules=make_rules(None), crawling=CrawlSettings(), workplace=folder
    )
    if run.failure:
        raise run.failure


def _leave(database: Database, count: int) -> None:
    """Keep so many published; the choice is always the same."""
    query = (
        select(t.entry.c.publisher, t.entry.c.uuid, t.entry.c.assessment_id)
        .join(t.assessment, t.assessment.c.id == t.entry.c.assessment_id)
        .where(t.assessment.c.published)
        .order_by(t.entry.c.publisher, t.entry.c.uuid)
    )
    with database.transaction() as connection:
        of: dict[str, list[int]] = {}
        for row in connection.execute(query):
            of.setdefault(row.publisher, []).append(row.assessment_id)
        in_turn = chain.from_iterable(zip_longest(*of.values()))
        rest = [one for one in in_turn if one is not None][count:]
        hidden = update(t.assessment).values(published=False)
        for start in range(0, len(rest), 500):
            connection.execute(hidden.where(t.assessment.c.id.in_(rest[start : start + 500])))


def copy_of(file: Path, name: str) -> Path:
    """Copy a store that nobody has open."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Path(copy(file, file.with_name(name)))


def change(database: Database, uuids: Sequence[str]) -> None:
    """Give entries a next version, with one word more in the title of each language."""
    query = select(t.version, t.entry.c.iri).join(t.entry, t.entry.c.version_id == t.version.c.id)
    with database.transaction() as connection:
        for row in connection.execute(query.where(t.entry.c.uuid.in_(uuids))).mappings().all():
            changed = _with_title(unpack(row["body"]), row["iri"])
            given = {name: row[name] for name in row if name not in {"id", "iri"}}
            given |= {"body": pack(changed), "hash": row["hash"][::-1]}
            made = connection.execute(insert(t.version).values(given).returning(t.version.c.id)).scalar_one()
            moved = update(t.entry).where(t.entry.c.id == row["entry_id"])
            connection.execute(moved.values(version_id=made))


def _with_title(graph: bytes, iri: str) -> bytes:
    of_it = re.escape(f'<{iri}> <http://purl.org/dc/terms/title> "').encode()
    changed, count = re.subn(b"(?m)^(" + of_it + rb")", rb"\1Gewijzigd: ", graph)
    if not count:
        raise ValueError(f"no title to change in {iri}")
    return changed


def withdraw(database: Database, uuids: Sequence[str]) -> None:
    decision = decisions.Decision("bench", "taken offline", datetime.now(UTC))
    with database.transaction() as connection:
        decisions.withdraw_entries(connection, list(uuids), decision)
