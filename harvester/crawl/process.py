"""One crawl, one process: the parent starts it, reads its events line by line, and ends it.

Law: however the child ends, the caller gets a last :class:`PagesClosed`, and no child outlives its caller:
the child watches its standard input and leaves when that closes. A caller who is slow slows the
child down, since the pipe fills up.
"""

import gzip
import os
import tempfile
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from catalogue.errors import SourceError
from catalogue.model import Content, Protocol, Source
from harvester.crawl.events import CatalogueSeen, CrawlFailed, Event, PagesClosed, PageSeen, ProbeSeen, decode
from harvester.crawl.forking import Forked, begin
from harvester.crawl.job import Job, Remembered, Task
from harvester.crawl.settings import CrawlSettings

__all__ = ["crawl", "document", "probe"]

GRACE = 2.0
"""Seconds between asking a child to end and ending it."""
TAIL = 4000


def crawl(
    source: Source, *, spool: Path, settings: CrawlSettings, remembered: Remembered | None = None
) -> Generator[Event]:
    """Harvest one source once. Payloads are left in ``spool``; closing the iterator ends the crawl.

    Of what is ``remembered`` and still the same, only that is told.
    """
    spool.mkdir(parents=True, exist_ok=True)
    known = remembered or Remembered()
    return _events(Job(task=Task.CRAWL, source=source, settings=settings, spool=spool, remembered=known))


def probe(
    url: str, *, settings: CrawlSettings, allow_private: bool, thorough: bool = False
) -> Generator[ProbeSeen]:
    """Look for a catalogue at an address and at the known endpoints of its site.

    Ends when one is recognised; a ``thorough`` one goes on until it has seen all that the site has.
    """
    source = Source(
        name="probe", publisher="", protocol=Protocol.DCAT_RDF, url=url, allow_private=allow_private
    )
    task = Task.SURVEY if thorough else Task.PROBE
    with tempfile.TemporaryDirectory() as folder:
        job = Job(task=task, source=source, settings=settings, spool=Path(folder))
        for event in _events(job):
            if isinstance(event, ProbeSeen):
                yield event


def document(url: str, *, settings: CrawlSettings, allow_private: bool) -> bytes:
    """Bring one document over https, or over http too where private addresses are allowed.

    Raises SourceError when it does not come, or not whole.
    """
    source = Source(
        name="document", publisher="", protocol=Protocol.DCAT_RDF, url=url, allow_private=allow_private
    )
    with tempfile.TemporaryDirectory() as folder:
        job = Job(task=Task.DOCUMENT, source=source, settings=settings, spool=Path(folder))
        kept = ""
        for event in _events(job):
            if isinstance(event, CrawlFailed):
                raise SourceError(event.key, **event.facts)
            if isinstance(event, PageSeen):
                kept = event.file
            if isinstance(event, PagesClosed) and not event.closed:
                raise SourceError("harvester.broken-off", url=url, detail="")
        return gzip.decompress((Path(folder) / kept).read_bytes())


def _events(job: Job) -> Generator[Event]:
    context: Content = {}
    with tempfile.TemporaryFile() as log, _child(job, log) as process:
        for line in process.stdout:
            event = decode(line, context)
            if isinstance(event, CatalogueSeen):
                context = event.content
            yield event
            if isinstance(event, PagesClosed):
                return
        if job.task in {Task.CRAWL, Task.DOCUMENT}:
            yield CrawlFailed("harvester.child-died", {"url": job.source.url, "detail": _tail(process, log)})
            yield PagesClosed(closed=False, reason="harvester.pages.failed")


@contextmanager
def _child(job: Job, log: IO[bytes]) -> Iterator[Forked]:
    process = begin(log)
    try:
        _tell(process, job)
        yield process
    finally:
        _end(process)


def _tell(process: Forked, job: Job) -> None:
    with suppress(BrokenPipeError):  # it died already: the end of its output will tell
        process.stdin.write(job.encode())
        process.stdin.flush()


def _end(process: Forked) -> None:
    for stream in (process.stdin, process.stdout):
        with suppress(BrokenPipeError):  # what it was not told, it no longer needs
            stream.close()
    try:
        process.wait(GRACE)
    except TimeoutError:
        process.kill()
        process.wait()


def _tail(process: Forked, log: IO[bytes]) -> str:
    status = process.wait()
    log.seek(max(0, log.seek(0, os.SEEK_END) - TAIL))
    return f"exit status {status}\n{log.read().decode(errors='replace')}".strip()
