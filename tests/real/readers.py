"""One feed read by four kept readers: rdflib, pyoxigraph, ckanext-dcat of a CKAN, and ldes-client of npm.

``python -m tests.real.readers [PART OF A NAME]...`` harvests recorded catalogues, publishes them, and prints
how many entries each reader comes to. A reader that is not installed is named with what it takes.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Final, NamedTuple

import pyoxigraph as ox
import rdflib

from catalogue.model import Kind
from catalogue.store import open_database
from catalogue.views import published_members
from harvester.runs import make_rules, publish
from harvester.runs.events import write_stream
from schedules import load_all
from tests.harvester.served import Reply, serving_site
from tests.real.inputs import INPUTS, Input
from tests.real.road import walk

__all__ = ["READERS", "AbsentError", "Published", "Read", "published"]

SHARED: Final = Path(__file__).parents[3] / "shared" / "data"
CLIENT: Final = Path(__file__).parents[1] / "harvester" / "runs" / "ldes_client.mjs"
CITY: Final = "Gent 2025"
TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
TOPIC: Final = "http://xmlns.com/foaf/0.1/primaryTopic"
DATASET: Final = "http://www.w3.org/ns/dcat#Dataset"
KINDS: Final = {".trig": "application/trig", ".ttl": "text/turtle"}
OF_CKAN: Final = """
import json, sys
from ckanext.dcat.processors import RDFParser
parser = RDFParser()
parser.parse(open(sys.argv[1], encoding="utf-8").read(), "xml")
extras = [{one["key"]: one["value"] for one in read["extras"]} for read in parser.datasets()]
print(json.dumps([one["uri"] for one in extras]))
"""


class AbsentError(Exception):
    """A reader is not here; says what it takes."""


class Read(NamedTuple):
    """What a reader found; each list as it came, so that what comes twice shows."""

    entries: list[str] | None
    """What a catalogue record is about; None of a reader that knows datasets only."""
    datasets: list[str]


class Published(NamedTuple):
    """A feed with its stream."""

    folder: Path
    publisher: str
    entries: list[str]
    """IRIs of what is registered in it, as the store has them."""
    datasets: list[str]

    @property
    def document(self) -> Path:
        return self.folder / f"{self.publisher}.rdf"


def published(given: Input, corpus: Path, folder: Path) -> Published:
    """Harvest a recorded catalogue and publish it: the whole document, and the stream."""
    walk(given, corpus, folder)
    facts = next(one.facts for one in load_all() if one.name == given.publisher)
    feeds = folder / "feeds"
    with closing(open_database(f"sqlite:///{folder / 'oogst.db'}")) as store:
        made = publish(
            given.publisher, database=store, rules=make_rules(facts), folder=feeds, further=(write_stream,)
        )
        with store.transaction() as connection:
            members = published_members(connection, given.publisher)
    if made.failures:
        raise made.failures[0]
    entries = sorted(one.iri for one in members)
    datasets = sorted(one.iri for one in members if one.kind is Kind.DATASET)
    return Published(feeds, given.publisher, entries, datasets)


def by_rdflib(feed: Published) -> Read:
    graph = rdflib.Graph().parse(feed.document, format="xml")
    return _found((f"{s}", f"{p}", f"{o}") for s, p, o in graph)


def by_pyoxigraph(feed: Published) -> Read:
    quads = ox.parse(path=str(feed.document), format=ox.RdfFormat.RDF_XML)
    return _found((_name(one.subject), one.predicate.value, _name(one.object)) for one in quads)


def by_ckanext_dcat(feed: Published) -> Read:
    """Read with the parser and the profiles by which a CKAN harvests DCAT."""
    said = [_python_of_ckan(), "-c", OF_CKAN, str(feed.document)]
    done = subprocess.run(said, capture_output=True, text=True, timeout=300, check=True)  # noqa: S603  the CKAN's
    return Read(None, sorted(json.loads(done.stdout)))


def by_ldes_client(feed: Published) -> Read:
    """Follow the stream to its end, and look at the graphs of what still stands."""
    client, node = _ldes_client()
    standing: dict[str, list[str]] = {}
    with _served(feed.folder / feed.publisher / "events") as root:
        said = [node, str(CLIENT), client.as_uri(), root]
        done = subprocess.run(said, capture_output=True, text=True, timeout=300, check=True)  # noqa: S603  idem
    for line in done.stdout.splitlines():
        member = json.loads(line)
        standing.pop(member["object"], None)
        if member["verb"] != "Delete":
            standing[member["object"]] = member["graph"]
    # Shared nodes are told with each entry that points to them: said twice, they are still one.
    lines = dict.fromkeys(line for graph in standing.values() for line in graph)
    return _found(_three(line) for line in lines)


READERS: Final[dict[str, Callable[[Published], Read]]] = {
    "rdflib": by_rdflib,
    "pyoxigraph": by_pyoxigraph,
    "ckanext-dcat": by_ckanext_dcat,
    "ldes-client": by_ldes_client,
}


def _found(triples: Iterable[tuple[str, str, str]]) -> Read:
    topics: list[str] = []
    datasets: list[str] = []
    for subject, predicate, value in triples:
        if predicate == TOPIC:
            topics.append(value)
        elif predicate == TYPE and value == DATASET:
            datasets.append(subject)
    return Read(sorted(topics), sorted(datasets))


def _name(term: object) -> str:
    return term.value if isinstance(term, ox.NamedNode | ox.BlankNode | ox.Literal) else ""


def _three(line: str) -> tuple[str, str, str]:
    subject, predicate, value = line.split(" ", 2)
    return subject.strip("<>"), predicate.strip("<>"), value.strip("<>")


def _python_of_ckan() -> str:
    folders = [Path(one) for one in os.environ.get("OOGST_TEST_CKAN", "").split(os.pathsep) if one]
    for file in (one / "env" for one in folders):
        lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
        told = dict(line.removeprefix("export ").split("=", 1) for line in lines)
        python = Path(told.get("CKAN_BIN", "")).with_name("python")
        if told and python.is_file():
            return str(python)
    raise AbsentError("OOGST_TEST_CKAN names no folder that says where the programs of a CKAN are")


def _ldes_client() -> tuple[Path, str]:
    named, node = os.environ.get("OOGST_TEST_LDES_CLIENT", ""), shutil.which("node")
    client = Path(named) / "node_modules" / "ldes-client" / "dist" / "lib" / "client.js"
    if not named or not client.is_file():
        raise AbsentError(
            "OOGST_TEST_LDES_CLIENT names no folder with ldes-client (npm install --prefix FOLDER)"
        )
    if node is None:
        raise AbsentError("there is no node to run ldes-client with")
    return client, node


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with serving_site() as site:
        for path in folder.iterdir():
            site.pages[f"/events/{path.name}"] = Reply(path.read_bytes(), KINDS[path.suffix])
        yield f"{site.url}/events/index.trig"


def main(wanted: list[str]) -> None:
    """Print a line of a table for each reader of each catalogue."""
    chosen = [one for one in INPUTS if any(part.lower() in one.name.lower() for part in wanted or [CITY])]
    for given in chosen:
        with TemporaryDirectory(dir=Path.cwd(), prefix=".readers-") as folder:
            feed = published(given, SHARED / "corpus", Path(folder))
            _line(given.name, "store", str(len(feed.entries)), str(len(feed.datasets)), "-")
            for name, read in READERS.items():
                _line(given.name, name, *_counted(read, feed))


def _counted(read: Callable[[Published], Read], feed: Published) -> tuple[str, ...]:
    begin = perf_counter()
    try:
        found = read(feed)
    except AbsentError as absent:
        return (str(absent),)
    entries = "-" if found.entries is None else str(len(found.entries))
    return entries, str(len(found.datasets)), f"{perf_counter() - begin:.1f}"


def _line(*cells: str) -> None:
    sys.stdout.write("| " + " | ".join(cells) + " |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
