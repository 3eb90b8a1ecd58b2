"""The sitemap of a site: which pages there are, and whether the list could be read to its end.

Scrapy's parser reads on where a document is damaged; what it then leaves out is not known, so only a document
without a fault and with its closing tag counts as whole. ``lastmod`` is not read: portals set it at will.
"""

import re
from dataclasses import dataclass
from typing import Final

from lxml import etree
from scrapy.utils.sitemap import Sitemap, sitemap_urls_from_robots

from catalogue.errors import SourceError
from harvester.crawl.steps import Page
from harvester.pages.links import bare, web_link

__all__ = ["SiteList", "is_sitemap", "robots_sitemaps", "site_list"]

MOST: Final = 64 * 1024 * 1024
"""Bytes, unpacked; the protocol allows 50 MB."""
ROBOTS: Final = 512 * 1024
_ROOT: Final = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<\?[^>]*>\s*|<!--.*?-->\s*)*<(?:[\w.-]+:)?(urlset|sitemapindex)\b",
    re.DOTALL,
)
_END: Final = re.compile(rb"</(?:[\w.-]+:)?(?:urlset|sitemapindex)\s*>\s*(?:<!--[^>]*-->\s*)*\Z")
_LONE: Final = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")


@dataclass(frozen=True, slots=True)
class SiteList:
    """The addresses that a sitemap lists: pages, or (``index``) further sitemaps."""

    urls: tuple[str, ...]
    index: bool
    whole: bool


def is_sitemap(head: bytes) -> bool:
    """Tell a sitemap by its start. One with a document type, which none needs, is taken for none."""
    return _ROOT.match(head) is not None


def site_list(page: Page) -> SiteList:
    """Read a sitemap. Raises SourceError when it is none."""
    if page.payload.size > MOST:
        raise SourceError("harvester.too-large", url=page.url, detail=f"{page.payload.size} > {MOST}")
    if not is_sitemap(page.payload.head()):
        head = page.payload.head(60).decode(errors="replace")
        raise SourceError("harvester.not-a-sitemap", url=page.url, detail=head)
    body = _LONE.sub(b"&amp;", page.payload.read())
    try:
        sitemap = Sitemap(body)
        found = [entry["loc"] for entry in sitemap]
    except (etree.LxmlError, StopIteration) as error:
        raise SourceError("harvester.unparseable", url=page.url, detail=f"XML: {error}") from error
    links = [bare(web_link(page.url, loc)) for loc in found]
    sound = not sitemap.xmliter.error_log and all(links) and _END.search(body[-4096:]) is not None
    return SiteList(tuple(dict.fromkeys(filter(None, links))), sitemap.type == "sitemapindex", sound)


def robots_sitemaps(page: Page) -> list[str]:
    """List the sitemaps that a robots.txt names."""
    body = page.payload.head(ROBOTS).removeprefix(b"\xef\xbb\xbf")
    links = (web_link(page.url, url) for url in sitemap_urls_from_robots(body))
    return list(dict.fromkeys(bare(link) for link in links if link))
