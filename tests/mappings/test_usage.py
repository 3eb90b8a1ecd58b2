"""What of a record was used, and why the rest was not. All records here are synthetic."""

from typing import Any

import pytest

from catalogue.model import Correction, Dialect, Kind, Note, Protocol, Reason, Record, Source
from harvester.hashing import is_volatile
from mappings import Context, translate, usage
from mappings.usage import Leaf

CONTEXT = Context(
    base="https://oogst.example",
    publisher="zonnegem",
    source=Source(
        name="zonnegem/portaal", publisher="zonnegem", protocol=Protocol.CKAN, url="https://data.example"
    ),
    public="web",
    today="2026-11-22",
)


def record(dialect: Dialect, content: dict[str, Any]) -> Record:
    return Record(
        identifier="een", kind=Kind.DATASET, dialect=dialect, content=content, hash="", payload="", pointer=""
    )


def leaves(dialect: Dialect, content: dict[str, Any]) -> dict[str, Leaf]:
    given = record(dialect, content)
    entry = translate(given, CONTEXT)
    found = usage(
        given, entry.reasons, entry.notes, is_volatile=lambda path: is_volatile(given.dialect, path)
    )
    return {leaf.pointer: leaf for leaf in found.leaves}


def ckan(**content: Any) -> dict[str, Leaf]:  # noqa: ANN401  what CKAN may say
    return leaves(Dialect.CKAN, {"title": "Bomen", **content})


def test_a_value_in_the_entry_is_used_and_names_its_property() -> None:
    leaf = ckan(title="Zonnegem")["/title"]

    assert (leaf.fate, leaf.by, leaf.row) == ("used", ("title",), "ckan.dataset.title")


def test_a_value_whose_property_was_read_from_a_better_place_names_that_place() -> None:
    leaf = ckan(title_translated={"nl": "Alle bomen"})["/title"]

    assert (leaf.fate, leaf.row) == ("outranked", "ckan.dataset.title")
    assert leaf.by == ("/title_translated/nl",)


def test_a_value_that_could_not_be_used_names_the_note() -> None:
    leaf = ckan(groups=[{"name": "fantasie"}])["/groups/0/name"]

    assert (leaf.fate, leaf.by) == ("noted", ("theme-unknown",))


@pytest.mark.parametrize(
    ("field", "value", "fate"),
    [
        ("kleur", "groen", "unused"),
        ("kleur", "  ", "empty"),
        ("kleur", None, "empty"),
        ("kleur", [], "empty"),
        ("revision_timestamp", "2026-01-01", "volatile"),
        ("creator_user_id", "f00", "known"),
        ("private", False, "known"),
    ],
)
def test_a_value_that_no_path_leads_to_says_why(field: str, value: object, fate: str) -> None:
    assert ckan(**{field: value})[f"/{field}"].fate == fate


def test_every_value_of_a_record_has_one_answer() -> None:
    content = {"title": "Bomen", "extras": [{"key": "a", "value": "b"}], "resources": [{"url": "x"}, {}]}
    found = usage(record(Dialect.CKAN, content), {}, [])

    assert [leaf.pointer for leaf in found.leaves] == [
        "/title",
        "/extras/0/key",
        "/extras/0/value",
        "/resources/0/url",
        "/resources/1",
    ]


def test_fields_in_a_list_of_pairs_are_called_by_their_key() -> None:
    found = ckan(extras=[{"key": "tijdvak", "value": "1900"}])

    assert found["/extras/0/value"].path == "/extras/[tijdvak]/value"
    assert found["/extras/0/key"].fate == "structure"


def test_places_in_lists_are_left_out_of_a_path_and_languages_are_not() -> None:
    found = ckan(notes_translated={"nl": "Een"}, resources=[{"kleur": "groen"}])

    assert {leaf.path for leaf in found.values()} >= {"/notes_translated/nl", "/resources/*/kleur"}


def test_a_node_that_is_used_by_its_iri_counts_for_that_alone() -> None:
    theme = {"@id": "http://vocab.belgif.be/auth/datatheme/ENVI", "skos:prefLabel": [{"@value": "Milieu"}]}
    found = leaves(Dialect.DCAT_RDF, {"dcat:theme": [theme]})

    assert found["/dcat:theme/0/@id"].fate == "used"
    assert found["/dcat:theme/0/skos:prefLabel/0/@value"].fate == "unused"


def test_types_languages_and_our_own_iri_are_structure() -> None:
    title = {"@value": "Bomen", "@language": "nl"}
    found = leaves(Dialect.DCAT_RDF, {"@id": "urn:x", "@type": ["dcat:Dataset"], "dct:title": [title]})

    assert [found[pointer].fate for pointer in ("/@id", "/@type/0", "/dct:title/0/@language")] == [
        "structure"
    ] * 3
    assert found["/dct:title/0/@value"].fate == "used"


def test_pointers_that_lead_nowhere_do_no_harm() -> None:
    given = record(Dialect.CKAN, {"title": "Bomen"})
    reasons = {"title": [Reason("ckan.dataset.title", "x", pointer="/title/3/x~1y")]}

    assert usage(given, reasons, [Note("theme-unknown", "/nergens")]).leaves[0].fate == "outranked"


def test_a_value_that_a_person_corrected_is_overruled() -> None:
    given = record(Dialect.CKAN, {"title": "Bomen"})
    correction = Correction("a1", "An", "tikfout", "2026-01-01", "2026-12-31", "")
    reasons = {"title": [Reason("overlay.title", "Bomen!", "/title", "Bomen", correction=correction)]}
    leaf = usage(given, reasons, []).leaves[0]

    assert (leaf.fate, leaf.by) == ("corrected", ("title",))


def test_a_value_of_one_distribution_is_not_outranked_by_that_of_another() -> None:
    given = record(Dialect.CKAN, {"resources": [{"name": "a"}] * 11})
    reasons = {
        "distributions[0].title": [Reason("ckan.dataset.distributions.title", "a", "/resources/10/name")]
    }
    found = {leaf.pointer: leaf.fate for leaf in usage(given, reasons, []).leaves}

    assert found["/resources/10/name"] == "used"
    assert found["/resources/1/name"] == "read"
