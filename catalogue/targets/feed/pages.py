"""The same catalogue in pages (Hydra), for readers that would rather not take it whole.

Never for the platform, which follows no pages. A page stands by itself: each node that its entries point to
is in it. All pages of one copy lie in a folder of their own; only the first has a lasting address besides.
So a reader who is half-way goes on in the copy it began with, while the first page is already of the next.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Final

import orjson

from catalogue.graph import Blocks, Member, to_ntriples
from catalogue.model import Kind
from catalogue.model.namespaces import PREFIXES
from catalogue.targets.feed.copies import LastCopy
from catalogue.targets.feed.draft import put, sweep
from catalogue.targets.feed.folder import refusals
from catalogue.targets.feed.index import writing
from catalogue.targets.feed.links import Links
from catalogue.targets.feed.nodes import Nodes
from catalogue.targets.feed.syntax import SYNTAXES

__all__ = ["PAGE_SIZE", "Leaf", "write_paged"]

OPENING: Final = SYNTAXES["ttl"].opening + b"@prefix hydra: <%b> .\n" % PREFIXES["hydra"].encode()
PAGE_SIZE: Final = 100
"""Entries on a page."""
KEPT: Final = timedelta(days=1)
"""How long the pages of a copy stay after another took its place: nobody reads slower than that."""
RETIRED: Final = ".retired"
LINKS: Final = {Kind.DATASET: "dcat:dataset", Kind.SERVICE: "dcat:service"}
Leaf = tuple[Sequence[Member], bytes]
"""What an entry registers, and what is kept of it."""
NOTE: Final = ".pages"
"""Beside the pages of a copy: of each, the hash of all that it was made from, and of itself."""


def write_paged(
    folder: Path,
    copy: LastCopy,
    catalogue: Blocks,
    links: Links,
    entries: Iterable[Leaf],
    *,
    unpack: Callable[[bytes], bytes] = bytes,
    now: datetime,
) -> Path:
    """Write the pages of a copy that was just published, and give the first.

    ``catalogue`` describes the catalogue without its members, which ``links`` knows; ``unpack`` gives the
    N-Triples of an entry. Pages that are there already are not written again, and one that comes out as in an
    earlier copy is taken from there. Raises TargetError when the folder refuses or an entry cannot be read.
    """
    pages = folder / copy.publisher / "pages"
    made = pages / copy.files["rdf"].sha256[:16]
    first = pages / "1.ttl"
    with refusals(first):
        paging = _Paging(copy, catalogue, links, unpack, _standing(pages))
        if not made.is_dir():
            _write(made, paging, iter(entries))
        near, far = (_turning(1, paging.last, before) for before in ("", f"{made.name}/"))
        sweep(first)
        put(first, [(made / "1.ttl").read_bytes().replace(near, far, 1)])
        _tidy(pages, made.name, now)
    return first


def _write(made: Path, paging: "_Paging", entries: Iterator[Leaf]) -> None:
    """Write all pages aside, and have them appear at once."""
    aside = made.with_name(f".{made.name}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    noted = []
    for number in range(1, paging.last + 1):
        made_from, page = paging.page(number, list(islice(entries, PAGE_SIZE)))
        (aside / f"{number}.ttl").write_bytes(page)
        noted.append((made_from, sha256(page).hexdigest()))
    (aside / NOTE).write_bytes(orjson.dumps(noted))
    aside.replace(made)


def _standing(pages: Path) -> dict[str, tuple[Path, str]]:
    """Find pages that stand: by what each was made from, where it is, and its hash."""
    standing: dict[str, tuple[Path, str]] = {}
    for note in pages.glob(f"[!.]*/{NOTE}"):
        with suppress(TypeError, ValueError):
            for number, (made_from, told) in enumerate(orjson.loads(note.read_bytes()), 1):
                standing[made_from] = note.with_name(f"{number}.ttl"), told
    return standing


class _Paging:
    """Makes the pages of a copy, one by one."""

    def __init__(
        self,
        copy: LastCopy,
        catalogue: Blocks,
        links: Links,
        unpack: Callable[[bytes], bytes],
        standing: Mapping[str, tuple[Path, str]],
    ) -> None:
        self._copy = copy
        self.last = max(1, -(-copy.entries // PAGE_SIZE))
        self._catalogue = to_ntriples([catalogue]).encode()
        self._nodes = Nodes(links)
        self._unpack = unpack
        self._standing = standing
        self._all = sha256(b"".join((writing().encode(), self._catalogue, *sorted(links.records))))
        """What every page depends on."""

    def page(self, number: int, leaves: Sequence[Leaf]) -> tuple[str, bytes]:
        """Give a page, and the hash of what it is made from."""
        head = OPENING + _turning(number, self.last, "")
        head += _holding(self._copy, [one for listed, _ in leaves for one in listed]).encode()
        made_from = self._all.copy()
        for piece in (head, *[kept for _, kept in leaves]):
            made_from.update(sha256(piece).digest())
        key = made_from.hexdigest()
        return key, self._page_that_stands(key) or head + self._turtle(number, leaves)

    def _page_that_stands(self, key: str) -> bytes | None:
        path, told = self._standing.get(key, (None, ""))
        page = path.read_bytes() if path and path.exists() else b""
        return page if sha256(page).hexdigest() == told else None

    def _turtle(self, number: int, leaves: Sequence[Leaf]) -> bytes:
        self._nodes.forget()
        sheets = [self._unpack(kept) for _, kept in leaves]
        if number == 1:
            sheets.insert(0, self._catalogue)
        return b"".join([turtle for sheet in sheets for _, turtle, _ in self._nodes.of(sheet)])


def _holding(copy: LastCopy, listed: Sequence[Member]) -> str:
    """Say what the catalogue holds, of which a page is a part."""
    lines = [f"a dcat:Catalog, hydra:Collection ;\n\thydra:totalItems {copy.records} ;\n\thydra:view <>"]
    for member in listed:
        if member.kind in LINKS:
            lines.append(f"{LINKS[member.kind]} <{member.iri}>")
        lines.append(f"dcat:record <{member.record_iri}>")
    joined = " ;\n\t".join(lines)
    return f"<{copy.catalogues[0]}> {joined} .\n"


def _turning(number: int, last: int, before: str) -> bytes:
    """Link a page to the others, which stand in the folder ``before`` as seen from it."""
    turns = {"first": 1, "previous": number - 1, "next": number + 1, "last": last}
    links = "".join(
        f" ;\n\thydra:{name} <{before}{page}.ttl>" for name, page in turns.items() if 1 <= page <= last
    )
    return f"<> a hydra:PartialCollectionView{links} .\n".encode()


def _tidy(pages: Path, present: str, now: datetime) -> None:
    """Note since when the pages of earlier copies are no longer the present ones; remove them a day later."""
    (pages / present / RETIRED).unlink(missing_ok=True)
    for path in pages.iterdir():
        if path.name == present or not path.is_dir():
            continue
        note = path / RETIRED
        if not note.exists():
            note.write_text(now.isoformat())
        elif now - datetime.fromisoformat(note.read_text()) > KEPT:
            shutil.rmtree(path)
