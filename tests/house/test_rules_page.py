"""The reference of the rules is what the rules say, and leaves none out."""

from catalogue.profile import rules
from mappings import note_codes
from tests.house.rules_page import PAGE, page


def test_the_page_of_the_rules_is_what_the_rules_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.house.rules_page rewrites it"


def test_every_rule_and_every_note_is_on_the_page() -> None:
    text = page()
    assert [rule.name for rule in rules() if f"| `{rule.name}` |" not in text] == []
    assert [code for code in note_codes() if f"| `{code}` |" not in text] == []
