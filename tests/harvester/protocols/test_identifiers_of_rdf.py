import pytest

from harvester.protocols.dcat_rdf.links import link_next
from harvester.protocols.dcat_rdf.payload import identifier_of


def test_an_iri_is_the_identifier() -> None:
    assert identifier_of("urn:a", {"dct:identifier": [{"@value": "x"}]}) == "urn:a"


def test_a_nameless_dataset_is_known_by_identifier_then_landing_page_then_title() -> None:
    title = {"dct:title": [{"@value": "T"}]}
    page = {"dcat:landingPage": [{"@id": "https://x.example/a"}]}
    assert identifier_of("_:1", title | page | {"dct:identifier": [{"@value": " x "}]}) == "x"
    assert identifier_of("_:1", title | page) == "https://x.example/a"
    assert identifier_of("_:1", title) == identifier_of("_:2", title) != ""
    assert identifier_of("_:1", {}) == ""


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('<http://x/2>; rel="next"', "http://x/2"),
        ('<http://x/0>; rel="prev", <http://x/2>; rel="next"', "http://x/2"),
        (
            "http://x/dcat?offset=50;rel=http://www.w3.org/ns/hydra/core#nextPage,http://x/9;rel=z",
            "http://x/dcat?offset=50",
        ),
        ('<http://x/9>; rel="last"', ""),
        ("", ""),
    ],
)
def test_the_link_header_names_the_next_page(header: str, expected: str) -> None:
    assert link_next(header) == expected
