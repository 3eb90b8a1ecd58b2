"""Hold whole feeds against every published shape file: ``python -m tests.real.parity [PART OF A NAME]...``.

Each feed is judged as its portal gave it, and as we publish it. Prints a Markdown table per feed.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final

from catalogue.model.namespaces import shorten
from catalogue.profile import best_validator
from tests.catalogue.profile.parity.compare import Batch, batch_of
from tests.catalogue.profile.parity.feeds import FEEDS, datasets_of
from tests.catalogue.profile.parity.own import published_feeds
from tests.catalogue.profile.parity.parity import ENGINES, Batches, Parity, Sheet

SHARED: Final = Path(__file__).parents[3] / "shared" / "data"
MOST: Final = {"shacl": None, "pyshacl": 40}
"""Datasets that an engine is given of one feed; None is all of them."""


def main(wanted: list[str]) -> None:
    parity = Parity(SHARED / "shacl")
    for name, path in FEEDS.items():
        if wanted and not any(part.lower() in name.lower() for part in wanted):
            continue
        _show(parity, f"{name}, as the portal gave it", SHARED / "corpus" / path)
        with TemporaryDirectory(dir=Path.cwd(), prefix=".real-") as folder:
            for feed in published_feeds(path, SHARED / "corpus", Path(folder)):
                _show(parity, f"{name}, as we publish it", feed)


def _show(parity: Parity, title: str, path: Path) -> None:
    sys.stdout.write(f"### {title}\n\n")
    for engine in ENGINES:
        begin = perf_counter()
        batch = batch_of(title, datasets_of(path, MOST[engine]), best_validator())
        sheets = parity.sheets(Batches([batch], []), engine)
        _table(sheets, f"{engine}, {_datasets(batch)} datasets, {perf_counter() - begin:.0f} s")
    sys.stdout.flush()


def _datasets(batch: Batch) -> int:
    return batch.ntriples.count("#type> <http://www.w3.org/ns/dcat#Dataset> .")


def _table(sheets: list[Sheet], title: str) -> None:
    lines = [
        f"| {one.file} | {one.results} | {one.matched} | {one.justified} | {len(one.unmatched)} |"
        for one in sheets
        if one.results
    ]
    untold = [
        f"- {one.file}: {shorten(result.path)} {result.component} {result.focus} {result.value}"
        for one in sheets
        for result in one.unmatched[:5]
    ]
    head = (f"| {title} | results | found by us | listed | not explained |", "|---|---:|---:|---:|---:|")
    sys.stdout.write("\n".join((*head, *lines, "", *untold, "", "")))


if __name__ == "__main__":
    main(sys.argv[1:])
