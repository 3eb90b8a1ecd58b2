"""``oogst fixes``: what to mend first of a publisher or an entry, and what would be if."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from sqlalchemy import Connection

import mappings
from catalogue.errors import UsageError
from catalogue.scores.known import publisher_testimony
from catalogue.views import find_entries, publishers_kept, sources_of
from harvester.fixes import Look, Supposed, rank
from oogst.cli.choices import show_choices
from oogst.cli.console import console, print_json, screen_language, tell_count
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.cli.supposing import supposed_of, wanted_of
from oogst.installation import known_sources, opened, publishers, rules_for
from oogst.report.fixes import (
    FixesFound,
    WhatIf,
    fix_rows,
    fixes_document,
    portal_pairs,
    print_fixes,
    print_what_if,
    what_if_document,
    write_rows,
)

__all__ = ["Target", "command", "found_fixes"]


class Target(NamedTuple):
    """What was typed: a publisher, or one entry of it."""

    publisher: str
    named: str
    uuid: str = ""

    @property
    def uuids(self) -> list[str] | None:
        return [self.uuid] if self.uuid else None


def command(  # noqa: PLR0917  one parameter per option
    wanted: Annotated[str, typer.Argument(help="help.fixes-target", metavar="PUBLISHER_OR_ENTRY")],
    what_if: Annotated[
        list[str] | None, typer.Option("--what-if", help="help.what-if", metavar="PROPERTY=VALUE")
    ] = None,
    entries: Annotated[str, typer.Option("--entries", help="help.fixes-entries", metavar="FILTER")] = "",
    whole: Annotated[bool, typer.Option("--all", help="help.fixes-all")] = False,  # noqa: FBT002  a flag
    csv: Annotated[Path | None, typer.Option("--csv", help="help.fixes-csv", metavar="FILE")] = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
) -> None:
    supposed = supposed_of(what_if or [])
    if entries and not what_if:
        raise UsageError("usage.entries-alone")
    with opened(database) as store, store.transaction() as connection:
        target = _target(connection, wanted, as_json=as_json)
        if target is None:
            return
        look = _look(connection, target, schedules)
        if what_if:
            found = _supposed(look, target, supposed, what_if, entries)
        else:
            ranked = _ranked(look, target)
    if what_if:
        _show_what_if(found, as_json=as_json)
    else:
        _show(ranked, csv, as_json=as_json, whole=whole)


def _show(found: FixesFound, csv: Path | None, *, as_json: bool, whole: bool) -> None:
    speech = screen_language()
    document = fixes_document(found, speech)
    if csv is not None:
        _write(csv, document)
    if as_json:
        print_json(document)
    else:
        print_fixes(document, console(), speech, whole=whole)


def _show_what_if(found: WhatIf, *, as_json: bool) -> None:
    speech = screen_language()
    document = what_if_document(found, speech)
    if as_json:
        print_json(document)
    else:
        print_what_if(document, console(), speech)


def _target(connection: Connection, wanted: str, *, as_json: bool) -> Target | None:
    """Find what is meant; ``None`` once several entries were shown to choose from."""
    known = publishers_kept(connection)
    if wanted in known:
        return Target(wanted, wanted)
    found = find_entries(connection, wanted)
    if not found:
        raise UsageError("usage.no-target-fixes", target=wanted, known=", ".join(sorted(known)) or "-")
    if len(found) > 1:
        show_choices(found, as_json=as_json)
        return None
    one = found[0]
    return Target(one.publisher, one.title, one.uuid)


def _look(connection: Connection, target: Target, schedules: Path | None) -> Look:
    facts = next((one.facts for one in publishers(schedules) if one.name == target.publisher), None)
    now = datetime.now(UTC)
    return Look(
        connection=connection,
        rules=rules_for(facts),
        at=now,
        find=known_sources(schedules).get,
        testimony=publisher_testimony(connection, target.publisher, now, facts),
    )


def found_fixes(connection: Connection, target: Target, schedules: Path | None) -> FixesFound:
    """Try every fix on what stands of a publisher or an entry."""
    return _ranked(_look(connection, target, schedules), target)


def _ranked(look: Look, target: Target) -> FixesFound:
    looked = look.looked(target.publisher, target.uuids)
    kept = sources_of(look.connection, target.publisher)
    return FixesFound(
        target=target.named,
        looked=looked,
        ranked=rank(looked),
        unread=look.unread,
        software={one.name: mappings.software_of(str(one.protocol), one.url) for one in kept},
    )


def _supposed(look: Look, target: Target, supposed: Supposed, typed: Sequence[str], entries: str) -> WhatIf:
    wanted = wanted_of(entries, look.desk())
    looked = look.supposed(target.publisher, supposed, target.uuids, wanted)
    portal = portal_pairs(look, looked) if target.uuid else []
    return WhatIf(target=target.named, supposed=typed, looked=looked, portal=portal)


def _write(path: Path, document: dict[str, object]) -> None:
    try:
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            count = write_rows(fix_rows(document), file)
    except OSError as error:
        raise UsageError("usage.csv-refused", path=path, detail=error.strerror or error) from error
    tell_count("fixes.written", count, path=path)
