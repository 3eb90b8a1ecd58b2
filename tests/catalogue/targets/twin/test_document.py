"""What the platform does with a whole body, and what that costs the records of before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.messages import keys
from catalogue.targets.twin import Fate, read_document
from tests.catalogue.targets.twin.conftest import REGISTERED, read, turtle

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
ROOT = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:dcat="http://www.w3.org/ns/dcat#" '
    'xmlns:dct="http://purl.org/dc/terms/">'
)
DATASET = '<dcat:Dataset rdf:about="https://x.example/1"><dct:identifier>1</dct:identifier></dcat:Dataset>'
FEED = (
    f'{HEAD}{ROOT}<dcat:Catalog rdf:about="https://x.example/c"><dcat:dataset>{DATASET}</dcat:dataset>'
    "</dcat:Catalog></rdf:RDF>"
)


def fate_of(body: str) -> tuple[Fate, str]:
    reading = read_document(body.encode())
    return reading.fate, reading.problems[0].code if reading.problems else ""


def test_a_feed_with_a_record_is_harvested() -> None:
    assert read(REGISTERED).fate is Fate.HARVESTED
    assert fate_of(FEED) == (Fate.HARVESTED, "")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "empty-body"),
        ("  \n", "empty-body"),
        ('{"error": "down"}', "json"),
        ("[]", "json"),
        ("404 Not Found", "json"),
        ('<html lang="nl"><body>Onderhoud</body></html>', "not-recognised"),
        (f"{HEAD}<!-- feed -->{ROOT}</rdf:RDF>", "not-recognised"),
        (f"{HEAD}{ROOT}</rdf:RDF>", "no-records"),
        (f"{HEAD}{ROOT}{DATASET}</rdf:RDF>", "no-records"),
        (f"{HEAD}{ROOT}<dcat:Dataset><dct:title/><b/></dcat:Dataset></rdf:RDF>", "not-rdf"),
        (FEED.replace("example/1", "example/een twee"), "iri"),
    ],
)
def test_what_is_taken_for_empty_deletes_everything(body: str, code: str) -> None:
    assert fate_of(body) == (Fate.DELETES_ALL, code)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Onderhoud", "plain-text"),
        ("<p>Onderhoud", "plain-text"),
        ("<https://x.example/1> <https://x.example/p> <https://x.example/2> .", "plain-text"),
        (f"{HEAD}<html><br></html>", "not-xml"),
        (FEED.removesuffix("</rdf:RDF>"), "not-xml"),
        (FEED.replace(">1<", ">@prefix<"), "poison"),
        (FEED.replace(">1<", "><![CDATA[<http://x.example>]]><"), "poison"),
        (turtle("zin .").decode(), "not-rdf"),
    ],
)
def test_what_it_stumbles_over_in_time_deletes_nothing(body: str, code: str) -> None:
    assert fate_of(body) == (Fate.ABORTS, code)


def test_the_declared_encoding_is_not_looked_at() -> None:
    body = FEED.replace("UTF-8", "ISO-8859-1").replace(">1<", ">één<").encode("latin-1")
    assert [problem.code for problem in read_document(body).problems] == ["charset", "letters"]
    assert [problem.code for problem in read_document(body, "latin-1").problems] == []


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_document(b"\xef\xbb\xbf" + FEED.encode()).fate is Fate.HARVESTED


def test_a_schema_location_on_the_root_is_passed_over() -> None:
    located = ROOT.replace(
        " xmlns:dct", ' xmlns:xsi="https://xsi.example" xsi:schemaLocation="a b" xmlns:dct'
    )
    assert fate_of(FEED.replace(ROOT, located)) == (Fate.HARVESTED, "")


@pytest.mark.parametrize(
    "code",
    [
        *("not-recognised", "not-xml", "not-rdf", "markup", "poison", "namespace", "opening", "charset"),
        *("blank-node", "no-catalogue", "record-incomplete", "unregistered", "uuid-collision", "count"),
        *("letters", "empty-body", "json", "plain-text", "iri", "no-records"),
    ],
)
def test_every_problem_has_a_message(code: str) -> None:
    assert f"platform.{code}" in keys()


@given(st.text() | st.binary().map(lambda body: body.decode(errors="replace")))
def test_any_body_has_a_fate(body: str) -> None:
    reading = read_document(body.encode(errors="replace"))
    assert reading.fate is Fate.HARVESTED or reading.problems
