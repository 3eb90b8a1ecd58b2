"""A push that is killed in the middle, over and over, and what stands in the end.

Run as a program it is the process that is killed: ``python -m tests.bench.pushing.killed STORE FOLDER PLAN``.
"""

import subprocess
import sys
from pathlib import Path
from random import Random
from time import sleep
from typing import Final, NamedTuple

from sqlalchemy import delete, func, select

from catalogue.store import open_database
from catalogue.store import tables as t
from catalogue.store.push_tables import push_step
from tests.bench.pushing.mixed import CATALOGUES
from tests.bench.pushing.pusher import Pusher, done
from tests.bench.pushing.there import There

__all__ = ["Survived", "killed_over_and_over"]

SEED: Final = 20_260_301
LOOK_EVERY: Final = 0.01
PATIENCE: Final = 60.0


class Survived(NamedTuple):
    kills: int
    applied: int
    standing: int
    doubles: int
    verified: int
    second_plan: int


def killed_over_and_over(file: Path, folder: Path, kills: int) -> Survived:
    """Apply the first plan of a store, killing the process so many times; then let it finish."""
    there, publishers = There.at(folder), list(CATALOGUES)
    pusher = Pusher(file, there, publishers)
    plan = pusher.plan()
    number = pusher.written(plan)
    draw = Random(SEED)  # noqa: S311 -- when to kill, always the same
    most = max(1, len(plan.steps) // (kills + 1))
    for _ in range(kills):
        _killed(file, folder, number, draw.randint(1, most))
    applied, _ = pusher.apply(number)
    standing = [one["id"] for publisher in publishers for one in there.standing(publisher)]
    outcome = Survived(
        kills,
        done(applied),
        len(standing),
        len(standing) - len(set(standing)),
        pusher.verify().equal,
        len(pusher.plan().steps),
    )
    pusher.close()
    return outcome


def _killed(file: Path, folder: Path, number: int, after: int) -> None:
    """Start the push, and kill it without warning when so many steps more are done."""
    before = _done(file, number)
    command = [sys.executable, "-m", "tests.bench.pushing.killed", str(file), str(folder), str(number)]
    with subprocess.Popen(command) as process:  # noqa: S603 -- this very file
        waited = 0.0
        while process.poll() is None and _done(file, number) < before + after:
            sleep(LOOK_EVERY)
            waited += LOOK_EVERY
            if waited > PATIENCE:
                raise TimeoutError(f"nothing done in {PATIENCE} s")
        if process.poll() is not None:
            raise RuntimeError("it ended before it could be killed")
        process.kill()
    _free(file)


def _done(file: Path, number: int) -> int:
    database = open_database(f"sqlite:///{file}")
    try:
        query = select(func.count()).where(push_step.c.plan_id == number, push_step.c.state == "done")
        with database.transaction() as connection:
            return int(connection.execute(query).scalar_one())
    finally:
        database.close()


def _free(file: Path) -> None:
    """Take away the lease of the dead: it would run out by itself within a minute."""
    database = open_database(f"sqlite:///{file}")
    with database.transaction() as connection:
        connection.execute(delete(t.lease))
    database.close()


def main(file: str, folder: str, number: str) -> None:
    pusher = Pusher(Path(file), There.at(Path(folder)), list(CATALOGUES))
    pusher.apply(int(number))
    pusher.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
