"""How one entry stands under the twenty principles: a word for each, and what nobody looked at."""

from collections.abc import Sequence
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from catalogue.charter import (
    Outcome,
    Rubric,
    State,
    Verdict,
    check_text,
    is_attested,
    label_text,
    outcome_text,
    principle_text,
    score,
    unobserved_text,
    verdict_text,
)
from catalogue.charter.tracks import is_undecided
from catalogue.views import EntryView
from oogst.report.score import unlooked
from oogst.screen import Speech, heading, percent, plain

__all__ = ["entry_score_document", "print_entry_score"]

Document = dict[str, Any]
INDENT: Final = (0, 0, 0, 2)
STYLES: Final = {"pass": "green", "partial": "yellow", "fail": "red", "unknown": "dim", "manual": "dim"}


def entry_score_document(entry: EntryView, rubric: Rubric, speech: Speech) -> Document:
    """Give the strip of twenty, the gates, the label, and all that was not looked at."""
    language = speech.language
    total = score(entry.verdicts, rubric)
    return {
        "uuid": entry.uuid,
        "iri": entry.iri,
        "title": entry.title,
        "publisher": entry.publisher,
        "source": entry.source,
        "charter": rubric.charter.version,
        "rubric": rubric.version,
        "statement": getattr(rubric.charter.statement, language),
        "judged_at": entry.verdicts[0].evidence.get("time") if entry.verdicts else None,
        "value": total.value,
        "coverage": total.coverage,
        "label": str(total.label),
        "label_text": label_text(total.label, language),
        "gates": [_gate(one, rubric, speech) for one in total.gates],
        "undetermined_gates": [_gate(one, rubric, speech) for one in total.undetermined_gates],
        "principles": {
            str(number): {
                "title": speech.say(f"principle.{number}"),
                "text": principle_text(number, rubric, language).sentence,
                "state": str(one.state),
                "value": one.value,
                "coverage": one.coverage,
                **_row([each for each in entry.verdicts if each.principle == number], one.state),
            }
            for number, one in total.principles.items()
        },
        "checks": [_check(one, rubric, speech) for one in entry.verdicts if one.check in rubric.by_id],
        "not_looked_at": unlooked(entry.verdicts, rubric, speech),
    }


def _gate(check: str, rubric: Rubric, speech: Speech) -> Document:
    return {"check": check, "title": check_text(rubric.by_id[check], speech.language).title}


def _row(verdicts: Sequence[Verdict], state: State) -> Document:
    """Give the word of a principle: what its determined checks come to, and whether people answered any."""
    return {
        "outcome": str(_outcome(verdicts)) if state is not State.NOT_ASSESSED else "not-assessed",
        "attested": any(is_attested(one) for one in verdicts),
        "disputed": [one.check for one in verdicts if is_undecided(one)],
    }


def _outcome(verdicts: Sequence[Verdict]) -> Outcome:
    values = {one.value for one in verdicts if one.value is not None}
    if values:
        return Outcome.PASS if values == {1} else Outcome.FAIL if values == {0} else Outcome.PARTIAL
    outcomes = {one.outcome for one in verdicts} - {Outcome.NOT_APPLICABLE}
    if not outcomes:
        return Outcome.NOT_APPLICABLE
    return Outcome.MANUAL if outcomes == {Outcome.MANUAL} else Outcome.UNKNOWN


def _check(one: Verdict, rubric: Rubric, speech: Speech) -> Document:
    return {
        "check": one.check,
        "title": check_text(rubric.by_id[one.check], speech.language).title,
        "outcome": str(one.outcome),
        "value": one.value,
        "fault": str(one.fault),
        "text": verdict_text(one, speech.language),
        "attestation": one.evidence.get("attestation"),
        "disputed": is_undecided(one),
        "not_looked_at": unobserved_text(one, speech.language),
    }


def print_entry_score(document: Document, screen: Console, speech: Speech) -> None:
    """Show the strip; each word stands beside its colour, so that neither is needed alone."""
    say = speech.say
    screen.print(Line(plain(document["title"]), style="bold"))
    facts = {name: document[name] for name in ("label_text", "rubric")}
    numbers = {name: percent(document[name]) for name in ("value", "coverage")}
    screen.print(Line(say("score.entry", **facts, **numbers)))
    for name, style in (("gates", "red"), ("undetermined_gates", "yellow")):
        for gate in document[name]:
            screen.print(Padding(Line(say(f"score.entry-{name}", **gate), style=style), INDENT))
    screen.print(_strip(document, speech))
    if document["not_looked_at"]:
        screen.print(heading(say("score.not-looked-at")))
    for one in document["not_looked_at"]:
        screen.print(Padding(Line(f"{one['check']} {one['title']}: {plain(one['text'])}"), INDENT))
    _halves(document, screen, speech)
    screen.print(Padding(Line(document["statement"], style="dim"), (1, 0, 0, 0)))


def _strip(document: Document, speech: Speech) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=True)
    table.add_column("", justify="right")
    table.add_column(speech.say("column.principle"))
    table.add_column(speech.say("column.state"))
    for name in ("column.score", "column.coverage"):
        table.add_column(speech.say(name), justify="right")
    for number, one in document["principles"].items():
        covered = f"{percent(one['coverage'])} %" if one["state"] in {"scored", "unknown"} else "-"
        table.add_row(number, one["title"], _word(one, speech), percent(one["value"]), covered)
    return table


def _word(one: Document, speech: Speech) -> Line:
    outcome = one["outcome"]
    if outcome == "not-assessed":
        return Line(speech.say("charter.state.not-assessed"), style="dim")
    word = Line(outcome_text(Outcome(outcome), speech.language), style=STYLES.get(outcome, ""))
    if one["attested"]:
        word.append(f" ({speech.say('score.attested')})")
    if one["disputed"]:
        word.append(" " + speech.say("score.disputed", checks=", ".join(one["disputed"])), style="red")
    return word


def _halves(document: Document, screen: Console, speech: Speech) -> None:
    """Name the halves of checks that nobody looked at, where the other half gave the answer."""
    found = [one for one in document["checks"] if one["not_looked_at"] and one["value"] is not None]
    for one in found:
        said = speech.say("score.half", check=one["check"], what=", ".join(one["not_looked_at"]))
        screen.print(Padding(Line(said, style="dim"), INDENT))
