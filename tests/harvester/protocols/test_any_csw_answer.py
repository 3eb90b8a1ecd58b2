"""Whatever bytes a catalogue service sends: records, failures with a reason, or one SourceError."""

from io import BytesIO

from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.errors import SourceError
from harvester.crawl.events import encode
from harvester.crawl.spool import Payload
from harvester.crawl.steps import Ask, Closed, Page, Step
from harvester.protocols.csw.payload import Pages, read
from harvester.protocols.csw.queries import Query
from tests.catalogue_services import GMD, capabilities, iso, refusal, results, service

URL = "https://x.example/csw"
DCAT = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dcat="http://www.w3.org/ns/dcat#">'
    '<dcat:Dataset rdf:about="urn:a"/></rdf:RDF>'
)
PAGES = [
    body.encode()
    for body in (
        results(iso("a"), service("b"), DCAT, matched=9, following=4),
        capabilities(GMD),
        refusal("nee"),
        iso(),
    )
]
PIECES = st.sampled_from(
    [
        b"<",
        b">",
        b"&",
        b"&#0;",
        b"&x;",
        b"]]>",
        b"<!--",
        b"<![CDATA[",
        b'"',
        b"\x00",
        b"\xff",
        b"</",
        b"/>",
        b"<?x",
    ]
) | st.binary(max_size=8)


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """Draw an answer with pieces taken out, put in or repeated."""
    body = bytearray(draw(st.sampled_from(PAGES)))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(body)))
        end = min(len(body), start + draw(st.integers(0, 400)))
        body[start:end] = draw(PIECES) if draw(st.booleans()) else bytes(body[start:end]) * 2
    return bytes(body)


def steps(body: bytes) -> list[Step]:
    page = Page(URL, Payload(BytesIO(body), "0" * 64, len(body), ""), asked=URL)
    return list(read(page, Pages(Query(base=URL)), ""))


@settings(max_examples=300, deadline=None)
@given(mutated() | st.binary(max_size=200))
def test_only_a_source_error_leaves_the_reading_of_any_answer(body: bytes) -> None:
    try:
        read_steps = steps(body)
    except SourceError:
        return
    ways_on = [step for step in read_steps if isinstance(step, Ask | Closed)]
    assert len(ways_on) == 1
    for step in read_steps:
        if not isinstance(step, Ask | Closed):
            encode(step)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_words_come_out_of_a_record_as_they_went_in_or_the_record_fails(title: str, name: str) -> None:
    try:
        steps(results(iso(name, title=title), matched=1).encode(errors="surrogatepass"))
    except SourceError:
        return
