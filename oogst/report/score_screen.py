"""The score of a publisher on a screen: a row for each principle, then what is missing in it and why."""

from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from oogst.screen import Speech, data_table, heading, percent, plain

__all__ = ["print_comparison", "print_score"]

Document = dict[str, Any]
INDENT: Final = (0, 0, 0, 2)
NUMBERS: Final = ("automatic", "attested", "confirmed", "coverage", "entries", "median", "good")
PRINCIPLES: Final = 20


def print_score(document: Document, screen: Console, speech: Speech) -> None:
    """Show one publisher."""
    say = speech.say
    title = say("score.title", publisher=plain(document["publisher"]), rubric=document["rubric"])
    screen.print(Line(title, style="bold"))
    screen.print(Line(_overall(document, speech)))
    screen.print(_table(document, speech))
    screen.print(Padding(Line(say("score.legend"), style="dim"), INDENT))
    _missing(document, screen, speech)
    _labels(document, screen, speech)
    _people(document, screen, speech)
    screen.print(Padding(Line(document["statement"], style="dim"), (1, 0, 0, 0)))


def _overall(document: Document, speech: Speech) -> str:
    facts = {
        "assessable": document["assessable"],
        "coverage": percent(document["coverage"]),
        "minimum": percent(document["minimum_coverage"]),
    }
    if document["value"] is None:
        return speech.say("score.overall-none", **facts)
    return speech.say("score.overall", value=percent(document["value"]), **facts)


def _table(document: Document, speech: Speech) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=True)
    table.add_column("", justify="right")
    table.add_column(speech.say("column.principle"))
    for name in NUMBERS:
        table.add_column(speech.say(f"score.column.{name}"), justify="right")
    for number, one in document["principles"].items():
        style = "" if one["assessable"] else "dim"
        table.add_row(number, _name(one, speech), *_cells(one), style=style)
    return table


def _name(one: Document, speech: Speech) -> Line:
    name = Line(one["title"])
    if one["disputed"]:
        name.append(" " + speech.say("score.disputed", checks=", ".join(one["disputed"])), style="red")
    return name


def _cells(one: Document) -> list[str]:
    if one["state"] in {"not-assessed", "not-applicable"}:
        return ["-"] * len(NUMBERS)
    shares = [percent(one[name]) for name in ("automatic", "attested", "confirmed")]
    good = percent(one["share_good"])
    return [*shares, f"{percent(one['coverage'])} %", str(one["entries"]), percent(one["median"]), good]


def _missing(document: Document, screen: Console, speech: Speech) -> None:
    """Say of every principle that is not among the assessable ones why."""
    why: dict[str, list[str]] = {}
    for number, one in document["principles"].items():
        if one["why_not"]:
            why.setdefault(one["why_not"], []).append(number)
    if why:
        screen.print(heading(speech.say("score.missing")))
    for text, numbers in why.items():
        screen.print(Padding(Line(f"{', '.join(numbers)}: {text}"), INDENT))
    if document["judged_by_other_rubric"]:
        count = document["judged_by_other_rubric"]
        screen.print(Padding(Line(speech.count("score.other-rubric", count), style="yellow"), INDENT))


def _labels(document: Document, screen: Console, speech: Speech) -> None:
    if not document["entries"]:
        screen.print(Padding(Line(speech.say("score.no-entries")), INDENT))
        return
    texts = document["label_texts"]
    said = ", ".join(f"{count} {texts[label]}" for label, count in document["labels"].items())
    screen.print(Padding(Line(speech.count("score.labels", document["entries"], labels=said)), (1, 0, 0, 2)))
    for gate, count in document["gates"].items():
        line = speech.count("score.gate", count, gate=gate, title=document["gate_titles"][gate])
        screen.print(Padding(Line(line, style="yellow"), INDENT))


def _people(document: Document, screen: Console, speech: Speech) -> None:
    """Say what waits for people, and where answer and machine contradict each other."""
    publisher = plain(document["publisher"])
    waiting = [one["check"] for one in document["verdicts"] if one["outcome"] == "manual"]
    waiting += [check for check in document["waiting"] if check not in waiting]
    if waiting:
        facts = {"checks": ", ".join(sorted(waiting)), "publisher": publisher}
        screen.print(Padding(Line(speech.count("score.waiting", len(waiting), **facts)), INDENT))
    if document["disputed"]:
        checks = ", ".join(document["disputed"])
        said = speech.count("score.disputes", len(document["disputed"]), checks=checks, publisher=publisher)
        screen.print(Padding(Line(said, style="red"), INDENT))


def print_comparison(document: Document, screen: Console, speech: Speech) -> None:
    """Show publishers beside each other, in the order of their names."""
    say = speech.say
    screen.print(Line(say("score.compare-title", rubric=document["rubric"]), style="bold"))
    screen.print(Line(document["no_ranking"], style="yellow"))
    numbers = [str(number) for number in range(1, PRINCIPLES + 1)]
    table = data_table([say("column.publisher")], [*numbers, say("score.column.assessable")])
    for one in document["publishers"]:
        values = [percent(one["principles"][number]["value"]) for number in numbers]
        table.add_row(Line(plain(one["publisher"])), *values, f"{one['assessable']}/{PRINCIPLES}")
    screen.print(table)
    screen.print(
        Line(say("score.compare-legend", minimum=percent(document["minimum_coverage"])), style="dim")
    )
    screen.print(Line(document["statement"], style="dim"))
