import pytest

from catalogue.model import Note, Text
from mappings.reading import Given, Scope
from mappings.rules.texts import clean, keyword, language_tag, text


@pytest.fixture
def scope() -> Scope:
    return Scope(base="https://oogst.example", publisher="x", language="nl")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Fietsen", "Fietsen"),
        ("  twee\u00a0 woorden\u200b ", "twee woorden"),
        ("<p>Eerste</p><p>Tweede &amp; derde</p>", "Eerste\n\nTweede & derde"),
        ("regel een<br/>regel twee", "regel een\nregel twee"),
        ("&lt;p&gt;dubbel &amp;amp; dwars&lt;/p&gt;", "dubbel & dwars"),
        ("minder < dan & meer", "minder < dan & meer"),
        ("<script>kwaad()</script>goed", "goed"),
        ("&amp;nbsp;&lt;div&gt;&lt;/div&gt;", ""),
        ("a\x00b\ud800c\ufffed", "abcd"),
        ("een\r\n\r\n\r\n\r\ntwee", "een\n\ntwee"),
    ],
)
def test_words_stay_and_markup_goes(written: str, read: str) -> None:
    assert clean(written) == read


@pytest.mark.parametrize(
    ("tag", "read"),
    [("NL", "nl"), ("nld", "nl"), ("dut", "nl"), ("nl_BE", "nl"), ("en-GB", "en"), ("br", "br"), ("??", "")],
)
def test_language_tags_are_folded_to_one_spelling(tag: str, read: str) -> None:
    assert language_tag(tag) == read


def test_a_text_keeps_its_own_tag_above_that_of_the_record(scope: Scope) -> None:
    [given] = text("/a", {"@value": "Bonjour", "@language": "fr"}, scope)
    assert isinstance(given, Given)
    assert given.value == Text("Bonjour", "fr")


def test_a_text_without_tag_gets_the_language_of_the_record(scope: Scope) -> None:
    [given] = text("/a", "Dag", scope)
    assert isinstance(given, Given)
    assert given.value == Text("Dag", "nl")


def test_a_machine_translation_is_dropped_with_a_note(scope: Scope) -> None:
    [note] = text("/a", {"@value": "Vélos", "@language": "fr-t-nl"}, scope)
    assert note == Note("machine-translation", "/a", "Vélos")


@pytest.mark.parametrize("written", ["onbekend", "<p></p>", "{{extent:computeSpatialProperty}}", "Test"])
def test_a_placeholder_is_dropped_with_a_note(written: str, scope: Scope) -> None:
    [note] = text("/a", written, scope)
    assert isinstance(note, Note)
    assert note.code == "placeholder"


@pytest.mark.parametrize("written", [{"nl": "Dag", "fr": "Bonjour"}, '{"nl": "Dag", "fr": "Bonjour"}'])
def test_translations_are_read_from_a_mapping_also_inside_a_string(written: object, scope: Scope) -> None:
    found = text("/a", written, scope)
    assert [given.value for given in found if isinstance(given, Given)] == [
        Text("Dag", "nl"),
        Text("Bonjour", "fr"),
    ]


def test_a_node_is_not_taken_for_translations(scope: Scope) -> None:
    assert text("/a", {"id": "5", "url": "https://x.be", "is": "x"}, scope) == []


def test_keywords_in_one_string_are_parted(scope: Scope) -> None:
    found = keyword("/a", "fiets; voet", scope)
    assert [given.value.value for given in found if isinstance(given, Given)] == ["fiets", "voet"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("<table><tr><th>A</th> <th>B</th></tr><tr><td>1</td><td>2</td></tr></table>", "A B\n1 2"),
        ("Met:<ul><li>een</li><li>twee</li></ul>", "Met:\neen\ntwee"),
        ("<ol><li>een<li>twee</ol>", "een\ntwee"),
        ("Zie <a href='https://x.be/a'>de kaart</a>.", "Zie de kaart."),
        ("Caf&eacute; &amp;amp; bar", "Café & bar"),
        ("5 < 6 en 7 > 3", "5 < 6 en 7 > 3"),
        ("tekst<script>alert(1)</script><style>p{}</style>", "tekst"),
    ],
)
def test_lists_tables_links_and_entities_become_plain_lines(written: str, text: str) -> None:
    assert clean(written) == text
