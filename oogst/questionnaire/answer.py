"""One answer as it was filled in, and the words that people may use for the four statements and for days."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from difflib import get_close_matches
from typing import Final, NamedTuple

from catalogue.testimony import Statement
from schedules.positions import Page, Path

__all__ = ["WORDS", "Answer", "FilledIn", "Words", "day_of", "statement_of"]

WORDS: Final = {
    **{str(one): one for one in Statement},
    "ja": Statement.YES,
    "deels": Statement.PARTLY,
    "gedeeltelijk": Statement.PARTLY,
    "nee": Statement.NO,
    "neen": Statement.NO,
    "niet-van-toepassing": Statement.NOT_APPLICABLE,
    "nvt": Statement.NOT_APPLICABLE,
    "n.v.t.": Statement.NOT_APPLICABLE,
    "n/a": Statement.NOT_APPLICABLE,
}
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    check: str
    statement: Statement
    answers: dict[str, str] = field(default_factory=dict)
    narrative: str = ""
    evidence: tuple[str, ...] = ()
    """Files, as named from the folder of the questionnaire, and addresses."""
    entries: tuple[str, ...] = ()
    """As they were typed: UUID, IRI or identifier at the source."""
    theme: str = ""
    name: str
    role: str
    signed_on: date | None = None
    """``None``: when it is recorded."""
    valid_until: date | None = None
    line: int
    """Where it begins in its file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledIn:
    publisher: str
    """Empty where the file does not say; then whoever reads it has to."""
    rubric: str
    answers: tuple[Answer, ...]


class Words(NamedTuple):
    """A place in a file and what was typed there."""

    page: Page
    path: Path
    text: str


def statement_of(words: Words) -> Statement:
    """Read one of the four statements, in Dutch or English. Raises UsageError naming what may be typed."""
    typed = "-".join(words.text.split()).lower()
    if typed in WORDS:
        return WORDS[typed]
    page, place = words.page, words.page.around(words.path)
    like = get_close_matches(typed, WORDS, n=1)
    known = "yes, partly, no, not-applicable"
    if like:
        raise page.error("questionnaire.statement-like", place, value=words.text, like=like[0])
    raise page.error("questionnaire.statement", place, value=words.text, known=known)


def day_of(words: Words) -> date | None:
    """Read a day; ``None`` where nothing is filled in. Raises UsageError for what is no day."""
    if not words.text:
        return None
    try:
        found = date.fromisoformat(words.text) if DAY.fullmatch(words.text) else None
    except ValueError:
        found = None
    if found is None:
        example = f"{datetime.now(UTC).date()}"
        place = words.page.around(words.path)
        raise words.page.error(
            "questionnaire.day", place, field=str(words.path[-1]), value=words.text, example=example
        )
    return found
