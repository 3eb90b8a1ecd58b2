"""Themes of entries whose source gives none."""

from collections.abc import Callable

import pytest

from catalogue.model import Entry, Reason

Translate = Callable[..., Entry]
BELGIAN = "http://vocab.belgif.be/auth/datatheme/"
EU = "http://publications.europa.eu/resource/authority/data-theme/"


def test_a_keyword_tells_the_theme_and_the_reason_names_it(entry_of: Translate) -> None:
    entry = entry_of({"title": "Telpalen", "tags": [{"name": "Fietstelpaal"}], "language": "nl"})
    assert entry.resource.themes == [BELGIAN + "TRAN", EU + "TRAN"]
    for why, iri in zip(entry.reasons["themes"], entry.resource.themes, strict=True):
        assert why == Reason(
            "theme.by-words", iri, "/tags/0/name", "Fietstelpaal", "theme-words/TRAN/fiets*", default=True
        )


def test_culture_is_education_in_the_list_of_the_union(entry_of: Translate) -> None:
    entry = entry_of({"title": "Uitleningen van de bibliotheek", "language": "nl"})
    assert entry.resource.themes == [BELGIAN + "CULT", EU + "EDUC"]


def test_a_theme_of_the_source_goes_before_every_word(entry_of: Translate) -> None:
    entry = entry_of({"title": "Fietspaden", "theme": EU + "ENVI"})
    assert entry.resource.themes == [BELGIAN + "ENVI", EU + "ENVI"]
    assert not entry.reasons["themes"][0].default


def test_a_second_theme_needs_two_words_and_a_third_is_never_given(entry_of: Translate) -> None:
    words = ["fietspad", "parking", "mobiliteit", "afval", "bomen", "jeugdhuis", "bevolking"]
    entry = entry_of({"title": "A", "tags": words, "language": "nl"})
    assert [iri for iri in entry.resource.themes if iri.startswith(EU)] == [EU + "TRAN", EU + "ENVI"]
    entry = entry_of({"title": "A", "tags": ["fietspad", "afval"], "language": "nl"})
    assert [iri for iri in entry.resource.themes if iri.startswith(EU)] == [EU + "TRAN"]


@pytest.mark.parametrize("place", ["notes", "publisher_name"])
def test_nothing_but_keywords_and_title_is_read_for_a_theme(entry_of: Translate, place: str) -> None:
    assert entry_of({"title": "A", place: "Alle fietspaden", "language": "nl"}).resource.themes == []
