"""``oogst push losses``: what a portal has no place for, before anything goes there."""

from typing import Any

from rich.text import Text as Line

from catalogue.errors import UsageError
from catalogue.targets.push.losing import Lossy, Lost, losses_of
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.cli.push.options import OfPublisher, TargetName, TargetsFile
from oogst.cli.push.planning import scope
from oogst.installation import opened
from oogst.screen import Speech, data_table, plain
from oogst.targets import opened_target, target_named

__all__ = ["command"]


def command(  # noqa: PLR0917  one parameter per option
    target: TargetName,
    publisher: OfPublisher = None,
    database: DatabaseUrl = "",
    targets: TargetsFile = None,
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    settings = target_named(target, targets)
    wanted = scope(settings, publisher or [], schedules) or list(settings.publishers)
    portal = opened_target(settings)
    if not isinstance(portal, Lossy):
        raise UsageError("push.no-losses", target=settings.name)
    with opened(database) as store:
        found = losses_of(portal, store, wanted)
    if as_json:
        print_json([_document(lost) for lost in found])
    else:
        _print(found, screen_language())


def _document(lost: Lost) -> dict[str, Any]:
    key, field, facts = lost.example
    said = {"field": field, "reason": key, "facts": dict(facts)}
    return {"entries": lost.entries, "uuid": lost.wanted.uuid} | said


def _print(found: list[Lost], speech: Speech) -> None:
    if not found:
        console().print(speech.say("push.losses.none"), markup=False)
        return
    table = data_table([speech.say("push.losses.what")], [speech.say("push.losses.entries")])
    for lost in found:
        what = speech.say(lost.example.key, field=lost.example.field, **lost.example.facts)
        example = speech.say("push.losses.example", title=lost.wanted.title)
        table.add_row(Line(plain(f"{what}\n{example}")), str(lost.entries))
    console().print(table)
