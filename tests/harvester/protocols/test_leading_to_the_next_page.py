"""Headers and addresses that lead to a next page, also as nobody would write them."""

from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from catalogue.errors import SourceError
from harvester.crawl.steps import Ask, Closed
from harvester.protocols.dcat_rdf.links import link_next
from harvester.protocols.dcat_rdf.paging import PlainPaging

ADDRESS = st.from_regex(r"https?://[a-z]{1,8}\.example/[a-z0-9?=&%;,._-]{0,20}", fullmatch=True)
RELATION = st.sampled_from(["prev", "last", "first", "alternate", "nextish", "http://x.example/next"])
NEXT = st.sampled_from(
    ['"next"', "next", '"NEXT"', '"last next"', '"http://www.w3.org/ns/hydra/core#nextPage"']
)


@given(st.text())
def test_any_header_is_read(header: str) -> None:
    link_next(header)


@given(st.lists(st.tuples(ADDRESS, RELATION), max_size=4), ADDRESS, NEXT, st.integers(0, 4))
def test_the_one_next_among_other_links_is_found(
    others: list[tuple[str, str]], address: str, relation: str, at: int
) -> None:
    rest = [f'<{other}>; title="a, <b>; rel=next"; rel="{name}"' for other, name in others]
    link = f"<{address}>; rel={relation}"
    assert link_next(", ".join([*rest[:at], link, *rest[at:]])) == address
    assert link_next(", ".join(rest)) == ""


def test_a_link_of_another_page_leads_nowhere() -> None:
    assert link_next('<http://x.example/2>; rel="next"; anchor="http://x.example/other"') == ""


@given(
    st.sampled_from(["page", "Page", "startindex", "startIndex", "offset"]),
    st.integers(0, 10**6),
    st.lists(st.lists(st.text(max_size=3), max_size=4), max_size=8),
    st.none() | st.integers(-1, 100),
)
def test_every_address_goes_further_and_keeps_what_else_it_says(
    name: str, start: int, pages: list[list[str]], total: int | None
) -> None:
    url = f"http://x.example/i?f=dcat%20ap&{name}={start}&limit=3&lang=nl#top"
    paging = PlainPaging(url)
    for names in pages:
        try:
            after = paging.onward(url, names, total)
        except SourceError as error:
            assert error.key == "harvester.loop"  # noqa: PT017 -- an outcome like the others
            return
        if isinstance(after, Closed):
            return
        assert isinstance(after, Ask)
        before, now = dict(parse_qsl(urlsplit(url).query)), dict(parse_qsl(urlsplit(after.url).query))
        assert int(now.pop(name)) > int(before.pop(name))
        assert now == before
        url = after.url


@given(st.text(max_size=40))
def test_any_address_may_be_asked_whether_it_counts(query: str) -> None:
    paging = PlainPaging(f"http://x.example/?{query}")
    if paging:
        paging.onward(paging.first(f"http://x.example/?{query}"), ["a"], None)


def test_an_address_without_a_place_has_no_pages() -> None:
    assert not PlainPaging("http://x.example/catalog.ttl?limit=100&page=last")
    assert not PlainPaging("http://x.example/page/2")
