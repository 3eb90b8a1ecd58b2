import re
from pathlib import Path

import pytest

import mappings
from catalogue.errors import UsageError
from mappings import note_codes, note_kind, note_text

ROOM = Path(mappings.__file__).parent


def test_every_note_that_the_code_makes_has_a_sentence() -> None:
    words = "\n".join(file.read_text(encoding="utf-8") for file in ROOM.rglob("*.py"))
    made = set(re.findall(r'(?:Note|note)\(\s*"([a-z-]+)"', words))
    assert made <= set(note_codes())


def test_a_note_speaks_dutch_and_english() -> None:
    assert note_text("licence-unknown", "nl") != note_text("licence-unknown", "en")
    assert note_kind("licence-unknown").fault == "source"


def test_an_unknown_note_is_an_error_that_can_be_read() -> None:
    with pytest.raises(UsageError, match="no-such-note"):
        note_text("no-such-note", "nl")
