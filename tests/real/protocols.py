"""Show every protocol on what was recorded of it: ``python -m tests.real.protocols [PART OF A NAME]...``.

Prints a Markdown table. Each harvest has a process of its own, so that its memory is its own.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import orjson

from catalogue.messages import say
from tests.real.portals import PORTALS, Portal

CORPUS = Path(__file__).parents[3] / "shared" / "data" / "corpus"
HEADINGS = (
    "protocol",
    "recording",
    "datasets in",
    "entries out",
    "state",
    "declared",
    "how the list ended, and what was lacking",
    "run + crawler, MB",
    "seconds",
    "datasets/s",
)


def main(wanted: list[str]) -> None:
    chosen = [one for one in PORTALS if not wanted or any(_fits(one, part.lower()) for part in wanted)]
    _line(HEADINGS)
    _line("---" for _ in HEADINGS)
    for portal in chosen:
        with TemporaryDirectory(dir=Path.cwd(), prefix=".real-") as folder, portal.served(CORPUS) as url:
            _show(portal, _harvested(portal, url, Path(folder) / "seen.json"))


def _fits(portal: Portal, part: str) -> bool:
    return part in portal.name.lower() or part == str(portal.protocol)


def _harvested(portal: Portal, url: str, result: Path) -> dict[str, Any]:
    names = ("protocol", "part", "page_size", "selectors")
    facts = orjson.dumps({name: getattr(portal, name) for name in names}).decode()
    command = [sys.executable, "-m", "tests.real.once", url, facts, str(result)]
    subprocess.run(command, check=True)  # noqa: S603 -- our own
    found: dict[str, Any] = orjson.loads(result.read_bytes())
    return found


def _show(portal: Portal, seen: dict[str, Any]) -> None:
    lacking = "; ".join(one for one in seen["reasons"] if not one.startswith("pages-open"))
    ending = say(seen["ending"], "en") + (f" ({lacking})" if lacking else "")
    declared = "-" if seen["declared"] is None else str(seen["declared"])
    counts = (str(portal.datasets), str(seen["entries"]), seen["state"], declared, ending)
    memory = f"{seen['run_mb']:.0f} + {seen['crawler_mb']:.0f}"
    pace = f"{seen['entries'] / seen['wall']:.0f}"
    _line((str(portal.protocol), portal.name, *counts, memory, f"{seen['wall']:.1f}", pace))


def _line(cells: object) -> None:
    sys.stdout.write("| " + " | ".join(cells) + " |\n")  # type: ignore[arg-type]
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
