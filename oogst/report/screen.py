"""The report of a check for a person: what it came to first, then what to do, then all that was found.

Law: foreign text becomes a :class:`rich.text.Text`, never read as markup, and its control codes go.
"""

from collections.abc import Iterator
from typing import Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from oogst.report.beside import beside_lines
from oogst.report.screen_charter import charter_lines
from oogst.report.screen_findings import findings_lines
from oogst.screen import Speech, fact_table, heading, percent, plain

__all__ = ["print_report"]

Document = dict[str, Any]

MISSING_SHOWN: Final = 8
SHOWN: Final = {"publishable": 4, "open-data": 2, "charter": 3}
"""How many steps of each kind; ``--json`` lists them all."""
DETAIL_SHOWN: Final = 160
INDENT: Final = (0, 0, 0, 2)


def print_report(document: Document, screen: Console, speech: Speech) -> None:
    """Write the whole report; what does not fit is in ``--json``."""
    screen.print(Line(speech.say("report.title", source=plain(document["source"])), style="bold"))
    screen.print(_summary(document, speech))
    _steps(document["first_steps"], document["entries"], screen, speech)
    _missing(document["not_entries"], screen, speech)
    if document["entries"]:
        for part in findings_lines(document["findings"], screen.width, speech):
            screen.print(part)
        for part in charter_lines(document["charter"], speech):
            screen.print(part)
        for part in beside_lines(document["beside"], speech):
            screen.print(part)
    _ending(document, screen, speech)


def _summary(document: Document, speech: Speech) -> Table:
    say = speech.say
    table = fact_table()
    table.add_row(say("report.label.read"), Line("\n".join(_read(document, speech))))
    table.add_row(say("report.label.entries"), Line(_entries(document, speech)))
    if document["not_entries"]:
        missing = speech.count("report.missing", len(document["not_entries"]))
        table.add_row(say("report.label.missing"), Line(missing, style="yellow"))
    table.add_row(say("report.label.publisher"), Line("\n".join(_publisher(document, speech))))
    table.add_row(say("report.label.charter"), Line(_charter(document["charter"], speech)))
    table.add_row(say("report.label.feed"), Line("\n".join(_feed(document["feed"], speech))))
    return table


def _read(document: Document, speech: Speech) -> Iterator[str]:
    whole = document["complete"] and document["declared"] is not None
    records = speech.count("report.records-declared" if whole else "report.records", document["records"])
    protocol = speech.say(f"protocol.{document['protocol']}")
    key = "report.read" if document["complete"] else "report.read-partly"
    yield speech.say(key, protocol=protocol, records=records)
    for reason in document["incomplete_because"]:
        yield f"- {plain(reason['text'])}"


def _entries(document: Document, speech: Speech) -> str:
    if not document["entries"] and document["complete"]:
        return speech.say("report.entries-none")
    return speech.say(
        "report.entries", **{key: document[key] for key in ("entries", "published", "held_back")}
    )


def _publisher(document: Document, speech: Speech) -> Iterator[str]:
    if document["publisher_facts"]:
        yield speech.say("report.publisher", publisher=document["publisher"])
        return
    yield speech.say("report.publisher-none")
    if document["waiting_for_publisher_facts"]:
        yield speech.count("report.waiting", document["waiting_for_publisher_facts"])


def _charter(charter: Document, speech: Speech) -> str:
    if charter["score"] is None:
        return speech.say("report.charter-none")
    judged = [number for number, one in charter["principles"].items() if one["state"] == "scored"]
    facts = {"score": percent(charter["score"]), "coverage": percent(charter["coverage"])}
    return speech.say("report.charter", principles=", ".join(judged), **facts)


def _feed(feed: Document, speech: Speech) -> Iterator[str]:
    if not feed["entries"]:
        yield speech.say("report.feed-none")
        return
    if feed["path"]:
        yield speech.count("report.feed-kept", feed["entries"])
    else:
        yield speech.count("report.feed-made", feed["entries"])
    if not feed["portal_ready"]:
        reasons = " ".join(one["title"] for one in feed["catalogue_findings"])
        yield speech.say("report.feed-not-ready", reasons=reasons)


def _steps(steps: list[Document], entries: int, screen: Console, speech: Speech) -> None:
    if not entries:
        return
    screen.print(heading(speech.say("report.steps")))
    shown, more = _worth_showing(steps)
    if not shown:
        screen.print(Padding(Line(speech.say("report.steps-none")), INDENT))
        return
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", width=4)
    table.add_column(ratio=1)
    for number, step in enumerate(shown, 1):
        text = Line(plain(step["do"]))
        text.append("\n" + _gain(step, entries, speech), style="green")
        table.add_row(f"{number}.", text)
    screen.print(table)
    _rest(more, screen, speech)


def _worth_showing(steps: list[Document]) -> tuple[list[Document], int]:
    """Choose the steps that gain most of each kind, and count the others that gain something."""
    worth = [step for step in steps if step["gain"] != "charter" or round(step["points"]) > 0]
    shown = [
        step
        for gain, most in SHOWN.items()
        for step in [step for step in worth if step["gain"] == gain][:most]
    ]
    return shown, len(worth) - len(shown)


def _gain(step: Document, entries: int, speech: Speech) -> str:
    if step["gain"] == "charter":
        numbers = ", ".join(map(str, step["principles"]))
        facts = {"points": round(step["points"]), "principles": numbers}
        key = "step.points" if step["computed"] else "step.points-most"
        return speech.count(key, step["entries"], **facts)
    if step["freed"]:
        key = f"step.freed.{step['gain']}"
        return speech.count(key, step["freed"], after=step["after"], entries=entries)
    return speech.count(f"step.needed.{step['gain']}", step["entries"])


def _missing(missing: list[Document], screen: Console, speech: Speech) -> None:
    if not missing:
        return
    screen.print(heading(speech.count("report.not-entries", len(missing))))
    for one in missing[:MISSING_SHOWN]:
        text = Line(f"{plain(one['pointer'])}  {one['text']}".strip())
        if one["detail"]:
            detail = plain(" ".join(one["detail"].split()))
            text.append(f"\n{detail[:DETAIL_SHOWN]}", style="dim")
        screen.print(Padding(text, INDENT))
    _rest(len(missing) - MISSING_SHOWN, screen, speech)


def _rest(count: int, screen: Console, speech: Speech) -> None:
    if count > 0:
        screen.print(Padding(Line(speech.say("report.more", count=count), style="dim"), INDENT))


def _ending(document: Document, screen: Console, speech: Speech) -> None:
    """End with what a reader at the end of a long page needs: the files, unbroken, and where to begin."""
    paths = document["feed"]["paths"]
    if paths:
        screen.print(heading(speech.say("report.label.feed")))
    for path in paths:
        screen.print(Line(f"  {plain(path)}"), soft_wrap=True)
    if document["first_steps"]:
        begin = speech.say("report.begin", step=plain(document["first_steps"][0]["do"]))
        screen.print(Padding(Line(begin, style="bold"), (1, 0, 0, 0)))
