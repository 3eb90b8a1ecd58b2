"""A run on the screen: when and how it ended, its proof, what it changed, and what to type next."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from catalogue.views import RunView
from oogst.report.reasons import incomplete, not_an_entry
from oogst.report.run_document import proof_of
from oogst.screen import Speech, data_table, fact_table, heading, plain

__all__ = ["print_history", "print_run"]

HERE: Final = ZoneInfo("Europe/Brussels")
MARKS: Final = {True: ("✓", "green"), False: ("✗", "red"), None: ("·", "dim")}
SHOWN: Final = 20
"""Items of a list before the rest is only counted."""
NUMBERS: Final = ("seen", "new", "changed", "unchanged", "failed", "withdrawn")


def print_run(run: RunView, screen: Console, speech: Speech) -> None:
    """Print one run as it was."""
    screen.print(_facts(run, speech))
    proof = proof_of(run, speech)
    screen.print(heading(speech.say("run-show.proof" if proof else f"run-show.{run.scope}")))
    for point in proof:
        mark, style = MARKS[point.holds]
        screen.print(Line(f" {mark} ", style=style).append(point.text, style=""))
    told = {point.point for point in proof}
    for reason in run.reasons:
        if reason.partition(": ")[0] not in told:
            screen.print(Line(f" ✗ {incomplete(reason, speech)['text']}", style="red"))
    _print_standings(run, screen, speech)
    _print_troubles(run, screen, speech)
    for line in _next(run, speech):
        screen.print(Line(line, style="yellow"), soft_wrap=True)


def print_history(runs: list[RunView], screen: Console, speech: Speech) -> None:
    """Print the runs of a source, the newest first."""
    say = speech.say
    words = [say(f"column.{name}") for name in ("run", "started", "state", "scope", "declared")]
    table = data_table(words, [say(f"column.{name}") for name in NUMBERS])
    for run in runs:
        declared = "-" if run.declared is None else str(run.declared)
        table.add_row(
            str(run.run_id),
            _moment(run.started_at),
            _state(run, speech),
            say(f"scope.{run.scope}"),
            declared,
            *(str(run.counts[name]) for name in NUMBERS),
        )
    screen.print(table)
    for run in runs:
        for reason in run.reasons:
            screen.print(Line(f" {run.run_id}: {incomplete(reason, speech)['text']}", style="yellow"))


def _facts(run: RunView, speech: Speech) -> Table:
    say = speech.say
    table = fact_table()
    table.add_row(say("column.run"), str(run.run_id))
    table.add_row(say("column.source"), run.source)
    table.add_row(say("column.started"), f"{_moment(run.started_at)} → {_moment(run.ended_at)}")
    table.add_row(say("column.state"), _state(run, speech))
    table.add_row(say("column.scope"), say(f"scope.{run.scope}"))
    if run.resumed_from is not None:
        table.add_row(say("run-show.resumed"), str(run.resumed_from))
    counts = ", ".join(f"{say(f'column.{name}')} {run.counts[name]}" for name in NUMBERS)
    table.add_row(say("run-show.counts"), counts)
    if run.accepted_by:
        table.add_row(say("run-show.accepted"), plain(f"{run.accepted_by}: {run.accepted_why}"))
    return table


def _state(run: RunView, speech: Speech) -> str:
    return speech.say(f"state.{run.state}")


def _print_standings(run: RunView, screen: Console, speech: Speech) -> None:
    if not run.standings:
        return
    screen.print(heading(speech.say("run-show.standings")))
    for why, count in Counter(one.why for one in run.standings).items():
        screen.print(Line(f" {count} {speech.say(f'standing.{why}')}"))
        some = [one for one in run.standings if one.why == why][:SHOWN]
        for one in some:
            screen.print(Line(f"   {plain(one.title or one.identifier)}  {one.uuid}", style="dim"))
        if count > SHOWN:
            screen.print(Line("   " + speech.say("run-show.more", count=count - SHOWN), style="dim"))


def _print_troubles(run: RunView, screen: Console, speech: Speech) -> None:
    if not run.troubles:
        return
    screen.print(heading(speech.say("run-show.not-entries")))
    for trouble in run.troubles[:SHOWN]:
        said = not_an_entry(trouble, speech)
        screen.print(Line(f" {plain(said['pointer'])}: {said['text']} {plain(said['detail'])}"))
    if len(run.troubles) > SHOWN:
        screen.print(Line(" " + speech.say("run-show.more", count=len(run.troubles) - SHOWN), style="dim"))


def _next(run: RunView, speech: Speech) -> Iterator[str]:
    if run.state == "quarantined":
        yield speech.say("run-show.next-quarantined", run=run.run_id)
    elif run.counts["withdrawn"]:
        yield speech.say("run-show.next-withdrawn", run=run.run_id)


def _moment(moment: datetime | None) -> str:
    return f"{moment.astimezone(HERE):%Y-%m-%d %H:%M:%S}" if moment else "-"
