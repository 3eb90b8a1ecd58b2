"""Payloads: the bytes of one response, unpacked within limits, kept compressed under their own hash.

Law: what is read is what is kept; a record's ``payload`` always names the bytes it was read from.
"""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryFile
from typing import IO, Final

from catalogue.errors import SourceError

__all__ = ["Payload", "keep"]

CHUNK: Final = 256 * 1024
GZIP: Final = b"\x1f\x8b"
AT_ONCE: Final = 64 * 1024 * 1024
"""Bytes of a document that has to be read in one piece: as objects it takes several times as much memory."""
LEVEL: Final = 1
"""A payload is written once per run: level 1 takes a third of the time of level 6 for a fifth more room."""


@dataclass(slots=True)
class Payload:
    """Unpacked bytes, open at their start, with the name under which they are kept."""

    stream: IO[bytes]
    sha256: str
    size: int
    file: str
    url: str = ""
    torn: bool = False
    """The body was packed, and broke off before its end."""

    def read(self) -> bytes:
        """Give all bytes at once. Raises SourceError when they are too many for that."""
        if self.size > AT_ONCE:
            detail = f"{self.size} > {AT_ONCE} bytes"
            raise SourceError("harvester.too-large", url=self.url, detail=detail)
        self.stream.seek(0)
        return self.stream.read()

    def head(self, size: int = 4096) -> bytes:
        self.stream.seek(0)
        return self.stream.read(size)

    def tail(self, size: int = 4096) -> bytes:
        self.stream.seek(max(0, self.size - size))
        return self.stream.read(size)


def keep(raw: IO[bytes], spool: Path, *, url: str, limit: int) -> Payload:
    """Unpack, hash and keep one body. Raises SourceError when it unpacks to more than ``limit`` bytes."""
    body = _Body(raw, url)
    plain: IO[bytes] = TemporaryFile(dir=spool) if body.packed else raw  # noqa: SIM115 -- lives as long as the page
    digest = sha256()
    size = 0
    with NamedTemporaryFile(dir=spool, suffix=".part", delete=False) as part:
        with gzip.GzipFile(fileobj=part, mode="wb", compresslevel=LEVEL, mtime=0) as kept:
            for chunk in body.chunks():
                size += len(chunk)
                if size > limit:
                    raise SourceError("harvester.bomb", url=url, limit=limit, detail="")
                digest.update(chunk)
                kept.write(chunk)
                if body.packed:
                    plain.write(chunk)
        file = f"{digest.hexdigest()}.{Path(part.name).stem}.gz"  # two pages may hold the same bytes
        Path(part.name).replace(spool / file)
    plain.seek(0)
    return Payload(plain, digest.hexdigest(), size, file, url, torn=body.torn)


class _Body:
    """The bytes of a response, unpacked where they are packed."""

    def __init__(self, raw: IO[bytes], url: str) -> None:
        raw.seek(0)
        self.packed = raw.read(2) == GZIP
        raw.seek(0)
        self.torn = False
        self._raw = raw
        self._url = url

    def chunks(self) -> Iterator[bytes]:
        """Read on to the end; a packed body that breaks off gives what came before."""
        read = gzip.GzipFile(fileobj=self._raw, mode="rb").read1 if self.packed else self._raw.read
        try:
            while chunk := read(CHUNK):
                yield chunk
        except EOFError:
            self.torn = True
        except (zlib.error, gzip.BadGzipFile) as error:
            raise SourceError("harvester.unparseable", url=self._url, detail=f"gzip: {error}") from error
