"""Writing the feed of a publisher.

The law: the published file is always whole. It is written aside, read back by the platform's own rules, and
only then swapped in; when anything fails, the last good one stays and the error says so.
"""

import errno
import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from catalogue.errors import TargetError
from catalogue.graph import Blocks, once, to_ntriples
from catalogue.targets.feed.draft import Draft
from catalogue.targets.feed.links import Links
from catalogue.targets.feed.swap import Contents, finish, locked, swap
from catalogue.targets.feed.syntax import SYNTAXES, Format, triples
from catalogue.targets.twin import Problem, sniff
from catalogue.targets.twin.inspection import check_feed, inspect

__all__ = ["FeedWritten", "Format", "write_feed"]

NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
CLOSED: Final = {errno.EACCES, errno.EPERM, errno.EROFS}
IN_THE_WAY: Final = {errno.EEXIST, errno.ENOTDIR, errno.EISDIR}


class FeedWritten(NamedTuple):
    paths: tuple[Path, ...]
    """One per format, in the order asked."""
    entries: int
    bytes: int
    """Size of the first."""
    sha256: str
    """Hash of the first."""


def write_feed(
    folder: Path,
    publisher: str,
    catalogue: Blocks,
    entries: Iterable[bytes],
    *,
    formats: Sequence[Format] = ("rdf", "ttl"),
    bare: bool = False,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> FeedWritten:
    """Write ``{folder}/{publisher}.{format}`` from a catalogue and the N-Triples of its entries, in order.

    The entries are those whose records the catalogue links to, as :func:`catalogue.graph.to_ntriples`
    wrote them, one by one. A ``bare`` feed leaves the catalogue itself out: to look at, since the platform
    takes nothing from it; it never takes the place of a feed that is good for the platform.

    Raises TargetError when the folder refuses, when an entry cannot be read, when the result would be
    misread by the platform, or when nothing would replace something.
    """
    if not NAME.fullmatch(publisher):
        raise TargetError("target.name", name=publisher)
    paths = tuple(folder / f"{publisher}.{each}" for each in formats)
    drafts: list[Draft] = []
    with _refusals(paths[0]), _standing(folder, publisher, paths):
        try:
            drafts.extend(Draft(path) for path in paths)
            links = Links(catalogue)
            count = _fill(drafts, formats, links, _sheets({} if bare else catalogue, entries))
            _approve(drafts, len(links.records), count, bare=bare)
            contents = Contents(publisher, count, len(links.records), () if bare else links.catalogues)
            swap(folder, contents, dict(zip(formats, drafts, strict=True)), clock())
        finally:
            for draft in drafts:
                with suppress(OSError):
                    draft.discard()
    return FeedWritten(paths, count, drafts[0].size, drafts[0].sha256)


@contextmanager
def _refusals(path: Path) -> Iterator[None]:
    """Say in words what the file system says in numbers."""
    try:
        yield
    except OSError as error:
        reasons = ((FULL, "full"), (CLOSED, "closed"), (IN_THE_WAY, "in-the-way"))
        reason = next((name for numbers, name in reasons if error.errno in numbers), "not-written")
        where = error.filename or path
        raise TargetError(
            f"target.{reason}", path=path, where=where, detail=error.strerror or error
        ) from error


@contextmanager
def _standing(folder: Path, publisher: str, paths: tuple[Path, ...]) -> Iterator[None]:
    """Have the folder to ourselves, with the last copy whole in it and nothing half-done beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    with locked(folder):
        finish(folder, publisher)
        yield


def _fill(drafts: list[Draft], formats: Sequence[Format], links: Links, sheets: Iterable[bytes]) -> int:
    """Write all pieces to all drafts, in one walk over the entries; give the number of entries."""
    syntaxes = [SYNTAXES[each] for each in formats]
    for draft, syntax in zip(drafts, syntaxes, strict=True):
        draft.write(syntax.opening)
    count = -1
    for count, statements in enumerate(once(sheets)):
        try:
            piece = triples(links.keep(statements))
        except SyntaxError as error:
            raise TargetError("target.unreadable", path=drafts[0].path, entry=count, detail=error) from error
        for draft, syntax in zip(drafts, syntaxes, strict=True):
            draft.write(syntax.piece(piece))
    for draft, syntax in zip(drafts, syntaxes, strict=True):
        draft.write(syntax.ending)
        draft.finish()
    return count


def _sheets(catalogue: Blocks, entries: Iterable[bytes]) -> Iterator[bytes]:
    yield to_ntriples([catalogue]).encode()
    yield from entries


def _approve(drafts: list[Draft], records: int, count: int, *, bare: bool) -> None:
    """Refuse what the platform would misread, and nothing in the place of something."""
    for draft in drafts:
        if not count and draft.path.exists() and inspect(draft.path).records:
            raise TargetError("target.empty", path=draft.path)
        if bare and draft.path.exists() and not check_feed(draft.path):
            raise TargetError("target.bare", path=draft.path)
        if problems := _problems(draft, records, bare=bare):
            first = problems[0]
            raise TargetError(
                "target.refused", path=draft.path, code=first.code, detail=first.detail, count=len(problems)
            )


def _problems(draft: Draft, expected: int, *, bare: bool) -> list[Problem]:
    if draft.path.suffix == ".ttl":
        with draft.aside.open("rb") as file:
            whole = sniff(file.read(1 << 20)).syntax == "turtle" and draft.aside.stat().st_size == draft.size
        return [] if whole else [Problem("not-recognised")]
    found = inspect(draft.aside, bare=bare)
    if found.records != expected and not found.problems:
        return [Problem("count", f"{found.records}/{expected}")]
    return found.problems
