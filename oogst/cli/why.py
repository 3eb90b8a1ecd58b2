"""``oogst why``: one answer of the charter wholly, for whoever asks why and whoever asks how."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import Connection

from catalogue.charter import Rubric, Verdict, load_rubric, versions
from catalogue.errors import UsageError
from catalogue.store.observed import links_of_entries
from catalogue.testimony import Link
from catalogue.views import EntryView, find_entries
from catalogue.views.answers import answers_of
from harvester.fixes import Look
from harvester.fixes.classes import member_of
from oogst.cli.choices import show_choices
from oogst.cli.console import console, print_json, screen_language
from oogst.cli.options import AsJson, DatabaseUrl, SchedulesFolder
from oogst.installation import known_sources, opened, publishers, rules_for
from oogst.report.verdict import Told, print_verdict, verdict_document
from oogst.report.verdict.gains import Gained

__all__ = ["command"]


def command(
    wanted: Annotated[str, typer.Argument(help="help.entry", metavar="ENTRY")],
    check: Annotated[str, typer.Argument(help="help.why-check", metavar="CHECK")],
    as_json: AsJson = False,  # noqa: FBT002  a flag
    database: DatabaseUrl = "",
    schedules: SchedulesFolder = None,
) -> None:
    with opened(database) as store, store.transaction() as connection:
        found = find_entries(connection, wanted)
        if not found:
            raise UsageError("usage.no-entry", wanted=wanted)
        if len(found) > 1:
            show_choices(found, as_json=as_json)
            return
        told = _told(connection, found[0], check.upper(), schedules)
    document = verdict_document(told, screen_language())
    if as_json:
        print_json(document)
    else:
        print_verdict(document, console(), screen_language())


def _told(connection: Connection, entry: EntryView, check: str, schedules: Path | None) -> Told:
    verdict = next((one for one in entry.verdicts if one.check == check), None)
    if verdict is None:
        known = ", ".join(one.check for one in entry.verdicts) or "-"
        raise UsageError("usage.no-verdict", check=check, title=entry.title, known=known)
    rubric = _rubric(verdict)
    return Told(
        entry=entry,
        verdict=verdict,
        rubric=rubric,
        links=_links(connection, entry, verdict),
        past=answers_of(connection, entry.uuid, check),
        gained=_gained(connection, entry, verdict, schedules),
    )


def _rubric(verdict: Verdict) -> Rubric:
    """Load the rubric that judged it, where this version of Oogst still has it."""
    version = str(verdict.evidence.get("rubric", ""))
    return load_rubric(version) if version in versions() else load_rubric()


def _links(connection: Connection, entry: EntryView, verdict: Verdict) -> dict[str, Link]:
    """Give what probes had seen when it was judged."""
    at = datetime.fromisoformat(str(verdict.evidence["time"]))
    return links_of_entries(connection, [entry.uuid], at)


def _gained(
    connection: Connection, entry: EntryView, verdict: Verdict, schedules: Path | None
) -> Gained | None:
    """Try the fixes of the entry, where its record can be read again and something is left to gain."""
    if verdict.value == 1 or entry.withdrawn_at is not None:
        return None
    facts = next((one.facts for one in publishers(schedules) if one.name == entry.publisher), None)
    rules = rules_for(facts)
    look = Look(connection=connection, rules=rules, at=datetime.now(UTC), find=known_sources(schedules).get)
    known = next(look.entries(entry.publisher, [entry.uuid]), None)
    if known is None:
        return None
    return Gained(
        trial=look.desk().trial(known), member=member_of(known), check=verdict.check, rubric=rules.rubric
    )
