"""The one walk over a catalogue and its entries that fills all formats of a feed.

An entry whose stored bytes are those of the last copy, whose links end where they did, and before which the
same shared nodes were written, comes out as it did: it is copied. Of all others the statements are read.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from hashlib import sha256
from pathlib import Path
from typing import Final, NamedTuple

from catalogue.errors import TargetError
from catalogue.graph import Blocks, to_ntriples
from catalogue.targets.feed.copies import index_path, last_copy
from catalogue.targets.feed.draft import Draft
from catalogue.targets.feed.index import Index, Known, NewIndex, read_index
from catalogue.targets.feed.links import AskedLinks
from catalogue.targets.feed.nodes import Nodes
from catalogue.targets.feed.strand import Standing, Strand
from catalogue.targets.feed.swap import sha256_of
from catalogue.targets.feed.syntax import SYNTAXES, Format

__all__ = ["Entries", "Last", "fill", "last_of"]


class Entries(NamedTuple):
    """The entries of a feed, in order, and how the N-Triples of each are had from what is kept of it."""

    kept: Iterable[bytes]
    unpack: Callable[[bytes], bytes] = bytes


class Last(NamedTuple):
    """A copy to take unchanged entries from: found whole, with an index of these very files."""

    known: Index
    files: Mapping[Format, Standing]


def last_of(folder: Path, publisher: str) -> Last | None:
    """Find what can be copied from. Each file is held against its hash first."""
    copy = last_copy(folder, publisher)
    if copy is None or copy.files.keys() != SYNTAXES.keys():
        return None
    hashes = {form: told.sha256 for form, told in copy.files.items()}
    index = read_index(index_path(folder, publisher), hashes)
    if index is None or not all(_is_whole(told.path, told.sha256) for told in copy.files.values()):
        return None
    return Last(index, {form: Standing(*told) for form, told in copy.files.items()})


def _is_whole(path: Path, told: str) -> bool:
    return path.exists() and sha256_of(path) == told


def fill(
    drafts: Mapping[Format, Draft],
    links: AskedLinks,
    catalogue: Blocks,
    entries: Entries,
    *,
    last: Last | None = None,
    index: NewIndex | None = None,
) -> int:
    """Write all nodes to all drafts; give the number of entries.

    With an ``index``, note in it what became of each.
    """
    with ExitStack() as stack:
        strands = [
            stack.enter_context(Strand(draft, SYNTAXES[form], last.files[form] if last else None))
            for form, draft in drafts.items()
        ]
        filling = _Filling(dict(zip(drafts, strands, strict=True)), links, last.known if last else None)
        path = next(iter(drafts.values())).path
        count = -1
        for count, (kept, unpack) in enumerate(_sheets(catalogue, entries)):
            try:
                known = filling.add(kept, unpack)
            except (SyntaxError, ValueError) as error:
                raise TargetError("target.unreadable", path=path, entry=count, detail=error) from error
            if index:
                index.add(*known)
        for strand in strands:
            strand.finish()
    if index:
        index.finish(filling.nodes, {form: draft.sha256 for form, draft in drafts.items()})
    return count


def _sheets(catalogue: Blocks, entries: Entries) -> Iterator[tuple[bytes, Callable[[bytes], bytes]]]:
    yield to_ntriples([catalogue]).encode(), bytes
    for kept in entries.kept:
        yield kept, entries.unpack


class _Filling:
    """Adds sheets one by one, by copying or by writing."""

    def __init__(self, strands: Mapping[Format, Strand], links: AskedLinks, index: Index | None) -> None:
        self._strands = strands
        self._links = links
        self.nodes = Nodes(links, index.ways if index else ())
        self._index = index

    def add(self, kept: bytes, unpack: Callable[[bytes], bytes]) -> tuple[str, Known]:
        """Add what is kept of an entry; give the hash of that, and what became of it."""
        key = sha256(kept).hexdigest()
        self.nodes.met.clear()
        known = self._known(key)
        if known is None:
            return key, self._written(unpack(kept))
        places = zip(self._strands.values(), known.ranges, strict=True)
        ranges = tuple(strand.copy(*place) for strand, place in places)
        return key, known._replace(ranges=ranges, met=self.nodes.met)

    def _known(self, key: str) -> Known | None:
        """Find what became of an entry last time, if it comes out just so."""
        known = self._index.get(key) if self._index else None
        published = self._links.published
        if (
            self._index
            and known
            and all(map(published, known.published))
            and not any(map(published, known.unpublished))
            and self.nodes.repeats(self._index.met(known), known.met[1::2])
        ):
            return known
        return None

    def _written(self, sheet: bytes) -> Known:
        asked = self._links.asked
        asked.clear()
        found = list(self.nodes.of(sheet))
        pieces = dict(zip(SYNTAXES, zip(*found, strict=True) if found else NOTHING, strict=True))
        ranges = tuple(strand.write(pieces[form]) for form, strand in self._strands.items())
        kept = tuple(iri for iri, answer in asked.items() if answer)
        dropped = tuple(iri for iri, answer in asked.items() if not answer)
        return Known(ranges, kept, dropped, self.nodes.met)


NOTHING: Final[tuple[tuple[bytes, ...], ...]] = ((),) * len(SYNTAXES)
