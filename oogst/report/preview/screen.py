"""A forecast on a terminal: one record as a card, or a feed in counts."""

from collections.abc import Iterable
from typing import Any, Final

from rich.box import ROUNDED
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text as Line

from oogst.report.preview.facts import card_rows, dead_links, facet_rows, feed_rows, filter_rows, times
from oogst.screen import Speech, data_table, fact_table, heading, plain

__all__ = ["print_feed", "print_record"]

Document = dict[str, Any]
SHOWN: Final = 200
"""Characters of a value; ``--json`` gives it whole."""
MOST: Final = 20
"""Rows of a list; ``--json`` gives all."""


def print_record(document: Document, screen: Console, speech: Speech) -> None:
    """Show what becomes of one record, and how it would look."""
    say = speech.say
    verdict = say("twin.accepted", uuid=document["uuid"]) if document["accepted"] else say("twin.refused")
    screen.print(Line(verdict, style="bold green" if document["accepted"] else "bold red"))
    for reason in document["refused_because"]:
        screen.print(Line(f"  {reason['text']}"))
    for note in document["notes"]:
        screen.print(Line(f"  {plain(note)}", style="yellow"))
    screen.print(heading(say("preview.card")))
    screen.print(_card(document, speech))
    screen.print(heading(say("preview.filters")))
    screen.print(Padding(_pairs(facet_rows(document, speech)), (0, 0, 0, 2)))
    _losses(document["losses"], screen, speech)
    _listed(
        "preview.rewritten",
        [f"{one['predicate']}: {one['text']}" for one in document["rewritten"] if _shown(one)],
        "",
        screen,
        speech,
    )
    _lacking(document, screen, speech)
    _rules(document, screen, speech)
    screen.print(Padding(Line(say("preview.forecast"), style="dim"), (1, 0, 0, 0)))


def print_feed(document: Document, target: str, screen: Console, speech: Speech) -> None:
    """Show what becomes of a whole feed."""
    say = speech.say
    screen.print(Line(plain(say("preview.title", target=target)), style="bold"))
    if document["fate"]:
        danger = document["fate"]["code"] != "harvested"
        screen.print(Line(document["fate"]["text"], style="bold red" if danger else "green"))
    for problem in document["problems"]:
        screen.print(Line(f"  {plain(problem['text'])}", style="yellow"))
    if not document["records"]:
        _passed_over(document, screen, speech)
        return
    screen.print(Padding(_pairs(feed_rows(document, speech)), (0, 0, 0, 2)))
    _passed_over(document, screen, speech)
    _loss_table(document["losses"], screen, speech)
    _counted("preview.rewritten", document["rewritten"], screen, speech)
    screen.print(heading(say("preview.filters")))
    screen.print(Padding(_pairs(filter_rows(document, speech)), (0, 0, 0, 2)))
    _lacking(document, screen, speech)
    _rules(document, screen, speech)
    screen.print(Padding(Line(say("preview.forecast"), style="dim"), (1, 0, 0, 0)))


def _card(document: Document, speech: Speech) -> Panel:
    card = document["card"]
    open_data = [speech.say("preview.open-data")] if document["facets"]["open_filter"] else []
    badges = Line("  ".join(f"[{one}]" for one in [_access(card, speech), *open_data]), style="bold cyan")
    parts: list[RenderableType] = [
        Line(plain(card["title"]), style="bold"),
        Line(plain(card["organisation"])),
        badges,
        Padding(Line(_short(card["description"])), (1, 0)),
        _pairs(card_rows(card, speech)),
    ]
    if dead := dead_links(card, speech):
        parts.append(Line(dead, style="yellow"))
    return Panel(
        Group(*parts), title=speech.say(f"preview.kind.{card['kind']}"), box=ROUNDED, title_align="left"
    )


def _access(card: Document, speech: Speech) -> str:
    if card["public"]:
        return speech.say("preview.public")
    return speech.say("preview.not-public" if card["access"] else "preview.no-access")


def _pairs(rows: Iterable[tuple[str, str]]) -> Table:
    table = fact_table()
    for name, value in rows:
        table.add_row(name, Line(plain(value)))
    return table


def _losses(losses: list[Document], screen: Console, speech: Speech) -> None:
    """Show each loss of one record, those of which the value stays last and in short."""
    screen.print(heading(speech.say("preview.losses")))
    if not losses:
        screen.print(Padding(Line(speech.say("preview.no-losses")), (0, 0, 0, 2)))
        return
    table = data_table([speech.say(f"preview.column.{name}") for name in ("property", "value", "means")])
    for one in sorted(losses, key=lambda loss: ORDER.index(loss["verdict"])):
        style = "red" if one["verdict"] == "gone" else ""
        table.add_row(
            Line(f"{one['predicate']} ({one['thing']})", style=style), Line(_short(one["value"])), one["text"]
        )
    screen.print(Padding(table, (0, 0, 0, 2)))


ORDER: Final = ("gone", "no-place", "outside", "kept-as")


def _loss_table(losses: list[Document], screen: Console, speech: Speech) -> None:
    screen.print(heading(speech.say("preview.losses")))
    if not losses:
        screen.print(Padding(Line(speech.say("preview.no-losses")), (0, 0, 0, 2)))
        return
    numbers = [speech.say("preview.column.records"), speech.say("preview.column.values")]
    names = [speech.say("preview.column.property"), speech.say("preview.column.means")]
    table = data_table(names, numbers)
    for one in losses:
        style = "red" if one["verdict"] == "gone" else ""
        words = Line(f"{one['predicate']} ({one['thing']})", style=style)
        table.add_row(words, Line(one["text"]), str(one["records"]), str(one["values"]))
    screen.print(Padding(table, (0, 0, 0, 2)))


def _lacking(document: Document, screen: Console, speech: Speech) -> None:
    rows = [
        f"{one['text']} ({speech.say('preview.must' if one['must'] else 'preview.urged')}){_count(one)}"
        for one in document["lacking"]
    ]
    _listed("preview.lacking", rows, "preview.lacks-nothing", screen, speech)


def _rules(document: Document, screen: Console, speech: Speech) -> None:
    rows = dict.fromkeys(
        f"{one['thing']}: {one['text']} ({one['of']}){_count(one)}" for one in document["broken_rules"]
    )
    _listed("preview.rules", list(rows), "preview.no-rules", screen, speech)
    if rows:
        screen.print(Padding(Line(speech.say("preview.rules-note"), style="dim"), (0, 0, 0, 2)))


def _passed_over(document: Document, screen: Console, speech: Speech) -> None:
    rows = [f"{one['resource']} {one['text']}" for one in document["passed_over"]]
    if rows:
        _listed("preview.passed-over", rows, "", screen, speech)


def _counted(key: str, rows: list[Document], screen: Console, speech: Speech) -> None:
    _listed(key, [f"{one['text']}{_count(one)}" for one in rows if _shown(one)], "", screen, speech)


def _shown(one: Document) -> bool:
    """Leave out what happens to every record and changes nothing for a reader."""
    return bool(one["rule"] != "class-by-place")


def _count(one: Document) -> str:
    number = times(one)
    return f"  x{number}" if number > 1 else ""


def _listed(key: str, rows: list[str], nothing: str, screen: Console, speech: Speech) -> None:
    if not rows and not nothing:
        return
    screen.print(heading(speech.say(key)))
    for row in rows[:MOST] or [speech.say(nothing)]:
        screen.print(Padding(Line(plain(row)), (0, 0, 0, 2)))
    if len(rows) > MOST:
        screen.print(Padding(Line(speech.say("preview.and-more", count=len(rows) - MOST)), (0, 0, 0, 2)))


def _short(text: str) -> str:
    cut = plain(text)
    return cut if len(cut) <= SHOWN else f"{cut[: SHOWN - 1]}…"
