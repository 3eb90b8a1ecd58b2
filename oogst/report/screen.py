"""The report of a check for a person: what it came to first, then what to do, then the charter."""

from typing import Any, Final

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from oogst.cli.console import Speech

__all__ = ["print_report"]

SHOWN: Final = 10
"""Of things that did not become an entry; ``--json`` lists them all."""


def print_report(document: dict[str, Any], screen: Console, speech: Speech) -> None:
    """Write the report; foreign text becomes a :class:`rich.text.Text`, never read as markup."""
    _heading(document, screen, speech)
    _missing(document["not_entries"], screen, speech)
    _findings(document["findings"], screen, speech)
    _charter(document["charter"], screen, speech)
    _feed(document["feed"], screen, speech)


def _heading(document: dict[str, Any], screen: Console, speech: Speech) -> None:
    say = speech.say
    state = say("state.complete" if document["complete"] else "state.incomplete")
    lines = [
        say("report.protocol", protocol=document["protocol"], state=state),
        say(
            "report.counts",
            **{key: document[key] for key in ("records", "entries", "published", "held_back")},
        ),
    ]
    if document["incomplete_because"]:
        lines.append(say("report.reasons", reasons="; ".join(document["incomplete_because"])))
    if document["waiting_for_publisher_facts"]:
        lines.append(say("report.waiting", waiting=document["waiting_for_publisher_facts"]))
    screen.print(Line(say("report.title", source=document["source"]), style="bold"))
    for line in lines:
        screen.print(Line(line))


def _missing(missing: list[dict[str, str]], screen: Console, speech: Speech) -> None:
    if not missing:
        return
    screen.print(Line(speech.say("report.missing", count=len(missing))))
    for one in missing[:SHOWN]:
        screen.print(Line(f"  {speech.say('trouble.' + one['kind'])}: {one['pointer']} {one['detail']}"))
    if len(missing) > SHOWN:
        screen.print(Line("  " + speech.say("report.more", count=len(missing) - SHOWN)))


def _findings(findings: list[dict[str, Any]], screen: Console, speech: Speech) -> None:
    say = speech.say
    if not findings:
        screen.print(Line(say("report.no-findings")))
        return
    table = Table(*(say(f"column.{name}") for name in ("severity", "entries", "fault", "finding", "remedy")))
    order = {"error": 0, "warning": 1, "info": 2}
    for one in sorted(findings, key=lambda one: (order[one["severity"]], -one["entries"], one["rule"])):
        cells = (
            say(f"severity.{one['severity']}"),
            str(one["entries"]),
            say(f"fault.{one['fault']}"),
            f"{one['title']} [{one['rule']}]",
            one["remedy"],
        )
        table.add_row(*(Line(cell) for cell in cells))
    screen.print(table)


def _charter(charter: dict[str, Any], screen: Console, speech: Speech) -> None:
    say = speech.say
    facts = {"score": _percent(charter["score"]), "coverage": _percent(charter["coverage"])}
    screen.print(Line(say("report.charter", statement=charter["statement"], **facts)))
    table = Table(*(say(f"column.{name}") for name in ("principle", "score", "coverage", "entries")))
    unassessed = []
    for number, one in charter["principles"].items():
        if one["state"] == "not-assessed":
            unassessed.append(number)
            continue
        score = _percent(one["score"]) if one["score"] is not None else one["state_text"]
        cells = (f"{number}. {one['text']}", score, _percent(one["coverage"]), str(one["entries"]))
        table.add_row(*(Line(cell) for cell in cells))
    screen.print(table)
    screen.print(Line(say("report.not-assessed", principles=", ".join(unassessed))))


def _feed(feed: dict[str, Any], screen: Console, speech: Speech) -> None:
    say = speech.say
    if not feed["entries"]:
        screen.print(Line(say("report.feed-none")))
        return
    if feed["path"]:
        for path in feed["paths"]:
            screen.print(Line(say("report.feed", path=path)))
    else:
        screen.print(Line(say("report.feed-made", entries=feed["entries"])))
    if not feed["portal_ready"]:
        screen.print(Line(say("report.feed-not-ready", rules=", ".join(feed["catalogue_findings"]))))


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value * 100:.0f}"
