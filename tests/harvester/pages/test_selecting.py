import pytest
from lxml import html

from harvester.pages import WrongSelectorError, selected, validated, words

BLOCK = html.document_fromstring(
    '<div class="a"><h4><a name="x">Bomen</a></h4><p><em>Omschrijving:</em> Alle <b>bomen</b>.</p>'
    "<!-- weg --><script>var x</script></div>"
)


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("h4", ["Bomen"]),
        ("div.a > p", ["Omschrijving: Alle bomen."]),
        ('p:contains("Omschrijving") em', ["Omschrijving:"]),
        ("h4:has(a)", ["Bomen"]),
        ("a::attr(name)", ["x"]),
        ("xpath: .//em/following-sibling::node()", [" Alle ", "bomen", "."]),
        ("table", []),
        ("", []),
    ],
)
def test_a_selector_is_css_or_xpath(selector: str, found: list[str]) -> None:
    assert [each if isinstance(each, str) else words(each) for each in selected(BLOCK, selector)] == found


@pytest.mark.parametrize(
    "selector",
    [
        "p[",
        "a:eq(0)",
        "xpath: //p",
        "xpath: .//p[",
        "xpath: count(.//p)",
        'xpath: document("http://x.example")//p',
        "p::nothing",
    ],
)
def test_what_is_no_selector_is_refused_before_anything_is_asked(selector: str) -> None:
    with pytest.raises(WrongSelectorError):
        validated(selector)


def test_an_unknown_function_that_only_shows_when_used_is_refused_then() -> None:
    with pytest.raises(WrongSelectorError):
        selected(BLOCK, "xpath: .//*[no:such(.)]")


def test_the_words_of_an_element_are_lines_without_scripts_and_comments() -> None:
    page = "<div><h2>Kop</h2><p>een\n twee<br>drie <i>vier</i></p><style>x</style><ul><li>a<li>b</ul></div>"
    assert words(html.document_fromstring(page)) == "Kop\neen twee\ndrie vier\na\nb"
