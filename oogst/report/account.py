"""Why a score moved, as a document and on a screen: a line for each cause, and below it what moved."""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from harvester.attribution import Account, Figure, Movement, Part
from oogst.rubrics import rubric_in_force
from oogst.screen import Speech, data_table, heading, plain

__all__ = ["account_document", "print_account"]

Document = dict[str, Any]
LINES: Final = 6
"""Checks and entries of one cause that a screen names, before the rest is only counted."""
INDENT: Final = (0, 0, 0, 2)


def account_document(account: Account, speech: Speech) -> Document:
    """Give all of it, as JSON values; times are UTC, numbers from 0 to 1."""
    return {
        "publisher": account.publisher,
        "uuid": account.uuid or None,
        "title": account.title or None,
        "since": account.since,
        "until": account.until,
        "rubric": {"before": account.rubrics[0], "after": account.rubrics[1]},
        "comparable": account.comparable,
        "before": _figure(account.before),
        "after": _figure(account.after),
        "before_by_the_rubric_after": _figure(account.rebased),
        "parts": [_part(one, speech) for one in account.parts],
        "entries": account.entries,
        "came": [_passing(one) for one in account.came],
        "went": [_passing(one) for one in account.went],
        "unreadable": [_passing(one) for one in account.unreadable],
        "statement": getattr(rubric_in_force().charter.statement, speech.language),
    }


def _figure(figure: Figure) -> Document:
    return {"value": _number(figure.value), "coverage": float(figure.coverage)}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _part(part: Part, speech: Speech) -> Document:
    return {
        "cause": str(part.cause),
        "text": speech.say(f"cause.{part.cause}"),
        "value": _number(part.value),
        "coverage": float(part.coverage),
        "entries": len({one.uuid for one in part.movements if one.uuid}),
        "checks": _checks(part.movements),
        "movements": [
            {
                "uuid": one.uuid or None,
                "title": one.title or None,
                "checks": [check._asdict() for check in one.checks],
            }
            for one in part.movements
        ],
    }


def _checks(movements: Iterable[Movement]) -> list[Document]:
    """Count, of each check, in how many entries it went from one answer to another."""
    counted = Counter((one.check, one.before, one.after) for each in movements for one in each.checks)
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return [
        {"check": check, "before": before or None, "after": after or None, "count": count}
        for (check, before, after), count in ordered
    ]


def _passing(one: Any) -> Document:  # noqa: ANN401  a named tuple of the account
    return {"uuid": one.uuid, "title": one.title, "score": one.score}


def print_account(document: Document, screen: Console, speech: Speech) -> None:
    """Show it, the causes in the order in which they were worked out."""
    say = speech.say
    name = document["title"] or document["publisher"]
    screen.print(Line(say("account.title", name=plain(name), **_days(document)), style="bold"))
    screen.print(Line(_whole(document, speech)))
    if not document["comparable"]:
        rebased = _points(document["before_by_the_rubric_after"]["value"])
        screen.print(Line(say("account.other-major", rebased=rebased), style="yellow"))
    if not document["parts"]:
        screen.print(Line(say("account.nothing")))
    else:
        _parts(document, screen, speech)
    for what in ("went", "came", "unreadable"):
        _passed(document[what], what, screen, speech)
    screen.print(Padding(Line(say("account.order"), style="dim"), (1, 0, 0, 0)))
    screen.print(Line(document["statement"], style="dim"))


def _days(document: Document) -> dict[str, str]:
    return {"since": f"{document['since']:%Y-%m-%d}", "until": f"{document['until']:%Y-%m-%d}"}


def _whole(document: Document, speech: Speech) -> str:
    before, after = document["before"], document["after"]
    facts = {
        "before": _points(before["value"]),
        "after": _points(after["value"]),
        "coverage_before": _points(before["coverage"]),
        "coverage_after": _points(after["coverage"]),
        "old": document["rubric"]["before"],
        "new": document["rubric"]["after"],
    }
    return speech.say("account.whole", **facts)


def _points(value: float | None) -> str:
    return "-" if value is None else f"{value * 100:.2f}"


def _signed(value: float | None) -> str:
    return "-" if value is None else f"{value * 100:+.2f}"


def _parts(document: Document, screen: Console, speech: Speech) -> None:
    say = speech.say
    table = data_table(
        [say("account.column.cause")],
        [say("account.column.value"), say("account.column.coverage"), say("account.column.entries")],
    )
    for part in document["parts"]:
        table.add_row(part["text"], _signed(part["value"]), _signed(part["coverage"]), str(part["entries"]))
    screen.print(table)
    for part in document["parts"]:
        if part["checks"]:
            screen.print(heading(part["text"]))
            _moved(part, screen, speech)


def _moved(part: Document, screen: Console, speech: Speech) -> None:
    for one in part["checks"][:LINES]:
        words = {
            "check": one["check"],
            "before": speech.say(f"account.answer.{one['before'] or 'none'}"),
            "after": speech.say(f"account.answer.{one['after'] or 'none'}"),
        }
        screen.print(Padding(Line(speech.count("account.check", one["count"], **words)), INDENT))
    left = len(part["checks"]) - LINES
    if left > 0:
        screen.print(Padding(Line(speech.count("account.more", left), style="dim"), INDENT))


def _passed(some: Sequence[Document], what: str, screen: Console, speech: Speech) -> None:
    if not some:
        return
    screen.print(heading(speech.count(f"account.{what}", len(some))))
    for one in some[:LINES]:
        screen.print(Padding(Line(f"{plain(one['title'])}  {_points(one['score'])}"), INDENT))
    if len(some) > LINES:
        screen.print(
            Padding(Line(speech.count("account.more-entries", len(some) - LINES), style="dim"), INDENT)
        )
