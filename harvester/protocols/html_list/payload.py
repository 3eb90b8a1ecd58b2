"""A page of an HTML list: its items, their own pages, further lists and the next page.

Law: a selector that finds nothing is an error, since a redesigned page looks just like an empty one; and a
list is only said to be whole when its paging was seen to work.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import html

from catalogue.errors import SourceError
from catalogue.model import Content, Dialect, Kind, ListSelectors, Record
from harvester.crawl.events import RecordFailed, RecordSeen
from harvester.crawl.steps import Ask, Closed, Page, Step, Steps
from harvester.hashing import fingerprint
from harvester.pages import Document, WrongSelectorError, bare, open_document, selected
from harvester.protocols.html_list.blocks import blocks
from harvester.protocols.html_list.item import Tally, identifier, item_content, link_in
from harvester.protocols.html_list.statement import page_statement

__all__ = ["ListReader"]

ALL_READ: Final = Closed("harvester.pages.all-read")
BROKEN_OFF: Final = Closed("harvester.pages.truncated", whole=False)
NEVER_TURNED: Final = Closed("harvester.pages.next-never-found", whole=False)


@dataclass(slots=True)
class ListReader:
    """Reads the pages of one crawl, and remembers what only several pages can tell."""

    selectors: ListSelectors
    tally: Tally = field(default_factory=Tally)
    statements: dict[str, Content] = field(default_factory=dict)
    """What the list page says of the licence, by the address of the item's own page."""
    heads: dict[str, str] = field(default_factory=dict)
    """The first page of a list, by each of its later pages: an item may move from one to the other."""
    ends: bool = False
    """Whether the site writes the end of its pages, so that one without it broke off."""
    begun: bool = False
    turned: bool = False
    """Whether a link to a next page was ever found."""

    def read_list(self, page: Page) -> Steps:
        """Read a page of the list. Raises SourceError when it is not the list that the selectors know."""
        document = open_document(page)
        first, self.begun = not self.begun, True
        self.ends = self.ends or document.ended
        if not document.ended:
            yield BROKEN_OFF
        try:
            yield from self._list(document, page, first=first)
        except WrongSelectorError as error:
            raise SourceError("harvester.wrong-selector", url=page.url, detail=str(error)) from error

    def read_detail(self, page: Page) -> Steps:
        """Read the page of one item."""
        document = open_document(page)
        if self.ends and not document.ended:
            raise SourceError("harvester.broken-off", url=page.url, detail="HTML")
        item = _Item(document.root, document.place(document.root), page.asked or page.url)
        try:
            statement = self.statements.get(bare(item.url))
            yield self._record(item, document, page.payload.sha256, statement, detail=True)
        except WrongSelectorError as error:
            raise SourceError("harvester.wrong-selector", url=page.url, detail=str(error)) from error

    def _list(self, document: Document, page: Page, *, first: bool) -> Steps:
        found = list(blocks(document, self.selectors.item))
        further = self._further(document) if first else []
        if not found and not further:
            raise self.fruitless("item", document.url)
        statement = page_statement(document, found, self.selectors, self.tally)
        head = self.heads.get(bare(page.asked), bare(document.url))
        for block in found:
            yield self._of_block(_Item(block.element, block.place, head), document, page, statement)
        yield from further
        end = self._end(document)
        if isinstance(end, Ask):
            self.heads[end.url] = head
        yield end

    def _of_block(self, item: "_Item", document: Document, page: Page, statement: Content | None) -> Step:
        if not self.selectors.detail:
            return self._record(item, document, page.payload.sha256, statement, detail=False)
        links = self.tally.select(item.element, self.selectors, "detail", document.url)
        url = bare(document.link(link_in(links[0]))) if links else ""
        if not url:
            return RecordFailed(f"{document.url} {item.place}", "harvester.record.no-detail", "")
        if statement:
            self.statements[url] = statement
        return Ask(url, item=True)

    def _record(
        self, item: "_Item", document: Document, payload: str, statement: Content | None, *, detail: bool
    ) -> Step:
        content = item_content(item.element, document, self.selectors, self.tally)
        anchor = self._anchor(item.element, document)
        title = str(content.get("title", ""))
        own = f"{item.url}{anchor}" if anchor.startswith("#") else anchor
        name = identifier(item.url, title, anchor=own, detail=detail)
        if not name or (detail and not title):
            reason = "harvester.record.no-title" if detail else "harvester.record.no-identifier"
            return RecordFailed(f"{document.url} {item.place}", reason, self.selectors.title)
        if statement and "licence" not in content:
            content["page_licence"] = statement
        content["landingPage"] = document.link(anchor) or (item.url if detail else document.url)
        return _seen(name, content, payload, item.place)

    def _anchor(self, element: html.HtmlElement, document: Document) -> str:
        """Give the fragment of the page, or the permanent address that the page names (``rel=shortlink``)."""
        for each in self.tally.select(element, self.selectors, "anchor", document.url):
            if isinstance(each, str):
                return f"#{each.strip()}" if each.strip() else ""
            if name := each.get("id") or each.get("name"):
                return f"#{name}"
            if href := link_in(each):
                return document.link(href)
        return ""

    def _further(self, document: Document) -> list[Ask]:
        if not self.selectors.more:
            return []
        links = selected(document.root, self.selectors.more)
        found = dict.fromkeys(bare(url) for each in links if (url := document.link(link_in(each))))
        found.pop(bare(document.url), None)
        if not found:
            raise self.fruitless("more", document.url)
        return [Ask(url) for url in found]

    def _end(self, document: Document) -> Ask | Closed:
        if not self.selectors.next:
            return ALL_READ
        links = [link_in(each) for each in selected(document.root, self.selectors.next)]
        self.turned = self.turned or bool(links)
        found = [bare(document.link(href)) for href in links if href and not href.startswith("#")]
        if any(not url for url in found):
            return Closed("harvester.pages.next-unusable", whole=False)
        after = [url for url in found if url != bare(document.url)]
        if after:
            return Ask(after[0])
        return ALL_READ

    def verdict(self, closed: Closed) -> Closed:
        """Judge the end once all pages were read: paging that was never seen to work proves nothing."""
        return NEVER_TURNED if closed.whole and self.selectors.next and not self.turned else closed

    def fruitless(self, name: str, url: str) -> SourceError:
        """Say which selector found nothing, and where."""
        return SourceError(
            "harvester.selector-found-nothing",
            url=url,
            name=name,
            selector=getattr(self.selectors, name),
            detail="",
        )

    def never_found(self) -> Iterator[SourceError]:
        """Name, at the end, a selector that found nothing on any page."""
        name, url = self.tally.fruitless()
        if name:
            yield self.fruitless(name, url)


@dataclass(frozen=True, slots=True)
class _Item:
    element: html.HtmlElement
    place: str
    url: str
    """Where it is known to be: on its own page, or on the first page of the list."""


def _seen(name: str, content: dict[str, Any], payload: str, place: str) -> RecordSeen:
    return RecordSeen(
        Record(
            identifier=name,
            kind=Kind.DATASET,
            dialect=Dialect.HTML_LIST,
            content=content,
            hash=fingerprint(content, Dialect.HTML_LIST),
            payload=payload,
            pointer=place,
        )
    )
