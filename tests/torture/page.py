"""The page of the documentation that says what was tried and what came of it: ``docs/torture.md``."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.torture.kills import Deaths
from tests.torture.payloads import Findings

__all__ = ["PAGE", "page"]

PAGE: Final = Path(__file__).parents[2] / "docs" / "torture.md"

INTRODUCTION: Final = """\
# Torture

`make torture` does to the harvester what portals and machines do to it, many times over, and writes this
page. Everything follows from a seed, so what breaks once breaks again:
`python -m tests.torture.payloads ckan --first 4711 --count 1` spoils one payload anew,
`python -m tests.torture.kills --first 47 --count 1` kills one harvest. A small share runs with the tests.
"""

PAYLOADS: Final = """\
## Spoilt payloads

Healthy catalogues of every protocol, with one payload spoilt: cut off, bits flipped, pieces left out,
repeated or swapped, odd bytes put in, words and tags exchanged, the tree of a JSON document rearranged. The
whole way of a crawl is gone, without the network. Each must end in records, named failures or a named
refusal: never another exception, never more than {patience:.0f} seconds, never an event that cannot be
told. A document that was cut off is never taken for all there is, and nothing is complete with fewer than
were declared.
"""

KILLS: Final = """\
## Harvests killed

A harvest in a process of its own is killed (`SIGKILL`) at a random moment: half of the times alone, half
together with its crawler, one in ten before it asked for anything. On the first day the store is empty; on
the second the portal has a dataset more, one less, and one that changed. Then a normal harvest follows.
Records, entries, versions, judgements and the bytes of the feed must be what an undisturbed harvest leaves.
"""

MATRIX: Final = """\
## Every protocol, every fault

Beside these, each protocol meets each of the faults that the scenario server plays
(`tests/harvester/scenarios`): {cells} pairs, of which a share runs with the tests and all with
`OOGST_TEST_MATRIX=whole make test ARGS=tests/harvester/pathologies`. How each must end stands in
`tests/harvester/pathologies/endings.py`; after none of them is anything doubted or withdrawn that a run did
not prove gone.
"""

COLUMNS: Final = (
    "protocol",
    "payloads",
    "complete",
    "incomplete",
    "refused",
    "records kept",
    "slowest ms",
    "peak MB",
    "s",
    "broken",
)


def page(found: Sequence[Findings], deaths: Deaths, *, seconds: float, patience: float, cells: int) -> str:
    """Write the page."""
    parts = [
        INTRODUCTION,
        _when(seconds),
        PAYLOADS.format(patience=patience),
        _table(found),
        KILLS,
        _deaths(deaths),
        MATRIX.format(cells=cells),
    ]
    return "\n".join(parts)


def _when(seconds: float) -> str:
    today = datetime.now(UTC).date().isoformat()
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    return f"Last run on {today}: {seconds / 60:.0f} minutes on {machine}.\n"


def _table(found: Sequence[Findings]) -> str:
    head = f"| {' | '.join(COLUMNS)} |\n|---|{'---:|' * (len(COLUMNS) - 1)}\n"
    return head + "".join(map(_row, found))


def _row(one: Findings) -> str:
    counts = (one.payloads, one.complete, one.incomplete, one.refused, one.records)
    cells = (
        one.protocol,
        *(f"{count:,}" for count in counts),
        *(f"{number:.0f}" for number in (one.slowest_ms, one.peak_mb, one.seconds)),
        str(len(one.broken)),
    )
    return f"| {' | '.join(cells)} |\n"


def _deaths(deaths: Deaths) -> str:
    left = ", ".join(f"{what} {times} times" for what, times in deaths.left.items())
    return (
        f"{deaths.kills} harvests killed, {deaths.on_postgresql} of them on PostgreSQL; "
        f"{deaths.too_late} had proved themselves complete by then.\n"
        f"Of an empty store, the killed one had filled: {left}.\n"
        f"**{deaths.kills - len(deaths.broken)} ended where an undisturbed harvest does.**\n"
    )
