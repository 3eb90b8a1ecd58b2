"""What the platform takes a body for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.targets import Problem, poison, sniff

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
ROOT = b'<rdf:RDF xmlns:rdf="x"/>'


@pytest.mark.parametrize(
    "body",
    [
        HEAD + ROOT,
        b"\xef\xbb\xbf" + HEAD + ROOT,
        HEAD + b'<dcat:Catalog rdf:about="x"/>',
        HEAD + b'<dcat:CatalogRecord rdf:about="x"/>',
    ],
)
def test_rdf_xml_is_recognised_by_its_declaration_and_first_tag(body: bytes) -> None:
    assert sniff(body) == ("rdf/xml", True)


@pytest.mark.parametrize(
    "body",
    [
        ROOT,
        b'<rdf:RDF xmlns:rdf="x"><x/></rdf:RDF>\n',
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + ROOT,
        b"<?xml version='1.0' encoding='UTF-8'?><rdf:RDF xmlns:rdf='x'/>",
        HEAD + b'<rdf:RDF\nxmlns:rdf="x"/>',
    ],
)
def test_an_opening_that_only_one_reading_of_the_platform_takes_is_not_safe(body: bytes) -> None:
    assert sniff(body) == ("rdf/xml", False)


@pytest.mark.parametrize(
    "body",
    [
        HEAD + b"<!-- hallo -->" + ROOT,
        HEAD + b"<!DOCTYPE rdf>" + ROOT,
        HEAD + b"<?x y?>" + ROOT,
        HEAD + b'<RDF xmlns="x"/>',
        HEAD + b'<rdf:RDF\txmlns:rdf="x"/>',
        b'<html lang="nl"><body>Onderhoud</body></html>',
    ],
)
def test_other_xml_is_no_feed(body: bytes) -> None:
    assert sniff(body).syntax == "xml"


@pytest.mark.parametrize(
    "body",
    [
        b'{"@context": "x"}',
        b"<http://x> <http://y> <http://z> .\n",
        b'<rdf:RDF xmlns:rdf="x"><x/></x>',
        b"PREFIX dcat: <http://www.w3.org/ns/dcat#>\n",
        b"@prefix dct: <http://purl.org/dc/terms/> .\n",
        b"",
    ],
)
def test_anything_else_is_taken_for_json(body: bytes) -> None:
    assert sniff(body).syntax == "other"


def test_turtle_is_recognised_by_a_prefix_and_the_dcat_namespace() -> None:
    assert sniff(b"@prefix dcat: <http://www.w3.org/ns/dcat#> .\n") == ("turtle", True)
    assert sniff(b"<http://x> a 1 .\n@prefix d: <http://www.w3.org/ns/dcat#> .\n") == ("turtle", False)


def test_texts_that_look_like_another_syntax_are_poison() -> None:
    assert poison(b"<x>&#64;prefix &lt;http://</x>") == []
    assert poison(b"<x>@prefix <![CDATA[<http://]]></x>") == ["@prefix", "<http://"]


def test_a_problem_has_the_key_of_its_message() -> None:
    assert Problem("json").key == "platform.json"


@given(st.binary())
def test_any_bytes_are_taken_for_something(body: bytes) -> None:
    assert sniff(body).syntax in {"rdf/xml", "turtle", "xml", "other"}
