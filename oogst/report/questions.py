"""The questions to a publisher as a document and on a screen: by principle, with what would prove them."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from catalogue.charter import Rubric, check_text, principle_text
from catalogue.questionnaire import Opening, Waits
from oogst.questionnaire.form import standing
from oogst.screen import Speech, heading, plain

__all__ = ["print_questions", "questions_document"]

Document = dict[str, Any]
STYLES: Final = {
    Waits.OPEN: "yellow",
    Waits.ENDED: "yellow",
    Waits.ENDS_SOON: "yellow",
    Waits.DISPUTED: "red",
    Waits.NOTHING: "green",
    Waits.NOT_ASKED: "dim",
}
INDENT: Final = (0, 0, 0, 4)


def questions_document(
    publisher: str, rubric: Rubric, openings: Sequence[Opening], speech: Speech
) -> Document:
    """Give every question with how it stands."""
    counted = Counter(one.waits for one in openings)
    return {
        "publisher": publisher,
        "rubric": rubric.version,
        "statement": getattr(rubric.charter.statement, speech.language),
        "waiting": sum(
            count for waits, count in counted.items() if waits not in {Waits.NOTHING, Waits.NOT_ASKED}
        ),
        "answered": counted[Waits.NOTHING],
        "questions": [_question(one, rubric, speech) for one in openings],
    }


def _question(one: Opening, rubric: Rubric, speech: Speech) -> Document:
    language = speech.language
    return {
        "check": one.check.id,
        "principle": one.check.principle,
        "principle_text": principle_text(one.check.principle, rubric, language).sentence,
        "title": check_text(one.check, language).title,
        "level": str(one.check.level),
        "state": str(one.waits),
        "state_text": standing(one, language),
        "question": getattr(one.question.question, language),
        "evidence": getattr(one.question.evidence, language),
        "who": getattr(one.question.who, language),
        "asked": list(one.check.asked.answers) if one.check.asked else [],
        "entries": one.entries,
        "attestation": one.present.id if one.present else one.last.id if one.last else None,
        "others": [other.id for other in one.others],
    }


def print_questions(document: Document, screen: Console, speech: Speech, *, whole: bool = False) -> None:
    """Show what waits; with ``whole`` also what is answered and what nobody is asked."""
    facts = {name: document[name] for name in ("publisher", "waiting", "answered")}
    screen.print(Line(speech.say("questions.title", **facts), style="bold"))
    settled = {str(Waits.NOTHING), str(Waits.NOT_ASKED)}
    shown = [one for one in document["questions"] if whole or one["state"] not in settled]
    for number, group in groupby(shown, key=lambda one: one["principle"]):
        screen.print(heading(f"{number}. {speech.say(f'principle.{number}')}"))
        for one in group:
            _print(one, screen, speech)
    if not shown:
        screen.print(Line(speech.say("questions.none")))
    publisher = document["publisher"]
    screen.print(Padding(Line(speech.say("questions.next", publisher=publisher)), (1, 0, 0, 0)))
    screen.print(Line(document["statement"], style="dim"))


def _print(one: Document, screen: Console, speech: Speech) -> None:
    line = Line(f"  {one['check']}  {one['title']}: ")
    line.append(plain(one["state_text"]), style=STYLES[Waits(one["state"])])
    screen.print(line)
    if one["state"] in {Waits.NOTHING, Waits.NOT_ASKED}:
        return
    screen.print(Padding(Line(one["question"]), INDENT))
    for part in ("evidence", "who"):
        said = speech.say(f"questionnaire.{part}", **{part: one[part]})
        screen.print(Padding(Line(said, style="dim"), INDENT))
