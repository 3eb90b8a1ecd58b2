"""Web pages made for people: their characters, their tree, their links and words, and the lists of a site."""

from harvester.pages.document import Document, open_document, parse
from harvester.pages.links import bare, page_key, same_page, web_link
from harvester.pages.selecting import WrongSelectorError, selected, validated
from harvester.pages.sitemap import SiteList, is_sitemap, robots_sitemaps, site_list
from harvester.pages.words import BLOCKS, words

__all__ = [
    "BLOCKS",
    "Document",
    "SiteList",
    "WrongSelectorError",
    "bare",
    "is_sitemap",
    "open_document",
    "page_key",
    "parse",
    "robots_sitemaps",
    "same_page",
    "selected",
    "site_list",
    "validated",
    "web_link",
    "words",
]
