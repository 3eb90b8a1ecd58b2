"""What a feed registers is the same whether an XML parser reads it or, where it is known, its text."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.graph import Blocks, entry_blocks, members, to_ntriples
from catalogue.model import DataService, Dataset, DatasetSeries, Entry, Kind, Text, identify
from catalogue.targets import inspect, write_feed
from catalogue.targets.twin.register import Range, read_ours, read_register
from tests.catalogue.targets.conftest import BASE, CITY, WHEN, small_catalogue, small_entry

HARD = 'Zo:\n\t<dcat:Dataset rdf:about="https://x.example/9">\n\t\t<dct:identifier>9</dct:identifier> & "x"'
PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"


def described(kind: Kind, of: type[Dataset | DataService | DatasetSeries]) -> Blocks:
    """Describe something of a kind, in a text that looks like what is asked of."""
    identity = identify(base=BASE, publisher=CITY, source=f"{CITY}/portaal", kind=kind, identifier=str(kind))
    texts = {"title": [Text(HARD, "nl")], "description": [Text(HARD, "nl")]}
    resource = of(iri=identity.iri, identifier=identity.identifier, access_rights=PUBLIC, **texts)  # type: ignore[arg-type]  # texts of all three
    return entry_blocks(Entry(identity=identity, kind=kind, resource=resource), issued=WHEN, modified=WHEN)


ENTRIES = [
    small_entry(1, description=HARD),
    described(Kind.SERVICE, DataService),
    described(Kind.SERIES, DatasetSeries),
    small_entry(2),
]


@pytest.fixture(scope="module")
def feed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    listed = [member for entry in ENTRIES for member in members(entry)]
    sheets = [to_ntriples([entry]).encode() for entry in ENTRIES]
    return write_feed(tmp_path_factory.mktemp("feed"), "stad", small_catalogue(listed), sheets).paths[0]


def nodes_of(path: Path) -> list[Range]:
    """Tell where each node stands."""
    ends, at = [], 0
    for line in path.read_bytes().splitlines(keepends=True):
        at += len(line)
        if line.startswith((b"\t</", b"  xmlns:")) and line.endswith(b">\n"):
            ends.append(at)
    return list(pairwise(ends))


def test_the_text_tells_what_the_parser_tells(feed: Path) -> None:
    register, problems = read_register(feed)
    assert (len(register.records), len(register.resources), len(register.series), problems) == (4, 3, 1, [])
    assert register.is_sound()
    assert read_ours(feed) == register


@given(st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_is_the_same_whatever_is_known(feed: Path, data: st.DataObject) -> None:
    known = data.draw(st.lists(st.sampled_from(nodes_of(feed)), unique=True).map(sorted))
    assert read_register(feed, known) == read_register(feed)


def test_what_is_known_by_halves_is_read_whole(feed: Path) -> None:
    start, end = nodes_of(feed)[2]
    assert read_register(feed, [(start + 2, end)])[0].odd
    assert inspect(feed, known=[(start + 2, end)]) == inspect(feed)


NESTED = '<dcat:distribution>\n\t<dcat:Dataset rdf:about="https://x.example/9">\n\t</dcat:Dataset>\n</dcat:distribution>'
KIND = '<rdf:type rdf:resource="http://www.w3.org/ns/dcat#Dataset"/>'


@pytest.mark.parametrize(
    "said",
    [
        *(NESTED, KIND, "<!-- x -->", "<?x y?>", "<dct:title><![CDATA[x]]></dct:title>"),
        '<dct:title rdf:parseType="Literal">x</dct:title>',
        '<dcat:distribution rdf:nodeID="a"/>',
        '<dcat:distribution><dcat:Dataset rdf:about="https://x.example/9"/></dcat:distribution>',
        '<dct:title xmlns:dct="https://x.example/">x</dct:title>',
    ],
)
def test_what_is_not_laid_out_as_ours_is_left_to_a_reader_of_rdf(
    feed: Path, tmp_path: Path, said: str
) -> None:
    odd = tmp_path / "odd.rdf"
    head, opened, rest = feed.read_text().partition("\t<dcat:Dataset ")
    node, line, after = rest.partition(">\n")
    odd.write_text(f"{head}{opened}{node}{line}\t\t{said}\n{after}")
    assert read_register(odd)[0].odd


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("\t<dct:", "\t<x>"),
        ("</dct:title>", ""),
        ("</rdf:RDF>", ""),
        ("UTF-8", "latin-1"),
        ("<rdf:RDF", "<!---->\n<rdf:RDF"),
    ],
)
def test_what_is_no_xml_of_ours_is_not_read_by_its_text(
    feed: Path, tmp_path: Path, text: str, other: str
) -> None:
    odd = tmp_path / "odd.rdf"
    odd.write_text(feed.read_text().replace(text, other, 1))
    assert read_register(odd)[0].odd
