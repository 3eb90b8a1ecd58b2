"""A large JSON document, cut into the items of one list while it is read: memory is that of one item.

Only brackets and quotes are looked at here, so an item that is no JSON is one item lost, not a document; and
a document that breaks off has given all items that stand before the break.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

__all__ = ["Broken", "Piece", "pieces"]

CHUNK: Final = 1024 * 1024
LARGEST: Final = 32 * 1024 * 1024
"""Bytes of one item, or of one member beside the list."""

_SPACE: Final = re.compile(rb"[ \t\r\n]*+")
_INSIDE: Final = re.compile(rb'(?:[^"{}\[\]]++|"(?:[^"\\]++|\\.)*+")*+', re.DOTALL)
"""What may stand between two brackets: anything, with whole strings."""
_STRING: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_SCALAR: Final = re.compile(rb'[^,\]}\s"{\[:]++')
_OPENING: Final = (b"{", b"[")
_BOM: Final = b"\xef\xbb\xbf"


class Broken(Exception):  # noqa: N818 -- it is no error of ours, and never leaves the protocols
    """The document breaks off, or is no JSON from here on."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One item of a list; or, without ``index``, a member of the document's top, or an empty list."""

    name: bytes
    """The key as written, with its quotes; empty where the document itself is the list."""
    index: int | None
    text: bytes


def pieces(stream: IO[bytes], *names: bytes) -> Iterator[Piece]:
    """Cut a document into its members, and the lists under these keys into their items.

    Raises Broken where the document stops being one.
    """
    knife = _Knife(stream)
    mark = knife.peek()
    if mark == b"[":
        yield from _items(knife, b"")
    elif mark == b"{":
        yield from _members(knife, {b'"%s"' % name for name in names})
    else:
        raise Broken


def _members(knife: "_Knife", lists: set[bytes]) -> Iterator[Piece]:
    knife.take()
    while knife.peek() != b"}":
        name = knife.value()
        if knife.peek() != b":" or name[:1] != b'"':
            raise Broken
        knife.take()
        if name in lists and knife.peek() == b"[":
            yield from _items(knife, name)
        else:
            yield Piece(name, None, knife.value())
        knife.part(b"}")
    knife.take()


def _items(knife: "_Knife", name: bytes) -> Iterator[Piece]:
    knife.take()
    index = 0
    while knife.peek() != b"]":
        yield Piece(name, index, knife.value())
        index += 1
        knife.part(b"]")
    knife.take()
    if not index:
        yield Piece(name, None, b"[]")


class _Knife:
    """Cuts whole values off a stream."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._held = stream.read(CHUNK).removeprefix(_BOM)
        self._at = 0

    def peek(self) -> bytes:
        """Give the next byte that is no white space. Raises Broken at the end."""
        while True:
            space = _SPACE.match(self._held, self._at)
            self._at = space.end() if space else self._at
            if self._at < len(self._held):
                return self._held[self._at : self._at + 1]
            self._more()

    def take(self) -> None:
        """Pass over the byte that was peeked at."""
        self._at += 1

    def part(self, closing: bytes) -> None:
        """Pass over the comma between two values; the closing bracket stays."""
        mark = self.peek()
        if mark == b",":
            self.take()
        elif mark != closing:
            raise Broken

    def value(self) -> bytes:
        """Cut off the next value, whole."""
        mark = self.peek()
        if mark in _OPENING:
            return self._cut(self._end_of_bracket())
        whole = _STRING if mark == b'"' else _SCALAR
        found = whole.match(self._held, self._at)
        while found is None or (mark != b'"' and found.end() == len(self._held)):
            if found is None and mark != b'"':
                raise Broken
            self._more()
            found = whole.match(self._held, self._at)
        return self._cut(found.end())

    def _end_of_bracket(self) -> int:
        depth, inside = 0, 0
        while True:
            found = _INSIDE.match(self._held, self._at + inside)
            end = found.end() if found else self._at + inside
            mark = self._held[end : end + 1]
            if mark in {b"", b'"'}:  # the end of what we hold, outside or inside a string
                self._more()
                continue
            depth += 1 if mark in _OPENING else -1
            inside = end + 1 - self._at
            if depth == 0:
                return end + 1

    def _cut(self, end: int) -> bytes:
        text = self._held[self._at : end]
        self._at = end
        return text

    def _more(self) -> None:
        """Read on, and drop what was cut off. Raises Broken at the end, or when one value is too large."""
        kept = self._held[self._at :]
        # As much again as what is held: a value that spans many chunks is looked at a few times only.
        chunk = self._stream.read(max(CHUNK, len(kept)))
        if not chunk or len(kept) > LARGEST:
            raise Broken
        self._held, self._at = kept + chunk, 0
