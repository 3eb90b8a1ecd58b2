import re

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat

from oogst.demo import SamplePortals
from tests.oogst.demo.asking import get

HYDRA = "http://www.w3.org/ns/hydra/core#"
DATASET = NamedNode("http://www.w3.org/ns/dcat#Dataset")


def walk(address: str) -> list[str]:
    """Follow hydra:next from the first page and give the text of every page."""
    pages = []
    while address:
        pages.append(get(address).text)
        following = re.search(r"hydra:next <([^>]+)>", pages[-1])
        address = following[1] if following else ""
    return pages


def test_the_pages_are_chained_and_closed(first_day: SamplePortals) -> None:
    pages = walk(first_day.url("dcat_turtle"))

    assert len(pages) == 3
    assert sum(page.count("a dcat:Dataset ;") for page in pages) == 12
    assert all("hydra:totalItems 12" in page for page in pages)


def test_all_pages_but_the_broken_one_are_turtle(first_day: SamplePortals) -> None:
    first, _, last = walk(first_day.url("dcat_turtle"))
    quads = [
        *pyoxigraph.parse(first, format=RdfFormat.TURTLE),
        *pyoxigraph.parse(last, format=RdfFormat.TURTLE),
    ]

    assert sum(quad.object == DATASET for quad in quads) == 7


def test_the_second_page_breaks_on_one_statement(first_day: SamplePortals) -> None:
    broken = walk(first_day.url("dcat_turtle"))[1]
    with pytest.raises(SyntaxError, match="oude"):
        list(pyoxigraph.parse(broken, format=RdfFormat.TURTLE, lenient=True))
    repaired = pyoxigraph.parse(broken.replace('"oude"', "oude"), format=RdfFormat.TURTLE, lenient=True)

    assert sum(quad.object == DATASET for quad in repaired) == 5


@pytest.mark.parametrize("page", ["0", "4", "laatste"])
def test_a_page_that_is_not_there_is_not_found(first_day: SamplePortals, page: str) -> None:
    assert get(f"{first_day.url('dcat_turtle')}?page={page}").status == 404


def test_the_xml_feed_is_one_document_with_every_dataset(first_day: SamplePortals) -> None:
    reply = get(first_day.url("dcat_rdfxml"))
    quads = list(pyoxigraph.parse(reply.body, format=RdfFormat.RDF_XML, lenient=True))

    assert reply.media_type.startswith("application/rdf+xml")
    assert sum(quad.object == DATASET for quad in quads) == 10
    assert not any(HYDRA in quad.predicate.value for quad in quads)
