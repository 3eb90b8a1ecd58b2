"""Following a stream from page to page until every object in it is known, then giving its records.

Law: nothing is said of a dataset before all that may concern it was read: the newest version may stand on an
earlier page than an older one, or on a later.
"""

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urldefrag

from pyoxigraph import NamedNode

from catalogue.errors import SourceError
from catalogue.model import Content, Dialect
from harvester.crawl.events import Bookmark, CatalogueSeen, Event, RecordFailed
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.locations import joined
from harvester.protocols.ldes.affected import Affected, affected_by
from harvester.protocols.ldes.assembling import RECORDS, Assembly
from harvester.protocols.ldes.fragment import Fragment, open_fragment
from harvester.protocols.ldes.index import FORM, LARGEST, MARK, Index, mark_of
from harvester.protocols.ldes.member import Stream, dangling, versions
from harvester.protocols.ldes.objects import Objects

__all__ = ["Reading"]

PATHS: Final = ("stamp", "object", "sequence", "delete_path", "delete_object")


class Reading:
    """One crawl of a stream. Give it every page; then ask for its last words."""

    def __init__(self, objects: Objects, bookmark: Content, url: str) -> None:
        """Take what the last crawl of this source left to go on from, or nothing to read it whole."""
        known = bookmark if bookmark.get("form") == FORM and bookmark.get("source") == url else {}
        self.url = url
        self.assembly = Assembly(objects)
        self.objects = objects
        self.stream = Stream()
        for name, iri in known.get("stream", {}).items():
            setattr(self.stream, name, NamedNode(iri))
        self.remembered: Content = known.get("catalogue", {})
        self.index = Index.decode(known.get("pages", []))
        self.places = self.index.places
        self.marks = {mark: version for page in self.index.pages for mark, version in page.objects.items()}
        self.pending: set[int] = set()
        self.skipped: set[int] = set()
        self.met: set[int] = set()
        self.has_read: set[int] = set()
        self.changed: list[str] | None = None
        """Names of objects that are not as they were; known when all that may have changed was read."""
        self.affected = Affected()

    # Page by page.

    def read(self, page: Page) -> Steps:
        """Read a page. Raises SourceError when it is none of a stream."""
        fragment = open_fragment(page)
        number = self.index.number(urldefrag(page.asked or page.url).url)
        self.met.add(number)
        self.has_read.add(number)
        self.pending.discard(number)
        self.stream.learn(fragment)
        members = self._keep(fragment, number, page.payload.sha256)
        for pointer, detail in fragment.lost:
            yield RecordFailed(pointer, "harvester.record.unreadable", detail)
        for name in dangling(fragment):
            yield RecordFailed(name, "harvester.record.not-described", "")
        leads = fragment.relations or ([] if members else [fragment.view()])
        if not (members or any(leads) or fragment.is_of_a_stream):
            raise SourceError("harvester.no-stream", url=page.url, detail="")
        self.stream.keeps_a_window |= fragment.keeps_a_window(leads)
        addresses = [joined(page.url, each) for each in leads if each]
        entry = self.index.pages[number]
        entry.lasting = "immutable" in page.cache_control.lower() or fragment.is_immutable
        entry.leads = [self.index.number(each) for each in addresses]
        yield from self._follow(entry.leads)
        if not self.pending:
            yield from self._onward()

    def _keep(self, fragment: Fragment, number: int, payload: str) -> int:
        """Take the versions on a page; give how many there are."""
        count = 0
        newest = ""
        for version in versions(fragment, self.stream):
            self.objects.keep(version, page=number, payload=payload)
            newest = max(newest, version.order)
            count += 1
        self.index.pages[number].newest = newest
        return count

    def _follow(self, numbers: Iterable[int]) -> Iterator[Ask]:
        """Ask for pages, each once; through those that never change, go on without asking."""
        waiting = list(numbers)
        while waiting:
            number = waiting.pop(0)
            if number in self.met:
                continue
            self.met.add(number)
            page = self.index.pages[number]
            if page.lasting:
                self.skipped.add(number)
                waiting += page.leads
            else:
                self.pending.add(number)
                yield Ask(page.url)

    def _onward(self) -> Steps:
        """Ask for the lasting pages that are needed after all, or end."""
        if self.changed is None:
            self.changed = [held.iri for held in self.objects.all() if self._is_new(held.iri, held.digest)]
        if self.skipped:
            self.affected = affected_by(self.changed, self.assembly, self.index, self.places, self.skipped)
            lacking = self.affected.lacking
            if len(lacking) > len(self.skipped) // 2:
                lacking = set(self.skipped)
            self.skipped -= lacking
            self.pending |= lacking
            for number in sorted(lacking):
                yield Ask(self.index.pages[number].url)
        if not self.pending:
            yield self._end()

    def _is_new(self, name: str, digest: bytes) -> bool:
        return self.marks.get(mark_of(name)) != digest[:MARK]

    def _end(self) -> Closed:
        if self.skipped:
            return Closed("harvester.pages.stream-changes", changes=True)
        if self.stream.keeps_a_window:
            return Closed("harvester.pages.stream-window", changes=True)
        return Closed("harvester.pages.all-read")

    # At the end.

    def last_words(self, *, bookmark: bool) -> Iterator[Event]:
        """Give the records, what the source deleted, and, if asked, where the next crawl goes on."""
        catalogue = self.assembly.catalogue() or self.remembered
        if catalogue:
            yield CatalogueSeen(catalogue, Dialect.DCAT_RDF)
        changes = bool(self.skipped)
        for held in self.objects.all(kinds=RECORDS, deleted=False):
            if not changes or held.iri in self.affected.roots:
                yield from self.assembly.records(held)
        for held in self.objects.all(deleted=True):
            if not changes or held.iri in self.affected.gone:
                yield from self.assembly.gone(held)
        if bookmark:
            self._update()
            if self.index.size <= LARGEST:
                yield Bookmark(self._bookmark(catalogue))

    def _update(self) -> None:
        """Let the index tell where each object stands now."""
        for number in self.has_read:
            self.index.pages[number].objects.clear()
            self.index.pages[number].mentions.clear()
        for held in self.objects.all():
            mark = mark_of(held.iri)
            before = self.places.get(mark)
            if before in self.skipped:
                if held.order <= self.index.pages[before].newest:
                    continue  # what is at hand is an older version
                self.index.pages[before].objects.pop(mark, None)
            page = self.index.pages[held.page]
            page.objects[mark] = held.digest[:MARK]
            page.mentions |= {mark_of(link) for link in held.links if self._is_object(link)}

    def _is_object(self, name: str) -> bool:
        return mark_of(name) in self.places or self.objects.get(name) is not None

    def _bookmark(self, catalogue: Content) -> Content:
        said = {name: getattr(self.stream, name) for name in PATHS}
        return {
            "form": FORM,
            "source": self.url,
            "stream": {name: term.value for name, term in said.items() if isinstance(term, NamedNode)},
            "catalogue": catalogue,
            "pages": self.index.encode(),
        }
