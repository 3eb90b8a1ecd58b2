import pytest

from harvester.pages.charset import decoded

WORDS = "Geïnventariseerde façades, één café"


@pytest.mark.parametrize(
    ("encoding", "content_type", "meta"),
    [
        ("utf-8", "text/html; charset=utf-8", ""),
        ("utf-8", "text/html; charset=ISO-8859-1", ""),
        ("utf-8", "text/html; charset=windows-1252", "utf-8"),
        ("utf-8", "", "iso-8859-1"),
        ("utf-8", "", ""),
        ("utf-8-sig", "text/html; charset=ISO-8859-1", ""),
        ("utf-16", "text/html", ""),
        ("cp1252", "text/html; charset=windows-1252", ""),
        ("cp1252", "text/html; charset=ISO-8859-1", ""),
        ("cp1252", "text/html", "windows-1252"),
        ("cp1252", "text/html", "iso-8859-1"),
        ("cp1252", "text/html", ""),
        ("cp1252", "text/html; charset=utf-8", ""),
        ("cp1252", "text/html; charset=utf-8", "utf-8"),
        ("cp1252", "text/html; charset=no-such-thing", ""),
    ],
)
def test_words_are_read_whatever_header_and_page_say_of_their_characters(
    encoding: str, content_type: str, meta: str
) -> None:
    declared = f'<meta charset="{meta}">' if meta else ""
    body = f"<html><head>{declared}</head><body>{WORDS}</body></html>".encode(encoding)
    assert WORDS in decoded(body, content_type)


def test_the_euro_sign_of_windows_is_read_where_the_header_says_latin_1() -> None:
    assert "€ 5" in decoded(b"<p>\x80 5 \xe9</p>", "text/html; charset=ISO-8859-1")


def test_utf_8_with_one_broken_character_stays_utf_8() -> None:
    assert "één café en �" in decoded("<p>één café en ".encode() + b"\xc3</p>", "text/html; charset=utf-8")
