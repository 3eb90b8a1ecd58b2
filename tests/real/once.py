"""The process of one measured harvest of a recorded portal; leaves what it saw in a file."""

import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import orjson
from sqlalchemy import func, select

from catalogue.model import ListSelectors, Protocol, Source
from catalogue.store import open_database, tables
from harvester.crawl import CrawlSettings
from harvester.runs import make_rules, run_source
from tests.bench.measuring import StageTimes, measure


def main(url: str, facts: str, result: str) -> None:
    """Harvest once into an empty store, and measure it; ``facts`` says how its source is asked, as JSON."""
    seen: dict[str, object] = {}
    given = orjson.loads(facts)
    selectors = ListSelectors(**given.pop("selectors")) if given["selectors"] else None
    given |= {"protocol": Protocol(given["protocol"]), "selectors": selectors}
    source = Source(name="stad/portaal", publisher="stad", url=url, allow_private=True, **given)

    def harvest(_url: str, _protocol: str, database_url: str) -> StageTimes:
        with closing(open_database(database_url)) as database:
            run = run_source(
                source,
                database=database,
                rules=make_rules(None),
                crawling=CrawlSettings(backoff=0.01, max_wait=0.05),
                workplace=Path(result).parent,
            )
            entries = select(func.count()).select_from(tables.entry).where(tables.entry.c.kind == "dataset")
            with database.transaction() as connection:
                seen["entries"] = connection.execute(entries).scalar_one()
        tally = run.tally
        seen.update(state=run.state, reasons=tally.reasons, ending=tally.ending, declared=tally.declared)
        return StageTimes(tally.seen, tally.unchanged, tally.failed, run.seconds)

    with TemporaryDirectory(dir=Path(result).parent) as folder:
        taken = measure(harvest, url, str(source.protocol), f"sqlite:///{folder}/oogst.db")
    measured = {**seen, "wall": taken.wall, "run_mb": taken.parent_mb, "crawler_mb": taken.child_mb}
    Path(result).write_bytes(orjson.dumps(measured))


if __name__ == "__main__":
    main(*sys.argv[1:])
