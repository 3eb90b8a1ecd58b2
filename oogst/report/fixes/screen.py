"""What to mend first, on a screen: each step with what it gains, whose it is and where it is done.

Law: foreign text becomes a :class:`rich.text.Text`, never read as markup, and its control codes go.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from catalogue.charter import Label, label_text
from oogst.screen import Speech, heading, percent, plain

__all__ = ["gained", "print_fixes", "signed"]

Document = dict[str, Any]
INDENT: Final = (0, 0, 0, 2)
SHOWN: Final = 8
LEAST: Final = 0.05
"""Points of the score, or of the entries' mean, below which a step gains next to nothing."""


def print_fixes(document: Document, screen: Console, speech: Speech, *, whole: bool = False) -> None:
    """Write the steps, the best first; with ``whole`` all of them."""
    _opening(document, screen, speech)
    shown = [one for one in document["fixes"] if whole or _gains(one)]
    shown = shown if whole else shown[:SHOWN]
    if not shown:
        screen.print(Padding(Line(speech.say("fixes.none")), INDENT))
    else:
        screen.print(Padding(Line(speech.say("fixes.how"), style="dim"), (1, 0, 0, 0)))
    screen.print(_steps(shown, document, speech))
    if (more := len(document["fixes"]) - len(shown)) > 0:
        hint = speech.say("fixes.hint.all")
        screen.print(Padding(Line(speech.count("fixes.more", more, hint=hint), style="dim"), INDENT))
    if document["ours"]:
        screen.print(heading(speech.say("fixes.ours")))
        screen.print(_steps(document["ours"], document, speech))
    _ending(document, screen, speech)


def _opening(document: Document, screen: Console, speech: Speech) -> None:
    now = document["now"]
    facts = {"score": percent(now["score"]), "published": now["published"], "open": now["open_data"]}
    screen.print(Line(speech.say("fixes.title", publisher=plain(document["target"])), style="bold"))
    screen.print(Line(speech.count("fixes.now", document["entries"], **facts)))
    rubric = {"rubric": document["rubric"], "coverage": percent(now["coverage"])}
    said = f"{speech.say('fixes.rubric', **rubric)} {document['statement']}"
    screen.print(Line(said, style="dim"))


def _gains(one: Document) -> bool:
    gain = one["in_order"]
    felt = max(gain["score"], gain["entry_score"]) >= LEAST
    return bool(felt or gain["published"] > 0 or gain["open_data"] > 0)


def _steps(steps: Iterable[Document], document: Document, speech: Speech) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", width=3)
    table.add_column(ratio=1, overflow="fold")
    for one in steps:
        text = Line(f"{plain(one['title'])}. ", style="bold")
        text.append(speech.count("fixes.of", one["entries"], entries=document["entries"]), style="not bold")
        for words, style in _told(one, speech):
            text.append(f"\n{plain(words)}", style=f"not bold {style}")
        table.add_row(f"{one['number']}.", text)
    return table


def _told(one: Document, speech: Speech) -> Iterator[tuple[str, str]]:
    say = speech.say
    yield one["do"], ""
    if one["defect"]:
        yield one["defect"], ""
    yield " · ".join(gained(one, speech)), "green"
    whose = [one["fault_text"], *([say("fixes.template")] if one["template"] else [])]
    yield " · ".join([*whose, *filter(None, [", ".join(one["checks"])])]), "dim"
    yield from ((words, "cyan") for words in dict.fromkeys(place["text"] for place in one["where"]) if words)
    if one["only_publisher"] and one["supposes"]:
        yield say("fixes.supposed", values=", ".join(one["supposes"])), "dim"
    first = one["list"][0]
    at = first["edit"] or first["page"]
    yield f"{say('fixes.look', title=first['title'] or first['uuid'])}{f' {at}' if at else ''}", "dim"
    if one["meanwhile"] or first["meanwhile"]:
        yield say("fixes.meanwhile", how=one["meanwhile"] or first["meanwhile"]), "dim"


def gained(one: Document, speech: Speech) -> Iterator[str]:
    """Tell what a step gains in its place, each thing only where it changes."""
    say, gain = speech.say, one["in_order"]
    entry = f"{gain['entry_score']:+.1f}"
    before, after = percent(one["before"]["score"]), percent(one["after"]["score"])
    facts = {"before": before, "after": after, "entry": entry}
    told = say("fixes.points-same" if before == after else "fixes.points", **facts)
    yield told if one["computed"] else f"{say('fixes.at-most')} {told}"
    if gain["labels"]:
        yield say("fixes.labels", labels=", ".join(_labels(gain["labels"], speech)))
    for name, key in (
        ("open_data", "fixes.open_data"),
        ("published", "fixes.published"),
        ("errors", "fixes.errors"),
    ):
        if gain[name]:
            yield say(key, change=signed(gain[name]))
    if abs(one["mqa"]["least"]) >= 1:
        yield say("fixes.mqa", change=f"{one['mqa']['least']:+.0f}")
    alone = one["alone"]["entry_score"]
    if abs(alone - gain["entry_score"]) >= 1:
        yield say("fixes.alone", entry=f"{alone:+.1f}")


def _labels(changes: Mapping[str, int], speech: Speech) -> Iterator[str]:
    for label, change in changes.items():
        yield f"{label_text(Label(label), speech.language)} {signed(change)}"


def signed(change: float) -> str:
    """Write a change with its sign."""
    return f"{change:+,}".replace(",", ".") if isinstance(change, int) else f"{change:+.1f}"


def _ending(document: Document, screen: Console, speech: Speech) -> None:
    if document["unknown"]:
        screen.print(Padding(Line(speech.count("fixes.unknown", document["unknown"])), (1, 0, 0, 0)))
    if document["not_read"]:
        said = speech.count("fixes.unread", len(document["not_read"]))
        screen.print(Line(said, style="yellow"))
    screen.print(Line(speech.say("fixes.hint.json"), style="dim"))
