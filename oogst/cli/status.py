"""``oogst status``: per source the last complete run, the next run and whether it grows stale."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import orjson
from rich.table import Table

from catalogue.store import source_statuses
from oogst.cli.console import console, screen_language
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.installation import opened, publishers
from schedules import next_times, staleness

__all__ = ["command"]

HERE = ZoneInfo("Europe/Brussels")


def command(database: DatabaseUrl = "", schedules: SchedulesFolder = None, as_json: AsJson = False) -> None:  # noqa: FBT002
    now = datetime.now(UTC)
    known = publishers(schedules)
    with opened(database) as store, store.transaction() as connection:
        found = source_statuses(connection)
    upcoming = next_times(known, now)
    rows = []
    for publisher in known:
        for scheduled in publisher.sources:
            if not scheduled.active(now):
                continue
            name = scheduled.name
            status = found.get(name)
            complete = status.last_complete if status else None
            rows.append(
                {
                    "source": name,
                    "last_complete": complete,
                    "last_run": status.last_started if status else None,
                    "state": status.state if status else "never",
                    "reasons": status.reasons if status else [],
                    "next_run": upcoming.get(name),
                    "staleness": str(staleness(complete, scheduled.cadence, now).state),
                },
            )
    if as_json:
        console().out(orjson.dumps(rows, option=orjson.OPT_INDENT_2).decode(), highlight=False)
    else:
        _show(rows)


def _show(rows: Sequence[Mapping[str, object]]) -> None:
    say = screen_language().say
    table = Table(
        *(say(f"column.{name}") for name in ("source", "last_complete", "state", "next_run", "staleness"))
    )
    for row in rows:
        table.add_row(
            str(row["source"]),
            _time(row["last_complete"]),
            say(f"state.{row['state']}"),
            _time(row["next_run"]),
            say(f"staleness.{row['staleness']}"),
        )
    console().print(table)


def _time(value: object) -> str:
    return value.astimezone(HERE).strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else "-"
