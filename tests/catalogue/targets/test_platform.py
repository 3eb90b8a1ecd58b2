"""The platform's rules."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from catalogue.messages import keys
from catalogue.targets import Problem, collisions, platform_uuid, poison, sniff

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
SAMPLES = "examples/geonetwork-dcat-ap-plugin/sample-data"


@pytest.mark.parametrize(
    "body",
    [
        HEAD + b'<rdf:RDF xmlns:rdf="x"/>',
        b"\xef\xbb\xbf" + HEAD + b'<rdf:RDF xmlns:rdf="x"/>',
        HEAD + b'<dcat:Catalog rdf:about="x"/>',
        HEAD + b'<dcat:CatalogRecord rdf:about="x"/>',
    ],
)
def test_rdf_xml_is_recognised_by_its_declaration_and_first_tag(body: bytes) -> None:
    assert sniff(body) == "rdf/xml"


@pytest.mark.parametrize(
    "body",
    [
        b'<rdf:RDF xmlns:rdf="x"/>',
        b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><rdf:RDF xmlns:rdf="x"/>',
        b"<?xml version='1.0' encoding='UTF-8'?><rdf:RDF xmlns:rdf='x'/>",
        HEAD + b'<!-- hallo --><rdf:RDF xmlns:rdf="x"/>',
        HEAD + b'<!DOCTYPE rdf><rdf:RDF xmlns:rdf="x"/>',
        HEAD + b'<?x y?><rdf:RDF xmlns:rdf="x"/>',
        HEAD + b'<RDF xmlns="x"/>',
        HEAD + b'<rdf:RDF\nxmlns:rdf="x"/>',
        b'{"@context": "x"}',
        b"<http://x> <http://y> <http://www.w3.org/ns/dcat#> .\n# @prefix ",
        b"",
    ],
)
def test_anything_else_is_not(body: bytes) -> None:
    assert sniff(body) is None


def test_turtle_is_recognised_by_a_prefix_and_the_dcat_namespace() -> None:
    assert sniff(b"@prefix dcat: <http://www.w3.org/ns/dcat#> .\n") == "turtle"
    assert sniff(b"PREFIX dcat: <http://www.w3.org/ns/dcat#>\n") is None


def test_texts_that_look_like_another_syntax_are_poison() -> None:
    assert poison(b"<x>&#64;prefix &lt;http://</x>") == []
    assert poison(b"<x>@prefix <![CDATA[<http://]]></x>") == ["@prefix", "<http://"]


def test_a_uuid_in_the_identifier_wins_over_one_in_the_record() -> None:
    one, other = "1d7f0a52-0000-4000-8000-000000000001", "1d7f0a52-0000-4000-8000-000000000002"
    assert platform_uuid("c", f"https://x/{other}", f"https://x/{one}") == one
    assert platform_uuid("c", f"https://x/{other}", "bomen") == other


@pytest.mark.corpus
@pytest.mark.parametrize("city", ["gent", "agrarisch-groen-ontoegankelijk-antwerpen", "geluid-industrie"])
def test_the_uuid_of_a_harvested_record_is_foretold(city: str, shared_data: Path) -> None:
    [path] = (path for path in (shared_data / SAMPLES).iterdir() if city in path.name)
    tree = ET.parse(path)  # noqa: S314 - recorded material, read in a test
    rdf, dcat = "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://www.w3.org/ns/dcat#"
    dct = "http://purl.org/dc/terms/"
    [catalog, record, dataset] = (
        next(tree.iter(f"{{{dcat}}}{name}")) for name in ("Catalog", "CatalogRecord", "Dataset")
    )
    about = f"{{{rdf}}}about"
    kept = record.findtext(f"{{{dct}}}identifier")
    assert platform_uuid(catalog.attrib[about], record.attrib[about], dataset.attrib[about]) == kept


def test_a_uuid_that_occurs_twice_is_a_collision() -> None:
    assert collisions(["a", "b", "a", "c", "b"]) == ["a", "b"]


@pytest.mark.parametrize(
    "code",
    [
        *("not-recognised", "not-xml", "not-rdf", "markup", "poison", "namespace"),
        *("blank-node", "no-catalogue", "record-incomplete", "unregistered", "uuid-collision", "count"),
    ],
)
def test_every_problem_has_a_message(code: str) -> None:
    assert Problem(code).key in keys()
