import pytest
from hypothesis import given
from hypothesis import strategies as some
from pyoxigraph import NamedNode

from catalogue.model import Note
from mappings.reading import Given, Scope
from mappings.rules.addresses import address, email

SCOPE = Scope(base="https://oogst.example", publisher="x")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("https://voorbeeld.be/a?b=%7Bc%7D", "https://voorbeeld.be/a?b=%7Bc%7D"),
        ("https://voorbeeld.be/een map/a|b", "https://voorbeeld.be/een%20map/a%7Cb"),
        ("https://voorbeeld.be/100%/x", "https://voorbeeld.be/100%25/x"),
        ("https://voorbeeld.be/a#b#c", "https://voorbeeld.be/a#b%23c"),
        ("https://voorbeeld.be/café", "https://voorbeeld.be/café"),
    ],
)
def test_addresses_are_repaired_where_only_one_reading_is_possible(written: str, read: str) -> None:
    assert address(written, web=True).iri == read


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("www.voorbeeld.be", "url-without-scheme"),
        ("http://how to contact us", "url-without-host"),
        ("https://{{orgContactEmail}}", "iri-invalid"),
        ("http://<b>vet</b>", "iri-invalid"),
        ("https://onbekend", "placeholder"),
        ("javascript:alert(1)", "url-without-scheme"),
        ("http:///geen-server", "url-without-host"),
    ],
)
def test_hopeless_addresses_are_dropped_with_their_fault(written: str, fault: str) -> None:
    assert address(written, web=True) == ("", fault)


@given(some.text(max_size=60), some.sampled_from(["", "http://", "https://a.be/", "urn:"]), some.booleans())
def test_every_address_that_comes_out_is_a_valid_iri(tail: str, head: str, web: bool) -> None:  # noqa: FBT001 -- hypothesis gives it
    found = address(head + tail, web=web).iri
    assert not found or NamedNode(found).value == found


@pytest.mark.parametrize("written", ["a@b.be", "mailto:a@b.be", "mailto:mailto:a@b.be", " MAILTO:a@b.be"])
def test_an_address_gets_mailto_exactly_once(written: str) -> None:
    [given] = email("/a", written, SCOPE)
    assert isinstance(given, Given)
    assert given.value == "mailto:a@b.be"


@pytest.mark.parametrize(
    "written", ["mail ons via a@b.be", "http://how to contact us", "onbekend@b.be", "{{orgContactEmail}}"]
)
def test_nothing_is_extracted_from_free_text(written: str) -> None:
    [note] = email("/a", written, SCOPE)
    assert note == Note("email-invalid", "/a", written)
