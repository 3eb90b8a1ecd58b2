"""The same catalogue in pages (Hydra), for readers that would rather not take it whole.

Never for the platform, which follows no pages. A page stands by itself: each node that its entries point to
is in it. All pages of one copy lie in a folder of their own; only the first has a lasting address besides.
So a reader who is half-way goes on in the copy it began with, while the first page is already of the next.
"""

import shutil
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from catalogue.graph import Blocks, Member, to_ntriples
from catalogue.model import Kind
from catalogue.model.namespaces import PREFIXES
from catalogue.targets.feed.copies import LastCopy
from catalogue.targets.feed.draft import put, sweep
from catalogue.targets.feed.folder import refusals
from catalogue.targets.feed.links import Links
from catalogue.targets.feed.nodes import Nodes
from catalogue.targets.feed.syntax import SYNTAXES

__all__ = ["PAGE_SIZE", "Leaf", "write_paged"]

PAGE_SIZE: Final = 100
"""Entries on a page."""
KEPT: Final = timedelta(days=1)
"""How long the pages of a copy stay after another took its place: nobody reads slower than that."""
RETIRED: Final = ".retired"
LINKS: Final = {Kind.DATASET: "dcat:dataset", Kind.SERVICE: "dcat:service"}
Leaf = tuple[Sequence[Member], bytes]
"""What an entry registers, and its N-Triples."""


def write_paged(
    folder: Path,
    copy: LastCopy,
    catalogue: Blocks,
    links: Links,
    entries: Iterable[Leaf],
    *,
    now: datetime,
) -> Path:
    """Write the pages of a copy that was just published, and give the first.

    ``catalogue`` describes the catalogue without its members, which ``links`` knows. Pages that are there
    already are not written again. Raises TargetError when the folder refuses or an entry cannot be read.
    """
    pages = folder / copy.publisher / "pages"
    made = pages / copy.files["rdf"].sha256[:16]
    first = pages / "1.ttl"
    with refusals(first):
        if not made.is_dir():
            _write(made, copy, catalogue, Nodes(links), entries)
        last = sum(1 for _ in made.glob("*.ttl"))
        near, far = (_turning(1, last, before) for before in ("", f"{made.name}/"))
        sweep(first)
        put(first, [(made / "1.ttl").read_bytes().replace(near, far, 1)])
        _tidy(pages, made.name, now)
    return first


def _write(made: Path, copy: LastCopy, catalogue: Blocks, nodes: Nodes, entries: Iterable[Leaf]) -> None:
    """Write all pages aside, and have them appear at once."""
    aside = made.with_name(f".{made.name}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    leaves = list(_sheaves(entries, copy, catalogue, nodes, aside))
    for number, body in enumerate(leaves, 1):
        text = aside / f"{number}.ttl"
        head = SYNTAXES["ttl"].opening + b"@prefix hydra: <%b> .\n" % PREFIXES["hydra"].encode()
        text.write_bytes(head + _turning(number, len(leaves), "") + body.read_bytes())
        body.unlink()
    aside.replace(made)


def _sheaves(
    entries: Iterable[Leaf], copy: LastCopy, catalogue: Blocks, nodes: Nodes, aside: Path
) -> Iterator[Path]:
    """Write what each page holds, without the links to other pages, since their number is not known yet."""
    total = copy.records
    sheets = [to_ntriples([catalogue]).encode()]
    listed: list[Member] = []
    number = 0
    for number, (members, body) in enumerate(entries, 1):
        sheets.append(body)
        listed += members
        if number % PAGE_SIZE == 0:
            yield _sheaf(aside, number, sheets, _holding(copy, total, listed), nodes)
            sheets, listed = [], []
    if sheets or not number:
        yield _sheaf(aside, number, sheets, _holding(copy, total, listed), nodes)


def _sheaf(aside: Path, number: int, sheets: Sequence[bytes], holding: str, nodes: Nodes) -> Path:
    nodes.forget()
    path = aside / f"{number}.body"
    turtle = (node[1] for sheet in sheets for node in nodes.of(sheet))
    path.write_bytes(holding.encode() + b"".join(turtle))
    return path


def _holding(copy: LastCopy, total: int, listed: Sequence[Member]) -> str:
    """Say what the catalogue holds, of which a page is a part."""
    lines = [f"a dcat:Catalog, hydra:Collection ;\n\thydra:totalItems {total} ;\n\thydra:view <>"]
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
