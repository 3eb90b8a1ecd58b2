"""How much of each record is filled in, before and after: ``python -m tests.real.completeness [NAME]...``.

Before: the share of datasets of which the recording says anything at a place where the property is read, be
it a text where a code belongs. After: the share of which our entry has a value that the profile allows. Of
files: the share of all distributions. Prints a Markdown line per recording.
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from ruamel.yaml import YAML

import mappings
from catalogue.model import DEFAULT_BASE, DataService, Dataset, Entry, Kind, PublisherFacts, Record, Source
from harvester.crawl import CrawlSettings, RecordSeen, crawl
from mappings.engine.paths import walker
from schedules import load_all
from tests.real.portals import PORTALS, Portal

__all__ = ["MANDATORY", "OF_FILES", "RECOMMENDED", "Shares", "shares_of"]

CORPUS: Final = Path(__file__).parents[3] / "shared" / "data" / "corpus"
FIELDS: Final = Path(mappings.__file__).parent / "fields"
MANDATORY: Final = ("title", "description", "contact", "publisher", "access_rights")
RECOMMENDED: Final = (
    "keywords",
    "themes",
    "spatial",
    "temporal",
    "frequency",
    "issued",
    "modified",
    "languages",
    "landing_pages",
)
OF_FILES: Final = ("access_url", "title", "description", "format", "media_type", "licence", "byte_size")
CITIES: Final = {
    "Antwerpen": "antwerpen",
    "Gent": "gent",
    "Stad Brussel": "brussel",
    "Vlaanderen": "vlaanderen",
}
_DESCRIBES: Final = {"@type", "@id"}


class Shares:
    """What a recording and our entries of it say, counted."""

    def __init__(self) -> None:
        self.datasets = self.services = 0
        self.files = Counter[str]()
        """How many distributions, ``before`` and ``after``."""
        self.before = Counter[str]()
        self.after = Counter[str]()

    def add(self, record: Record, entry: Entry) -> None:
        said = _Said(record)
        resource = entry.resource
        self.services += len(entry.services) + isinstance(resource, DataService)
        if not isinstance(resource, Dataset):
            return
        self.datasets += 1
        self.before.update(name for name in (*MANDATORY, *RECOMMENDED) if said.has(name))
        self.after.update(name for name in (*MANDATORY, *RECOMMENDED) if getattr(resource, name))
        for file in said.files():
            self.files["before"] += 1
            self.before.update(f"file {name}" for name in file)
        for made in resource.distributions:
            self.files["after"] += 1
            self.after.update(f"file {name}" for name in OF_FILES if getattr(made, name))

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Give each property with its share before and after, in whole per cents."""
        for name in (*MANDATORY, *RECOMMENDED):
            yield name, _share(self.before[name], self.datasets), _share(self.after[name], self.datasets)
        for name in OF_FILES:
            key = f"file {name}"
            before, after = (self.files[when] for when in ("before", "after"))
            yield key, _share(self.before[key], before), _share(self.after[key], after)


class _Said:
    """What a record holds where our field files look."""

    def __init__(self, record: Record) -> None:
        table = _fields(str(record.dialect))
        self.content = record.content
        self.block: dict[str, Any] = table.get(str(record.kind)) or table[str(Kind.DATASET)]

    def has(self, name: str) -> bool:
        return _holds(self.block.get(name), self.content)

    def files(self) -> Iterator[set[str]]:
        for block in self.block.get("distributions", ()):
            for _, node in walker(block.get("at", "."))(self.content, ""):
                names = {name for name in OF_FILES if _holds(block.get(name), node)}
                if _holds(block.get("download_url"), node):
                    names.add("access_url")
                yield names


def _holds(line: Any, node: object) -> bool:  # noqa: ANN401 -- what stands in a field file
    """Tell whether anything stands where a property, or any part of a nested node, is read."""
    if isinstance(line, list):
        nodes = ((block, inner) for block in line for _, inner in walker(block.get("at", "."))(node, ""))
        return any(_holds(part, inner) for block, inner in nodes for part in _parts(block))
    paths = [path for paths in (line or {}).values() for path in paths]
    return any(_says(value) for path in paths for _, value in walker(path)(node, ""))


def _parts(block: dict[str, Any]) -> Iterator[object]:
    return (value for name, value in block.items() if name not in ("at", "where"))


def _says(value: object) -> bool:
    """Tell whether there is a word in it: an empty node, or one that only has a type, says nothing."""
    if isinstance(value, dict):
        named = isinstance(value.get("@id"), str) and not value["@id"].startswith("_:")
        return named or any(_says(inner) for name, inner in value.items() if name not in _DESCRIBES)
    if isinstance(value, list):
        return any(map(_says, value))
    return value not in (None, "")


@cache
def _fields(dialect: str) -> dict[str, Any]:
    table: dict[str, Any] = YAML(typ="safe", pure=True).load(FIELDS / f"{dialect}.yaml")
    return table


def shares_of(portal: Portal, url: str, spool: Path) -> Shares:
    """Harvest a recorded portal and translate it, with the facts of the publisher where it has a file."""
    facts = _facts(portal.name)
    source = Source(
        name="stad/portaal",
        publisher=facts.name if facts else "stad",
        protocol=portal.protocol,
        url=url,
        part=portal.part,
        page_size=portal.page_size,
        selectors=portal.selectors,
        allow_private=True,
    )
    context = mappings.Context(
        base=DEFAULT_BASE, publisher=source.publisher, source=source, facts=facts, public="web"
    )
    shares = Shares()
    settings = CrawlSettings(backoff=0.01, max_wait=0.05)
    for event in crawl(source, spool=spool, settings=settings):
        if isinstance(event, RecordSeen):
            shares.add(event.record, mappings.translate(event.record, context))
    return shares


def _facts(name: str) -> PublisherFacts | None:
    wanted = next((publisher for city, publisher in CITIES.items() if name.startswith(city)), "")
    return next((one.facts for one in load_all() if one.name == wanted), None)


def _share(count: int, of: int) -> str:
    return f"{100 * count / of:.0f}" if of else "-"


def main(wanted: list[str]) -> None:
    """Print one line per recording: each property as before → after."""
    names = (*MANDATORY, *RECOMMENDED, *(f"file {name}" for name in OF_FILES))
    _line(("recording", "datasets", "files", *names))
    _line("---" for _ in range(3 + len(names)))
    for portal in PORTALS:
        if wanted and not any(part.lower() in portal.name.lower() for part in wanted):
            continue
        with TemporaryDirectory(dir=Path.cwd(), prefix=".real-") as folder, portal.served(CORPUS) as url:
            shares = shares_of(portal, url, Path(folder))
        counts = (str(shares.datasets), str(shares.files["after"]))
        _line((f"{portal.protocol}: {portal.name}", *counts, *(_moved(*row[1:]) for row in shares.rows())))


def _moved(before: str, after: str) -> str:
    return before if before == after else f"{before} → {after}"


def _line(cells: Iterable[str]) -> None:
    sys.stdout.write("| " + " | ".join(cells) + " |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
