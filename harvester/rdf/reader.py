"""Two readings of a document, and a tree per item as soon as all of its nodes have been seen.

Law: memory holds the nodes of trees that are still growing, and those that many share; not the document.
"""

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain
from typing import Final

from catalogue.model import Content, Kind
from harvester.rdf.document import Document, mended
from harvester.rdf.forest import Forest, TreeTooLarge
from harvester.rdf.formats import RdfFormat
from harvester.rdf.runs import runs
from harvester.rdf.survey import Survey, survey

__all__ = ["Branch", "Findings", "read_branches"]

UNMENDED: Final = frozenset({RdfFormat.JSON_LD, RdfFormat.TRIG, RdfFormat.N_QUADS})
"""Formats of which a broken document counts as one that breaks off."""
CATALOGUE_DEPTH: Final = 2
"""Steps from the catalogue to the furthest node read with it: its publisher, and what that points at."""


@dataclass(slots=True)
class Findings:
    """What the first reading gives: known before the first branch."""

    catalogue: Content = field(default_factory=dict)
    total: int | None = None
    next: str = ""
    listed: tuple[str, ...] = ()
    truncated: bool = False
    items: int = 0
    lost: tuple[tuple[str, str], ...] = ()
    """Pointer and detail of statements that could not be read."""


@dataclass(slots=True)
class Branch:
    """One item; ``reason`` is the key of what keeps it from being a record, or empty."""

    name: str
    kind: Kind
    content: Content
    damage: tuple[str, ...] = ()
    reason: str = ""


def read_branches(document: Document, url: str) -> Generator[Findings | Branch]:
    """Read a document: first its findings, then a branch per item, as each is complete.

    Raises SourceError when nothing of it can be read. The document is closed at the end.
    """
    with closing(document):
        found = survey(document)
        if found.broken and document.format in {RdfFormat.TURTLE, RdfFormat.N_TRIPLES}:
            with closing(mended(document, url)) as whole:
                yield from _read(whole, survey(whole))
            return
        if found.broken and document.format in UNMENDED:
            document.truncated = True
        yield from _read(document, found)


def _read(document: Document, found: Survey) -> Iterator[Findings | Branch]:
    damage = dict(document.damage)
    yield Findings(
        catalogue=_catalogue(document, found),
        total=found.total,
        next=found.next,
        listed=tuple(name for name in found.listed if not name.startswith("_:")),
        truncated=document.truncated,
        items=len(found.roots),
        lost=document.lost,
    )
    growth = _Growth(document, found, damage)
    with closing(growth.forest.nodes):
        yield from growth.branches()
    for name, lines in damage.items():
        yield Branch(name, Kind.DATASET, {}, lines, "harvester.record.damage-elsewhere")


class _Growth:
    """The second reading."""

    def __init__(self, document: Document, found: Survey, damage: dict[str, tuple[str, ...]]) -> None:
        self.document = document
        self.found = found
        self.forest = Forest(found, damage)
        self.outside = damage
        self.marks = {hash(name) for name in found.roots}
        self.waiting: dict[int, list[str]] = {}
        self.doomed = _doomed(document, found)

    def branches(self) -> Iterator[Branch]:
        last, roots, once = self.found.last, self.found.roots, self.found.once
        for number, run in enumerate(runs(self.document)):
            mark = hash(run.name)
            if mark not in self.marks and mark not in once:
                if run.damage:
                    self.outside[run.name] = self.outside.get(run.name, ()) + tuple(run.damage)
                continue
            self.forest.add(run)
            if last[mark] != number:
                continue
            ready = [run.name] if run.name in roots else []
            for root in chain(ready, self.waiting.pop(mark, ())):
                yield from self._try(root, number)

    def _try(self, root: str, number: int) -> Iterator[Branch]:
        """Grow a root when every node of its tree is complete; else wait for the one that ends last."""
        last = self.found.last
        names = list(self.forest.reach(root))
        blocker = max(names, key=lambda name: last.get(hash(name), -1))
        if last.get(hash(blocker), -1) > number:
            self.waiting.setdefault(hash(blocker), []).append(root)
            return
        yield self._branch(root, names)
        self.forest.free(names)

    def _branch(self, root: str, names: list[str]) -> Branch:
        kind = self.found.roots[root]
        nodes = filter(None, map(self.forest.nodes.get, names))
        damage = tuple(line for node in nodes for line in node.damage)
        try:
            tree = self.forest.tree(root)
        except TreeTooLarge:
            return Branch(root, kind, {}, damage, "harvester.record.too-large")
        reason = "" if self.doomed.isdisjoint(names) else "harvester.record.truncated"
        return Branch(root, kind, tree, damage, reason)


def _doomed(document: Document, found: Survey) -> frozenset[str]:
    """Name what a document that breaks off has left unfinished: its last node and its last item."""
    if not (document.truncated and document.format in {RdfFormat.RDF_XML, *UNMENDED} and found.last_run):
        return frozenset()
    last_item = max(found.roots, key=lambda name: found.last[hash(name)], default="")
    return frozenset({found.last_run.name, last_item})


def _catalogue(document: Document, found: Survey) -> Content:
    """Give what the catalogue says of itself, with the nodes it points at, read as far as they go."""
    if not found.catalogue:
        return {}
    forest = Forest(Survey(last=found.last, hubs=found.hubs, roots=found.roots), {})
    with closing(forest.nodes):
        for run in found.catalogue_runs:
            forest.add(run)
        known = {found.catalogue}
        for _ in range(CATALOGUE_DEPTH):
            wanted = set(forest.reach(found.catalogue)) - known
            if not wanted:
                break
            _gather(document, forest, wanted)
            known |= wanted
        return forest.tree(found.catalogue)


def _gather(document: Document, forest: Forest, wanted: set[str]) -> None:
    last = forest.survey.last
    end = max(last.get(hash(name), -1) for name in wanted)
    for number, run in enumerate(runs(document)):
        if number > end:
            return
        if run.name in wanted:
            forest.add(run._replace(damage=[]))
