"""The reference of the charter's checks is what the rubric says, and verdicts lead to its sections."""

from catalogue.charter import check_page, load_rubric
from tests.house.charter_page import PAGE, page


def test_the_page_of_the_checks_is_what_the_rubric_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.house.charter_page rewrites it"


def test_every_check_has_a_section_that_its_verdicts_lead_to() -> None:
    text = page()
    for check in load_rubric().checks:
        place, _, section = check_page(check.id).partition("#")
        assert f"docs/{place}" == "/".join(PAGE.parts[-3:])
        assert f"({section})=" in text


def test_every_check_of_the_newest_rubric_explains_itself_in_both_languages() -> None:
    assert [one.id for one in load_rubric().checks if not (one.explains.nl and one.explains.en)] == []
