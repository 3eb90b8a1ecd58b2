"""What another rubric makes of a publisher, as a document and on a screen."""

from collections.abc import Sequence
from typing import Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from catalogue.charter import Rubric, check_text
from harvester.rejudging import Compared, Mover
from oogst.screen import Speech, data_table, heading, percent, plain

__all__ = ["print_rescore", "rescore_document"]

Document = dict[str, Any]
LINES: Final = 10
"""Entries that a screen names."""
INDENT: Final = (0, 0, 0, 2)


def rescore_document(one: Compared, speech: Speech) -> Document:
    """Give all of it, as JSON values."""
    before, after = one.scores
    old, new = one.rubrics
    return {
        "publisher": one.publisher,
        "at": one.at,
        "rubric": {
            "before": {"version": old.version, "sha256": old.digest},
            "after": {"version": new.version, "sha256": new.digest},
        },
        "entries": after.score.entries,
        "value": {"before": before.score.value, "after": after.score.value},
        "coverage": {"before": before.score.coverage, "after": after.score.coverage},
        "principles": {
            str(number): {
                "title": speech.say(f"principle.{number}"),
                "before": _principle(before.score.principles.get(number)),
                "after": _principle(principle),
            }
            for number, principle in after.score.principles.items()
        },
        "checks_new": [_check(name, new, speech) for name in one.new],
        "checks_gone": [_check(name, old, speech) for name in one.gone],
        "checks_altered": [_check(name, new, speech) for name in one.altered],
        "moved": [_mover(mover) for mover in one.movers],
        "unreadable": [{"uuid": lost.stood.uuid, "reason": lost.failure.key} for lost in one.unread],
        "statement": getattr(new.charter.statement, speech.language),
    }


def _principle(one: Any) -> Document | None:  # noqa: ANN401  of either rubric
    return one and {"state": str(one.state), "value": one.value, "coverage": one.coverage}


def _check(name: str, rubric: Rubric, speech: Speech) -> Document:
    return {"check": name, "title": check_text(rubric.by_id[name], speech.language).title}


def _mover(one: Mover) -> Document:
    return {
        "uuid": one.uuid,
        "title": one.title,
        **{
            name: {"before": pair[0], "after": pair[1]}
            for name, pair in (("value", one.value), ("coverage", one.coverage), ("label", one.label))
        },
    }


def print_rescore(document: Document, screen: Console, speech: Speech) -> None:
    """Show it: the whole, the principles that differ, the checks, the entries that move most."""
    say, rubric = speech.say, document["rubric"]
    names = {"old": rubric["before"]["version"], "new": rubric["after"]["version"]}
    screen.print(Line(say("rescore.title", publisher=plain(document["publisher"]), **names), style="bold"))
    screen.print(
        Line(say("rescore.whole", **_pair(document["value"], ""), **_pair(document["coverage"], "coverage_")))
    )
    _principles(document, screen, speech)
    for what in ("new", "gone", "altered"):
        if some := document[f"checks_{what}"]:
            screen.print(heading(speech.count(f"rescore.checks-{what}", len(some))))
            screen.print(Padding(Line(", ".join(one["check"] for one in some)), INDENT))
    _movers(document["moved"], screen, speech)
    if lost := len(document["unreadable"]):
        screen.print(speech.count("history.unread", lost))
    screen.print(Padding(Line(document["statement"], style="dim"), (1, 0, 0, 0)))


def _pair(pair: Document, prefix: str) -> dict[str, str]:
    return {f"{prefix}{name}": percent(pair[name]) for name in ("before", "after")}


def _principles(document: Document, screen: Console, speech: Speech) -> None:
    say = speech.say
    table = data_table(
        ["", say("column.principle")], [say("rescore.column.before"), say("rescore.column.after")]
    )
    for number, one in document["principles"].items():
        before, after = (_shown(one[which]) for which in ("before", "after"))
        if before != after:
            table.add_row(number, one["title"], before, after)
    if table.row_count:
        screen.print(table)
    else:
        screen.print(Line(say("rescore.same-principles")))


def _shown(one: Document | None) -> str:
    return "-" if one is None else f"{percent(one['value'])} ({percent(one['coverage'])} %)"


def _movers(movers: Sequence[Document], screen: Console, speech: Speech) -> None:
    if not movers:
        return
    screen.print(heading(speech.count("rescore.moved", len(movers))))
    for one in sorted(movers, key=_least)[:LINES]:
        value = f"{percent(one['value']['before'])} → {percent(one['value']['after'])}"
        screen.print(Padding(Line(f"{value}  {plain(one['title'])}"), INDENT))
    if len(movers) > LINES:
        screen.print(
            Padding(Line(speech.count("account.more-entries", len(movers) - LINES), style="dim"), INDENT)
        )


def _least(one: Document) -> tuple[float, str]:
    """Order by what is lost: the most first."""
    before, after = one["value"]["before"], one["value"]["after"]
    return ((after or 0.0) - (before or 0.0), one["uuid"])
