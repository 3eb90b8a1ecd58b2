import pytest

from harvester.rdf import RdfFormat, sniff


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"@prefix a: <b> .", RdfFormat.TURTLE),
        (b"# uitleg\nPREFIX a: <http://b>\n", RdfFormat.TURTLE),
        (b"\n<http://a.example/c> a <http://x> ;", RdfFormat.TURTLE),
        (b"[ a <http://x> ] .", RdfFormat.TURTLE),
        (b"<urn:a> a <http://x> .", RdfFormat.TURTLE),
        (b"<index> a <http://x> .", RdfFormat.TURTLE),
        (b"<http://a> <http://b> <http://c> .\n", RdfFormat.N_TRIPLES),
        (b'_:a <http://b> "c"@nl .\n', RdfFormat.N_TRIPLES),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<rdf:RDF', RdfFormat.RDF_XML),
        (b"<rdf:RDF xmlns:rdf='x'>", RdfFormat.RDF_XML),
        (b'{"@id": "x"}', RdfFormat.JSON_LD),
        (b'[\n {"@id": "x"}]', RdfFormat.JSON_LD),
        (b"hallo", None),
    ],
)
def test_the_content_tells_the_format(head: bytes, expected: RdfFormat | None) -> None:
    assert sniff(head) == expected


def test_the_content_goes_before_the_header_and_the_name() -> None:
    assert sniff(b"@prefix a: <b> .", "application/rdf+xml", "http://x/a.rdf") == RdfFormat.TURTLE


def test_the_header_goes_before_the_name() -> None:
    assert sniff(b"hallo", "text/turtle; charset=utf-8", "http://x/a.rdf") == RdfFormat.TURTLE
    assert sniff(b"hallo", "", "http://x/a.nt.gz") == RdfFormat.N_TRIPLES


def test_only_the_header_or_the_name_tells_a_format_that_begins_the_same() -> None:
    assert sniff(b"<a> a <http://x> .", "application/trig") == RdfFormat.TRIG
    assert sniff(b"@prefix a: <b> .", "", "http://x/index.trig") == RdfFormat.TRIG
    assert sniff(b"<urn:a> <urn:b> <urn:c> .\n", "application/n-quads") == RdfFormat.N_QUADS
    assert sniff(b"<urn:a> <urn:b> <urn:c> .\n", "application/trig") == RdfFormat.TRIG
    assert sniff(b"<urn:a> <urn:b> <urn:c> .\n", "text/turtle") == RdfFormat.TURTLE
    assert sniff(b"<urn:a> <urn:b> <urn:c> .\n", "application/rdf+xml") == RdfFormat.N_TRIPLES
