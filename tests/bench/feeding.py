"""Measure what publishing costs: ``python -m tests.bench.feeding --entries 50000``.

Harvests a generated catalogue into a store (``--recorded``: the recorded one of Flanders, if it is at hand),
multiplies what stands there, and publishes it in processes of their own: for the first time, in pages, as
streams of what happened, as pages for people, again without a change, with one entry in a hundred changed,
that in pages, and all together. Ends with one line of JSON.
"""

import os
import re
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any, Final

import orjson
from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, func, insert, select, update
from sqlalchemy import Table as Kept

from catalogue.model import Protocol, Source
from catalogue.packing import pack, unpack
from catalogue.store import open_database
from catalogue.store import tables as t
from catalogue.targets import last_copy, write_all
from catalogue.views import standing
from catalogue.views.feeds import published_entries
from harvester.crawl import CrawlSettings
from harvester.runs import Rules, make_rules, publish, run_source
from harvester.runs.catalogues import whole_of
from harvester.runs.events import write_stream
from harvester.runs.memory import few_collections
from harvester.runs.pages import write_pages
from harvester.runs.paging import write_in_pages
from harvester.runs.publication import Further
from schedules import load_all
from tests.bench.measuring import own_peak
from tests.bench.synthetic import turtle
from tests.real.inputs import INPUTS
from tests.real.road import walk

GENERATED: Final = 500
FLANDERS: Final = INPUTS[-1]
CORPUS: Final = (
    Path(os.environ.get("OOGST_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data")) / "corpus"
)
ACTS: Final = ("first", "pages", "events", "site", "unchanged", "changed", "pages_changed", "all")
CHANGED: Final = 100
"""One in so many entries has another title, when it is measured what a night with changes takes."""


def main() -> int:
    """Measure each act; the exit code is 1 when one did not do what was to be measured."""
    parser = ArgumentParser("python -m tests.bench.feeding", description=__doc__)
    parser.add_argument("--entries", type=int, default=50_000)
    parser.add_argument("--recorded", action="store_true", help="recorded entries instead of generated ones")
    asked = parser.parse_args()
    town = FLANDERS.publisher if asked.recorded else "gent"
    console = Console(width=110)
    if asked.recorded and not FLANDERS.file(CORPUS).exists():
        console.print(f"Not measured: no recorded catalogue at {FLANDERS.file(CORPUS)}.")
        return 0
    with TemporaryDirectory(prefix="oogst-bench-") as name:
        folder = Path(name)
        with console.status(f"a store with some {asked.entries:,} entries"):
            entries, statements = _filled(folder, town, asked.entries)
        taken = {act: _act(folder, act, town, entries) for act in ACTS}
        sizes = {path.suffix[1:]: path.stat().st_size / 1e6 for path in folder.glob(f"feeds/{town}.*")}
    title = f"{entries:,} entries of {statements:.0f} statements"
    table = Table("publication", "CPU s", "per 1,000", "wall s", "peak MB", title=title)
    for act, (cpu, wall, peak) in taken.items():
        table.add_row(act, f"{cpu:.1f}", f"{cpu / entries * 1000:.2f}", f"{wall:.1f}", f"{peak:.0f}")
    console.print(table)
    said = {f"{act}_cpu_s": round(cpu, 1) for act, (cpu, _, _) in taken.items()}
    peak_mb = round(max(peak for _, _, peak in taken.values()))
    megabytes = {f"{form}_mb": round(size) for form, size in sorted(sizes.items()) if form != "json"}
    told = {"entries": entries, "statements": round(statements), **said, "peak_mb": peak_mb, **megabytes}
    sys.stdout.write(orjson.dumps(told).decode() + "\n")
    return 0


def _rules(town: str) -> Rules:
    return make_rules(next(one.facts for one in load_all() if one.name == town))


def _filled(folder: Path, town: str, entries: int) -> tuple[int, float]:
    """Harvest some entries, and keep each many times over, under names of its own.

    Gives how many are published, and how many statements each has.
    """
    if town == FLANDERS.publisher:
        walk(FLANDERS, CORPUS, folder)
    else:
        _harvest(folder, town)
    database = open_database(f"sqlite:///{folder / 'oogst.db'}")
    try:
        with database.transaction() as connection:
            lines = [unpack(kept).count(b"\n") for kept in published_entries(connection, town).kept]
            seeds = {table: connection.execute(select(func.max(table.c.id))).scalar_one() for table in TABLES}
            for times in range(1, round(entries / len(lines))):
                _multiply(connection, town, times, seeds)
            return standing(connection, town).published, sum(lines) / len(lines)
    finally:
        database.close()


def _harvest(folder: Path, town: str) -> None:
    file = folder / "catalogus.ttl"
    file.write_text("".join(turtle(GENERATED)))
    source = Source(
        name=f"{town}/meting", publisher=town, protocol=Protocol.DCAT_RDF, url=str(file), allow_private=True
    )
    database = open_database(f"sqlite:///{folder / 'oogst.db'}")
    try:
        rules = _rules(town)
        run_source(source, database=database, rules=rules, crawling=CrawlSettings(), workplace=folder)
    finally:
        database.close()


TABLES: Final = (t.record, t.entry, t.version, t.assessment)


def _multiply(connection: Connection, town: str, times: int, seeds: Mapping[Kept, int]) -> None:
    """Add the first entries once more; a key is that of the first one, some thousands on."""
    shift = times * max(seeds.values()) * 2
    for table, seed in seeds.items():
        rows = connection.execute(select(table).where(table.c.id <= seed)).mappings()
        connection.execute(insert(table), [_copy(dict(row), town, times, shift) for row in rows])


def _copy(row: dict[str, Any], town: str, times: int, shift: int) -> dict[str, Any]:
    for key in ("id", "record_id", "entry_id", "version_id", "assessment_id"):
        if row.get(key) is not None and not (key == "id" and row["id"] is None):
            row[key] += shift
    for key in ("uuid", "iri", "members", "identifier"):
        if key in row:
            row[key] = _renamed(f'"{row[key]}"'.encode(), town, times).decode()[1:-1]
    if "identifier" in row:
        row["identifier"] += f"/{times}"
    if "body" in row:
        row["body"] = pack(_renamed(unpack(row["body"]), town, times))
    return row


def _alter(folder: Path) -> None:
    """Change some entries: here, as what that takes is not to be measured."""
    database = open_database(f"sqlite:///{folder / 'oogst.db'}")
    try:
        with database.transaction() as connection:
            for key, body in connection.execute(select(t.version.c.id, t.version.c.body)).all()[::CHANGED]:
                altered = unpack(body).replace(b'title> "', b'title> "Nieuw: ', 1)
                query = update(t.version).where(t.version.c.id == key)
                connection.execute(query.values(body=pack(altered)))
    finally:
        database.close()


def _renamed(text: bytes, town: str, times: int) -> bytes:
    own = rb'(/%b/|")([0-9a-f]{8})(?=-[0-9a-f]{4}-[0-9a-f]{4}-)' % town.encode()
    another = times * 0x9E3779B1
    return re.sub(own, lambda one: one[1] + b"%08x" % ((int(one[2], 16) + another) & 0xFFFFFFFF), text)


def _act(folder: Path, act: str, town: str, entries: int) -> tuple[float, float, float]:
    if act == "changed":
        _alter(folder)
    command = [sys.executable, "-m", "tests.bench.feeding", "--act", act, str(folder), town, str(entries)]
    done = subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).parents[2])  # noqa: S603  ours
    cpu, wall, peak = orjson.loads(done.stdout)
    return cpu, wall, peak


def act(name: str, folder: Path, town: str, entries: int) -> None:
    """Do one thing in this process, and write what it took: CPU and wall seconds, and megabytes."""
    database = open_database(f"sqlite:///{folder / 'oogst.db'}")
    feeds, rules = folder / "feeds", _rules(town)

    def published() -> int:
        made = publish(town, database=database, rules=rules, folder=feeds, further=()).feed
        return made.entries if made else 0

    def after(write: Further) -> int:
        copy = last_copy(feeds, town)
        assert copy is not None
        with few_collections(), database.snapshot() as connection:
            write(feeds, copy, whole_of(town, rules, connection), connection=connection, rules=rules)
        return copy.entries

    def together() -> int:
        copy = write_all(feeds)
        return copy.entries if copy else 0

    further: dict[str, Further] = {"pages": write_in_pages, "events": write_stream, "site": write_pages}
    write = further.get(name.removesuffix("_changed"))
    cpu, begin = process_time(), perf_counter()
    found = after(write) if write else together() if name == "all" else published()
    spent, wall = process_time() - cpu, perf_counter() - begin
    if found != entries:
        raise SystemExit(f"{name}: {found} of {entries} entries")
    sys.stdout.write(orjson.dumps([spent, wall, own_peak()]).decode())
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--act"]:
        act(sys.argv[2], Path(sys.argv[3]), sys.argv[4], int(sys.argv[5]))
    sys.exit(main())
