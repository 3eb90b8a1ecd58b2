"""RDF inside an envelope; the samples are synthetic."""

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.errors import SourceError
from harvester.rdf import Branch, open_enveloped, read_branches

URL = "http://csw.example/?request=GetRecords"
HEAD = b'<csw:R xmlns:csw="urn:csw"><csw:SearchResults xmlns:dct="http://purl.org/dc/terms/">'
TAIL = b"</csw:SearchResults></csw:R>"


def record(name: str, title: str = "T") -> bytes:
    return (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        ' xmlns:dcat="http://www.w3.org/ns/dcat#">'
        f'<dcat:Dataset rdf:about="urn:{name}"><dct:title>{title}</dct:title>'
        '<dcat:distribution><dcat:Distribution rdf:nodeID="d"><dct:title>D</dct:title></dcat:Distribution>'
        "</dcat:distribution></dcat:Dataset></rdf:RDF>"
    ).encode()


def branches(body: bytes) -> list[Branch]:
    return [
        branch
        for document in open_enveloped(io.BytesIO(body), url=URL)
        for branch in read_branches(document, URL)
        if isinstance(branch, Branch)
    ]


def test_each_record_of_an_envelope_is_read_with_the_namespaces_of_the_envelope() -> None:
    found = branches(HEAD + record("a", "A") + b"<other/>" + record("b", "B") + TAIL)
    assert [branch.name for branch in found] == ["urn:a", "urn:b"]
    assert [branch.content["dct:title"] for branch in found] == [[{"@value": "A"}], [{"@value": "B"}]]


def test_blank_nodes_of_one_record_are_not_those_of_another() -> None:
    found = branches(HEAD + record("a") + record("b") + TAIL)
    assert all(len(branch.content["dcat:distribution"]) == 1 for branch in found)
    assert all("dct:title" in branch.content["dcat:distribution"][0] for branch in found)


def test_an_envelope_without_rdf_gives_nothing() -> None:
    assert branches(HEAD + TAIL) == []


def test_an_envelope_that_breaks_off_fails_after_what_came_before() -> None:
    documents = open_enveloped(io.BytesIO(HEAD + record("a") + record("b")[:40]), url=URL)
    next(documents).close()
    with pytest.raises(SourceError) as raised:
        next(documents)
    assert raised.value.key == "harvester.unparseable"


@pytest.mark.parametrize(
    "entity", [b'<!ENTITY x "y">', b'<!ENTITY x SYSTEM "file:///etc/passwd">', b'<!ENTITY x "&x;&x;">']
)
def test_an_envelope_that_declares_entities_is_not_read(entity: bytes) -> None:
    body = b"<!DOCTYPE r [" + entity + b"]>" + HEAD + record("a", "&x;") + TAIL
    with pytest.raises(SourceError):
        branches(body)


@given(st.integers(0, 900), st.binary(max_size=8), st.integers(0, 40))
def test_whatever_an_envelope_holds_only_a_source_error_leaves(at: int, put: bytes, cut: int) -> None:
    body = HEAD + record("a") + record("b") + TAIL
    try:
        branches(body[:at] + put + body[at + cut :])
    except SourceError as error:
        assert error.key  # noqa: PT017 -- either outcome is right


@pytest.mark.corpus
@pytest.mark.parametrize("kind", ["dcat", "geodcatap"])
def test_the_records_of_recorded_catalogue_services_come_out(corpus: Path, kind: str) -> None:
    found = [
        branch.name
        for page in (1, 3, 5)
        for branch in branches(
            (corpus / f"geonetwork_csw/udata_geonetwork-{kind}-page-{page}.xml").read_bytes()
        )
        if not branch.reason
    ]
    assert len(set(found)) == 6
