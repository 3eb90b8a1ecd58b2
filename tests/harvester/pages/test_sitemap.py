"""Sitemaps; every one of them is synthetic."""
# ruff: noqa: E501 -- pages as they are written

import gzip

import pytest

from catalogue.errors import SourceError
from harvester.pages import robots_sitemaps, site_list
from tests.harvester.conftest import MakePage

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def entries(*addresses: str) -> str:
    return "".join(f"<url><loc>{url}</loc><lastmod>2020-01-01</lastmod></url>" for url in addresses)


def test_a_sitemap_lists_pages_once_and_without_fragments(page_of: MakePage) -> None:
    listed = site_list(page_of(f"{HEAD}{entries('/a', '/b#x', '/b', ' /c ')}</urlset>"))
    assert listed.urls == tuple(f"https://stad.example/{name}" for name in "abc")
    assert (listed.index, listed.whole) == (False, True)


def test_a_sitemap_index_lists_sitemaps(page_of: MakePage) -> None:
    body = "<sitemapindex><sitemap><loc>/one.xml.gz</loc></sitemap></sitemapindex>"
    listed = site_list(page_of(gzip.compress(body.encode())))
    assert (listed.urls, listed.index, listed.whole) == (("https://stad.example/one.xml.gz",), True, True)


def test_names_with_a_prefix_comments_and_a_byte_order_mark_are_read(page_of: MakePage) -> None:
    body = '\ufeff<!-- x --><s:urlset xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9"><s:url><s:loc>/a</s:loc></s:url>'
    assert site_list(page_of(f"{body}</s:urlset>\n<!-- einde -->")).whole


def test_a_lone_ampersand_in_an_address_is_mended(page_of: MakePage) -> None:
    listed = site_list(page_of(f"{HEAD}{entries('/a?b=1&c=2', '/a?b=1&amp;c=3')}</urlset>"))
    assert listed.urls == ("https://stad.example/a?b=1&c=2", "https://stad.example/a?b=1&c=3")
    assert listed.whole


@pytest.mark.parametrize(
    "body",
    [
        f"{HEAD}{entries('/a')}<url><loc>/b",
        f"{HEAD}{entries('/a')}",
        f"{HEAD}{entries('/a')}<url><loc>/b</wrong></url></urlset>",
        f"{HEAD}{entries('/a', 'mailto:x@stad.example')}</urlset>",
        f"{HEAD}{entries('/a', 'https://[stad')}</urlset>",
    ],
    ids=["broken off", "not closed", "malformed", "no web address", "no address"],
)
def test_a_damaged_sitemap_gives_what_it_has_and_is_not_whole(page_of: MakePage, body: str) -> None:
    listed = site_list(page_of(body))
    assert "https://stad.example/a" in listed.urls
    assert not listed.whole


@pytest.mark.parametrize(
    "body",
    [
        "<html><body>Niet gevonden</body></html>",
        '<!DOCTYPE urlset [<!ENTITY a SYSTEM "file:///etc/hostname">]><urlset><url><loc>/&a;</loc></url></urlset>',
        '<?xml version="1.0"?><!DOCTYPE urlset><urlset></urlset>',
        "https://stad.example/a",
        "{}",
    ],
)
def test_what_is_no_sitemap_or_defines_entities_is_refused(page_of: MakePage, body: str) -> None:
    with pytest.raises(SourceError) as caught:
        site_list(page_of(body))
    assert caught.value.key == "harvester.not-a-sitemap"


def test_robots_txt_names_sitemaps_in_any_case_with_or_without_a_host(page_of: MakePage) -> None:
    body = "\ufeffSitemap: /a.xml\nUser-agent: *\nSITEMAP:https://stad.example/b.xml#x\nsitemap: mailto:x\nSitemap: /a.xml\n"
    assert robots_sitemaps(page_of(body, "https://stad.example/robots.txt")) == [
        "https://stad.example/a.xml",
        "https://stad.example/b.xml",
    ]
