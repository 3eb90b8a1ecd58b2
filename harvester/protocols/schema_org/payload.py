"""A page of a site with schema.org descriptions: the one that the source names, a sitemap, one of datasets.

Law: every page that the sitemap lists is read, and one without a dataset is counted as such; so what is not
seen is not there.
"""

from collections.abc import Callable, Iterator
from typing import Final

from catalogue.model import Content, Dialect, Kind, Record
from harvester.crawl.events import CatalogueSeen, Event, RecordFailed, RecordSeen
from harvester.crawl.steps import Ask, Closed, Page, Steps
from harvester.hashing import fingerprint
from harvester.pages import bare, open_document, same_page, site_list, web_link
from harvester.protocols.json_page import load
from harvester.protocols.schema_org.datasets import Described, described, described_by, first_text, links_of
from harvester.protocols.schema_org.identity import identified
from harvester.protocols.schema_org.nodes import Node
from harvester.protocols.schema_org.syntaxes import Embedded

__all__ = ["look", "read_pages", "read_records", "read_start"]

SITEMAP_READ: Final = Closed("harvester.pages.sitemap-read")
DAMAGED: Final = Closed("harvester.pages.sitemap-damaged", whole=False)
ONE_DOCUMENT: Final = Closed("harvester.pages.one-document")
BROKEN_OFF: Final = Closed("harvester.pages.truncated", whole=False)
SAME: Final = frozenset({"@id", "@type", "identifier", "includedInDataCatalog", "name", "sameAs", "url"})
"""What a mere mention of a dataset consists of."""


def look(page: Page) -> Described:
    """Read what a page describes; JSON-LD may also come as a document of its own."""
    if page.payload.head(512).lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in {b"{", b"["}:
        blocks = Embedded([load(page.payload.read(), page.url)], [])
        return described_by([blocks], page.url)
    return described(open_document(page))


def read_start(page: Page, found: Described) -> Steps:
    """Read the page that the source names: its datasets, and the pages of those that it only mentions."""
    if found.catalogue:
        yield CatalogueSeen(found.catalogue, Dialect.SCHEMA_ORG)
    links = [_own_page(dataset, page) for dataset in found.datasets]
    yield from _records(
        found, page, [each for each, link in zip(found.datasets, links, strict=True) if not link]
    )
    for link in dict.fromkeys(filter(None, links)):
        yield Ask(link, item=True)
    yield ONE_DOCUMENT if found.ended else BROKEN_OFF


def _own_page(dataset: Node, page: Page) -> str:
    """Give the page that describes a dataset which is only mentioned here."""
    if not set(dataset) <= SAME:
        return ""
    links = (web_link(page.url, url) for url in (*links_of(dataset, "url"), dataset.get("@id", "")) if url)
    return next((bare(link) for link in links if link and not same_page(link, page.url)), "")


def read_records(page: Page, found: Described, is_read: Callable[[str], bool]) -> Iterator[Event]:
    """Read the page of datasets; ``is_read`` tells whether another page of the site is read as well."""
    main = found.datasets
    if len(main) > 1:
        main = [each for each in main if not _has_own_page(each, page, is_read)]
    yield from _records(found, page, main)
    if found.nothing:
        yield RecordFailed(page.url, "harvester.record.page-without-dataset", page.url, skipped=True)


def _has_own_page(dataset: Node, page: Page, is_read: Callable[[str], bool]) -> bool:
    """Tell a neighbour that is mentioned here from the dataset of this page."""
    links = (web_link(page.url, url) for url in links_of(dataset, "url"))
    return any(link and not same_page(link, page.url) and is_read(link) for link in links)


def read_pages(page: Page, part: str) -> Steps:
    """Read a sitemap: further ones, or the pages of the site whose address begins with ``part``."""
    listed = site_list(page)
    for url in listed.urls:
        if listed.index:
            yield Ask(url)
        elif url.startswith(part):
            yield Ask(url, item=True)
    yield SITEMAP_READ if listed.whole else DAMAGED


def _records(found: Described, page: Page, datasets: list[Node]) -> Iterator[Event]:
    damage = tuple(f"{each.place}: {each.detail}" for each in found.damage)
    pieces = damage if len(datasets) == 1 else ()
    for name, dataset in identified(datasets, page.url):
        if name:
            yield _seen(name, dataset, page, pieces)
        else:
            title = first_text(dataset, "name")[:200]
            yield RecordFailed(page.url, "harvester.record.no-identifier", title)
    for detail in () if pieces else damage:
        yield RecordFailed(page.url, "harvester.record.unreadable", detail)
    for title in found.oversized:
        yield RecordFailed(page.url, "harvester.record.too-large", title[:200])


def _seen(name: str, dataset: Node, page: Page, damage: tuple[str, ...]) -> RecordSeen:
    content: Content = {**dataset, "@page": [page.url]}
    return RecordSeen(
        Record(
            identifier=name,
            kind=Kind.DATASET,
            dialect=Dialect.SCHEMA_ORG,
            content=content,
            hash=fingerprint(content, Dialect.SCHEMA_ORG),
            payload=page.payload.sha256,
            pointer=dataset.get("@id", page.url),
            damage=damage,
        )
    )
