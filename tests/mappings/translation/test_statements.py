"""Lines of a description that say what a field should have said. The descriptions are synthetic."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.model import Dataset, Dialect, Entry, PublisherFacts, Reason, Text
from mappings.reading import Given, Scope
from mappings.rules.statements import statements

Translate = Callable[..., Entry]
FREQUENCY = "http://publications.europa.eu/resource/authority/frequency/"
LINES = (
    "<p>Alle zones.</p>\n<br />&nbsp;Creatiedatum: 2014-05-13T00:00:00"
    "\n<br />&nbsp;Publicatiedatum: 2017-02-28\n<br />&nbsp;Update frequentie: jaarlijks"
    "\n<br />&nbsp;Contact: an.peeters@voorbeeldstad.be - gis@voorbeeldstad.be"
)
SCOPE = Scope(base="https://oogst.example", publisher="x")


def _dataset(entry: Entry) -> Dataset:
    assert isinstance(entry.resource, Dataset)
    return entry.resource


def test_what_lines_say_fills_what_fields_leave_open_and_the_lines_stay(entry_of: Translate) -> None:
    entry = entry_of({"dct:description": [{"@value": LINES}]}, Dialect.DCAT_RDF)
    dataset = _dataset(entry)
    assert dataset.issued is not None
    assert dataset.created is not None
    assert (dataset.issued.lexical, dataset.created.lexical) == ("2017-02-28", "2014-05-13T00:00:00")
    assert dataset.frequency == FREQUENCY + "ANNUAL"
    assert "Publicatiedatum: 2017-02-28" in dataset.description[0].value
    assert entry.reasons["frequency"] == [
        Reason(
            "description.line",
            FREQUENCY + "ANNUAL",
            "/dct:description/0",
            "Update frequentie: jaarlijks",
            "frequencies/ANNUAL",
        )
    ]


def test_a_field_goes_before_a_line_and_a_difference_is_noted(entry_of: Translate) -> None:
    content = {"dct:description": [{"@value": LINES}], "dct:issued": [{"@value": "2018-12-06T22:32:57"}]}
    entry = entry_of(content, Dialect.DCAT_RDF)
    dataset = _dataset(entry)
    assert dataset.issued is not None
    assert dataset.issued.lexical == "2018-12-06T22:32:57"
    notes = [note for note in entry.notes if note.code == "line-differs"]
    assert [note.original for note in notes] == ["Publicatiedatum: 2017-02-28 \u2260 2018-12-06"]


def test_the_shared_address_of_a_line_goes_before_the_publishers_own_contact(
    entry_of: Translate, facts: PublisherFacts
) -> None:
    entry = entry_of({"dct:description": [{"@value": LINES}]}, Dialect.DCAT_RDF, facts=facts)
    assert entry.resource.contact is not None
    assert entry.resource.contact.email == "mailto:gis@voorbeeldstad.be"
    assert entry.reasons["contact"][0].original.startswith("Contact: an.peeters@")
    assert not entry.reasons["contact"][0].default


def test_a_contact_of_the_record_goes_before_the_address_of_a_line(entry_of: Translate) -> None:
    contact = {"vcard:hasEmail": [{"@id": "mailto:data@voorbeeldstad.be"}]}
    content = {"dct:description": [{"@value": LINES}], "dcat:contactPoint": [contact]}
    entry = entry_of(content, Dialect.DCAT_RDF)
    assert entry.resource.contact is not None
    assert entry.resource.contact.email == "mailto:data@voorbeeldstad.be"


@pytest.mark.parametrize(
    ("line", "row"), [("Licentie: CC BY 4.0", "licences/cc-by-4.0"), ("Licentie: vraag het ons", "")]
)
def test_a_licence_in_a_line_counts_only_if_it_is_known(entry_of: Translate, line: str, row: str) -> None:
    entry = entry_of({"title": "A", "notes": f"Zones.\n{line}", "resources": [{"url": "https://x.be/a.csv"}]})
    whys = entry.reasons.get("distributions[0].licence", [])
    assert [(why.rule, why.row, why.original) for why in whys] == (
        [("description.line", row, line)] if row else []
    )


@pytest.mark.parametrize(
    "prose",
    [
        "De publicatiedatum: 2017-02-28 staat op het plan.",
        "Publicatiedatum: binnenkort",
        "Contact: bel ons",
        "Een voorbeeldPublicatiedatum: 2017-02-28",
    ],
)
def test_prose_says_nothing(entry_of: Translate, prose: str) -> None:
    entry = entry_of({"title": "A", "notes": prose})
    assert not any(why[0].rule == "description.line" for why in entry.reasons.values())


@pytest.mark.parametrize(
    ("line", "name", "shown"),
    [
        ("Date de publication : 12 janvier 2021", "issued", "2021-01-12"),
        ("Last updated: March 3, 2021", "modified", "2021-03-03"),
        ("Plus d\u2019info : https://voorbeeld.be/a", "pages", "https://voorbeeld.be/a"),
        ("\u2022 Laatst bijgewerkt: mei 2019", "modified", "2019-05"),
    ],
)
def test_a_label_in_any_of_its_languages_is_read(line: str, name: str, shown: str) -> None:
    [found] = statements(Given(Text(f"Iets.\n{line}"), "", "/d"), SCOPE)
    assert (found.name, found.given.shown, found.given.original) == (name, shown, line)


@given(
    some.lists(some.sampled_from(["Contact", ":", " ", "\n", "2021", "Licentie", "@", "a.b", "'"])).map(
        "".join
    )
)
def test_no_description_breaks_the_reading_of_its_lines(words: str) -> None:
    for found in statements(Given(Text(words), "", "/d"), SCOPE):
        assert found.given.original
