"""Lists of links; the pages are synthetic, after the shapes that scrapers of three cities describe."""
# ruff: noqa: E501 -- pages as they are written

from dataclasses import replace
from typing import Any

import pytest

from catalogue.errors import SourceError
from catalogue.model import ListSelectors
from harvester.crawl import RecordFailed, RecordSeen
from harvester.crawl.steps import Ask, Closed
from harvester.protocols.html_list.payload import ListReader
from schedules import load_all
from tests.harvester.conftest import MakePage

WHOLE = Closed("harvester.pages.all-read")


def selectors(name: str) -> ListSelectors:
    """Give the selectors as the publisher's file has them."""
    found = {source.name: source.source.selectors for one in load_all() for source in one.sources}[name]
    assert found is not None
    return found


BRUGGE = selectors("brugge/lijst")
OOSTENDE = selectors("oostende/do2")
ANTWERPEN = selectors("antwerpen/drupal")

THEMES = """<html><body><div class="user-content"><h2>Open data</h2>
<div><a href="/opendata-cultuur">Cultuur</a> <a href="/help">hulp</a></div>
<div><a href="/opendata-mobiliteit">Mobiliteit</a></div></div></body></html>"""
THEME = """<html><body><div class="menu"><h4>Menu</h4></div><div class="user-content"><h3>Mobiliteit</h3>
<p>Alle gegevens op deze pagina vallen onder <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>.</p>
<h4><a name="fietsen"></a>Fietsenstallingen</h4>
<p><em>Omschrijving:</em> Alle <b>openbare</b> stallingen.</p>
<h5><span>Bestandsformaten:</span> <a href="/f/stallingen.csv">CSV</a>, <a href="kaart.kml">KML</a></h5>
<h4>Parkings</h4>
<p><span>Omschrijving</span> De parkings van de stad.</p>
<p><em>Bestandsformaten</em> <a href="https://elders.example/p?f=json">JSON</a></p>
<h3>Contact</h3><p><a href="/contact">Mail</a></p>
</div></body></html>"""


def read(reader: ListReader, page_of: MakePage, body: str, url: str) -> list[Any]:
    steps = list(reader.read_list(page_of(body, url)))
    return [step.record if isinstance(step, RecordSeen) else step for step in steps]


def theme(page_of: MakePage, body: str = THEME, **more: str) -> list[Any]:
    reader = ListReader(replace(BRUGGE, **more), begun=True)
    return read(reader, page_of, body, "https://www.brugge.example/opendata-mobiliteit")


def test_headings_with_what_follows_them_are_datasets_on_pages_per_theme(page_of: MakePage) -> None:
    reader = ListReader(BRUGGE)
    assert read(reader, page_of, THEMES, "https://www.brugge.example/opendata") == [
        Ask("https://www.brugge.example/opendata-cultuur"),
        Ask("https://www.brugge.example/opendata-mobiliteit"),
        WHOLE,
    ]
    cycles, parkings, end = read(reader, page_of, THEME, "https://www.brugge.example/opendata-mobiliteit")
    assert cycles.content == {
        "title": "Fietsenstallingen",
        "description": "Alle openbare stallingen.",
        "files": [
            {"href": "https://www.brugge.example/f/stallingen.csv", "text": "CSV"},
            {"href": "https://www.brugge.example/kaart.kml", "text": "KML"},
        ],
        "landingPage": "https://www.brugge.example/opendata-mobiliteit#fietsen",
    }
    assert cycles.identifier == "https://www.brugge.example/opendata-mobiliteit#fietsen"
    assert cycles.pointer == "/html/body/div[2]/h4[1]"
    assert parkings.content["files"] == [{"href": "https://elders.example/p?f=json", "text": "JSON"}]
    assert parkings.identifier.startswith("title:")
    assert end == WHOLE
    assert list(reader.never_found()) == []


def test_a_licence_for_the_whole_page_is_kept_apart_with_its_quote_and_its_page(page_of: MakePage) -> None:
    cycles, *_ = theme(page_of, licence="p:contains('op deze pagina')")
    assert "licence" not in cycles.content
    assert cycles.content["page_licence"] == {
        "quote": "Alle gegevens op deze pagina vallen onder CC BY 4.0.",
        "page": "https://www.brugge.example/opendata-mobiliteit",
        "href": "https://creativecommons.org/licenses/by/4.0/",
    }


def test_a_licence_of_its_own_keeps_that_of_the_page_away(page_of: MakePage) -> None:
    body = THEME.replace(
        "<em>Bestandsformaten", '<a class="l" href="/voorwaarden">Vraag het ons</a> <em>Bestandsformaten'
    )
    body = body.replace("<p>Alle gegevens", '<p class="l">Alle gegevens')
    cycles, parkings, _ = theme(page_of, body, licence=".l")
    assert "page_licence" in cycles.content
    assert parkings.content["licence"] == {
        "text": "Vraag het ons",
        "href": "https://www.brugge.example/voorwaarden",
    }
    assert "page_licence" not in parkings.content


def test_two_different_statements_are_none_for_the_page(page_of: MakePage) -> None:
    body = THEME.replace("<h3>Mob", '<p class="l">CC0</p><h3>Mob').replace("<p>Alle", '<p class="l">Alle')
    cycles, *_ = theme(page_of, body, licence=".l")
    assert "page_licence" not in cycles.content


def test_the_order_the_markup_and_the_capitals_do_not_make_another_dataset(page_of: MakePage) -> None:
    before = {each.identifier for each in theme(page_of)[:2]}
    cycles = THEME[THEME.index("<h4><a") : THEME.index("<h4>Park")]
    moved = THEME.replace(cycles, "").replace("<h3>Contact", f"{cycles}<h3>Contact")
    moved = moved.replace("<h4>Parkings</h4>", '<h4 class="x"><span>  PARKINGS </span></h4>')
    assert {each.identifier for each in theme(page_of, moved)[:2]} == before


def test_more_lists_are_only_looked_for_on_the_first_page(page_of: MakePage) -> None:
    assert not [
        step
        for step in theme(
            page_of, THEME.replace("<h3>Mob", "<div><a href='/opendata'>Terug</a></div><h3>Mob")
        )
        if isinstance(step, Ask)
    ]


@pytest.mark.parametrize(
    ("body", "more", "name", "selector"),
    [
        ("<html><body><p>Niets</p></body></html>", {}, "item", "div.user-content h4"),
        (THEME.replace("h4", "h6"), {}, "item", "div.user-content h4"),
        ("<html><body><p>Niets</p></body></html>", {"more": "ul a"}, "more", "ul a"),
    ],
)
def test_a_page_on_which_a_selector_finds_nothing_is_an_error_that_names_it(
    page_of: MakePage, body: str, more: dict[str, str], name: str, selector: str
) -> None:
    reader = ListReader(replace(BRUGGE, **more), begun=not more)
    with pytest.raises(SourceError) as caught:
        read(reader, page_of, body, "https://www.brugge.example/opendata")
    assert caught.value.key == "harvester.selector-found-nothing"
    assert (caught.value.facts["name"], caught.value.facts["selector"]) == (name, selector)
    assert "https://www.brugge.example/opendata" in str(caught.value)


def test_a_selector_that_finds_nothing_anywhere_is_told_at_the_end(page_of: MakePage) -> None:
    reader = ListReader(replace(BRUGGE, modified="time"), begun=True)
    read(reader, page_of, THEME, "https://www.brugge.example/opendata-mobiliteit")
    (error,) = reader.never_found()
    assert (error.facts["name"], error.facts["selector"]) == ("modified", "time")


LIST = """<html><body><ul class="dataviews">
<li class="item"><a href="OpenData.aspx?id=12"><span>Strandcabines</span></a></li>
<li class="item"><a href="/OpenData.aspx?lang=nl&amp;id=13#top"><span>Bushaltes</span></a></li>
<li class="item"><a href="/info">Zonder eigen pagina</a></li></ul></body></html>"""
DETAIL = """<html><body><h1>Stad aan zee</h1><div id="content"><h1>Strandcabines</h1>
<div class="opendata_long"><p>Waar de cabines staan.</p><p>Elke zomer nieuw.</p></div>
<ul class="listcategorien"><li><a href="#">Toerisme</a></li><li><a href="#">Strand</a></li></ul>
<div class="odsub"><a class="file" href="download.ashx?id=12&amp;t=csv" type="text/csv">Download</a>
<a class="file" href="javascript:open()">Kaart</a></div></div></body></html>"""
SITE = "https://www.oostende.example/OpenData.aspx"


def detail(reader: ListReader, page_of: MakePage, body: str, url: str) -> Any:  # noqa: ANN401 -- a record or its failure
    (step,) = list(reader.read_detail(page_of(body, url)))
    return step.record if isinstance(step, RecordSeen) else step


def test_a_list_leads_to_a_page_per_dataset(page_of: MakePage) -> None:
    reader = ListReader(OOSTENDE)
    first, second, failure, end = read(reader, page_of, LIST, SITE)
    assert (first, second) == (
        Ask(f"{SITE}?id=12", item=True),
        Ask(f"{SITE}?lang=nl&id=13", item=True),
    )
    assert (failure.reason_key, failure.pointer) == (
        "harvester.record.no-detail",
        f"{SITE} /html/body/ul/li[3]",
    )
    assert end == WHOLE
    record = detail(reader, page_of, DETAIL, f"{SITE}?id=12")
    assert record.identifier == f"{SITE}?id=12"
    assert record.content == {
        "title": "Strandcabines",
        "description": "Waar de cabines staan.\nElke zomer nieuw.",
        "keywords": ["Toerisme", "Strand"],
        "files": [
            {
                "href": "https://www.oostende.example/download.ashx?id=12&t=csv",
                "text": "Download",
                "type": "text/csv",
            }
        ],
        "landingPage": f"{SITE}?id=12",
    }


def test_the_order_of_a_query_does_not_make_another_dataset(page_of: MakePage) -> None:
    names = {
        detail(ListReader(OOSTENDE), page_of, DETAIL, f"{SITE}{query}").identifier
        for query in ("?lang=nl&id=13", "?id=13&lang=nl")
    }
    assert len(names) == 1


def test_an_error_page_with_status_200_is_a_failed_dataset(page_of: MakePage) -> None:
    failure = detail(ListReader(OOSTENDE), page_of, "<p>Deze pagina bestaat niet</p>", f"{SITE}?id=12")
    assert isinstance(failure, RecordFailed)
    assert (failure.reason_key, failure.detail) == ("harvester.record.no-title", "#content h1")


def test_the_statement_of_a_list_holds_for_the_pages_that_it_leads_to(page_of: MakePage) -> None:
    reader = ListReader(replace(OOSTENDE, licence=".voorwaarden"))
    read(reader, page_of, LIST.replace("<ul", '<p class="voorwaarden">Vrij te gebruiken</p><ul'), SITE)
    record = detail(reader, page_of, DETAIL, f"{SITE}?id=12")
    assert record.content["page_licence"] == {"quote": "Vrij te gebruiken", "page": SITE}


def test_a_permanent_link_outlives_the_address_of_a_page(page_of: MakePage) -> None:
    reader = ListReader(replace(OOSTENDE, anchor="link[rel=shortlink]"))
    body = DETAIL.replace("<body>", '<head><link rel="shortlink" href="/node/123"></head><body>')
    assert (
        detail(reader, page_of, body, f"{SITE}?id=12").identifier == "https://www.oostende.example/node/123"
    )


PAGED = """<html><body><ol><li class="library-item"><h3><a href="/datasets/{0}">{0}</a></h3><p>Wat het is…</p></li></ol>
<ul class="pager"><li class="pager-next">{1}</li></ul></body></html>"""
DRUPAL = "http://opendata.antwerpen.example/datasets-faceted"
NODE = """<html><body><h1>Bomen</h1><ul><li class="datatank-source"><a class="kml" href="http://d.example/v4/gis/bomen.kml">kml</a></li></ul></body></html>"""


def test_a_paged_list_is_followed_to_the_page_without_a_next_one(page_of: MakePage) -> None:
    reader = ListReader(ANTWERPEN)
    first = read(reader, page_of, PAGED.format("bomen", '<a href="?page=1">volgende</a>'), DRUPAL)
    assert first == [
        Ask("http://opendata.antwerpen.example/datasets/bomen", item=True),
        Ask(f"{DRUPAL}?page=1"),
    ]
    last = read(reader, page_of, PAGED.format("banken", ""), f"{DRUPAL}?page=1")
    assert last[-1] == WHOLE
    assert reader.verdict(WHOLE) == WHOLE
    record = detail(reader, page_of, NODE, "http://opendata.antwerpen.example/datasets/bomen")
    assert record.content["title"] == "Bomen"
    assert record.content["files"] == [{"href": "http://d.example/v4/gis/bomen.kml", "text": "kml"}]


def test_an_item_that_moves_to_another_page_of_its_list_stays_the_same(page_of: MakePage) -> None:
    chosen = ListSelectors(item="li", title="b", anchor="b", next="a")
    page = '<ul><li><b id="{0}">{0}</b></li></ul><a href="{1}">meer</a>'
    names = []
    for order in (("bomen", "banken"), ("banken", "bomen")):
        reader = ListReader(chosen)
        first, _ = read(reader, page_of, page.format(order[0], "?page=1"), "https://s.example/lijst")
        last, _ = read(reader, page_of, page.format(order[1], "#"), "https://s.example/lijst?page=1")
        assert last.content["landingPage"] == f"https://s.example/lijst?page=1#{order[1]}"
        names.append({first.identifier, last.identifier})
    assert names[0] == names[1] == {"https://s.example/lijst#bomen", "https://s.example/lijst#banken"}


@pytest.mark.parametrize(
    ("link", "end"),
    [
        ('<a href="#">volgende</a>', WHOLE),
        ('<a href="?page=7">volgende</a>', WHOLE),
        ('<a href="javascript:next()">volgende</a>', Closed("harvester.pages.next-unusable", whole=False)),
        ('<a href="http://[x">volgende</a>', Closed("harvester.pages.next-unusable", whole=False)),
    ],
)
def test_a_next_link_that_leads_nowhere_ends_the_list_or_breaks_it(
    page_of: MakePage, link: str, end: Closed
) -> None:
    steps = read(ListReader(ANTWERPEN), page_of, PAGED.format("bomen", link), f"{DRUPAL}?page=7")
    assert steps[-1] == end


def test_a_list_whose_next_link_was_never_found_is_not_whole(page_of: MakePage) -> None:
    reader = ListReader(ANTWERPEN)
    read(reader, page_of, PAGED.format("bomen", ""), DRUPAL)
    assert reader.verdict(WHOLE) == Closed("harvester.pages.next-never-found", whole=False)


def test_items_without_a_heading_are_blocks_of_their_own(page_of: MakePage) -> None:
    chosen = ListSelectors(item="tr.d", title="td.t", file="a", modified="time", keyword="td.k")
    body = """<table><tr class="d"><td class="t">Bomen</td><td class="k">Groen</td><td><a href="/b.zip">SHP</a>
    <time datetime="2020-02-01">1 februari</time></td></tr><tr class="d"><td class="t">Banken</td></tr></table>"""
    trees, benches, _ = read(ListReader(chosen), page_of, body, "https://stad.example/lijst")
    assert trees.content["modified"] == "2020-02-01"
    assert trees.content["keywords"] == ["Groen"]
    assert benches.content == {"title": "Banken", "landingPage": "https://stad.example/lijst"}


def test_an_item_that_nothing_tells_apart_is_a_failure(page_of: MakePage) -> None:
    failure, *_ = read(
        ListReader(ListSelectors(item="li")), page_of, "<ul><li>x</li></ul>", "https://s.example/"
    )
    assert failure.reason_key == "harvester.record.no-identifier"
