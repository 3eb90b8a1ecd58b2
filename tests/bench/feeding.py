"""Measure what publishing costs: ``python -m tests.bench.feeding --entries 50000``.

Harvests a generated catalogue into a store, multiplies what stands there, and publishes it in processes of
their own: for the first time, again without a change, with one entry in a hundred changed, in pages, and all
together. Ends with one line of JSON.
"""

import os
import re
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import orjson
from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, insert, select, update

from catalogue.model import Protocol, Source
from catalogue.packing import pack, unpack
from catalogue.store import open_database
from catalogue.store import tables as t
from catalogue.targets import last_copy, write_all
from harvester.crawl import CrawlSettings
from harvester.runs import Rules, make_rules, publish, run_source
from harvester.runs.catalogues import whole_of
from harvester.runs.paging import write_in_pages
from schedules import load_all
from tests.bench.measuring import StageTimes, measure
from tests.bench.synthetic import turtle

TOWN: Final = "gent"
SEED: Final = 500
OWN: Final = re.compile(rb"(/gent/|\")([0-9a-f]{8})(?=-[0-9a-f]{4}-[0-9a-f]{4}-)")
ACTS: Final = ("first", "unchanged", "changed", "pages", "all")
CHANGED: Final = 100
"""One in so many entries has another title, when it is measured what a night with changes takes."""


def main() -> int:
    """Measure each act; the exit code is 1 when one did not do what was to be measured."""
    parser = ArgumentParser("python -m tests.bench.feeding", description=__doc__)
    parser.add_argument("--entries", type=int, default=50_000)
    entries = max(1, parser.parse_args().entries // SEED) * SEED
    console = Console(width=110)
    with TemporaryDirectory(prefix="oogst-bench-") as folder:
        with console.status(f"a store with {entries:,} entries"):
            _fill(Path(folder), entries)
        taken = {act: _act(Path(folder), act, entries) for act in ACTS}
        sizes = {path.suffix[1:]: path.stat().st_size / 1e6 for path in Path(folder).glob(f"feeds/{TOWN}.*")}
    table = Table("publication", "CPU s", "wall s", "peak MB", title=f"{entries:,} entries")
    for act, (cpu, wall, peak) in taken.items():
        table.add_row(act, f"{cpu:.1f}", f"{wall:.1f}", f"{peak:.0f}")
    console.print(table)
    said = {f"{act}_cpu_s": round(cpu, 1) for act, (cpu, _, _) in taken.items()}
    peak_mb = round(max(peak for _, _, peak in taken.values()))
    megabytes = {f"{form}_mb": round(size) for form, size in sorted(sizes.items()) if form != "json"}
    sys.stdout.write(
        orjson.dumps({"entries": entries, **said, "peak_mb": peak_mb, **megabytes}).decode() + "\n"
    )
    return 0


def _rules() -> Rules:
    return make_rules(next(one.facts for one in load_all() if one.name == TOWN))


def _fill(folder: Path, entries: int) -> None:
    """Harvest some entries, and keep each many times over, under names of its own."""
    file = folder / "catalogus.ttl"
    file.write_text("".join(turtle(SEED)))
    source = Source(
        name=f"{TOWN}/meting", publisher=TOWN, protocol=Protocol.DCAT_RDF, url=str(file), allow_private=True
    )
    database = open_database(f"sqlite:///{folder / 'oogst.db'}")
    try:
        run_source(source, database=database, rules=_rules(), crawling=CrawlSettings(), workplace=folder)
        with database.transaction() as connection:
            for times in range(1, entries // SEED):
                _multiply(connection, times)
    finally:
        database.close()


def _multiply(connection: Connection, times: int) -> None:
    """Add the first entries once more; a key is that of the first one, some thousands on."""
    shift = times * SEED * 10
    for table in (t.record, t.entry, t.version, t.assessment):
        rows = connection.execute(select(table).where(table.c.id <= SEED)).mappings()
        connection.execute(insert(table), [_copy(dict(row), times, shift) for row in rows])


def _copy(row: dict[str, Any], times: int, shift: int) -> dict[str, Any]:
    for key in ("id", "record_id", "entry_id", "version_id", "assessment_id"):
        if row.get(key) is not None and not (key == "id" and row["id"] is None):
            row[key] += shift
    for key in ("uuid", "iri", "members", "identifier"):
        if key in row:
            row[key] = _renamed(f'"{row[key]}"'.encode(), times).decode()[1:-1]
    if "identifier" in row:
        row["identifier"] += f"/{times}"
    if "body" in row:
        row["body"] = pack(_renamed(unpack(row["body"]), times))
    return row


def _alter(connection: Connection) -> None:
    for key, body in connection.execute(select(t.version.c.id, t.version.c.body)).all()[::CHANGED]:
        altered = unpack(body).replace(b'title> "', b'title> "Nieuw: ', 1)
        connection.execute(update(t.version).where(t.version.c.id == key).values(body=pack(altered)))


def _renamed(text: bytes, times: int) -> bytes:
    return OWN.sub(lambda own: own[1] + b"%08x" % ((int(own[2], 16) + times * 0x9E3779B1) & 0xFFFFFFFF), text)


def _act(folder: Path, act: str, entries: int) -> tuple[float, float, float]:
    command = [sys.executable, "-m", "tests.bench.feeding", "--act", act, str(folder), str(entries)]
    done = subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[2])  # noqa: S603  ours
    cpu, wall, peak = orjson.loads(done.stdout)
    return cpu, wall, peak


def act(name: str, folder: Path, entries: int) -> None:
    """Do one thing in this process, and write what it took: CPU and wall seconds, and megabytes."""
    database = open_database(f"sqlite:///{folder / 'oogst.db'}")
    feeds, rules = folder / "feeds", _rules()

    def published() -> int:
        made = publish(TOWN, database=database, rules=rules, folder=feeds, further=()).feed
        return made.entries if made else 0

    def paged() -> int:
        copy = last_copy(feeds, TOWN)
        assert copy is not None
        with database.transaction() as connection:
            write_in_pages(feeds, copy, whole_of(TOWN, rules, connection), connection=connection, rules=rules)
        return copy.entries

    def together() -> int:
        copy = write_all(feeds)
        return copy.entries if copy else 0

    if name == "changed":
        with database.transaction() as connection:
            _alter(connection)
    doing = {"pages": paged, "all": together}.get(name, published)
    found = measure(lambda *_: StageTimes(doing(), 0, 0, {}), "", "", "")
    if found.times.records != entries:
        raise SystemExit(f"{name}: {found.times.records} of {entries} entries")
    sys.stdout.write(orjson.dumps([found.cpu, found.wall, found.parent_mb]).decode())
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--act"]:
        act(sys.argv[2], Path(sys.argv[3]), int(sys.argv[4]))
    sys.exit(main())
