"""Reads one answer from what was typed on the command line."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from difflib import get_close_matches

from catalogue.charter import Check, Rubric
from catalogue.errors import UsageError
from catalogue.questionnaire import asked_checks
from catalogue.testimony import Statement
from oogst.questionnaire.answer import WORDS, Answer

__all__ = ["typed_answer"]


def typed_answer(
    typed: Mapping[str, str], lists: Mapping[str, Sequence[str]], pairs: Iterable[str], rubric: Rubric
) -> Answer:
    """Read an answer. Raises UsageError naming the part that cannot be read, and what to type."""
    check = _check(typed["check"].upper(), rubric)
    return Answer(
        check=check.id,
        statement=_statement(typed["statement"]),
        answers=dict(_pair(pair, check) for pair in pairs),
        narrative=typed["narrative"].strip(),
        evidence=tuple(lists["evidence"]),
        entries=tuple(lists["entries"]),
        theme=typed["theme"].strip(),
        name=typed["name"].strip(),
        role=typed["role"].strip(),
        signed_on=_day(typed["date"], "--signed-on"),
        valid_until=_day(typed["valid_until"], "--until"),
        line=0,
    )


def _check(wanted: str, rubric: Rubric) -> Check:
    known = {check.id: check for check in asked_checks(rubric)}
    if wanted not in known:
        raise UsageError("attest.no-check", check=wanted, known=", ".join(known))
    return known[wanted]


def _statement(text: str) -> Statement:
    plain = "-".join(text.split()).lower()
    if plain in WORDS:
        return WORDS[plain]
    like = get_close_matches(plain, WORDS, n=1)
    raise UsageError("attest.no-statement", value=text, like=like[0] if like else "yes")


def _pair(pair: str, check: Check) -> tuple[str, str]:
    name, equals, value = pair.partition("=")
    known = check.asked.answers if check.asked else ()
    if not equals or name.strip() not in known:
        raise UsageError("attest.no-answer", value=pair, check=check.id, known=", ".join(known) or "-")
    if name.strip() == "date":
        _day(value.strip(), "--answer date")
    return name.strip(), value.strip()


def _day(text: str, option: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        today = f"{datetime.now(UTC).date()}"
        raise UsageError("attest.bad-day", option=option, value=text, example=today) from error
