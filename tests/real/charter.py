"""Judge recorded Flemish catalogues with probes: ``python -m tests.real.charter FOLDER [PART OF A NAME]...``.

Every address is asked, of a web on loopback that plays recorded answers and ills, on three days (``--days``).
Prints per publisher the table of its principles; the stores stay in the folder, to draw verdicts from.
"""

import sys
from argparse import ArgumentParser
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter
from typing import Final

from catalogue.charter import load_rubric
from catalogue.messages import say
from catalogue.scores import PresentScore, present_score
from catalogue.store import Database, open_database
from harvester.probe import ProbeManners, probe_store
from harvester.rejudging import judge_standing
from harvester.runs import make_rules
from schedules import load_all
from tests.real.inputs import INPUTS, Input
from tests.real.road import walk
from tests.real.web import web

SHARED: Final = Path(__file__).parents[3] / "shared" / "data"
MANNERS: Final = ProbeManners(pause=0.0, controls=(), most_per_host=1_000_000, vantage="loopback")
WANTED: Final = ("Gent 2025", "Antwerpen 2025", "Stad Brussel 2025", "Vlaanderen 2025")


def main() -> None:
    parser = ArgumentParser("python -m tests.real.charter", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*", default=WANTED)
    parser.add_argument("--days", type=int, default=3, help="on which every address is asked")
    parser.add_argument("--most", type=int, default=0, help="addresses that are asked, 0 for all")
    words = parser.parse_args()
    folder, names = words.folder, words.names
    folder.mkdir(exist_ok=True)
    chosen = [one for one in INPUTS if any(name.lower() in one.name.lower() for name in names)]
    with web(folder, SHARED / "corpus"):
        for given in chosen:
            _show(given, folder, words.days, words.most)


def _show(given: Input, folder: Path, days: int, most: int) -> None:
    place = folder / given.publisher
    place.mkdir(exist_ok=True)
    walk(given, SHARED / "corpus", place)
    with closing(open_database(f"sqlite:///{place / 'oogst.db'}")) as store:
        begun = perf_counter()
        asked = _probe(store, days, most)
        seconds = perf_counter() - begun
        judged = _judge(store, given.publisher)
    write = sys.stdout.write
    write(f"### {given.name}\n\n{asked} addresses asked on {days} days in {seconds:.0f} s\n\n")
    write(_table(judged))
    sys.stdout.flush()


def _probe(store: Database, days: int, most: int) -> int:
    """Ask every address on each of the days before this one."""
    moments = [datetime.now(UTC) - timedelta(days=days - day) for day in range(days)]
    return max(_round(store, at, most) for at in moments)


def _round(store: Database, at: datetime, most: int) -> int:
    done = probe_store(store, manners=MANNERS, holder="proof", again=True, limit=most, clock=lambda: at)
    return done.asked


def _judge(store: Database, publisher: str) -> PresentScore:
    facts = next((one.facts for one in load_all() if one.name == publisher), None)
    judge_standing(publisher, database=store, rules=make_rules(facts), cause="probe")
    with store.transaction() as connection:
        return present_score(connection, publisher, load_rubric(), at=datetime.now(UTC), facts=facts)


def _table(found: PresentScore) -> str:
    score = found.score
    lines = [
        (
            f"score {_percent(score.value)}, coverage {_percent(score.coverage)}, {score.assessable} of 20 "
            f"principles can be judged, {score.entries} entries\n"
        ),
        "| principle | automatic | attested | coverage | entries |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {number}. {say(f'principle.{number}', 'en')} | {_percent(one.numbers.automatic)} "
        f"| {_percent(one.numbers.attested)} | {_percent(one.coverage)} | {one.entries} |"
        for number, one in score.principles.items()
    ]
    return "\n".join(lines) + "\n\n"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{100 * value:.0f}"


if __name__ == "__main__":
    main()
