"""Plans, what came of them and what was read back, on the screen."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from catalogue.targets.push import Act, Difference, State
from catalogue.targets.push.applying import Applied
from catalogue.targets.push.plan import CALLS
from catalogue.targets.push.plans import PLANNED, Kept, KeptStep
from catalogue.targets.push.rehearsing import Rehearsed
from catalogue.targets.push.verifying import Verified
from oogst.screen import Speech, data_table, fact_table, heading, plain

__all__ = ["print_applied", "print_plan", "print_rehearsed", "print_verified"]

STYLES: Final = {
    Act.CREATE: "green",
    Act.UPDATE: "yellow",
    Act.DELETE: "red",
    Act.REFUSE: "magenta",
}
CUT: Final = 70
"""Characters of a value on the screen; the document has it whole."""
FEW: Final = 3
"""Differences of one entry that are shown where not all is asked for."""


def print_plan(
    kept: Kept,
    counts: Mapping[tuple[Act, State], int],
    steps: Iterable[KeptStep],
    console: Console,
    speech: Speech,
    *,
    most: int | None,
) -> None:
    """Print a plan: what it comes to, what stops it, then its steps (``most`` of them)."""
    _print_head(kept, console, speech)
    table = data_table([speech.say("push.column.act")], [speech.say("push.column.entries")])
    for act in Act:
        count = sum(number for (one, _), number in counts.items() if one is act)
        if count:
            table.add_row(Line(speech.say(f"push.act.{act}"), style=STYLES.get(act, "")), str(count))
    table.add_row(speech.say("push.act.unchanged"), str(kept.plan.unchanged))
    console.print(table)
    for shown, one in enumerate(steps):
        if most is not None and shown == most:
            left = sum(counts.values()) - most
            console.print(Line(speech.say("push.more-steps", count=left, plan=kept.name)), soft_wrap=True)
            break
        _print_step(one, console, speech, few=most is not None)
    _print_end(kept, counts, console, speech)


def _print_head(kept: Kept, console: Console, speech: Speech) -> None:
    plan = kept.plan
    console.print(heading(speech.say("push.plan", plan=kept.name, target=plan.target)))
    facts = fact_table()
    facts.add_row(speech.say("push.fact.portal"), plain(plan.identity))
    facts.add_row(
        speech.say("push.fact.publishers"), ", ".join(plan.publishers) or speech.say("push.everybody")
    )
    facts.add_row(speech.say("push.fact.made"), f"{plan.made_at:%Y-%m-%d %H:%M:%S} UTC")
    facts.add_row(speech.say("push.fact.state"), speech.say(f"push.state.{kept.state}"))
    if kept.accepted_by:
        facts.add_row(speech.say("push.fact.accepted"), plain(f"{kept.accepted_by}: {kept.accepted_why}"))
    console.print(facts)


def _print_step(kept: KeptStep, console: Console, speech: Speech, *, few: bool) -> None:
    step = kept.step
    line = Line(f"{kept.number:>5} ").append(
        speech.say(f"push.act.{step.act}"), style=STYLES.get(step.act, "")
    )
    line.append(f"  {plain(step.title)}").append(f"  {plain(step.publisher)} {step.uuid}", style="dim")
    if step.name:
        line.append(f"  {plain(step.name)}", style="dim")
    if kept.state is not State.PLANNED:
        line.append(f"  {speech.say(f'push.step-state.{kept.state}')}", style="bold")
    console.print(line, soft_wrap=True)
    if step.rule:
        _print_beneath(speech.say(step.rule, **step.facts), console)
    if kept.said:
        key, facts = kept.said
        _print_beneath(speech.say(key, **facts), console)
    for one in step.differences[:FEW] if few else step.differences:
        _print_beneath(_difference(one), console)
    if few and len(step.differences) > FEW:
        _print_beneath(speech.say("push.more-fields", count=len(step.differences) - FEW), console)


def _print_beneath(text: str, console: Console) -> None:
    console.print(Padding(Line(plain(text), style="dim"), (0, 0, 0, 8)))


def _difference(one: Difference) -> str:
    return f"{one.field}: {_value(one.before)} → {_value(one.after)}"


def _value(value: Any) -> str:  # noqa: ANN401  whatever a portal keeps
    text = "-" if value is None or value == "" else str(value).replace("\n", " ")
    return text if len(text) <= CUT else text[:CUT] + "…"


def _print_end(kept: Kept, counts: Mapping[tuple[Act, State], int], console: Console, speech: Speech) -> None:
    for key, facts in (*kept.plan.blocked, *kept.plan.asks):
        console.print(Line(speech.say(key, **facts), style="bold red"), soft_wrap=True)
    if kept.state != PLANNED:
        return
    if kept.plan.blocked:
        key = "push.next.blocked"
    elif kept.plan.asks and not kept.accepted_by:
        key = "push.next.ask"
    elif any(act in CALLS | {Act.ADOPT, Act.FORGET} for act, _ in counts):
        key = "push.next.apply"
    elif any(act is Act.REFUSE for act, _ in counts):
        key = "push.next.refused"
    else:
        key = "push.next.nothing"
    console.print(Line(speech.say(key, plan=kept.name, target=kept.plan.target)), soft_wrap=True)


def print_applied(kept: Kept, done: Applied, console: Console, speech: Speech) -> None:
    """Print what came of a plan."""
    for act, count in sorted(done.counts.items()):
        console.print(Line(f"{speech.say(f'push.done.{act}')}: {count}"))
    if done.refused:
        # A refusal that is about no entry is that of a whole feed.
        key = "push.refused-steps" if done.refused[0].step.uuid else "push.refused-feeds"
        console.print(heading(speech.count(key, len(done.refused))))
        for one in done.refused:
            _print_step(one, console, speech, few=True)
    if done.left:
        text = speech.count("push.left", done.left, plan=kept.name)
        console.print(Line(text, style="bold"), soft_wrap=True)
    else:
        text = speech.say("push.next.verify", plan=kept.name, target=kept.plan.target)
        console.print(Line(text), soft_wrap=True)


def print_rehearsed(kept: Kept, found: Rehearsed, console: Console, speech: Speech) -> None:
    """Print what a portal would refuse of a plan, entry by entry."""
    for one in found.objections:
        _print_step(one.kept._replace(step=one.kept.step._replace(differences=())), console, speech, few=True)
        key, facts = one.why
        _print_beneath(speech.say(key, **facts), console)
    numbers = {"asked": found.asked, "objected": len(found.objections), "left": found.left}
    table = data_table([speech.say("push.column.rehearsed")], [speech.say("push.column.entries")])
    for name, count in numbers.items():
        table.add_row(speech.say(f"push.rehearsed.{name}"), str(count))
    console.print(table)
    if found.left:
        key = "push.rehearsed.broken-off"
    else:
        key = "push.rehearsed.objects" if found.objections else "push.rehearsed.agrees"
    text = speech.say(key, target=kept.plan.target, plan=kept.name)
    console.print(Line(text, style="bold"), soft_wrap=True)


def print_verified(target: str, found: Verified, console: Console, speech: Speech) -> None:
    """Print what a target gives the public of what was put there."""
    numbers = {"read": found.read, "equal": found.equal, "altered": found.altered}
    numbers |= {"missing": found.missing_count, "surplus": found.surplus}
    numbers |= {"not-compared": found.unread}
    table = data_table([speech.say("push.column.read-back")], [speech.say("push.column.entries")])
    for name, count in numbers.items():
        table.add_row(speech.say(f"push.verified.{name}"), str(count))
    console.print(table)
    for name, one in sorted(found.fields.items()):
        text = speech.count("push.altered-field", one.entries, field=plain(name), uuid=one.uuid)
        console.print(Line(text), soft_wrap=True)
        _print_beneath(_difference(Difference(name, one.example.after, one.example.before)), console)
    for missing in found.missing:
        text = speech.say("push.missing", name=plain(missing.name), uuid=missing.uuid)
        console.print(Line(text), soft_wrap=True)
    key = "push.stands" if found.stands else "push.does-not-stand"
    console.print(Line(speech.say(key, target=target), style="bold"), soft_wrap=True)
