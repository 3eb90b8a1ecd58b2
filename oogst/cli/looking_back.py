"""What ``oogst score`` answers about days that are past: as it was kept, judged again, and why it moved."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection

from catalogue.charter import Rubric
from catalogue.errors import UsageError
from catalogue.scores import PresentScore, past_score, rubric_then
from catalogue.scores.known import publisher_testimony
from catalogue.store.assessments import findings_kept, unpack_verdicts
from catalogue.testimony import PublisherTestimony
from catalogue.views import EntryView
from catalogue.views.current import shared_evidence
from catalogue.views.stood import Stood, stood
from harvester.attribution import Account, NothingKnown, account_of_entry, account_of_publisher
from harvester.kept import FindSource
from harvester.rejudging import Rejudged, Unread, rejudge, score_again
from harvester.runs import Rules
from oogst.cli.publisher import Known
from oogst.installation import known_sources, rules_for
from oogst.rubrics import find_rubric, rubric_in_force

__all__ = ["THEN", "TODAY", "Looked", "entry_account", "entry_on", "publisher_account", "publisher_on"]

THEN = "then"
TODAY = "today"


class Looked(NamedTuple):
    """A score of a past day, by which rubric, and what of it could not be read again."""

    score: PresentScore
    rubric: Rubric
    unread: list[Unread]


def publisher_on(
    connection: Connection, whom: Known, at: datetime, wanted: str, schedules: Path | None
) -> Looked:
    """Score a publisher on a day, by the rubric of then (as it was kept), of today, or another."""
    if wanted == THEN:
        return Looked(*past_score(connection, whom.name, at, whom.facts), [])
    standing = _standing(connection, whom.name, at)
    rules, find = _rules(whom, _rubric(wanted, connection)), _find(schedules)
    testimony = publisher_testimony(connection, whom.name, at, whom.facts)
    found, unread = score_again(
        connection, whom.name, standing, rules=rules, at=at, testimony=testimony, find=find
    )
    return Looked(found, rules.rubric, unread)


def entry_on(  # noqa: PLR0917  whose entry, which day, by what
    connection: Connection,
    entry: EntryView,
    whom: Known,
    at: datetime,
    wanted: str,
    schedules: Path | None,
) -> tuple[EntryView, Rubric]:
    """Show an entry as it stood and was judged on a day."""
    (then,) = _standing(connection, entry.title, at, uuid=entry.uuid)
    if wanted == THEN:
        rubric = rubric_then(connection, [then])
        origin = then.origin
        shared = shared_evidence(origin.record, origin.payload, then.judged_at)
        verdicts = unpack_verdicts(then.verdicts, shared)
    else:
        rules = _rules(whom, _rubric(wanted, connection))
        rubric = rules.rubric
        verdicts = list(_again(connection, then, rules, at, _find(schedules)).verdicts)
    entry.title, entry.verdicts, entry.published = then.title, verdicts, then.published
    entry.score, entry.coverage, entry.label = then.score, then.coverage, then.label
    entry.findings = findings_kept(connection, [then.assessment_id]).get(then.assessment_id, [])
    return entry, rubric


def _again(connection: Connection, then: Stood, rules: Rules, at: datetime, find: FindSource) -> Rejudged:
    (one,) = rejudge(connection, [then], rules=rules, at=at, find=find)
    if isinstance(one, Unread):
        raise one.failure
    return one


def publisher_account(
    connection: Connection, whom: Known, since: datetime, until: datetime, schedules: Path | None
) -> Account:
    """Tell why the score of a publisher moved."""

    def witness(asked: Connection, at: datetime) -> PublisherTestimony:
        return publisher_testimony(asked, whom.name, at, whom.facts)

    try:
        return account_of_publisher(
            connection,
            whom.name,
            rules=rules_for(whom.facts),
            since=since,
            until=until,
            find=_find(schedules),
            witness=witness,
        )
    except NothingKnown as nothing:
        raise UsageError("history.nothing-then", name=whom.name, day=f"{since:%Y-%m-%d}") from nothing


def entry_account(  # noqa: PLR0917  whose entry, and between which days
    connection: Connection,
    entry: EntryView,
    whom: Known,
    since: datetime,
    until: datetime,
    schedules: Path | None,
) -> Account:
    """Tell why the score of an entry moved."""
    try:
        return account_of_entry(
            connection,
            entry.uuid,
            rules=rules_for(whom.facts),
            since=since,
            until=until,
            find=_find(schedules),
        )
    except NothingKnown as nothing:
        raise UsageError("history.nothing-then", name=entry.title, day=f"{since:%Y-%m-%d}") from nothing


def _standing(connection: Connection, name: str, at: datetime, uuid: str = "") -> list[Stood]:
    found = stood(connection, at, uuids=[uuid]) if uuid else stood(connection, at, publisher=name)
    if not found:
        raise UsageError("history.nothing-then", name=name, day=f"{at:%Y-%m-%d}")
    return found


def _rubric(wanted: str, connection: Connection) -> Rubric:
    return rubric_in_force() if wanted == TODAY else find_rubric(wanted, connection)


def _rules(whom: Known, rubric: Rubric) -> Rules:
    return rules_for(whom.facts).with_rubric(rubric)


def _find(schedules: Path | None) -> FindSource:
    return known_sources(schedules).get
