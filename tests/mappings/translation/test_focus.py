"""Our own six domains of the smart city, in the reasons of an entry and nowhere else."""

from collections.abc import Callable
from datetime import UTC, datetime

from catalogue.graph import entry_blocks, statements
from catalogue.model import Entry, Moment
from mappings.tables import focus_domains, themes

Translate = Callable[..., Entry]
DOMAIN = "https://oogst.example/id/concept/smart-city-domein/"
THEME = "http://publications.europa.eu/resource/authority/data-theme/"


def _domains(entry: Entry) -> list[str]:
    return [why.value.removeprefix(DOMAIN) for why in entry.reasons.get("focus_domains", ())]


def test_a_theme_gives_its_domain_once_with_where_the_theme_stood(entry_of: Translate) -> None:
    entry = entry_of({"title": "A", "theme": THEME + "TRAN"})
    [why] = entry.reasons["focus_domains"]
    assert (why.rule, why.value, why.pointer) == ("focus.by-theme", DOMAIN + "mobiliteit", "/theme")
    assert (why.row, why.default) == ("focus-domains/mobiliteit/TRAN", True)


def test_words_add_domains_that_no_theme_tells_up_to_three(entry_of: Translate) -> None:
    words = ["parking", "politie", "toerisme", "gemeenteraad"]
    entry = entry_of({"title": "A", "theme": THEME + "ENVI", "tags": words, "language": "nl"})
    assert _domains(entry) == ["milieu-en-energie", "mobiliteit", "leven"]
    assert entry.reasons["focus_domains"][1].pointer == "/tags/0"


def test_an_entry_of_which_nothing_tells_a_domain_has_none(entry_of: Translate) -> None:
    assert "focus_domains" not in entry_of({"title": "A"}).reasons


def test_the_domains_are_not_in_the_feed(entry_of: Translate) -> None:
    entry = entry_of({"title": "A", "theme": THEME + "TRAN"})
    when = Moment(datetime(2026, 1, 1, tzinfo=UTC).isoformat(), "dateTime")
    assert b"smart-city" not in statements(entry_blocks(entry, issued=when, modified=when))


def test_every_theme_belongs_to_one_domain_of_six() -> None:
    codes = {code.iri.rpartition("/")[2] for code in themes().values()}
    assert codes <= focus_domains().keys()
    assert len({domain.name for domain in focus_domains().values()}) == 6
