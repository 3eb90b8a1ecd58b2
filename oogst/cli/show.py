"""``oogst show``: one entry as it stands, and why each value is what it is."""

from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Connection

from catalogue.errors import UsageError
from catalogue.measures import conforms, described
from catalogue.profile import Finding
from catalogue.store.observed import links_of_entries
from catalogue.store.past import origin_of
from catalogue.views import EntryView, find_entries
from harvester.hashing import is_volatile
from harvester.kept import kept_records
from oogst.cli.choices import show_choices
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.installation import known_sources, opened
from oogst.report import Explained, entry_document, explanation, print_entry, print_explanation, property_name
from oogst.report.beside import beside_entry_lines, entry_measures

__all__ = ["command"]


def command(  # noqa: PLR0917  Typer's own form
    wanted: Annotated[str, typer.Argument(help="help.entry", metavar="ENTRY")],
    only: Annotated[str, typer.Argument(help="help.property", metavar="[PROPERTY]")] = "",
    why: Annotated[bool, typer.Option("--why", help="help.show-why")] = False,  # noqa: FBT002  a flag
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
    as_json: AsJson = False,  # noqa: FBT002  a flag
) -> None:
    with opened(database) as store, store.transaction() as connection:
        found = find_entries(connection, wanted)
        if not found:
            raise UsageError("usage.no-entry", wanted=wanted)
        explained = _explained(connection, found[0], schedules) if (why or only) and len(found) == 1 else None
        beside = _beside(connection, found[0]) if len(found) == 1 else {}
    if len(found) > 1:
        show_choices(found, as_json=as_json)
    elif explained is not None:
        _tell(explained, only, as_json=as_json)
    elif as_json:
        print_json(entry_document(found[0]) | {"beside": beside})
    else:
        print_entry(found[0], console(), screen_language())
        for part in beside_entry_lines(beside, screen_language()):
            console().print(part)


def _beside(connection: Connection, entry: EntryView) -> dict[str, Any]:
    links = links_of_entries(connection, [entry.uuid], datetime.now(UTC))
    sound = conforms(entry.findings)
    return entry_measures(described(entry.body), links, screen_language(), sound=sound)


def _explained(connection: Connection, entry: EntryView, schedules: Path | None) -> Explained:
    """Read the entry's record again, as it was when this version was made."""
    origin = origin_of(connection, entry.uuid)
    if origin is None:
        raise AssertionError(entry.uuid)  # an entry that is shown has a version
    again = next(kept_records(connection, [origin], known_sources(schedules).get))
    dialect = again.record.dialect if again.record else None
    return Explained(
        entry=entry,
        record=again.record,
        failure=again.failure,
        is_volatile=lambda path: dialect is not None and is_volatile(dialect, path),
    )


def _tell(explained: Explained, only: str, *, as_json: bool) -> None:
    if only:
        _keep_only(explained.entry, only)
    speech = screen_language()
    document = explanation(explained, speech, whole=not only)
    if as_json:
        print_json(document)
    else:
        print_explanation(document, explained.failure, console(), speech)


def _keep_only(entry: EntryView, wanted: str) -> None:
    """Keep the reasons of one property, also where distributions or services carry it.

    Of a property without a value, keep the findings that tell of it. Raises UsageError where nothing does.
    """
    name = property_name(wanted)
    asked = {
        path: why
        for path, why in entry.reasons.items()
        if name in {property_name(path), property_name(_last(path))}
    }
    asked = asked or {path: why for path, why in entry.reasons.items() if path.startswith(wanted)}
    about = [one for one in entry.findings if _is_about(one, name)]
    if not asked and not about:
        known = sorted({_last(path) for path in entry.reasons})
        if like := get_close_matches(wanted, known, n=1):
            raise UsageError("usage.no-property-like", wanted=wanted, like=like[0])
        raise UsageError("usage.no-property", wanted=wanted, known=", ".join(known))
    entry.reasons = asked
    entry.findings = about


def _is_about(finding: Finding, name: str) -> bool:
    return name in finding.rule.replace("-", "_") or property_name(finding.path) == name


def _last(path: str) -> str:
    return path.rpartition(".")[2]
