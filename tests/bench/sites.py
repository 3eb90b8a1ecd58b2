"""What is harvested in a measurement: the synthetic catalogue as a site, served by a process of its own.

The server lives in another process, so that its work counts for nobody's speed.
"""

import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from oogst.demo.portals.ckan import ActionApi
from oogst.demo.portals.loopback import Answer, LoopbackServer, Question, Site
from tests.bench.synthetic import package, turtle

ROOT = Path(__file__).parents[2]
PATHS = {"turtle": "/catalogus.ttl", "ckan": "", "restless": "/catalogus.ttl"}
"""What follows the server's address, by the form in which the catalogue is asked."""
PROTOCOLS = {"turtle": "dcat-rdf", "ckan": "ckan", "restless": "dcat-rdf"}
ASKED = ("turtle", "ckan")
"""The forms that the line of JSON speaks of; the others are there to compare with."""


def synthetic_site(datasets: int, form: str) -> Site:
    """Make the catalogue as one Turtle document (``turtle``), or as pages of 1,000 packages (``ckan``).

    A ``restless`` document has other bytes at every request, as of portals that write the time into it.
    """
    if form == "ckan":
        api = ActionApi([package(number) for number in range(datasets)], title="Meetstad")
        return lambda question: api(question) or _start_page(question)
    document = "".join(turtle(datasets)).encode()
    requests = count()

    def answer(question: Question) -> Answer:
        if question.path != PATHS[form]:
            return _start_page(question)
        tail = b"# request %d\n" % next(requests) if form == "restless" else b""
        return Answer(document + tail, "text/turtle; charset=utf-8")

    return answer


@contextmanager
def served(datasets: int, form: str) -> Iterator[str]:
    """Serve the catalogue from another process while the context is open, and give its address."""
    command = [sys.executable, "-m", "tests.bench.sites", "--datasets", str(datasets), "--form", form]
    with subprocess.Popen(  # noqa: S603  our own module
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the server has no pipes")
        address = process.stdout.readline().strip()
        if not address:
            raise RuntimeError("the server did not start")
        yield address + PATHS[form]
        process.stdin.close()  # what it waits for to stop


def _start_page(question: Question) -> Answer:
    return Answer(f"<!doctype html><title>Meetstad</title><p>{question.base}</p>".encode())


def main() -> None:
    """Serve until standard input closes; the first line of output is the address."""
    parser = ArgumentParser(prog="python -m tests.bench.sites")
    parser.add_argument("--datasets", type=int, required=True)
    parser.add_argument("--form", choices=sorted(PATHS), required=True)
    wanted = parser.parse_args()
    with LoopbackServer(synthetic_site(wanted.datasets, wanted.form)) as server:
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
