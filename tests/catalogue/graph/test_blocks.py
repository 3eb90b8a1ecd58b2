"""Blocks as N-Triples and as a hash."""

import pytest
from pyoxigraph import RdfFormat, parse

from catalogue.graph import (
    DCAT_AP_VL_2026,
    catalogue_blocks,
    content_hash,
    entry_blocks,
    from_ntriples,
    members,
    once,
    to_ntriples,
)
from catalogue.model import Catalog, Dataset, Entry, Kind, Moment, Text

LATER = Moment("2027-01-01T00:00:00Z", "dateTime")


def test_what_is_written_reads_back_the_same(entry: Entry, when: Moment) -> None:
    blocks = entry_blocks(entry, issued=when, modified=when)
    assert from_ntriples(to_ntriples([blocks])) == blocks


def test_a_node_that_entries_share_is_written_once(entry: Entry, when: Moment) -> None:
    blocks = entry_blocks(entry, issued=when, modified=when)
    other = entry_blocks(entry, issued=when, modified=when)
    del other[entry.identity.iri]
    lines = to_ntriples([blocks, other]).splitlines()
    shared = [line for line in lines if line.startswith("<https://data.vlaanderen.be/")]
    assert len(shared) == len(set(shared)) > 0


def test_a_later_sheet_adds_only_a_type_that_was_not_given_yet() -> None:
    page = (
        b"<https://x.example/p> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://x.example/%s> .\n"
    )
    label = b'<https://x.example/p> <https://x.example/label> "een" .\n'
    first, second = page % b"Document" + label, page % b"Statement" + page % b"Document" + label
    assert list(once([first, second, second])) == [first, page % b"Statement", b""]


def test_the_hash_does_not_depend_on_order_or_on_the_record(entry: Entry, when: Moment) -> None:
    before = content_hash(entry_blocks(entry, issued=when, modified=when))
    entry.resource.keywords.reverse()
    assert content_hash(entry_blocks(entry, issued=LATER, modified=LATER)) == before


def test_the_hash_changes_with_one_letter(entry: Entry, when: Moment) -> None:
    before = content_hash(entry_blocks(entry, issued=when, modified=when))
    entry.resource.title[0] = Text("Fietstelling", "nl")
    assert content_hash(entry_blocks(entry, issued=when, modified=when)) != before


def test_the_hash_does_not_change_with_the_profile_that_the_record_declares(
    entry: Entry, when: Moment
) -> None:
    usual = entry_blocks(entry, issued=when, modified=when)
    chosen = entry_blocks(entry, issued=when, modified=when, profile=DCAT_AP_VL_2026)
    assert content_hash(usual) == content_hash(chosen)


def test_the_hash_does_not_change_with_the_name_of_a_code(entry: Entry, when: Moment) -> None:
    blocks = entry_blocks(entry, issued=when, modified=when)
    before = content_hash(blocks)
    del blocks["http://publications.europa.eu/resource/authority/data-theme/TRAN"]
    assert content_hash(blocks) == before


def test_the_hash_changes_with_the_code_itself(entry: Entry, when: Moment) -> None:
    before = content_hash(entry_blocks(entry, issued=when, modified=when))
    entry.resource.themes.pop()
    assert content_hash(entry_blocks(entry, issued=when, modified=when)) != before


def test_a_blank_node_is_refused() -> None:
    with pytest.raises(ValueError, match="without an IRI"):
        from_ntriples('_:b <https://x.example/p> "x" .\n')


def test_what_is_no_ntriples_is_refused() -> None:
    with pytest.raises(SyntaxError):
        from_ntriples("<html>")


def test_characters_that_xml_cannot_carry_are_left_out(entry: Entry, when: Moment) -> None:
    entry.resource.title = [Text("a\x00b\x1fc\ud800d\ufffee\tf\r\ng", "nl")]
    blocks = entry_blocks(entry, issued=when, modified=when)
    assert '"abcde\\tf\\r\\ng"@nl' in to_ntriples([blocks])


def test_an_invalid_iri_is_refused(entry: Entry, when: Moment) -> None:
    resource = entry.resource
    assert isinstance(resource, Dataset)
    resource.distributions[0].access_url = "https://x.example/a b"
    with pytest.raises(ValueError, match="IRI"):
        entry_blocks(entry, issued=when, modified=when)


def test_the_catalogue_links_datasets_services_and_all_records(
    entry: Entry, catalog: Catalog, when: Moment
) -> None:
    found = members(entry_blocks(entry, issued=when, modified=when))
    series = found[0]._replace(kind=Kind.SERIES, iri="https://x.example/s", record_iri="https://x.example/r")
    text = to_ntriples([catalogue_blocks(catalog, [*found, series])])
    links = {
        (quad.predicate.value.partition("#")[2], quad.object.value)
        for quad in parse(text, format=RdfFormat.N_TRIPLES)
        if quad.subject.value == catalog.iri and "dcat#" in quad.predicate.value
    }
    assert links >= {
        ("dataset", found[0].iri),
        ("service", found[1].iri),
        ("record", found[0].record_iri),
        ("record", found[1].record_iri),
        ("record", "https://x.example/r"),
    }
    assert ("dataset", "https://x.example/s") not in links
