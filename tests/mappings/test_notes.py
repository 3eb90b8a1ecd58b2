import re
from pathlib import Path

import pytest

import mappings
from catalogue.errors import UsageError
from mappings import fingerprint, note_codes, note_kind, note_text

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


def test_the_fingerprint_is_a_sha_256_that_stays_the_same() -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", fingerprint())
    assert fingerprint() == fingerprint()
