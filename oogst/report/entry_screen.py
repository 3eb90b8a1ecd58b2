"""One entry on a screen: what it says and why, what is wrong with it, and how it was judged."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

import mappings
from catalogue.charter import Outcome, Verdict, check_text, outcome_text, verdict_text
from catalogue.model import Reason
from catalogue.profile import Finding
from catalogue.views import EntryView
from oogst.report.texts import finding_text
from oogst.rubrics import rubric_in_force
from oogst.screen import Speech, fact_table, heading, percent, plain

__all__ = ["print_entry"]

SHOWN: Final = 300
"""Characters of a value; ``--why`` shows it whole."""
SIDE_BY_SIDE: Final = 110
SEVERITIES: Final = ("error", "warning", "info")


def print_entry(entry: EntryView, screen: Console, speech: Speech) -> None:
    """Show the whole entry."""
    screen.print(Line(plain(entry.title), style="bold"))
    screen.print(_facts(entry, speech))
    _values(entry.reasons, screen, speech)
    _findings(entry, screen, speech)
    _verdicts(entry.verdicts, screen, speech)


def _facts(entry: EntryView, speech: Speech) -> Table:
    say = speech.say
    stands = "withdrawn" if entry.withdrawn_at else "published" if entry.published else "held-back"
    score = say("show.score", score=percent(entry.score), coverage=percent(entry.coverage))
    facts = {
        "column.iri": entry.iri,
        "column.number": entry.uuid,
        "column.source": f"{entry.source} ({entry.identifier})",
        "column.state": say(f"show.{stands}"),
        "column.since": f"{entry.valid_from:%Y-%m-%d %H:%M} UTC",
        "column.score": score,
    }
    table = fact_table()
    for key, value in facts.items():
        table.add_row(say(key), Line(plain(value)))
    return table


def _values(reasons: Mapping[str, Sequence[Reason]], screen: Console, speech: Speech) -> None:
    wide = screen.width >= SIDE_BY_SIDE
    screen.print(heading(speech.say("show.values")))
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(ratio=3, overflow="fold")
    if wide:
        table.add_column(ratio=2, style="dim", overflow="fold")
    for path, found in reasons.items():
        for number, reason in enumerate(found):
            value = plain(reason.value)
            line = Line(value if len(value) <= SHOWN else value[: SHOWN - 1] + "…")
            origin = Line(_origin(reason, speech), style="dim")
            cells = [line, origin] if wide else [line.append("\n").append(origin)]
            table.add_row("" if number else path, *cells)
    screen.print(Padding(table, (0, 0, 0, 2)))


def _origin(reason: Reason, speech: Speech) -> str:
    """Say where a value comes from: a place in the source, or the rule that holds where it is silent."""
    if reason.correction is not None:
        said = reason.correction
        return plain(
            speech.say("overlay.origin", author=said.author, until=said.until, was=reason.original or "-")
        )
    if reason.default:
        return speech.say("show.default", rule=reason.rule)
    return plain(reason.pointer) if reason.pointer else speech.say("show.derived", rule=reason.rule)


def _findings(entry: EntryView, screen: Console, speech: Speech) -> None:
    """Show each rule once, with every place where it is broken."""
    say = speech.say
    screen.print(heading(say("report.findings")))
    software = mappings.software_of(entry.protocol, entry.address)
    if not entry.findings:
        screen.print(Padding(Line(say("report.no-findings")), (0, 0, 0, 2)))
    ordered = sorted(entry.findings, key=lambda one: (SEVERITIES.index(one.severity), one.rule))
    for _, group in groupby(ordered, key=lambda one: one.rule):
        members = list(group)
        one = members[0]
        text = finding_text(one.rule, one.layer, one.fault, speech, software)
        line = Line(f"{say(f'severity.{one.severity}')}: {text.title} ")
        line.append(text.remedy, style="green")
        for place in dict.fromkeys(_place(member) for member in members):
            line.append(f"\n{one.rule} · {place}".rstrip("· "), style="dim")
        screen.print(Padding(line, (0, 0, 0, 2)))


def _place(finding: Finding) -> str:
    return " ".join(plain(part) for part in (finding.path, finding.value[:SHOWN]) if part)


def _verdicts(verdicts: Sequence[Verdict], screen: Console, speech: Speech) -> None:
    rubric = rubric_in_force()
    screen.print(heading(speech.say("report.charter-title", rubric=f"charter-vl {rubric.version}")))
    table = Table.grid(padding=(0, 2))
    for _ in range(2):
        table.add_column(no_wrap=True)
    table.add_column(ratio=1)
    for verdict in verdicts:
        check = rubric.by_id.get(verdict.check)
        title = check_text(check, speech.language, verdict).title if check else ""
        why = Line(f"{title}. {plain(verdict_text(verdict, speech.language))}")
        if check and verdict.outcome in {Outcome.FAIL, Outcome.PARTIAL}:
            why.append(f" {plain(check_text(check, speech.language, verdict).remedy)}", style="green")
        table.add_row(verdict.check, outcome_text(verdict.outcome, speech.language), why)
    screen.print(Padding(table, (0, 0, 0, 2)))
