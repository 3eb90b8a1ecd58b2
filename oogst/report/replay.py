"""A replay as a document and on a screen: what changes, by property and rule, with some entries in full."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any, Final

from rich.console import Console
from rich.text import Text as Line

from catalogue.charter import Outcome, outcome_text
from catalogue.model import Reason
from harvester.replay import Change, Difference, Lost, Replay, Totals
from oogst.screen import Speech, data_table, heading, percent, plain

__all__ = ["difference_document", "print_difference", "print_replays", "replay_document"]

LONGEST: Final = 160
"""Characters of a value on the screen."""
LINES: Final = 3
"""Values of one property, findings, or entries that cannot be read, before the rest is only counted."""


def replay_document(one: Replay, speech: Speech) -> dict[str, Any]:
    """Give all of a replay of one source, as JSON values."""
    totals = one.totals
    return {
        "source": one.source.name,
        "applied": one.run_id is not None,
        "run": one.run_id,
        "walked": one.walked,
        "by_these_rules_already": one.current,
        "unreadable": [
            {"uuid": lost.uuid, "reason": lost.failure.key, "text": _why_lost(lost, speech)}
            for lost in one.lost
        ],
        "differing": totals.differing,
        "content": totals.content,
        "newly_published": totals.published,
        "newly_held_back": totals.held_back,
        "score_better": totals.better,
        "score_worse": totals.worse,
        "properties": {name: asdict(total) for name, total in sorted(totals.properties.items())},
        "rules": _ordered(totals.rules),
        "findings_gone": _ordered(totals.findings_gone),
        "findings_new": _ordered(totals.findings_new),
        "entries": [difference_document(each) for each in one.examples],
    }


def difference_document(one: Difference) -> dict[str, Any]:
    """Give all that differs in one entry, as JSON values."""
    return {
        "uuid": one.uuid,
        "title": one.title,
        "changes": [
            {"path": change.path, "removed": _whys(change.removed), "added": _whys(change.added)}
            for change in one.changes
        ],
        "triples_removed": one.lines_removed,
        "triples_added": one.lines_added,
        "findings_gone": [finding._asdict() for finding in one.findings_gone],
        "findings_new": [finding._asdict() for finding in one.findings_new],
        "published": {"before": one.published[0], "after": one.published[1]},
        "score": {"before": one.score[0], "after": one.score[1]},
        "checks": {name: {"before": before, "after": after} for name, (before, after) in one.checks.items()},
    }


def print_replays(replays: Sequence[Replay], screen: Console, speech: Speech) -> None:
    """Show what a replay comes to, source by source."""
    columns = ("walked", "differing", "published", "held-back", "unreadable")
    table = data_table(
        [speech.say("column.source")], [speech.say(f"replay.column.{name}") for name in columns]
    )
    for one in replays:
        t = one.totals
        numbers = (one.walked, t.differing, t.published, t.held_back, len(one.lost))
        table.add_row(one.source.name, *map(str, numbers))
    screen.print(table)
    for one in replays:
        _print_source(one, screen, speech)


def _print_source(one: Replay, screen: Console, speech: Speech) -> None:
    if one.totals.differing:
        screen.print(heading(one.source.name))
        _print_totals(one.totals, screen, speech)
    for each in one.examples:
        print_difference(each, screen, speech)
    left = one.totals.differing - len(one.examples)
    if left:
        screen.print(Line(" " + speech.count("replay.more", left), style="dim"))
    for lost in one.lost[:LINES]:
        text = f" {lost.uuid}: {_why_lost(lost, speech)}"
        screen.print(Line(plain(text), style="yellow"), soft_wrap=True)
    if len(one.lost) > LINES:
        screen.print(Line(" " + speech.count("replay.more-lost", len(one.lost) - LINES), style="dim"))


def _print_totals(totals: Totals, screen: Console, speech: Speech) -> None:
    for name, total in sorted(totals.properties.items()):
        for kind in ("gained", "lost", "changed"):
            if count := getattr(total, kind):
                screen.print(Line(" " + speech.count(f"replay.{kind}", count, name=name)))
    for kind, findings in (("gone", totals.findings_gone), ("new", totals.findings_new)):
        for rule, count in findings.most_common():
            screen.print(Line(" " + speech.count(f"replay.finding-{kind}", count, rule=rule)))
    if totals.rules:
        said = ", ".join(f"{rule} ({count})" for rule, count in totals.rules.most_common())
        screen.print(Line(" " + speech.say("replay.rules", rules=said), style="dim"))


def print_difference(one: Difference, screen: Console, speech: Speech) -> None:
    """Show what differs in one entry: each value as it was and as it will be, with its rule."""
    screen.print(Line(f"\n{plain(one.title)}  ").append(one.uuid, style="dim"))
    for change in one.changes:
        _print_change(change, screen)
    if one.of_content and not one.changes:
        counts = {"removed": len(one.lines_removed), "added": len(one.lines_added)}
        screen.print(Line("  " + speech.say("replay.triples", **counts), style="dim"))
    for sign, style, findings in (("-", "green", one.findings_gone), ("+", "red", one.findings_new)):
        for rule, count in Counter(finding.rule for finding in findings).items():
            screen.print(Line(f"  {sign} {rule} ({count})", style=style))
    if one.published[0] != one.published[1]:
        key = "replay.now-published" if one.published[1] else "replay.now-held-back"
        screen.print(Line("  " + speech.say(key), style="bold"))
    for check, outcomes in sorted(one.checks.items()):
        was, now = (outcome_text(Outcome(outcome), speech.language) for outcome in outcomes)
        screen.print(Line(f"  {check}: {was} → {now}"))
    before, after = (percent(score) for score in one.score)
    if before != after:
        screen.print(Line("  " + speech.say("replay.score", before=before, after=after)))


def _print_change(change: Change, screen: Console) -> None:
    screen.print(Line(f"  {plain(change.path)}"), soft_wrap=True)
    for sign, style, whys in (("-", "red", change.removed), ("+", "green", change.added)):
        for why in whys[:LINES]:
            line = Line(f"    {sign} {_short(why.value)}", style=style).append(f"  {why.rule}", style="dim")
            screen.print(line.append(f" {why.row}" if why.row else "", style="dim"), soft_wrap=True)
        if len(whys) > LINES:
            screen.print(Line(f"    {sign} … {len(whys) - LINES}", style="dim"))


def _short(value: str) -> str:
    text = " ".join(plain(value).split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _whys(reasons: Sequence[Reason]) -> list[dict[str, Any]]:
    return [why._asdict() | {"correction": why.correction and why.correction._asdict()} for why in reasons]


def _ordered(counts: Counter[str]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def _why_lost(lost: Lost, speech: Speech) -> str:
    """Say in one line why a record cannot be read again."""
    return speech.say(lost.failure.key, **lost.failure.facts).partition("\n")[0]
