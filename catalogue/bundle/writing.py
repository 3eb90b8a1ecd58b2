"""Writing a bundle: member after member, streamed; then its manifest, its signature, and only then its name.

The same content gives the same bytes: order and times are fixed, and nothing of this machine goes in.
"""

import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Final

import orjson

from catalogue.bundle.layout import (
    DEFLATED,
    LARGEST,
    MOST_MEMBERS,
    STORED,
    Member,
    directory_of,
    local_header,
)
from catalogue.bundle.manifest import Manifest, MemberFacts
from catalogue.bundle.signing import Signature, message_of
from catalogue.errors import UsageError

__all__ = ["MANIFEST", "SIGNATURE", "Writer", "signature_page", "written_to"]

MANIFEST: Final = "manifest.json"
SIGNATURE: Final = "signature.json"
LEVEL: Final = 6
CHUNK: Final = 1 << 20


class Writer:
    """Adds members to a file that is open for reading and writing."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._members: list[Member] = []
        self.facts: list[MemberFacts] = []

    def add(self, name: str, chunks: Iterable[bytes]) -> int:
        """Add a member from its pieces. Give its size. Raises UsageError where it gets too large."""
        member = Member(name, DEFLATED, self._file.tell())
        self._file.write(local_header(member))
        press, digest = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS), sha256()
        for chunk in chunks:
            digest.update(chunk)
            member.crc = zlib.crc32(chunk, member.crc)
            member.size += len(chunk)
            self._put(member, press.compress(chunk))
        self._put(member, press.flush())
        self._finish(member)
        self.facts.append(MemberFacts(name=name, size=member.size, sha256=digest.hexdigest()))
        return member.size

    def close(self, manifest: Manifest, key: Signature | None) -> None:
        """Write the manifest, who signs it, and the directory."""
        self._file.flush()
        archive, page = _digest(self._file), manifest.written()
        self._store(MANIFEST, page)
        self._store(SIGNATURE, signature_page(archive, sha256(page).hexdigest(), key))
        self._file.write(directory_of(self._members))

    def _store(self, name: str, content: bytes) -> None:
        """Add a member as it is: pressed bytes have bits that mean nothing."""
        member = Member(name, STORED, self._file.tell(), zlib.crc32(content), 0, len(content))
        self._file.write(local_header(member))
        self._put(member, content)
        self._finish(member)

    def _put(self, member: Member, content: bytes) -> None:
        self._file.write(content)
        member.packed += len(content)
        if max(member.size, member.offset + member.packed) > LARGEST:
            raise UsageError("bundle.too-large", name=member.name)

    def _finish(self, member: Member) -> None:
        self._file.seek(member.offset)
        self._file.write(local_header(member))
        self._file.seek(0, os.SEEK_END)
        self._members.append(member)
        if len(self._members) > MOST_MEMBERS:
            raise UsageError("bundle.too-many", most=MOST_MEMBERS)


def signature_page(archive: str, manifest: str, key: Signature | None) -> bytes:
    """Write who vouches for these hashes; nobody, where there is no key."""
    signed = {
        "archive": archive,
        "manifest": manifest,
        "key": key.public if key else "",
        "signature": key.sign(message_of(archive, manifest)) if key else "",
    }
    return orjson.dumps(signed, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE)


@contextmanager
def written_to(path: Path) -> Iterator[Writer]:
    """Write a bundle aside, and move it to its place once it is whole. Raises UsageError where it cannot."""
    try:
        with NamedTemporaryFile("w+b", dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
            aside = Path(file.name)
            try:
                yield Writer(file)
                file.flush()
                os.fsync(file.fileno())
                aside.replace(path)
            finally:
                aside.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError("bundle.unwritable", path=path, detail=error.strerror or error) from error


def _digest(file: IO[bytes]) -> str:
    digest = sha256()
    file.seek(0)
    while chunk := file.read(CHUNK):
        digest.update(chunk)
    return digest.hexdigest()
