"""A push that is killed in the middle, over and over, and what stands in the end.

Run as a program it is the process that is killed: ``python -m tests.bench.pushing.killed STORE FOLDER PLAN``.
"""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from random import Random
from time import sleep
from typing import Final, NamedTuple

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


def _done(file: Path, number: int) -> int:
    """Count the steps that are done; read past the house, since it is asked a hundred times a second."""
    with closing(sqlite3.connect(file)) as connection:
        query = "SELECT count(*) FROM push_step WHERE plan_id = ? AND state = 'done'"
        return int(connection.execute(query, (number,)).fetchone()[0])


def main(file: str, folder: str, number: str) -> None:
    pusher = Pusher(Path(file), There.at(Path(folder)), list(CATALOGUES))
    pusher.apply(int(number))
    pusher.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
