"""The maturity of a publisher as one document and on a screen: six areas, each with its years."""

from typing import Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from catalogue.charter import Rubric, check_text
from catalogue.questionnaire import Maturity, questions
from catalogue.questionnaire.maturity import Answered, AreaSight, Signal, Year
from oogst.screen import Speech, data_table, heading, percent, plain

__all__ = ["maturity_document", "print_maturity"]

Document = dict[str, Any]
INDENT: Final = (0, 0, 0, 2)
YEARS: Final = ("automatic", "attested", "answers", "rubric")


def maturity_document(found: Maturity, speech: Speech) -> Document:
    """Give the six areas, with whose mapping and whose numbers they are."""
    language = speech.language
    return {
        "publisher": found.publisher,
        "at": found.at,
        "rubric": found.rubric.version,
        "charter": found.rubric.charter.version,
        "statement": getattr(found.rubric.charter.statement, language),
        "mapping": speech.say("maturity.mapping"),
        "areas": [_area(one, found.rubric, speech) for one in found.areas],
    }


def _area(one: AreaSight, rubric: Rubric, speech: Speech) -> Document:
    return {
        "area": one.area.name,
        "title": getattr(one.area.title, speech.language),
        "about": getattr(one.area.about, speech.language),
        **_year(one.now),
        "answered": [_answer(each, rubric, speech) for each in one.answers],
        "signals": [_signal(each, rubric, speech) for each in one.signals],
        "years": [_year(each) for each in one.years],
    }


def _year(one: Year) -> Document:
    return {
        "year": one.year,
        "until": one.until,
        "automatic": one.automatic,
        "coverage": one.coverage,
        "attested": one.attested,
        "answers": one.answers,
        "asked": one.asked,
        "taken_over": one.taken_over,
        "rubric": one.rubric or None,
    }


def _answer(one: Answered, rubric: Rubric, speech: Speech) -> Document:
    given = one.attestation
    return {
        "check": one.check,
        "title": check_text(rubric.by_id[one.check], speech.language).title,
        "question": getattr(questions()[one.check].question, speech.language),
        "value": one.value,
        "audited": one.audited,
        "of_entries": one.reason == "entries",
        "attestation": given.id if given else None,
        "statement": str(given.statement) if given else None,
        "by": {"name": given.by_name, "role": given.by_role} if given else None,
        "signed_at": given.signed_at if given else None,
        "valid_until": given.valid_until if given else None,
    }


def _signal(one: Signal, rubric: Rubric, speech: Speech) -> Document:
    check = rubric.by_id.get(one.check)
    title = check_text(check, speech.language).title if check else ""
    return {"title": title, **one._asdict()}


def print_maturity(document: Document, screen: Console, speech: Speech) -> None:
    """Show area by area: its question, what is answered, what shows, and how both moved."""
    title = speech.say("maturity.title", publisher=plain(document["publisher"]), rubric=document["rubric"])
    screen.print(Line(title, style="bold"))
    for one in document["areas"]:
        screen.print(heading(one["title"]))
        screen.print(Padding(Line(one["about"], style="dim"), INDENT))
        _answers(one, screen, speech)
        _signals(one, screen, speech)
        screen.print(Padding(_years(one["years"], speech), INDENT))
    screen.print(Padding(Line(document["mapping"], style="dim"), (1, 0, 0, 0)))
    screen.print(Line(document["statement"], style="dim"))
    publisher = plain(document["publisher"])
    screen.print(Line(speech.say("maturity.next", publisher=publisher)))


def _answers(area: Document, screen: Console, speech: Speech) -> None:
    for one in area["answered"]:
        line = Line(f"{one['check']} {one['title']}: ")
        line.append(_answer_text(one, speech), style="yellow" if one["value"] is None else "")
        screen.print(Padding(line, INDENT))


def _answer_text(one: Document, speech: Speech) -> str:
    if one["of_entries"]:
        share = percent(one["value"])
        return speech.say("maturity.open" if one["value"] is None else "maturity.of-entries", share=share)
    if one["statement"] is None:
        return speech.say("maturity.open", share="-")
    audited = speech.say("charter.word.audited" if one["audited"] else "charter.word.unaudited")
    return plain(
        speech.say(
            "maturity.answered",
            statement=speech.say(f"questionnaire.statement.{one['statement']}"),
            name=one["by"]["name"],
            role=one["by"]["role"],
            signed=f"{one['signed_at']:%Y-%m-%d}",
            until=f"{one['valid_until']:%Y-%m-%d}",
            audited=audited,
        )
    )


def _signals(area: Document, screen: Console, speech: Speech) -> None:
    """Name what looking gave; what nobody could determine is named together at the end."""
    seen = [one for one in area["signals"] if one["value"] is not None]
    if seen:
        said = "; ".join(f"{one['check']} {one['title']} {percent(one['value'])}" for one in seen)
        screen.print(Padding(Line(speech.say("maturity.signals", said=said)), INDENT))
    open_ = [one["check"] for one in area["signals"] if one["value"] is None and one["asked"]]
    if open_:
        line = Line(speech.say("maturity.undetermined", checks=", ".join(open_)), style="dim")
        screen.print(Padding(line, INDENT))


def _years(years: list[Document], speech: Speech) -> Table:
    say = speech.say
    table = data_table(
        [say("maturity.column.year")], [say(f"maturity.column.{name}") for name in YEARS], gap=2
    )
    for one in years:
        answers = f"{one['answers']}/{one['asked']}"
        if one["taken_over"]:
            answers += f" ({speech.count('maturity.taken-over', one['taken_over'])})"
        numbers = [percent(one["automatic"]), percent(one["attested"])]
        table.add_row(str(one["year"]), *numbers, answers, one["rubric"] or "-")
    return table
