"""Writing the feed of a publisher.

The law: the published file is always whole. It is written aside, read back by the platform's own rules, and
only then swapped in; when anything fails, the last good one stays and the error says so.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, NamedTuple

from catalogue.errors import TargetError
from catalogue.graph import Blocks
from catalogue.targets.feed.approval import Guard, approve, withstand
from catalogue.targets.feed.copies import index_path, last_copy
from catalogue.targets.feed.draft import Draft
from catalogue.targets.feed.fill import Entries, fill, last_of
from catalogue.targets.feed.folder import drafted, prepared, refusals
from catalogue.targets.feed.index import NewIndex
from catalogue.targets.feed.links import AskedLinks
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
    entries: Iterable[bytes] | Entries,
    *,
    formats: Sequence[Format] = tuple(SYNTAXES),
    bare: bool = False,
    indexed: bool = True,
    guard: Guard | None = None,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> FeedWritten:
    """Write ``{folder}/{publisher}.{format}`` from a catalogue and the N-Triples of its entries, in order.

    The entries are those whose records the catalogue links to, as :func:`catalogue.graph.to_ntriples`
    wrote them, one by one; those that are as they were are copied from the files that stand. A ``bare`` feed
    leaves the catalogue itself out: to look at, since the platform takes nothing from it; it never takes the
    place of a feed that is good for the platform. Only an ``indexed`` one, in all formats, has an index laid
    beside it: one that is written once needs none. The ``guard`` is given what the last copy registers and
    what this feed does, and raises what it has against it.

    Raises TargetError when the folder refuses, when an entry cannot be read, when the result would be
    misread by the platform, when nothing would replace something, or when the guard does.
    """
    if not NAME.fullmatch(publisher) or publisher == ALL:
        raise TargetError("target.name", name=publisher)
    paths = tuple(folder / f"{publisher}.{each}" for each in formats)
    noted = () if bare or not indexed or {*formats} != {*SYNTAXES} else (index_path(folder, publisher),)
    with (
        refusals(paths[0]),
        prepared(folder, publisher, paths),
        drafted(paths) as drafts,
        drafted(noted) as notes,
    ):
        by_format = dict(zip(formats, drafts, strict=True))
        links = AskedLinks(catalogue)
        count = fill(
            {form: by_format[form] for form in SYNTAXES if form in by_format},
            links,
            {} if bare else catalogue,
            entries if isinstance(entries, Entries) else Entries(entries),
            last=last_of(folder, publisher) if notes else None,
            index=NewIndex(notes[0]) if notes else None,
        )
        if not _stands(folder, publisher, by_format):
            register = approve(drafts, len(links.records), count, bare=bare)
            if guard and not bare:
                withstand(guard, folder, publisher, drafts[0], register)
        contents = Contents(publisher, count, len(links.records), () if bare else links.catalogues)
        swap(folder, contents, by_format, clock())
        _note(notes, drafts)
    return FeedWritten(paths, count, drafts[0].size, drafts[0].sha256)


def _note(notes: Sequence[Draft], drafts: Sequence[Draft]) -> None:
    """Keep the index of what was swapped in; the feed stands without it, and is written anew next time."""
    if not all(draft.is_standing for draft in drafts):
        for note in notes:
            with suppress(OSError):
                note.publish()


def _stands(folder: Path, publisher: str, drafts: Mapping[Format, Draft]) -> bool:
    """Tell whether these very bytes were found right before, and stand."""
    copy = last_copy(folder, publisher)
    told = copy.files if copy else {}
    return all(
        form in told and told[form].sha256 == draft.sha256 and same_bytes(draft)
        for form, draft in drafts.items()
    )
