"""Texts in several languages, and the language of those of which nobody said it. The texts are synthetic."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from catalogue.model import Dialect, Entry, Source, Text
from mappings.reading import Given, Scope
from mappings.rules.detection import SHORTEST, told_language
from mappings.rules.texts import text

Translate = Callable[..., Entry]
DUTCH = "Deze dataset bevat de ligging van alle openbare toiletten in de stad, met hun openingsuren."
FRENCH = "Ce jeu de données contient l'emplacement de toutes les toilettes publiques de la ville."
SCOPE = Scope(base="https://oogst.example", publisher="x", language="nl")


def _texts(raw: object) -> list[Text]:
    return [item.value for item in text("/t", raw, SCOPE) if isinstance(item, Given)]


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        ({"nl": "Bomen", "fr": "Arbres"}, [Text("Bomen", "nl"), Text("Arbres", "fr")]),
        ('{"nl": "Bomen", "fr": "Arbres"}', [Text("Bomen", "nl"), Text("Arbres", "fr")]),
        (
            {"@value": ["Bomen", "Arbres"], "@language": ["nl", "fr"]},
            [Text("Bomen", "nl"), Text("Arbres", "fr")],
        ),
        ({"@value": ["Arbres", "Parcs"], "@language": "fr"}, [Text("Arbres", "fr"), Text("Parcs", "fr")]),
        ("NL: Bomen FR", [Text("NL: Bomen FR", "nl")]),
        ("NL: Bomen / FR: Arbres", [Text("Bomen", "nl"), Text("Arbres", "fr")]),
        (
            "[nl]: Alle bomen.\n[fr]: Tous les arbres.",
            [Text("Alle bomen.", "nl"), Text("Tous les arbres.", "fr")],
        ),
        ("NL: Bomen / NL: Parken", [Text("NL: Bomen / NL: Parken", "nl")]),
        ("Bomen / Arbres", [Text("Bomen / Arbres", "nl")]),
        ({"@value": "NL: Bomen / FR: Arbres", "@language": "nl"}, [Text("NL: Bomen / FR: Arbres", "nl")]),
    ],
)
def test_a_text_in_several_languages_is_parted_where_it_says_so_itself(raw: object, read: list[Text]) -> None:
    assert _texts(raw) == read


def test_texts_under_names_with_a_language_are_read_beside_the_others(entry_of: Translate) -> None:
    content = {"title": "Bomen", "title_nl": "Bomen", "title-fr": "Arbres", "keywords_fr": ["arbre", "parc"]}
    entry = entry_of(content)
    assert entry.resource.title == [Text("Bomen", "nl"), Text("Arbres", "fr")]
    assert entry.resource.keywords == [Text("arbre", "fr"), Text("parc", "fr")]
    assert [why.pointer for why in entry.reasons["title"]] == ["/title_nl", "/title-fr"]


@pytest.mark.parametrize(("words", "tag"), [(DUTCH, "nl"), (FRENCH, "fr")])
def test_a_language_that_nobody_said_is_told_by_title_and_description(
    entry_of: Translate, words: str, tag: str
) -> None:
    entry = entry_of({"title": "Toilet", "notes": words, "tags": ["wc"]})
    assert {each.language for each in (*entry.resource.title, *entry.resource.description)} == {tag}
    assert entry.resource.keywords == [Text("wc", tag)]
    [why] = entry.reasons["text_language"]
    assert (why.rule, why.value, why.pointer, why.default) == ("text.language-by-words", tag, "/title", True)
    assert entry.resource.languages == []


def test_the_publishers_file_goes_before_the_words(entry_of: Translate, source: Source) -> None:
    entry = entry_of({"title": "Toilet", "notes": FRENCH}, source=replace(source, language="nl"))
    assert entry.resource.title == [Text("Toilet", "nl")]


def test_a_tag_on_either_text_keeps_the_words_out_of_it(entry_of: Translate) -> None:
    content = {
        "dct:title": [{"@value": "Toilet", "@language": "nl"}],
        "dct:description": [{"@value": FRENCH}],
    }
    entry = entry_of(content, Dialect.DCAT_RDF)
    assert entry.resource.description == [Text(FRENCH, "")]


def test_words_in_none_of_the_languages_that_a_record_declares_tell_nothing(entry_of: Translate) -> None:
    entry = entry_of({"title": "Toilet", "notes": DUTCH, "language": ["fr", "en"]})
    assert entry.resource.title == [Text("Toilet", "")]


@pytest.mark.parametrize("words", ["Toiletten", "GRB 2021 v1.2 CSV", "0123456789 " * 20])
def test_short_or_wordless_texts_tell_no_language(words: str) -> None:
    assert told_language(words) == ""


@given(some.text(max_size=2 * SHORTEST))
def test_no_text_breaks_the_telling_of_a_language(words: str) -> None:
    assert told_language(words) in {"", "nl", "fr", "en", "de"}


def test_a_neighbouring_language_is_not_taken_for_one_of_the_four() -> None:
    assert told_language("Conjunto de dados sobre as escolas públicas do município e os seus alunos.") == ""
