"""Kills a push at each of its calls, before and after the portal did the work, and lets it go on.

``python -m tests.catalogue.targets.push.kills [TIMES]`` prints what came of it; a test does two of them.
``python -m tests.catalogue.targets.push.kills apply STORE URL PLAN`` is the process that is killed.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from catalogue.store import Database, open_database
from catalogue.targets.push.plan import State
from catalogue.targets.push.plans import step_counts
from tests.catalogue.targets.push.filled import change, fill, withdraw
from tests.catalogue.targets.push.movements import Pushing
from tests.catalogue.targets.push.portal import Portal, PortalTarget, portal

__all__ = ["changes", "killed", "sound"]

HOUSE: Final = Path(__file__).parents[4]
ENTRIES: Final = 12
TIMES: Final = 24


@contextmanager
def changes(store: Database, there: Portal) -> Iterator[tuple[Pushing, list[str]]]:
    """Give a push of creates, updates and deletes, and the UUIDs that are to stand after it."""
    pushing = Pushing(store, PortalTarget(there.url))
    pushing.take_care(delete_share=1.0, delete_floor=100)
    uuids = fill(store, range(ENTRIES))
    pushing.push()
    change(store, range(4))
    withdraw(store, uuids[8:])
    new = fill(store, range(ENTRIES, ENTRIES + 4))
    yield pushing, sorted(uuids[:8] + new)


def killed(url: str, there: Portal, plan: str, write: int, fault: str) -> int:
    """Carry a plan out in a process that is killed at its so-manieth write; give its exit code."""
    code = "import sys; from tests.catalogue.targets.push.kills import apply; apply(*sys.argv[1:])"
    child = subprocess.Popen(  # noqa: S603  our own interpreter
        [sys.executable, "-c", code, url, there.url, plan],
        cwd=HOUSE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(HOUSE), os.environ.get("PYTHONPATH", "")])},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    there.victim = child.pid
    there.faults = {there.writes + write: fault}
    _, said = child.communicate(timeout=120)
    if child.returncode > 0:
        raise RuntimeError(said.decode())
    return child.returncode


def apply(url: str, address: str, plan: str) -> None:
    """Carry a plan out, in the process that is killed."""
    with closing(open_database(url)) as store:
        Pushing(store, PortalTarget(address)).apply(plan)


def sound(pushing: Pushing, there: Portal, uuids: list[str]) -> list[str]:
    """List what is wrong with the end of a push; nothing, when all is as it should be."""
    wrong = []
    stands = sorted(thing["uuid"] for thing in there.things.values())
    if stands != uuids:
        wrong.append(f"stands: {len(stands)}, {len(set(stands))} different, wanted {len(uuids)}")
    with pushing.store.transaction() as connection:
        states = {state for _, state in step_counts(connection, 2)}
    if states != {State.DONE}:
        wrong.append(f"steps: {states}")
    if not pushing.verify().stands:
        wrong.append("verify")
    if again := pushing.plan().steps:
        wrong.append(f"second plan: {[(step.act, step.rule) for step in again]}")
    return wrong


def main(times: int = TIMES) -> int:
    """Kill at every write in turn, before and after the work; give how often the end was not sound."""
    faulty = 0
    for number in range(times):
        write, fault = number // 2 % ENTRIES + 1, ("kill-before", "kill-after")[number % 2]
        with TemporaryDirectory() as folder, portal() as there:
            url = f"sqlite:///{folder}/oogst.db"
            with closing(open_database(url)) as store, changes(store, there) as (pushing, uuids):
                plan = pushing.keep(pushing.plan())
                code = killed(url, there, plan, write, fault)
                pushing.apply(plan)
                wrong = sound(pushing, there, uuids)
        faulty += bool(wrong)
        sys.stdout.write(f"write {write} {fault}: exit {code}, {wrong or 'sound'}\n")
    sys.stdout.write(f"{times} kills, {faulty} not sound\n")
    return faulty


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else TIMES))
