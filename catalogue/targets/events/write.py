"""Laying out a stream in a folder: pages that are full and not there yet, then the root that leads to them.

The law: a page that stands is never written again, and the root is swapped last. Whenever this is cut off,
the former root still leads to all that it led to.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from catalogue.errors import TargetError
from catalogue.targets.events.happening import Happening
from catalogue.targets.events.layout import LASTING, ROOT, SHAPE, Retention, Span, mark, page, root, shape
from catalogue.targets.feed.draft import put, sweep

__all__ = ["EventsWritten", "Log", "write_events"]

GRACE: Final = timedelta(days=1)
"""How long a page stays that no root leads to any more: a client may be on its way to it."""


class Log(Protocol):
    """What happened to the entries of a stream, in the order in which it did."""

    def spans(self) -> Sequence[Span]:
        """Cut the log into pages; only the last may be less than full."""

    def happenings(self, span: Span) -> Iterator[Happening]:
        """Give what happened, a few at a time."""

    def needed(self, retention: Retention, now: datetime) -> set[int]:
        """Give the numbers of the pages that hold something which is to be kept."""


class EventsWritten(NamedTuple):
    path: Path
    """Of the root."""
    members: int
    """That can be reached from it."""
    pages: int
    """That were written now."""
    is_new: bool
    """Whether the root was written now, too."""


def write_events(
    folder: Path, publisher: str, log: Log, *, now: datetime, retention: Retention | None = None
) -> EventsWritten:
    """Write ``{folder}/{publisher}/events/``. Raises TargetError when the folder refuses."""
    place = folder / publisher / "events"
    try:
        place.mkdir(parents=True, exist_ok=True)
        return _written(place, log, now, retention)
    except OSError as error:
        raise TargetError("events.not-written", path=place, detail=error.strerror or error) from error


def _written(place: Path, log: Log, now: datetime, retention: Retention | None) -> EventsWritten:
    spans = log.spans()
    full = [span for span in spans if span.is_full]
    needed = log.needed(retention, now) if retention else set()
    kept = [span for span in full if not retention or span.number in needed]
    standing = {path.name for path in place.iterdir()}
    written = 0
    for span in kept:
        if span.name not in standing:
            _write(place / span.name, page(span, log.happenings(span)))
            written += 1
    _write_shape(place / SHAPE)
    tail = spans[len(full) :]
    sign = mark(kept, tail, retention)
    if retention:
        _clear(place, kept, now)
    is_new = _mark_of(place / ROOT) != sign
    if is_new:
        last = (each for span in tail for each in log.happenings(span))
        _write(place / ROOT, root(sign, kept, last, retention))
    return EventsWritten(place / ROOT, sum(span.members for span in (*kept, *tail)), written, is_new)


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    sweep(path)
    put(path, pieces)


def _write_shape(path: Path) -> None:
    if not path.exists() or path.read_bytes() != shape():
        _write(path, [shape()])


def _mark_of(path: Path) -> str:
    """Read which root stands, from its first line."""
    try:
        with path.open("rb") as file:
            return file.readline(100).decode(errors="replace").removeprefix("# ").strip()
    except FileNotFoundError:
        return ""


def _clear(place: Path, kept: Sequence[Span], now: datetime) -> None:
    """Remove pages to which the root that stands did not lead for a day."""
    standing = place / ROOT
    if not standing.exists() or datetime.fromtimestamp(standing.stat().st_mtime, UTC) > now - GRACE:
        return
    said = standing.read_text(encoding="utf-8", errors="replace")
    names = {span.name for span in kept}
    for path in place.iterdir():
        if LASTING.fullmatch(path.name) and path.name not in names and f"<{path.name}>" not in said:
            path.unlink(missing_ok=True)
