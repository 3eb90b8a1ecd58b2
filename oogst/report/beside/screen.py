"""What is beside the charter, on a screen: a line per figure, and plainly what nobody looked at."""

from collections.abc import Iterator
from typing import Any, Final

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from oogst.screen import Speech, fact_table, heading, plain

__all__ = ["beside_entry_lines", "beside_lines", "checks_table", "stars_lines"]

Document = dict[str, Any]
INDENT: Final = (0, 0, 0, 2)


def beside_lines(beside: Document, speech: Speech) -> Iterator[RenderableType]:
    """Give the section of a publisher, ready to print."""
    yield heading(speech.say("measures.title"))
    table = fact_table()
    for name, lines in _figures(beside, speech):
        table.add_row(speech.say(f"measures.label.{name}"), Line("\n".join(lines)))
    yield Padding(table, INDENT)
    if beside["entries_with_an_address_that_was_asked"] < beside["entries"]:
        asked = beside["entries_with_an_address_that_was_asked"]
        key = "measures.not-asked" if asked else "measures.none-asked"
        said = speech.say(key, asked=asked, entries=beside["entries"])
        yield Padding(Line(said, style="dim"), INDENT)
    yield Padding(Line(beside["statement"], style="dim"), INDENT)


def _figures(beside: Document, speech: Speech) -> Iterator[tuple[str, list[str]]]:
    if beside["mqa"]:
        yield "mqa", list(_mqa(beside["mqa"], speech))
    yield "stars", list(_stars(beside["stars"], speech))
    yield "hvd", list(_hvd(beside["hvd"], speech))
    if beside["real_time"]["entries"]:
        yield "real_time", [speech.count("measures.rt.entries", beside["real_time"]["entries"])]


def _mqa(one: Document, speech: Speech) -> Iterator[str]:
    yield _points(one, speech)
    lost = [metric for metric in one["metrics"] if metric["not_gained"]]
    lost.sort(key=lambda metric: -metric["points"] * metric["not_gained"])
    worst = ", ".join(f"{metric['title']} ({metric['not_gained']})" for metric in lost[:3])
    if worst:
        yield speech.say("measures.mqa.lost", metrics=worst)


def _points(one: Document, speech: Speech) -> str:
    low, high = (speech.say(f"measures.rating.{one['rating'][end]}") for end in ("least", "most"))
    facts = {"of": one["of"], "version": one["version"], "least": f"{one['least']:.0f}"}
    if one["least"] == one["most"]:
        return speech.say("measures.mqa.points", rating=low, **facts)
    key = "measures.mqa.range" if low == high else "measures.mqa.range-of-ratings"
    return speech.say(key, most=f"{one['most']:.0f}", rating=low, best=high, **facts)


def _stars(one: Document, speech: Speech) -> Iterator[str]:
    counts = (
        speech.say("measures.stars.with", entries=each["entries"], stars=_span(each, speech))
        for each in one["entries"]
    )
    yield speech.say("measures.stars.entries", counts=", ".join(counts), version=one["version"])
    yield speech.count("measures.stars.open", one["open_data"], floor=one["floor"])
    if one["but_for_licence"]:
        yield speech.count("measures.stars.licence", one["but_for_licence"], floor=one["floor"])


def _span(one: Document, speech: Speech) -> str:
    if one["least"] == one["most"]:
        return str(one["least"])
    return speech.say("measures.stars.span", least=one["least"], most=one["most"])


def _hvd(one: Document, speech: Speech) -> Iterator[str]:
    yield speech.say(
        "measures.hvd.entries", **{name: one[name] for name in ("claimed", "candidates", "version")}
    )
    if one["failed_checks"]:
        failed = ", ".join(f"{check} ({count})" for check, count in one["failed_checks"].items())
        yield speech.say("measures.hvd.failed", checks=failed)


def beside_entry_lines(beside: Document, speech: Speech) -> Iterator[RenderableType]:
    """Give the section of one entry, ready to print."""
    yield heading(speech.say("measures.title"))
    table = fact_table()
    for name, lines in _of_entry(beside, speech):
        table.add_row(speech.say(f"measures.label.{name}"), Line("\n".join(map(plain, lines))))
    yield Padding(table, INDENT)
    checks = [each for each in beside["hvd"]["checks"] if beside["hvd"]["standing"] == "claimed"]
    shown = [*checks, *_asked(beside["real_time"])]
    if shown:
        yield Padding(checks_table(shown), INDENT)
    yield Padding(Line(beside["statement"], style="dim"), INDENT)


def _of_entry(beside: Document, speech: Speech) -> Iterator[tuple[str, list[str]]]:
    if beside["mqa"]:
        lost = [one["title"] for one in beside["mqa"]["metrics"] if one["state"] == "not-gained"]
        unseen = [one["title"] for one in beside["mqa"]["metrics"] if one["state"] == "not-looked-at"]
        lines = [_points(beside["mqa"], speech)]
        lines += [speech.say("measures.mqa.lost", metrics=", ".join(lost))] if lost else []
        lines += [speech.say("measures.mqa.unseen", metrics=", ".join(unseen))] if unseen else []
        yield "mqa", lines
    yield "stars", stars_lines(beside["stars"], speech)
    high = beside["hvd"]
    why = [f"{one['title']} ({', '.join(each['sign'] for each in one['why'])})" for one in high["candidates"]]
    yield "hvd", [high["text"], *why]
    if live := beside["real_time"]:
        asked = [] if _asked(live) else [speech.say("measures.rt.not-asked")]
        yield "real_time", [live["text"], *asked]


def _asked(live: Document | None) -> list[Document]:
    """Give the checks of the real-time profile, or none where nobody asked any address."""
    return live["checks"] if live and live["address"] else []


def stars_lines(stars: Document, speech: Speech) -> list[str]:
    """Say how many stars and why, and what only the licence keeps from it."""
    said = "; ".join(one["text"] for one in stars["why"])
    lines = [f"{_span(stars, speech)} ★: {said}."]
    if stars["but_for_licence"]:
        lines.append(speech.say("measures.stars.but-for-licence", stars=stars["but_for_licence"]))
    return lines


def checks_table(checks: list[Document]) -> Table:
    """Show answers below one another: check, outcome, and why."""
    table = Table.grid(padding=(0, 2))
    for _ in range(2):
        table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for one in checks:
        table.add_row(one["check"], one["outcome_text"], Line(plain(f"{one['title']}. {one['text']}")))
    return table
