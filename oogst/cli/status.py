"""``oogst status``: per source the last complete run, the next run and whether it grows stale."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from rich.text import Text as Line

from catalogue.views import SourceStatus, source_statuses
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.installation import opened, publishers, rules_for
from oogst.report import OverlayState, incomplete, overlay_states, print_attention
from oogst.screen import data_table
from schedules import Publisher, Scheduled, next_times, staleness, without_catalogue

__all__ = ["command"]

HERE: Final = ZoneInfo("Europe/Brussels")
STYLES: Final = {"fresh": "green", "late": "red", "never": "yellow"}

Row = dict[str, Any]


def command(database: DatabaseUrl = "", schedules: SchedulesFolder = None, as_json: AsJson = False) -> None:  # noqa: FBT002
    now = datetime.now(UTC)
    known = publishers(schedules)
    with opened(database) as store, store.transaction() as connection:
        found = source_statuses(connection)
        overlays = [
            state
            for publisher in known
            if publisher.facts.overlays
            for state in overlay_states(connection, publisher, rules_for(publisher.facts), now.date())
        ]
    upcoming = next_times(known, now)
    rows = [
        _row(one, found.get(one.name), upcoming, now)
        | {"overlays": [_overlay(state) for state in overlays if _is_about(state, one, publisher)]}
        for publisher in known
        for one in publisher.sources
        if one.active(now)
    ]
    if as_json:
        print_json(rows)
    else:
        _show(rows)
        print_attention(overlays, console(), screen_language())
        _show_silent([publisher.name for publisher in without_catalogue(known, now)])


def _row(
    scheduled: Scheduled, status: SourceStatus | None, upcoming: Mapping[str, datetime], now: datetime
) -> Row:
    speech = screen_language()
    complete = status.last_complete if status else None
    reasons = status.reasons if status else []
    return {
        "source": scheduled.name,
        "last_complete": complete,
        "last_run": status.last_started if status else None,
        "state": status.state if status else "never",
        "reasons": [incomplete(reason, speech) for reason in reasons],
        "next_run": upcoming.get(scheduled.name),
        "staleness": str(staleness(complete, scheduled.cadence, now).state),
    }


def _is_about(state: OverlayState, one: Scheduled, publisher: Publisher) -> bool:
    return state.publisher == publisher.name and state.overlay.is_for(one.name)


def _overlay(state: OverlayState) -> Row:
    return {
        "key": state.overlay.key,
        "property": state.overlay.property_name,
        "until": state.overlay.until,
        "state": state.state,
        "entries": state.entries,
    }


def _show(rows: Sequence[Row]) -> None:
    speech = screen_language()
    say = speech.say
    columns = ("source", "last_complete", "state", "next_run", "staleness")
    table = data_table([say(f"column.{name}") for name in columns])
    for row in rows:
        freshness = Line(say(f"staleness.{row['staleness']}"), style=STYLES[row["staleness"]])
        state = say(f"state.{row['state']}")
        table.add_row(row["source"], _time(row["last_complete"]), state, _time(row["next_run"]), freshness)
    screen = console()
    screen.print(table)
    for row in rows:
        for reason in row["reasons"]:
            screen.print(Line(f" {row['source']}: {reason['text']}", style="yellow"))
    screen.print(Line(" " + say("status.next"), style="dim"))


def _show_silent(names: Sequence[str]) -> None:
    """Name the publishers of whom no catalogue is known: nothing of theirs can be late."""
    if names:
        say = screen_language().say
        console().print(Line(" " + say("status.no-catalogue", names=", ".join(names)), style="dim"))


def _time(moment: datetime | None) -> str:
    return f"{moment.astimezone(HERE):%Y-%m-%d %H:%M}" if moment else "-"
