"""Words that tell something."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mappings.tables import name_key, theme_words, themes
from mappings.tables.index import load
from mappings.tables.schema import ThemeLabels, ThemeWords, WordsOf
from mappings.tables.vocabulary import Vocabulary

WORDS = Vocabulary(
    [
        WordsOf(name="A", nl=("fiets*", "zone 30", "openbaar vervoer"), fr=("qualité de l'air",)),
        WordsOf(name="B", nl=("bos",), en=("fietsen",)),
    ]
)


@pytest.mark.parametrize(
    ("text", "language", "told"),
    [
        ("Fietspaden in de stad", "nl", ["A"]),
        ("Deelfietsen", "nl", []),
        ("bosschage", "nl", []),
        ("het Bos", "nl", ["B"]),
        ("Zone 30", "nl", ["A"]),
        ("zone 300", "nl", []),
        ("openbaar groen en vervoer", "nl", []),
        ("La qualité de l\u2019air", "fr", ["A"]),
        ("fietsen", "fr", []),
        ("fietsen", "", ["A", "B"]),
    ],
)
def test_a_word_matches_whole_in_the_language_of_the_text(text: str, language: str, told: list[str]) -> None:
    assert [one.name for one in WORDS.find(text, language)] == told


def test_every_row_of_the_theme_words_is_a_theme_and_says_each_word_once() -> None:
    rows = load("theme-words.yaml", ThemeWords).rows
    assert all(name_key(row.name) in themes() for row in rows)
    for language in ("nl", "fr", "en", "de"):
        words = [word for row in rows for word in getattr(row, language)]
        assert len(words) == len(set(words)), language


@given(some.text(max_size=60), some.sampled_from(["nl", "fr", "en", "de", "", "pt"]))
def test_no_text_breaks_the_search(text: str, language: str) -> None:
    assert all(one.word for one in theme_words().find(text, language))


def test_every_label_of_another_list_has_a_theme_or_says_why_it_has_none() -> None:
    lists = {each.name: each for each in load("theme-labels.yaml", ThemeLabels).lists}
    assert len([label for row in lists["iso-topic"].rows for label in row.labels]) == 19
    assert len([label for row in lists["inspire-theme"].rows for label in row.labels]) == 34
    assert all(row.why for each in lists.values() for row in each.rows)
    assert themes()[name_key("planningCadastre")].row == "theme-labels/iso-topic/planningCadastre"
    assert themes()["http://inspire.ec.europa.eu/theme/hy"].iri.endswith("/ENVI")
    assert name_key("utilitiesCommunication") not in themes()
