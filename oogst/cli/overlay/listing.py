"""``oogst overlay list``: every correction, how it stands, and which entries it touches."""

from datetime import UTC, datetime

from rich.text import Text as Line

from catalogue.views.overlays import overlaid_entries
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl, Publishers, SchedulesFolder
from oogst.installation import opened, publishers, rules_for
from oogst.report import overlay_document, overlay_states, print_overlays
from schedules import select

__all__ = ["command"]


def command(
    names: Publishers = None,
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    chosen = [one for one in select(publishers(schedules), names or []) if one.facts.overlays]
    today = datetime.now(UTC).date()
    with opened(database) as store, store.transaction() as connection:
        states = [
            state
            for publisher in chosen
            for state in overlay_states(connection, publisher, rules_for(publisher.facts), today)
        ]
        touched = {one.name: overlaid_entries(connection, one.name) for one in chosen} if as_json else {}
    speech = screen_language()
    if as_json:
        uuids = [touched[one.publisher].get(one.overlay.key, []) for one in states]
        pairs = zip(states, uuids, strict=True)
        print_json([overlay_document(one, speech) | {"touched": found} for one, found in pairs])
    elif states:
        print_overlays(states, console(), speech)
    else:
        console().print(Line(speech.say("overlay.none")))
