"""Sitemaps: the addresses of all pages, so that search engines and harvesters find them. Pure.

One map holds 50,000 addresses at the most, so each publisher has maps of its own, and an index names them.
"""

from collections.abc import Iterable, Sequence
from typing import Final
from xml.sax.saxutils import escape

__all__ = ["MOST", "sitemap", "sitemap_index"]

MOST: Final = 50_000
_HEAD: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
)


def sitemap(pages: Sequence[tuple[str, str]]) -> bytes:
    """Write the map of pages, each with its address and the day of its last change."""
    return _written("urlset", "url", pages)


def sitemap_index(maps: Iterable[tuple[str, str]]) -> bytes:
    return _written("sitemapindex", "sitemap", maps)


def _written(root: str, one: str, rows: Iterable[tuple[str, str]]) -> bytes:
    lines = [
        f"<{one}><loc>{escape(address)}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</{one}>\n"
        for address, day in rows
    ]
    return (_HEAD.format(root=root) + "".join(lines) + f"</{root}>\n").encode()
