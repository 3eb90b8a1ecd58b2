"""Lists of RDF pages, in every way in which a page may lead to the next. All samples are synthetic."""

from collections.abc import Iterator

import pytest

from catalogue.model import Protocol
from harvester.crawl import CrawlFailed, Declared, Duplicate, Event, PagesClosed, RecordSeen
from tests.harvester.conftest import Crawl
from tests.harvester.served import Reply, Site, serving_site

PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
"""
CATALOGUE = PREFIXES + "<http://data.example/> a dcat:Catalog .\n"
XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
    ' xmlns:dcat="http://www.w3.org/ns/dcat#" xmlns:dct="http://purl.org/dc/terms/">{}</rdf:RDF>'
)
WHOLE = PagesClosed(closed=True, reason="harvester.pages.all-read")
TWO_EMPTY = PagesClosed(closed=True, reason="harvester.pages.two-empty-pages")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving_site() as server:
        yield server


def some(*numbers: int) -> str:
    return CATALOGUE + "".join(f'<urn:d{n}> a dcat:Dataset ; dct:title "D{n}" .\n' for n in numbers)


def found(events: list[Event]) -> list[str]:
    return [event.record.identifier for event in events if isinstance(event, RecordSeen)]


def named(*numbers: int) -> list[str]:
    return [f"urn:d{n}" for n in numbers]


def failure(events: list[Event]) -> str | None:
    return next((event.key for event in events if isinstance(event, CrawlFailed)), None)


@pytest.mark.parametrize(
    "lead",
    [
        "<#p> a hydra:PagedCollection ; hydra:nextPage <HERE/c?page=2> .",
        '<#p> a hydra:PagedCollection ; hydra:nextPage "HERE/c?page=2" .',
        "<#v> a hydra:PartialCollectionView ; hydra:next <?page=2> .",
        (
            "<> a hydra:Collection ; hydra:view <#v> . <#v> a hydra:PartialCollectionView ;"
            " hydra:first <HERE/c> ; hydra:last <HERE/c?page=2> ; hydra:next <HERE/c?page=2> ."
        ),
    ],
)
def test_each_dialect_of_hydra_leads_to_the_next_page(harvest: Crawl, site: Site, lead: str) -> None:
    site.pages = {"/c": some(1) + lead, "/c?page=2": some(2)}
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/c")
    assert found(events) == named(1, 2)
    assert events[-1] == WHOLE


def test_hydra_in_json_leads_to_the_next_page(harvest: Crawl, site: Site) -> None:
    page = """{"@context": ["https://www.w3.org/ns/hydra/context.jsonld"], "@graph": [
      {"@id": "urn:d1", "@type": "dcat:Dataset", "dct:title": "Één"},
      {"@id": "HERE/c", "@type": "Collection", "totalItems": 2,
       "view": {"@id": "HERE/c?page=1", "@type": "PartialCollectionView", "next": "HERE/c?page=2"}}]}"""
    site.pages = {"/c": Reply(page, "application/ld+json"), "/c?page=2": some(2)}
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/c")
    assert found(events) == named(1, 2)
    assert Declared(2) in events


@pytest.mark.parametrize(
    "links",
    [
        ('<HERE/c?page=2>; rel="next"',),
        ("</c?page=2>; rel=next",),
        ('<?page=2>; title="a, b; c"; rel="last next"',),
        ("<HERE/c>; rel=first", "<HERE/c?page=2>; rel=next", "<HERE/c?page=2>; rel=last"),
        ("HERE/c?page=2;rel=http://www.w3.org/ns/hydra/core#nextPage, HERE/c;rel=x",),
    ],
)
def test_a_link_header_leads_to_the_next_page(harvest: Crawl, site: Site, links: tuple[str, ...]) -> None:
    site.pages = {"/c": Reply(some(1), links=links), "/c?page=2": some(2)}
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/c")
    assert found(events) == named(1, 2)
    assert events[-1] == WHOLE


@pytest.mark.parametrize("first", ["/c?page=1&f=dcat", "/c?f=dcat&page=1"])
def test_pages_that_only_the_address_counts_end_after_two_empty_ones(
    harvest: Crawl, site: Site, first: str
) -> None:
    pages = [some(1, 2), some(3), some(), some(4), some(), some()]
    site.pages = {first.replace("page=1", f"page={n}"): body for n, body in enumerate(pages, 1)}
    events = harvest(Protocol.DCAT_RDF, site.url + first)
    assert found(events) == named(1, 2, 3, 4)
    assert events[-1] == TWO_EMPTY


def test_an_empty_page_may_say_nothing_at_all(harvest: Crawl, site: Site) -> None:
    empty = Reply(XML.format(""), "application/rdf+xml")
    site.pages = {"/i?startindex=0&limit=2": some(1, 2)} | {
        f"/i?startindex={n}&limit=2": empty for n in (2, 4)
    }
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/i?startindex=0&limit=2")
    assert found(events) == named(1, 2)
    assert events[-1] == TWO_EMPTY


def test_windows_with_hidden_items_leave_no_gap(harvest: Crawl, site: Site) -> None:
    """The server counts hidden items too, so a window holds fewer than was asked for."""
    hidden = {2, 5}
    shown = {start: [n for n in range(start, min(start + 4, 11)) if n not in hidden] for start in range(40)}
    site.pages = {f"/i?offset={start}&limit=4": some(*numbers) for start, numbers in shown.items()}
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/i?offset=0&limit=4")
    assert found(events) == named(*(n for n in range(11) if n not in hidden))
    assert not [event for event in events if isinstance(event, Duplicate)]
    assert events[-1] == TWO_EMPTY


def test_a_server_that_gives_fewer_than_asked_for_is_read_without_a_gap(harvest: Crawl, site: Site) -> None:
    site.pages = {f"/i?offset={start}&limit=9": some(*range(start, min(start + 3, 8))) for start in range(60)}
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/i?offset=0&limit=9")
    assert found(events) == named(*range(8))
    assert events[-1] == TWO_EMPTY


def test_a_declared_total_is_waited_for_past_empty_pages(harvest: Crawl, site: Site) -> None:
    total = "<#c> a hydra:Collection ; hydra:totalItems 2 ."
    pages = [some(1), some(), some(), some(), some(2), some(), some()]
    site.pages = {f"/c?page={n}": body + total for n, body in enumerate(pages)}
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/c?page=0")
    assert found(events) == named(1, 2)
    assert events[-1] == TWO_EMPTY


def test_a_declared_total_that_never_comes_leaves_the_list_open(harvest: Crawl, site: Site) -> None:
    total = "<#c> a hydra:Collection ; hydra:totalItems 3 ."
    site.pages = {f"/c?page={n}": some(*([1] if n == 0 else [])) + total for n in range(20)}
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/c?page=0")
    assert found(events) == named(1)
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.fewer-than-declared")


@pytest.mark.parametrize("again", [some(1, 2), some(1, 2) + "# van vandaag\n", some(2)])
def test_a_page_with_nothing_but_what_was_there_is_a_loop(harvest: Crawl, site: Site, again: str) -> None:
    site.pages = {"/c?page=1": some(1, 2), "/c?page=2": again}
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/c?page=1")
    assert found(events) == named(1, 2)
    assert failure(events) == "harvester.loop"


def test_a_page_that_breaks_off_fails_alone_and_leaves_the_list_open(harvest: Crawl, site: Site) -> None:
    dataset = '<dcat:Dataset rdf:about="urn:d{0}"><dct:title>D{0}</dct:title></dcat:Dataset>'
    whole = XML.format(dataset.format(2) + dataset.format(3))
    site.pages = {
        "/c?page=1": some(1),
        "/c?page=2": Reply(whole[: whole.index("D3")], "application/rdf+xml"),
        "/c?page=3": some(4),
        "/c?page=4": some(),
        "/c?page=5": some(),
    }
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/c?page=1")
    assert found(events) == named(1, 2, 4)
    assert events[-1] == PagesClosed(closed=False, reason="harvester.pages.truncated")


def test_a_window_that_breaks_off_is_asked_for_in_smaller_parts(harvest: Crawl, site: Site) -> None:
    dataset = '<dcat:Dataset rdf:about="urn:d{0}"><dct:title>D{0}</dct:title></dcat:Dataset>'
    broken = Reply(XML.format(dataset.format(1)).removesuffix("</rdf:RDF>"), "application/rdf+xml")
    site.pages = {f"/i?offset={n}&limit=10": some(*range(n, min(n + 10, 25))) for n in range(80)}
    site.pages["/i?offset=0&limit=30"] = broken
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/i?offset=0&limit=30")
    assert found(events) == named(*range(25))
    assert events[-1] == TWO_EMPTY


def test_a_window_that_a_server_cannot_manage_is_asked_for_in_smaller_parts(
    harvest: Crawl, site: Site
) -> None:
    site.pages = {f"/i?startindex={n}&limit=10": some(*range(n, min(n + 10, 15))) for n in range(80)}
    site.pages["/i?startindex=0&limit=20"] = Reply("too much", "text/plain", 500)
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/i?startindex=0&limit=20")
    assert found(events) == named(*range(15))
    assert events[-1] == TWO_EMPTY


def test_what_a_page_says_itself_goes_before_what_its_address_says(harvest: Crawl, site: Site) -> None:
    site.pages = {
        "/c?page=1": some(1) + "<#p> hydra:nextPage <HERE/c?page=7> .",
        "/c?page=7": some(2),
    }
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/c?page=1")
    assert found(events) == named(1, 2)
    assert events[-1] == WHOLE


def test_a_catalogue_without_datasets_and_without_further_pages_is_an_empty_one(
    harvest: Crawl, site: Site
) -> None:
    site.pages = {"/c": some()}
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/c")
    assert found(events) == []
    assert events[-1] == WHOLE


def test_a_page_in_a_chain_may_be_empty(harvest: Crawl, site: Site) -> None:
    site.pages = {"/c": PREFIXES + "<#v> hydra:next <HERE/d> .", "/d": some(1)}
    events = harvest(Protocol.DCAT_RDF, f"{site.url}/c")
    assert found(events) == named(1)
    assert events[-1] == WHOLE


def test_a_first_page_without_anything_of_a_catalogue_is_a_failure(harvest: Crawl, site: Site) -> None:
    site.pages = {"/c?page=1": '<urn:x> <urn:y> "z" .'}
    assert failure(harvest(Protocol.DCAT_RDF, f"{site.url}/c?page=1")) == "harvester.no-catalogue"


def test_as_many_as_the_address_lets_through_may_not_be_all(harvest: Crawl, site: Site) -> None:
    site.pages = {"/c?limit=2": some(1, 2), "/c?limit=3": some(1, 2)}
    cut = PagesClosed(closed=False, reason="harvester.pages.cut-by-limit")
    assert harvest(Protocol.DCAT_RDF, f"{site.url}/c?limit=2")[-1] == cut
    assert harvest(Protocol.DCAT_RDF, f"{site.url}/c?limit=3")[-1] == WHOLE


def test_as_many_as_a_limit_lets_through_are_all_at_the_end_of_a_chain(harvest: Crawl, site: Site) -> None:
    site.pages = {
        "/c": some(1, 2) + "<#v> hydra:next <HERE/c?after=2&limit=2> .",
        "/c?after=2&limit=2": some(3, 4),
    }
    assert harvest(Protocol.DCAT_RDF, f"{site.url}/c")[-1] == WHOLE
