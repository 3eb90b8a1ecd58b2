"""Reads a questionnaire that somebody filled in: YAML, with the line, the key and what to type where it errs.

What has no statement was left open, and is passed over.
"""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from catalogue.charter import Check, Rubric
from catalogue.errors import UsageError
from catalogue.questionnaire import asked_checks
from oogst.questionnaire.answer import Answer, FilledIn, Words, day_of, statement_of
from schedules.positions import Page, read_page
from schedules.positions import Path as Where

__all__ = ["answer_at", "read_form", "read_text"]

TOP: Final = ("publisher", "rubric", "signed", "answers")
SIGNED: Final = ("name", "role", "date")
EACH: Final = (
    "check",
    "statement",
    "answers",
    "narrative",
    "evidence",
    "entries",
    "theme",
    "valid_until",
    "name",
    "role",
    "date",
)


def read_form(file: Path, rubric: Rubric) -> FilledIn:
    """Read a questionnaire. Raises UsageError that names file, line, column and remedy."""
    page = read_page(str(file), read_text(file))
    _only(page, (), TOP)
    _only(page, ("signed",), SIGNED)
    items = _list(page, ("answers",))
    found = [answer_at(page, ("answers", index), rubric) for index in range(len(items))]
    return FilledIn(
        publisher=_text(page, ("publisher",)).text,
        rubric=_text(page, ("rubric",)).text,
        answers=tuple(one for one in found if one is not None),
    )


def read_text(file: Path) -> str:
    """Give the text of a file. Raises UsageError where it cannot be read, or is not UTF-8."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise UsageError("questionnaire.not-utf8", file=file, line=line) from error
    except OSError as error:
        raise UsageError("questionnaire.unreadable", file=file, detail=error.strerror) from error


def answer_at(page: Page, path: Where, rubric: Rubric) -> Answer | None:
    """Read one answer; ``None`` where it was left open."""
    _only(page, path, EACH)
    said = _text(page, (*path, "statement"))
    if not said.text:
        return None
    check = _check(page, path, rubric)
    day = _text(page, (*path, "date"))
    return Answer(
        check=check.id,
        statement=statement_of(said),
        answers=dict(_answers(page, (*path, "answers"), check)),
        narrative=_text(page, (*path, "narrative")).text,
        evidence=_texts(page, (*path, "evidence")),
        entries=_texts(page, (*path, "entries")),
        theme=_text(page, (*path, "theme")).text,
        name=_who(page, path, "name"),
        role=_who(page, path, "role"),
        signed_on=day_of(day if day.text else _text(page, ("signed", "date"))),
        valid_until=day_of(_text(page, (*path, "valid_until"))),
        line=page.around(path).line,
    )


def _check(page: Page, path: Where, rubric: Rubric) -> Check:
    typed = _text(page, (*path, "check"))
    known = {check.id: check for check in asked_checks(rubric)}
    if typed.text in known:
        return known[typed.text]
    place = page.around(typed.path)
    if not typed.text:
        raise page.error("questionnaire.no-check", place, known=", ".join(known))
    raise page.error("questionnaire.unknown-check", place, value=typed.text, known=", ".join(known))


def _who(page: Page, path: Where, part: str) -> str:
    """Give the name or role behind an answer: its own, else that of the whole questionnaire."""
    own, shared = _text(page, (*path, part)), _text(page, ("signed", part))
    if own.text or shared.text:
        return own.text or shared.text
    raise page.error("questionnaire.nobody", page.around(("signed", part)), field=part)


def _answers(page: Page, path: Where, check: Check) -> Iterator[tuple[str, str]]:
    value = _value(page, path)
    if value is None:
        return
    known = check.asked.answers if check.asked else ()
    if not isinstance(value, Mapping):
        raise page.error("questionnaire.not-a-mapping", page.around(path), field="answers")
    _only(page, path, known)
    for name in value:
        given = _text(page, (*path, name))
        if name == "date":
            day_of(given)
        if given.text:
            yield str(name), given.text


def _only(page: Page, path: Where, known: Sequence[str]) -> None:
    """Refuse a key that means nothing here."""
    value = _value(page, path)
    if value is None:
        return
    if not isinstance(value, Mapping):
        field = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
        raise page.error("questionnaire.not-a-mapping", page.around(path), field=field)
    for key in value:
        if key not in known:
            place = page.key((*path, key))
            if like := get_close_matches(key, known, n=1):
                raise page.error("questionnaire.unknown-key-like", place, value=key, like=like[0])
            raise page.error("questionnaire.unknown-key", place, value=key, known=", ".join(known) or "-")


def _value(page: Page, path: Where) -> object:
    value: object = page.value
    for step in path:
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int):
            value = value[step]
        else:
            return None
    return value


def _text(page: Page, path: Where) -> Words:
    """Give what stands at a place, as typed; empty where nothing does."""
    value = _value(page, path)
    if isinstance(value, Mapping | list):
        raise page.error("questionnaire.not-a-text", page.around(path), field=str(path[-1]))
    typed = ("yes" if value else "no") if isinstance(value, bool) else value or ""
    return Words(page, path, str(typed).strip())


def _list(page: Page, path: Where) -> list[object]:
    value = _value(page, path)
    if value is None:
        return []
    if not isinstance(value, list):
        raise page.error("questionnaire.not-a-list", page.around(path), field=str(path[-1]))
    return value


def _texts(page: Page, path: Where) -> tuple[str, ...]:
    """Give the texts of a list; one text alone is a list of one."""
    value = _value(page, path)
    if value is None or isinstance(value, str):
        return (value.strip(),) if value and value.strip() else ()
    found = (_text(page, (*path, index)).text for index in range(len(_list(page, path))))
    return tuple(text for text in found if text)
