"""Writing the feed of a publisher.

The law: the published file is always whole. It is written aside, read back by the platform's own rules, and
only then swapped in; when anything fails, the last good one stays and the error says so.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from catalogue.errors import TargetError
from catalogue.graph import Blocks, to_ntriples
from catalogue.targets.feed.approval import Guard, approve, withstand
from catalogue.targets.feed.copies import last_copy
from catalogue.targets.feed.draft import Draft
from catalogue.targets.feed.folder import drafted, prepared, refusals
from catalogue.targets.feed.links import Links
from catalogue.targets.feed.nodes import Nodes
from catalogue.targets.feed.swap import Contents, same_bytes, swap
from catalogue.targets.feed.syntax import SYNTAXES, Format

__all__ = ["ALL", "FeedWritten", "Format", "Guard", "write_feed"]

ALL: Final = "all"
"""The name of the document of all publishers, which none of them may have."""
NAME: Final = re.compile(r"[a-z0-9][a-z0-9-]*")


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
    formats: Sequence[Format] = tuple(SYNTAXES),
    bare: bool = False,
    guard: Guard | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> FeedWritten:
    """Write ``{folder}/{publisher}.{format}`` from a catalogue and the N-Triples of its entries, in order.

    The entries are those whose records the catalogue links to, as :func:`catalogue.graph.to_ntriples`
    wrote them, one by one. A ``bare`` feed leaves the catalogue itself out: to look at, since the platform
    takes nothing from it; it never takes the place of a feed that is good for the platform. The ``guard`` is
    given what the last copy registers and what this feed does, and raises what it has against it.

    Raises TargetError when the folder refuses, when an entry cannot be read, when the result would be
    misread by the platform, when nothing would replace something, or when the guard does.
    """
    if not NAME.fullmatch(publisher) or publisher == ALL:
        raise TargetError("target.name", name=publisher)
    paths = tuple(folder / f"{publisher}.{each}" for each in formats)
    with refusals(paths[0]), prepared(folder, publisher, paths), drafted(paths) as drafts:
        by_format = dict(zip(formats, drafts, strict=True))
        links = Links(catalogue)
        count = _fill(by_format, Nodes(links), _sheets({} if bare else catalogue, entries))
        if not _stands(folder, publisher, by_format):
            register = approve(drafts, len(links.records), count, bare=bare)
            if guard and not bare:
                withstand(guard, folder, publisher, drafts[0], register)
        contents = Contents(publisher, count, len(links.records), () if bare else links.catalogues)
        swap(folder, contents, by_format, clock())
    return FeedWritten(paths, count, drafts[0].size, drafts[0].sha256)


def _stands(folder: Path, publisher: str, drafts: Mapping[Format, Draft]) -> bool:
    """Tell whether these very bytes were found right before, and stand."""
    copy = last_copy(folder, publisher)
    told = copy.files if copy else {}
    return all(
        form in told and told[form].sha256 == draft.sha256 and same_bytes(draft)
        for form, draft in drafts.items()
    )


def _fill(drafts: Mapping[Format, Draft], nodes: Nodes, sheets: Iterable[bytes]) -> int:
    """Write all nodes to all drafts, in one walk over the entries; give the number of entries."""
    count = -1
    begun = False
    for form, draft in drafts.items():
        draft.write(SYNTAXES[form].opening)
    for count, sheet in enumerate(sheets):
        try:
            found = list(nodes.of(sheet))
        except (SyntaxError, ValueError) as error:
            path = next(iter(drafts.values())).path
            raise TargetError("target.unreadable", path=path, entry=count, detail=error) from error
        for form, pieces in zip(SYNTAXES, zip(*found, strict=True), strict=False):
            if form in drafts:
                between = SYNTAXES[form].between
                drafts[form].write((between if begun else b"") + between.join(pieces))
        begun = begun or bool(found)
    for form, draft in drafts.items():
        draft.write(SYNTAXES[form].ending)
        draft.finish()
    return count


def _sheets(catalogue: Blocks, entries: Iterable[bytes]) -> Iterator[bytes]:
    yield to_ntriples([catalogue]).encode()
    yield from entries
