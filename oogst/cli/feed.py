"""``oogst feed``: write the feeds again from what stands in the store, without harvesting."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text as Line

from catalogue.errors import OogstError, UsageError
from catalogue.store import Database
from catalogue.store.acceptances import Acceptance, acceptances
from catalogue.targets import GUARDS, Allowed
from catalogue.views import publishers_kept
from harvester.runs import agree, publish
from oogst.cli.console import console, screen_language, tell, tell_error
from oogst.cli.decide import Because, By, decision
from oogst.cli.harvest_log import log_harvests
from oogst.cli.options import DatabaseUrl, FeedsFolder, Publishers, SchedulesFolder
from oogst.cli.together import put_together
from oogst.installation import limits_of, names_are_examples, opened, publishers, rules_for
from oogst.settings import settings
from schedules import Publisher, select

__all__ = ["command"]

Accept = Annotated[list[str] | None, typer.Option("--accept", help="help.accept-guard", metavar="GUARD[=N]")]
Accepted = Annotated[bool, typer.Option("--accepted", help="help.accepted")]


def command(  # noqa: PLR0917  options of a command line have names
    names: Publishers = None,
    accept: Accept = None,
    because: Because = "",
    by: By = "",
    accepted: Accepted = False,  # noqa: FBT002  a flag
    database: DatabaseUrl = "",
    feeds: FeedsFolder = None,
    schedules: SchedulesFolder = None,
) -> None:
    chosen = select(publishers(schedules), names or [])
    allowed = _allowed(accept or [])
    said = decision(by, because) if allowed else None
    if allowed and len(names or []) != 1:
        raise UsageError("feed.accept-one")
    folder = feeds or settings().feeds
    with opened(database) as store:
        with store.transaction() as connection:
            standing = set(publishers_kept(connection))
        if not standing & {publisher.name for publisher in chosen}:
            raise UsageError("usage.nothing-harvested")
        present = [publisher for publisher in chosen if publisher.name in standing]
        if accepted:
            _show(store, present)
            return
        if said:
            agree(store, present[0].name, folder, allowed, said)
        failures = [refused for each in present for refused in _write(each, store, folder, allowed)]
        together, refused = put_together(folder)
        refused += log_harvests(store, folder, schedules)
    if together:
        _tell([file.path for file in together.files.values()], together.entries)
    for each in refused:
        tell_error(each)
    failures += refused
    if names_are_examples():
        tell("feed.example-names")
    if failures:
        raise typer.Exit(failures[0].exit_code)


def _allowed(wanted: list[str]) -> Allowed:
    """Read ``shrink=12``. Raises UsageError for what is no guard, or no number."""
    found: dict[str, int | None] = {}
    for one in wanted:
        guard, equals, most = one.partition("=")
        if guard not in GUARDS or (equals and not (most.isascii() and most.isdigit())):
            raise UsageError("feed.unknown-guard", wanted=one, known=", ".join(GUARDS))
        found[guard] = int(most) if equals else None
    return found


def _write(publisher: Publisher, store: Database, folder: Path, allowed: Allowed) -> list[OogstError]:
    """Write one feed; one that is refused does not keep the others from being written."""
    rules, limits = rules_for(publisher.facts), limits_of(publisher)
    try:
        made = publish(
            publisher.name, database=store, rules=rules, folder=folder, limits=limits, allowed=allowed
        )
    except OogstError as refused:
        tell_error(refused)
        return [refused]
    _tell(made.feed.paths if made.feed else (), made.feed.entries if made.feed else 0)
    for failure in made.failures:
        tell_error(failure)
    return [*made.failures]


def _tell(paths: list[Path] | tuple[Path, ...], entries: int) -> None:
    for path in paths:
        console().print(Line(screen_language().count("feed.written", entries, path=path)), soft_wrap=True)


def _show(store: Database, chosen: list[Publisher]) -> None:
    """Show what people said yes to."""
    with store.transaction() as connection:
        found = [one for publisher in chosen for one in acceptances(connection, publisher.name)]
    if not found:
        tell("feed.none-accepted")
    for one in found:
        console().print(Line(_sentence(one)), soft_wrap=True)


def _sentence(one: Acceptance) -> str:
    most = "" if one.most is None else f"={one.most}"
    facts = {"publisher": one.publisher, "guard": one.guard + most, "by": one.by, "why": one.why}
    return screen_language().say("feed.accepted", day=one.at.date().isoformat(), **facts)
