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
LEVEL: Final = 1
"""A payload is written once per run: level 1 takes a third of the time of level 6 for a fifth more room."""


@dataclass(slots=True)
class Payload:
    """Unpacked bytes, open at their start, with the name under which they are kept."""

    stream: IO[bytes]
    sha256: str
    size: int
    file: str

    def read(self) -> bytes:
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
    raw.seek(0)
    packed = raw.read(2) == GZIP
    raw.seek(0)
    plain: IO[bytes] = TemporaryFile(dir=spool) if packed else raw  # noqa: SIM115 -- lives as long as the page
    digest = sha256()
    size = 0
    with NamedTemporaryFile(dir=spool, suffix=".part", delete=False) as part:
        with gzip.GzipFile(fileobj=part, mode="wb", compresslevel=LEVEL, mtime=0) as kept:
            for chunk in _unpacked(raw, url, packed=packed):
                size += len(chunk)
                if size > limit:
                    raise SourceError("harvester.bomb", url=url, limit=limit, detail="")
                digest.update(chunk)
                kept.write(chunk)
                if packed:
                    plain.write(chunk)
        file = f"{digest.hexdigest()}.{Path(part.name).stem}.gz"  # two pages may hold the same bytes
        Path(part.name).replace(spool / file)
    plain.seek(0)
    return Payload(plain, digest.hexdigest(), size, file)


def _unpacked(raw: IO[bytes], url: str, *, packed: bool) -> Iterator[bytes]:
    """Read on; a packed body that breaks off gives what came before, and its reader sees it broken."""
    body = gzip.GzipFile(fileobj=raw, mode="rb") if packed else raw
    try:
        while chunk := body.read(CHUNK):
            yield chunk
    except EOFError:
        return
    except (zlib.error, gzip.BadGzipFile) as error:
        raise SourceError("harvester.unparseable", url=url, detail=f"gzip: {error}") from error
