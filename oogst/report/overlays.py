"""How overlays stand: which hold, which ended, and which a person should look at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from rich.console import Console
from rich.text import Text as Line
from sqlalchemy import Connection

from catalogue.model import Overlay
from catalogue.views import overlay_outcomes, read_by
from harvester.runs import Rules
from oogst.screen import Speech, data_table, plain
from schedules import Publisher

__all__ = ["OverlayState", "overlay_document", "overlay_states", "print_attention", "print_overlays"]

IN_ORDER: Final = ("outdated", "caught-up", "overruled", "applied")
"""Of what came about in several entries, what counts."""
QUIET: Final = frozenset({"active", "later", "waiting"})
"""What asks nothing of anybody."""
STYLES: Final = {"active": "green", "later": "dim", "waiting": "dim", "expired": "red"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayState:
    """An overlay, and what became of it."""

    publisher: str
    overlay: Overlay
    state: str
    """``later``, ``expired``, ``waiting``, ``active``; or what asks for a person."""
    entries: int
    """In which it stands now."""

    @property
    def needs_someone(self) -> bool:
        return self.state not in QUIET


def overlay_states(
    connection: Connection, publisher: Publisher, rules: Rules, day: date, sources: Sequence[str] = ()
) -> list[OverlayState]:
    """Tell how the overlays of a publisher stand on a day, in the order of its file.

    ``sources`` are those that are looked at; the publisher's own unless named.
    """
    if not publisher.facts.overlays:
        return []
    outcomes = overlay_outcomes(connection, publisher.name)
    mine = [one.source for one in publisher.sources]
    current = {one.name: rules.for_source(one, day).fingerprint for one in mine}
    read = read_by(connection, current) | set(sources)
    return [
        OverlayState(
            publisher=publisher.name,
            overlay=one,
            state=_state(one, outcomes.get(one.key, {}), any(map(one.is_for, read)), day),
            entries=sum(outcomes.get(one.key, {}).get(each, 0) for each in ("applied", "outdated")),
        )
        for one in publisher.facts.overlays
    ]


def _state(overlay: Overlay, outcomes: Mapping[str, int], read: bool, day: date) -> str:  # noqa: FBT001
    if not overlay.holds(day):
        return "later" if day < overlay.written_on else "expired"
    if not read:
        return "waiting"
    if outcomes.get("applied") and not outcomes.get("outdated"):
        return "active"
    return next((each for each in IN_ORDER if outcomes.get(each)), "nothing")


def overlay_document(one: OverlayState, speech: Speech) -> dict[str, Any]:
    """Give all of an overlay and of what became of it, as JSON values."""
    o = one.overlay
    return {
        "publisher": one.publisher,
        "key": o.key,
        "state": one.state,
        "text": speech.say(f"overlay.state.{one.state}"),
        "entries": one.entries,
        "property": o.property_name,
        "values": list(o.values),
        "remove": o.remove,
        "about": _aims(o),
        "was": o.was,
        "author": o.author,
        "reason": o.reason,
        "written_on": o.written_on,
        "until": o.until,
        "page": o.page,
        "line": o.line,
    }


def _aims(overlay: Overlay) -> dict[str, Any]:
    named = {name: getattr(overlay, name) for name in ("entry", "distribution", "source", "missing")}
    having = {"having": dict([overlay.having])} if overlay.having else {}
    return {name: value for name, value in named.items() if value} | having


def print_overlays(states: Iterable[OverlayState], screen: Console, speech: Speech) -> None:
    """Show each overlay, with what becomes of it below the table where that asks something."""
    say = speech.say
    names = [say(f"column.{name}") for name in ("publisher", "property", "about", "until", "state")]
    table = data_table(names, [say("column.entries")])
    shown = list(states)
    for one in shown:
        state = Line(say(f"overlay.short.{one.state}"), style=STYLES.get(one.state, "yellow"))
        about = ", ".join(f"{name} {_words(value)}" for name, value in _aims(one.overlay).items())
        cells = one.publisher, one.overlay.property_name, about, f"{one.overlay.until:%Y-%m-%d}"
        table.add_row(*(Line(plain(cell)) for cell in cells), state, str(one.entries))
    screen.print(table)
    print_attention(shown, screen, speech)


def print_attention(states: Iterable[OverlayState], screen: Console, speech: Speech) -> None:
    """Say of each overlay that needs someone what is the matter, and what to do."""
    for one in states:
        if one.needs_someone:
            o = one.overlay
            what = speech.say(f"overlay.state.{one.state}", until=f"{o.until:%Y-%m-%d}")
            name = speech.say("overlay.named", publisher=one.publisher, line=o.line, property=o.property_name)
            screen.print(Line(f" {plain(name)}: {what}", style="yellow"), soft_wrap=True)


def _words(value: object) -> str:
    return (
        ", ".join(f"{name}={held}" for name, held in value.items()) if isinstance(value, dict) else str(value)
    )
