"""Opening a bundle that somebody hands over: nothing is believed before all of it is what it says it is.

Law: only names that we write are known, nothing is laid down by a name from within, every size is bounded
before it is read, and every byte of the file is accounted for.
"""

import os
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final

import orjson
from pydantic import ValidationError

from catalogue.bundle.layout import (
    DEFLATED,
    END,
    STORED,
    Member,
    end_of,
    local_header,
    read_directory,
)
from catalogue.bundle.manifest import FORMAT, Manifest
from catalogue.bundle.signing import holds, message_of
from catalogue.bundle.writing import MANIFEST, SIGNATURE
from catalogue.errors import AuditError

__all__ = ["Bundle", "opened"]

NAMED: Final = re.compile(
    r"(publishers|numbers|attestations)\.json|tables/[a-z_]+\.jsonl|(rubrics/[0-9a-f]{64}\.txt|payloads/[0-9a-f]{64})"
)
CHUNK: Final = 1 << 20
LARGEST_PAGE: Final = 64 * CHUNK
"""Bytes of the manifest; and of one line of a table."""
LARGEST_DIRECTORY: Final = 16 * CHUNK
LARGEST_WHOLE: Final = 16 << 30
"""Bytes of everything, unpacked."""
DENSEST: Final = 400
"""How many bytes one byte of the file may become, on the whole; ours come to about 10."""
HEX: Final = re.compile(r"[0-9a-f]*")


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle whose every byte was found to be what its manifest says."""

    path: Path
    manifest: Manifest
    public: str
    """The key that signed it; empty: nobody did."""
    _file: IO[bytes]
    _members: dict[str, Member]

    @property
    def names(self) -> list[str]:
        return [name for name in self._members if name not in {MANIFEST, SIGNATURE}]

    def chunks(self, name: str) -> Iterator[bytes]:
        """Give a member in pieces."""
        yield from _unpacked(self._file, self._members[name])

    def lines(self, name: str) -> Iterator[bytes]:
        """Give the lines of a table. Raises AuditError for one that is too long."""
        if name not in self._members:
            return
        left = b""
        for chunk in self.chunks(name):
            *whole, left = (left + chunk).split(b"\n")
            yield from whole
            if len(left) > LARGEST_PAGE:
                raise AuditError("bundle.line-too-long", name=name)
        if left:
            yield left

    def content(self, name: str) -> bytes:
        """Give a small member whole."""
        return b"".join(self.chunks(name))


@contextmanager
def opened(path: Path, *, progress: Callable[[int], None] = lambda _: None) -> Iterator[Bundle]:
    """Open a bundle after reading all of it once. Raises AuditError for whatever is not as it should be."""
    try:
        with path.open("rb") as file:
            yield _verified(path, file, progress)
    except OSError as error:
        raise AuditError("bundle.unreadable", path=path, detail=error.strerror or error) from error


def _verified(path: Path, file: IO[bytes], progress: Callable[[int], None]) -> Bundle:
    members = _members(path, file)
    *inner, manifest_at, signature_at = members
    page = _stored(path, file, manifest_at)
    signed = _signature(path, _stored(path, file, signature_at))
    if sha256(page).hexdigest() != signed["manifest"]:
        raise AuditError("bundle.altered", path=path, name=MANIFEST)
    manifest = _manifest(path, page)
    if _digest(file, manifest_at.offset) != signed["archive"]:
        named = _first_altered(path, file, inner, manifest)
        raise AuditError("bundle.altered", path=path, name=named or path.name)
    if signed["key"] and not holds(
        signed["key"], signed["signature"], message_of(signed["archive"], signed["manifest"])
    ):
        raise AuditError("bundle.bad-signature", path=path)
    _as_listed(path, inner, manifest)
    for member, facts in zip(inner, manifest.members, strict=True):
        if _fingerprint(file, member) != facts.sha256:
            raise AuditError("bundle.altered", path=path, name=member.name)
        progress(member.packed)
    return Bundle(path, manifest, signed["key"], file, {member.name: member for member in members})


def _members(path: Path, file: IO[bytes]) -> list[Member]:
    """Read the directory. Raises AuditError where the file is none of ours, or cut off."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - END))
    found = end_of(file.read())
    if found is None:
        file.seek(0)
        ours = file.read(4) == b"PK\3\4"
        raise AuditError("bundle.truncated" if ours else "bundle.no-bundle", path=path)
    start, length = found
    if start + length != size or length > LARGEST_DIRECTORY:
        raise AuditError("bundle.other-layout", path=path)
    file.seek(start)
    members = read_directory(file.read())
    if members is None or [one.name for one in members[-2:]] != [MANIFEST, SIGNATURE]:
        raise AuditError("bundle.other-layout", path=path)
    _sizes(path, members, size)
    for member in members:
        file.seek(member.offset)
        if file.read(member.start - member.offset) != local_header(member):
            raise AuditError("bundle.other-layout", path=path)
    return members


def _sizes(path: Path, members: list[Member], size: int) -> None:
    """Refuse what would fill a disk before any of it is unpacked, and names that we do not write."""
    whole = sum(member.size for member in members)
    if whole > LARGEST_WHOLE or whole > DENSEST * size + CHUNK:
        raise AuditError("bundle.bomb", path=path, size=whole)
    seen: set[str] = set()
    for member in members[:-2]:
        if member.name in seen or not NAMED.fullmatch(member.name) or member.method != DEFLATED:
            raise AuditError("bundle.strange-member", path=path, name=member.name[:100])
        seen.add(member.name)
    for member in members[-2:]:
        if member.method != STORED or member.packed != member.size or member.size > LARGEST_PAGE:
            raise AuditError("bundle.strange-member", path=path, name=member.name)


def _stored(path: Path, file: IO[bytes], member: Member) -> bytes:
    file.seek(member.start)
    content = file.read(member.size)
    if zlib.crc32(content) != member.crc:
        raise AuditError("bundle.altered", path=path, name=member.name)
    return content


def _signature(path: Path, page: bytes) -> dict[str, str]:
    """Read the page of the signature, which has one form only."""
    try:
        said: Any = orjson.loads(page)
        canonical = orjson.dumps(
            said, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS | orjson.OPT_APPEND_NEWLINE
        )
    except orjson.JSONDecodeError as error:
        raise AuditError("bundle.altered", path=path, name=SIGNATURE) from error
    fits = isinstance(said, dict) and said.keys() == {"archive", "manifest", "key", "signature"}
    if (
        not fits
        or canonical != page
        or not all(isinstance(one, str) and HEX.fullmatch(one) for one in said.values())
    ):
        raise AuditError("bundle.altered", path=path, name=SIGNATURE)
    if bool(said["key"]) != bool(said["signature"]):
        raise AuditError("bundle.bad-signature", path=path)
    return dict(said)


def _manifest(path: Path, page: bytes) -> Manifest:
    try:
        said: Any = orjson.loads(page)
    except orjson.JSONDecodeError as error:
        raise AuditError("bundle.altered", path=path, name=MANIFEST) from error
    version = said.get("format") if isinstance(said, dict) else None
    if isinstance(version, int) and version > FORMAT:
        raise AuditError("bundle.newer", path=path, found=version, known=FORMAT)
    try:
        return Manifest.model_validate(said)
    except ValidationError as error:
        raise AuditError("bundle.altered", path=path, name=MANIFEST) from error


def _as_listed(path: Path, inner: list[Member], manifest: Manifest) -> None:
    listed, there = [one.name for one in manifest.members], [one.name for one in inner]
    if missing := [name for name in listed if name not in set(there)]:
        raise AuditError("bundle.member-missing", path=path, name=missing[0])
    if extra := [name for name in there if name not in set(listed)]:
        raise AuditError("bundle.member-extra", path=path, name=extra[0])
    if listed != there or any(a.size != b.size for a, b in zip(inner, manifest.members, strict=True)):
        raise AuditError("bundle.other-layout", path=path)


def _first_altered(path: Path, file: IO[bytes], inner: list[Member], manifest: Manifest) -> str:
    """Name the member that is not what the manifest says, where it can be told."""
    _as_listed(path, inner, manifest)
    for member, facts in zip(inner, manifest.members, strict=True):
        if _fingerprint(file, member) != facts.sha256:
            return member.name
    return ""


def _fingerprint(file: IO[bytes], member: Member) -> str:
    """Give the SHA-256 of a member; empty where it cannot be unpacked to exactly its size."""
    digest, size, crc = sha256(), 0, 0
    try:
        for chunk in _unpacked(file, member):
            digest.update(chunk)
            crc = zlib.crc32(chunk, crc)
            size += len(chunk)
            if size > member.size:
                return ""
    except zlib.error:
        return ""
    return digest.hexdigest() if (size, crc) == (member.size, member.crc) else ""


def _unpacked(file: IO[bytes], member: Member) -> Iterator[bytes]:
    """Unpack a member in pieces of bounded size. Raises zlib.error where its bytes are not whole."""
    at, unpack = member.start, zlib.decompressobj(-zlib.MAX_WBITS)
    while at < member.end and not unpack.eof:
        file.seek(at)
        packed = file.read(min(CHUNK, member.end - at))
        at += len(packed)
        while packed:
            yield unpack.decompress(packed, CHUNK)
            packed = unpack.unconsumed_tail
    while not unpack.eof and (more := unpack.decompress(b"", CHUNK)):
        yield more
    if not unpack.eof or unpack.unused_data or at != member.end:
        raise zlib.error(member.name)


def _digest(file: IO[bytes], until: int) -> str:
    digest = sha256()
    file.seek(0)
    left = until
    while left and (chunk := file.read(min(CHUNK, left))):
        digest.update(chunk)
        left -= len(chunk)
    return digest.hexdigest()
