"""``oogst duplicates``: datasets that are listed more than once, by which rule, and what they share."""

from typing import Any

from rich.text import Text as Line

from catalogue.likeness import Group, Listed, duplicates, traits_of
from catalogue.packing import unpack
from catalogue.views import listed_bodies
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl, Publishers
from oogst.installation import opened
from oogst.screen import heading, plain

__all__ = ["command"]

Titles = dict[str, tuple[str, str]]
"""UUID of an entry → its title and its source."""
SHOWN = 3
"""Pieces of evidence per group on the screen."""


def command(names: Publishers = None, database: DatabaseUrl = "", as_json: AsJson = False) -> None:  # noqa: FBT002
    titles: Titles = {}
    listed: dict[str, Listed] = {}
    with opened(database) as store, store.transaction() as connection:
        for uuid, title, source, body in listed_bodies(connection, names or []):
            titles[uuid] = (title, source)
            listed[uuid] = Listed(source, traits_of(unpack(body)))
    groups = duplicates(listed)
    if as_json:
        print_json([_document(group, titles) for group in groups])
    else:
        _show(groups, titles)


def _document(group: Group, titles: Titles) -> dict[str, Any]:
    return {
        "rule": group.rule,
        "text": screen_language().say(group.rule),
        "certain": group.certain,
        "entries": [
            {"uuid": uuid, "title": titles[uuid][0], "source": titles[uuid][1]} for uuid in group.members
        ],
        "evidence": [one._asdict() for one in group.evidence],
    }


def _show(groups: list[Group], titles: Titles) -> None:
    speech = screen_language()
    screen = console()
    screen.print(Line(speech.count("duplicates.found", len(groups))))
    for group in groups:
        mark = "" if group.certain else f" ({speech.say('duplicates.look')})"
        screen.print(heading(speech.say(group.rule) + mark))
        for uuid in group.members:
            title, source = titles[uuid]
            screen.print(Line(f" {plain(title)}  ").append(f"{source} {uuid}", style="dim"))
        for one in group.evidence[:SHOWN]:
            clue = speech.say(f"likeness.clue.{one.clue}")
            screen.print(Line(f"   {clue}: {plain(one.value)}", style="dim"))
