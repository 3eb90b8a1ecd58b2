"""A crawl that is over: the pages it kept, to be read again by the reader that read them then.

Law: nothing is asked of any source here; bytes that are not what their hash says are not read.
"""

import gzip
import zlib
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Final, TypeAlias

from catalogue.errors import OogstError, SourceError, StoreError
from catalogue.model import Source
from harvester.crawl.spool import Payload
from harvester.crawl.steps import Page, Step, Steps

__all__ = ["PageLost", "PastCrawl", "PastPage", "Told"]

CHUNK: Final = 256 * 1024
IN_MEMORY: Final = 32 * 1024 * 1024
"""Bytes of a page; a larger one is laid on disk while it is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPage:
    """One answer, as it was noted down."""

    url: str
    asked: str
    sha256: str
    content_type: str = ""
    link: str = ""
    item: bool = False


@dataclass(frozen=True, slots=True)
class PageLost:
    """A page that cannot be read again, and why."""

    sha256: str
    error: OogstError


Told: TypeAlias = Generator[Step | PageLost]
"""What reading kept pages again tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCrawl:
    source: Source
    pages: Sequence[PastPage]
    """In the order in which they came."""
    body: Callable[[str], bytes]
    """Give the gzip-compressed payload of a hash. Raises StoreError when it is gone."""

    @contextmanager
    def open(self, past: PastPage) -> Iterator[Page]:
        """Open a page as it came. Raises StoreError when its bytes are gone, or are not what they were."""
        with SpooledTemporaryFile(IN_MEMORY) as plain:
            size = _unpacked(self.body(past.sha256), past.sha256, plain)
            plain.seek(0)
            payload = Payload(plain, past.sha256, size, "", past.url)
            yield Page(past.url, payload, past.content_type, past.link, past.asked)

    def each(self, wanted: Collection[str], read: Callable[[Page], Steps]) -> Told:
        """Read each page with one of these hashes, where no page tells anything of another."""
        for past in self.pages:
            if past.sha256 in wanted:
                yield from self.alone(past, read)

    def alone(self, past: PastPage, read: Callable[[Page], Steps]) -> Told:
        """Read one page; one that is lost is told, and loses no other."""
        try:
            with self.open(past) as page:
                yield from read(page)
        except (SourceError, StoreError) as error:
            yield PageLost(past.sha256, error)


def _unpacked(body: bytes, name: str, plain: IO[bytes]) -> int:
    digest, size = sha256(), 0
    try:
        with gzip.GzipFile(fileobj=BytesIO(body)) as packed:
            for chunk in iter(partial(packed.read, CHUNK), b""):
                digest.update(chunk)
                size += plain.write(chunk)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise StoreError("kept.payload-altered", payload=name) from error
    if digest.hexdigest() != name:
        raise StoreError("kept.payload-altered", payload=name)
    return size
