"""Records out of objects: a dataset with its distributions, contact and publisher, each a member of its own.

Law: one record per dataset, service or series; what belongs to a record is what it leads to, as in a document
that holds everything at once.
"""

from collections.abc import Iterator
from io import BytesIO

from catalogue.model import Content, Kind
from harvester.crawl.events import Event, RecordGone
from harvester.protocols.dcat_rdf.payload import event_of
from harvester.protocols.ldes.member import CATALOGUE
from harvester.protocols.ldes.objects import Held, Objects
from harvester.rdf import Branch, Findings, open_document, read_branches
from harvester.rdf.forest import DEPTH

__all__ = ["RECORDS", "Assembly"]

RECORDS = tuple(kind.value for kind in Kind)


class Assembly:
    """Puts together what stands in the store of objects."""

    def __init__(self, objects: Objects) -> None:
        self.objects = objects
        self._given: set[int] = set()
        """Hashes of the names of records that were given."""

    def catalogue(self) -> Content:
        """Give what the first catalogue among the members says of itself; empty without one."""
        first = next(self.objects.all(kinds=[CATALOGUE], deleted=False), None)
        if first is None:
            return {}
        findings = next(read_branches(open_document(self._document(first), url=first.iri), first.iri))
        return findings.catalogue if isinstance(findings, Findings) else {}

    def records(self, root: Held) -> Iterator[Event]:
        """Give the record of an object, and those that its own triples describe besides."""
        document = open_document(self._document(root), url=root.iri, content_type="application/n-triples")
        damage = tuple(line for held in (root, *self.parts(root)) for line in held.damage)
        for branch in read_branches(document, root.iri):
            if isinstance(branch, Branch) and self._is_ours(branch.name, root):
                branch.damage += damage if branch.name == root.iri else ()
                yield event_of(branch, root.payload)

    def parts(self, root: Held) -> Iterator[Held]:
        """Give the objects that belong to a record, nearest first; other records are never among them."""
        seen, level = {root.iri}, [root]
        for _ in range(DEPTH):
            links = dict.fromkeys(link for held in level for link in held.links)
            fresh = [link for link in links if link not in seen]
            seen.update(fresh)
            level = [held for held in map(self.objects.get, fresh) if held is not None and held.is_part]
            yield from level

    def gone(self, held: Held) -> Iterator[RecordGone]:
        """Say that the source deleted an object; of which kind it was, the source need not say."""
        kinds = (held.kind,) if held.kind in RECORDS else () if held.kind else RECORDS
        for kind in kinds:
            yield RecordGone(kind, held.iri, held.order.strip())

    def _document(self, root: Held) -> BytesIO:
        return BytesIO(b"".join(self.objects.body(held.iri) for held in (root, *self.parts(root))))

    def _is_ours(self, name: str, root: Held) -> bool:
        if name.startswith("_:") or hash(name) in self._given:
            return False
        if name != root.iri and self.objects.get(name) is not None:
            return False
        self._given.add(hash(name))
        return True
