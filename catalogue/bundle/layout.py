"""The bytes of a bundle: a ZIP file in the one form that we write, so that no byte of it is free to differ.

Any unzip opens it. But whatever the format leaves open (times, order, gaps, comments, extra fields) is not
open here: whoever reads makes every header again from what it says, and compares.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from struct import Struct
from typing import Final

__all__ = [
    "DEFLATED",
    "END",
    "LARGEST",
    "MOST_MEMBERS",
    "STORED",
    "Member",
    "directory_of",
    "end_of",
    "local_header",
    "read_directory",
]

STORED: Final = 0
DEFLATED: Final = 8
MOST_MEMBERS: Final = 65_000
LARGEST: Final = 2**32 - 2**20
"""Bytes of a bundle, or of one member; more would need the large form of the format."""

_LOCAL: Final = Struct("<4s5H3L2H")
_CENTRAL: Final = Struct("<4s6H3L5H2L")
_END: Final = Struct("<4s4H2LH")
END: Final = _END.size
_NEEDED: Final = 20
_MADE_BY: Final = (3 << 8) | 20
"""Unix, so that the permissions below count."""
_TIME: Final = 0
_DATE: Final = (1 << 5) | 1
"""1 January 1980, the first day of the format: a bundle says its time in its manifest."""
_MODE: Final = 0o100644 << 16


@dataclass(slots=True)
class Member:
    """One file within."""

    name: str
    method: int
    offset: int
    """Of its header."""
    crc: int = 0
    packed: int = 0
    """Bytes as it lies there."""
    size: int = 0

    @property
    def start(self) -> int:
        """Where its bytes begin."""
        return self.offset + _LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        return self.start + self.packed


def local_header(member: Member) -> bytes:
    """Write what stands before the bytes of a member."""
    name = member.name.encode("ascii")
    sizes = member.crc, member.packed, member.size
    return _LOCAL.pack(b"PK\3\4", _NEEDED, 0, member.method, _TIME, _DATE, *sizes, len(name), 0) + name


def directory_of(members: Sequence[Member]) -> bytes:
    """Write what stands behind the last member, to the end of the file."""
    entries = b"".join(_entry(member) for member in members)
    start = members[-1].end if members else 0
    count = len(members)
    return entries + _END.pack(b"PK\5\6", 0, 0, count, count, len(entries), start, 0)


def _entry(member: Member) -> bytes:
    name = member.name.encode("ascii")
    fixed = _MADE_BY, _NEEDED, 0, member.method, _TIME, _DATE
    sizes = member.crc, member.packed, member.size
    return _CENTRAL.pack(b"PK\1\2", *fixed, *sizes, len(name), 0, 0, 0, 0, _MODE, member.offset) + name


def end_of(tail: bytes) -> tuple[int, int] | None:
    """Give where the directory begins and its length, from the last bytes of a file; None: no ZIP file."""
    if len(tail) < _END.size or tail[-_END.size :][:4] != b"PK\5\6":
        return None
    *_, length, start, _ = _END.unpack(tail[-_END.size :])
    return start, length + _END.size


def read_directory(written: bytes) -> list[Member] | None:
    """Read the directory with its end; None where it is not in our form to the last byte."""
    members, at, end = [], 0, len(written) - _END.size
    while at < end:
        if at + _CENTRAL.size > end:
            return None
        *head, offset = _CENTRAL.unpack_from(written, at)
        method, (crc, packed, size), length = head[4], head[7:10], head[10]
        name = written[at + _CENTRAL.size :][:length]
        if not name.isascii():
            return None
        members.append(Member(name.decode("ascii"), method, offset, crc, packed, size))
        at += _CENTRAL.size + length
    return members if _follow_each_other(members) and directory_of(members) == written else None


def _follow_each_other(members: Sequence[Member]) -> bool:
    """Tell whether nothing lies before, between or under the members."""
    expected = 0
    for member in members:
        if member.offset != expected:
            return False
        expected = member.end
    return True
