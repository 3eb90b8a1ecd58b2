"""Turtle, TriG and N-Triples with broken statements: of a broken one only the bad lines go.

Law: a line is dropped only when the parser points at it, and every dropped line is reported with its number.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import IO, Final, NamedTuple
from urllib.parse import urljoin

from pyoxigraph import RdfFormat, parse

__all__ = ["Lost", "Repair", "mend"]

MAX_LINES: Final = 5_000
"""Of one statement; longer than that, a statement is not one."""
MAX_DROPS: Final = 60
MAX_CUT: Final = 6
"""Lines dropped in one go."""
_DIRECTIVE: Final = re.compile(rb"\s*@?(prefix|base)\b", re.IGNORECASE)
_START: Final = re.compile(
    rb"<[^<>\"{}|^`\\]*>\s|@prefix|@base|_:|\[|#|prefix\s|base\s|[A-Za-z][\w.-]*:", re.IGNORECASE
)
_END: Final = re.compile(rb"\.\s*(#.*)?$")
_QUOTED: Final = re.compile(rb'"(?:[^"\\]|\\.)*"|<[^<>\s]*>')
_SUBJECT: Final = re.compile(rb"\s*(?:<([^>]*)>|(_:[^\s;,.]+)|([A-Za-z][\w.-]*:[^\s;,]+))")
_BLANK_IRI: Final = re.compile(rb"<[A-Za-z][\w+.-]*:[^<>\"\\]* [^<>\"\\]*>")
_DOUBLED_START: Final = re.compile(rb'^(\s*[^\s"]+\s+)""(?=[^"\s;,.@^])')
_DOUBLED_END: Final = re.compile(rb'(?<!")""(\s*(?:@[A-Za-z-]+)?\s*[;,.]\s*)$')
_OPEN_END: Final = re.compile(rb"[\s;,]*\Z")


class Lost(NamedTuple):
    """A statement that could not be read."""

    pointer: str
    detail: str


@dataclass(slots=True)
class Repair:
    """The mended copy, and the account of what it lacks."""

    stream: IO[bytes]
    kept: int = 0
    damage: dict[str, tuple[str, ...]] = field(default_factory=dict)
    lost: tuple[Lost, ...] = ()
    truncated: bool = False
    first_error: str = ""


class _Statement(NamedTuple):
    first_line: int
    lines: list[bytes]
    ended: bool


class _Bad(NamedTuple):
    line: int
    """Of the statement, from 0."""
    message: str


_Line = tuple[int, bytes]
"""Number in the document, and text."""


def mend(stream: IO[bytes], kind: RdfFormat, base: str) -> Repair:
    """Copy what can be read of a document, statement by statement."""
    repair = Repair(TemporaryFile())  # noqa: SIM115 -- lives as long as the document
    parser = _Parser(kind, base)
    stream.seek(0)
    for statement in _statements(stream, kind):
        text = b"".join(statement.lines)
        if _DIRECTIVE.match(text) and parser.stumble([(0, text)]) is None:
            parser.prefixes += text
            repair.stream.write(text)
        elif statement.ended:
            _keep(repair, statement, parser)
        else:
            repair.truncated = True
            _lose(repair, statement, text, "…", base)
    return repair


def _statements(stream: IO[bytes], kind: RdfFormat) -> Iterator[_Statement]:
    """Split on full stops that end a line before the start of a new subject; a graph is one statement."""
    by_line = kind is RdfFormat.N_TRIPLES
    held: list[bytes] = []
    first = 1
    ended = False
    depth = 0
    for number, line in enumerate(stream, 1):
        blank = not line.strip()
        begins = not blank and (by_line or _START.match(line) is not None)
        if held and ((ended and begins) or len(held) > MAX_LINES):
            yield _statement(first, held, ended=True)
            held, ended, depth = [], False, 0
        if not held:
            first = number
        if held or not blank:
            held.append(line)
        if kind is RdfFormat.TRIG:
            depth = max(0, depth + _braces(line))
        if not blank:
            ended = depth == 0 and (_ends(line) or line.lstrip().startswith(b"#") or _sparql_style(line))
    if held:
        yield _statement(first, held, ended=ended)


def _statement(first: int, held: list[bytes], *, ended: bool) -> _Statement:
    while not held[-1].strip():
        held.pop()
    return _Statement(first, held, ended)


def _braces(line: bytes) -> int:
    """Count how many graphs a line opens, less those it closes."""
    bare = _QUOTED.sub(b"", line) if b"{" in line or b"}" in line else b""
    return bare.count(b"{") - bare.count(b"}")


def _ends(line: bytes) -> bool:
    return bool(_END.search(line)) or line.rstrip().endswith(b"}")


def _sparql_style(line: bytes) -> bool:
    return bool(re.match(rb"\s*(prefix|base)\s", line, re.IGNORECASE))


def _keep(repair: Repair, statement: _Statement, parser: "_Parser") -> None:
    """Write a statement, without the lines that break it; give it up when what is left has no subject."""
    lines = _requoted(list(enumerate(map(_escaped, statement.lines), statement.first_line)), parser)
    dropped: list[_Line] = []
    while (bad := parser.stumble(lines)) is not None:
        repair.first_error = repair.first_error or bad.message
        cut = _best_cut(lines, bad, parser) if len(dropped) < MAX_DROPS else None
        if cut is None:
            _lose(repair, statement, b"".join(statement.lines), bad.message, parser.base)
            return
        dropped += lines[cut]
        lines = _without(lines, cut)
    repair.stream.write(_text(lines).rstrip() + b"\n")
    repair.kept += 1
    if dropped:
        pointer = _subject(statement.lines[0], parser.prefixes, parser.base)
        told = tuple(f"{number}: {_shown(text)}" for number, text in sorted(dropped))
        repair.damage[pointer] = repair.damage.get(pointer, ()) + told


def _escaped(line: bytes) -> bytes:
    """Write the blanks in IRIs as the escapes that the parser takes: what is read stays the same."""
    return _BLANK_IRI.sub(lambda iri: iri[0].replace(b" ", b"\\u0020"), line) if b" " in line else line


def _requoted(lines: list[_Line], parser: "_Parser") -> list[_Line]:
    """Read text between doubled quotes as between tripled ones, where that brings the parser further.

    The DataTank writes so a text of several lines.
    """
    before = parser.stumble(lines)
    if before is None:
        return lines
    tripled: list[_Line] = []
    inside = False
    for number, line in lines:
        text = line if inside else _DOUBLED_START.sub(rb'\1"""', line)
        inside = inside or text != line
        if inside and (end := _DOUBLED_END.search(text)):
            text = text[: end.start()] + b'"""' + end[1]
            inside = False
        tripled.append((number, text))
    after = parser.stumble(tripled)
    return tripled if after is None or after.line > before.line else lines


def _best_cut(lines: list[_Line], bad: _Bad, parser: "_Parser") -> slice | None:
    """Choose the lines to drop: the fewest at or just before the stumble that let the parser come furthest.

    A literal that was opened wrongly makes it stumble on the line after.
    """
    best: tuple[float, slice] | None = None
    for length in range(1, MAX_CUT + 1):
        for cut in _cuts(bad.line, length, len(lines)):
            after = parser.stumble(_without(lines, cut))
            reached = math.inf if after is None else after.line + length * (after.line >= cut.start)
            if best is None or reached > best[0]:
                best = (reached, cut)
            if after is None:
                return cut
    return best[1] if best else None


def _cuts(line: int, length: int, total: int) -> list[slice]:
    """Cuts at a line or the one before it that keep the subject; first those that keep the full stop too."""
    cuts = (slice(start, start + length) for start in (line, line - 1))
    return sorted(
        (cut for cut in cuts if cut.start >= 1 and cut.stop <= total), key=lambda cut: cut.stop == total
    )


def _without(lines: list[_Line], cut: slice) -> list[_Line]:
    """Drop lines, and close the statement again when its full stop has gone with them."""
    left = lines[: cut.start] + lines[cut.stop :]
    number, last = left[-1]
    if not _ends(last.rstrip()):
        left[-1] = (number, _OPEN_END.sub(b"", last) + b" .\n")
    return left


def _text(lines: list[_Line]) -> bytes:
    return b"".join(text for _, text in lines)


class _Parser:
    """Tries statements under the prefixes that stand before them."""

    def __init__(self, kind: RdfFormat, base: str) -> None:
        self.kind = kind
        self.base = base
        self.prefixes = b""

    def stumble(self, lines: list[_Line]) -> _Bad | None:
        """Say where the parser stumbles, as an index into the lines; None when it does not."""
        try:
            for _ in parse(self.prefixes + _text(lines), format=self.kind, base_iri=self.base, lenient=True):
                pass
        except SyntaxError as error:
            line = (error.lineno or 1) - 1 - self.prefixes.count(b"\n")
            return _Bad(min(max(line, 0), len(lines) - 1), error.msg)
        return None


def _lose(repair: Repair, statement: _Statement, text: bytes, message: str, base: str) -> None:
    pointer = _subject(text, b"", base)
    repair.lost = (*repair.lost, Lost(pointer, f"{statement.first_line}: {message}: {_shown(text)}"))


def _subject(text: bytes, prefixes: bytes, base: str) -> str:
    found = _SUBJECT.match(text)
    if found is None:
        return ""
    if found[3] is not None:
        prefix, _, local = found[3].partition(b":")
        namespace = re.search(rb"prefix\s+" + re.escape(prefix) + rb":\s*<([^>]*)>", prefixes, re.IGNORECASE)
        return ((namespace[1] if namespace else prefix + b":") + local).decode(errors="replace")
    if found[1] is not None:
        return _resolved(found[1].decode(errors="replace"), base)
    return (found[2] or b"").decode(errors="replace")


def _resolved(iri: str, base: str) -> str:
    try:
        return urljoin(base, iri)
    except ValueError:
        return iri


def _shown(line: bytes) -> str:
    return line.strip()[:200].decode(errors="replace")
