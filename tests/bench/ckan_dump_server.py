"""A recorded dump of CKAN packages, one JSON object a line and gzipped, answered as a CKAN Action API.

The dump is read in place; nothing of it is kept elsewhere.
"""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from oogst.demo.portals.ckan import ActionApi
from oogst.demo.portals.loopback import Answer, LoopbackServer


class ServedDump(NamedTuple):
    url: str
    packages: int


@contextmanager
def served_dump(dump: Path, *, rows_max: int = 1000) -> Iterator[ServedDump]:
    """Serve a ``.jsonl.gz`` on loopback while the context is open. OSError when it cannot be read."""
    packages = list(read_packages(dump))
    api = ActionApi(packages, title=dump.name.partition(".jsonl")[0], rows_max=rows_max)
    page = Answer(b"<!doctype html><title>CKAN</title>")
    with LoopbackServer(lambda question: api(question) or page) as server:
        yield ServedDump(server.url, len(packages))


def read_packages(dump: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(dump) as lines:
        yield from map(orjson.loads, lines)
