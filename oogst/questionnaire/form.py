"""Writes the questionnaire of a publisher as YAML to fill in: each question, what proves it, what stands.

Read back by :mod:`oogst.questionnaire.filled`; a test holds the two together.
"""

import textwrap
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from catalogue.charter import Level, Rubric, principle_text
from catalogue.messages import Language, say
from catalogue.questionnaire import Opening, Waits
from catalogue.testimony import Attestation

__all__ = ["form_text", "standing"]

WIDTH: Final = 100


def form_text(publisher: str, rubric: Rubric, openings: Sequence[Opening], language: Language) -> str:
    """Give the questionnaire; what is answered and not due stands there as a comment only."""
    return "\n".join(_lines(publisher, rubric, openings, language)) + "\n"


def _lines(publisher: str, rubric: Rubric, openings: Sequence[Opening], language: Language) -> Iterator[str]:
    yield from _comment(say("questionnaire.head", language, publisher=publisher), "")
    yield from _comment(getattr(rubric.charter.statement, language), "")
    yield from ("", f"publisher: {publisher}", f'rubric: "{rubric.version}"', "signed:")
    for part in ("name", "role", "date"):
        yield f"  {part}:".ljust(12) + f"  # {say(f'questionnaire.key.{part}', language)}"
    yield "answers:"
    for number, group in groupby(openings, key=lambda one: one.check.principle):
        yield ""
        yield from _comment(f"{number}. {principle_text(number, rubric, language).sentence}", "  ")
        for one in group:
            yield ""
            yield from _question(one, language)


def _question(one: Opening, language: Language) -> Iterator[str]:
    yield from _comment(getattr(one.question.question, language), "  ")
    evidence, who = (getattr(one.question.evidence, language), getattr(one.question.who, language))
    yield from _comment(say("questionnaire.evidence", language, evidence=evidence), "  ")
    yield from _comment(say("questionnaire.who", language, who=who), "  ")
    yield from _comment(standing(one, language), "  ")
    for name in _keys(one):
        value = f" {one.check.id}" if name == "check" else ""
        mark = "- " if name == "check" else "  "
        line = f"  {mark}{name}:{value}"
        yield f"{line.ljust(20)}  # {say(f'questionnaire.key.{name}', language)}" if not value else line
        if name == "answers" and one.check.asked:
            for each in one.check.asked.answers:
                yield f"      {each}:".ljust(20) + f"  # {say(f'charter.answer.{each}', language)}"


def _keys(one: Opening) -> Iterator[str]:
    yield from ("check", "statement")
    if one.check.asked and one.check.asked.answers:
        yield "answers"
    yield from ("narrative", "evidence")
    if one.check.level is not Level.PUBLISHER:
        yield from ("entries", "theme")
    yield "valid_until"


def standing(one: Opening, language: Language) -> str:
    """Say how a question stands: open, answered until when, ended and why."""
    if one.waits is Waits.DISPUTED:
        return say("questionnaire.waits.disputed", language)
    if one.waits is Waits.NOT_ASKED:
        return say("questionnaire.waits.not-asked", language)
    if one.present is not None:
        key = "questionnaire.waits.some" if one.entries else f"questionnaire.waits.{one.waits}"
        return say(key, language, **_facts(one.present, language), entries=one.entries)
    if one.last is not None:
        return say(f"questionnaire.ended.{one.hold}", language, **_facts(one.last, language))
    key = "questionnaire.waits.entries" if one.entries else "questionnaire.waits.open"
    return say(key, language, entries=one.entries)


def _facts(one: Attestation, language: Language) -> dict[str, object]:
    return {
        "statement": say(f"questionnaire.statement.{one.statement}", language),
        "name": one.by_name,
        "role": one.by_role,
        "signed": f"{one.signed_at:%Y-%m-%d}",
        "until": f"{one.valid_until:%Y-%m-%d}",
        "note": one.review_note or one.withdrawn_why or "-",
    }


def _comment(text: str, indent: str) -> Iterator[str]:
    """Write a text as comment lines; a line end in foreign text never ends the comment."""
    plain = " ".join(text.split())
    yield from textwrap.wrap(plain, WIDTH, initial_indent=f"{indent}# ", subsequent_indent=f"{indent}# ")
