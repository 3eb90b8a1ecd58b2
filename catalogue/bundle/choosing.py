"""What of a store goes into a bundle: everything of some publishers up to a moment, and nothing later.

A row that changed after that moment goes as it was then; what is only known of now is left empty.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, Table, func, select

from catalogue.portions import portions
from catalogue.store import PRESENT, WITHDRAWN, RunState
from catalogue.store import tables as t
from catalogue.store.seals.chain import OF_EVENTS, PROBES
from catalogue.testimony import Role

__all__ = ["Choice", "chosen_rows", "entries_of", "runs_of"]

AT_ONCE: Final = 500
DATA: Final = (Role.DOWNLOAD, Role.ENDPOINT)
"""As what two entries that give the same data name its address."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    publishers: Sequence[str]
    at: datetime
    entries: Sequence[str] = ()
    """UUIDs; none: all of these publishers."""
    addresses: Sequence[int] = field(default=(), repr=False)
    """Keys of the addresses whose observations bear verdicts out."""
    payloads: Sequence[str] = field(default=(), repr=False)


def chosen_rows(connection: Connection, choice: Choice, table: Table) -> Iterator[Row]:
    """Give the rows of a table that belong to a choice, by key, each as it was at its moment."""
    as_then = _AS_THEN.get(table.name)
    then = as_then(connection, choice) if as_then else _unchanged
    for query in _queries(choice, table):
        for row in connection.execute(query.execution_options(yield_per=AT_ONCE)).mappings():
            yield then(dict(row))


def entries_of(choice: Choice) -> Select[int]:
    e = t.entry.c
    query = select(e.id).where(e.publisher.in_(choice.publishers), e.first_seen <= choice.at)
    return query.where(e.uuid.in_(choice.entries)) if choice.entries else query


def runs_of(choice: Choice) -> Select[int]:
    return select(t.run.c.id).where(t.run.c.source_id.in_(_sources(choice)), t.run.c.started_at <= choice.at)


def _sources(choice: Choice) -> Select[int]:
    return select(t.source.c.id).where(t.source.c.publisher.in_(choice.publishers))


def _catalogues() -> Select[int]:
    """Give the sources that pass on what publishers list: whether they do is part of the evidence."""
    return select(t.source.c.id).where(t.source.c.catalogue_of != "")


def _doubles(choice: Choice) -> Select[int]:
    """Give the entries of others that have a file or service at the address of one of these."""
    ours, theirs = t.link.alias("ours"), t.link.alias("theirs")
    return (
        select(theirs.c.entry_id)
        .join(ours, ours.c.address_id == theirs.c.address_id)
        .where(ours.c.entry_id.in_(entries_of(choice)), ours.c.role.in_(DATA), theirs.c.role.in_(DATA))
        .where(theirs.c.entry_id.not_in(entries_of(choice)))
    )


def _versions(choice: Choice) -> Select[int]:
    v = t.version.c
    return select(v.id).where(v.entry_id.in_(entries_of(choice)), v.valid_from <= choice.at)


def _assessments(choice: Choice) -> Select[int]:
    a = t.assessment.c
    return select(a.id).where(a.version_id.in_(_versions(choice)), a.at <= choice.at)


def _records(choice: Choice) -> ColumnElement[bool]:
    r, s = t.record.c, t.succession.c
    if not choice.entries:
        return r.source_id.in_(_sources(choice))
    own = select(t.entry.c.record_id).where(t.entry.c.id.in_(entries_of(choice)))
    former = select(s.former_id).where(s.record_id.in_(own))
    return r.id.in_(own) | r.id.in_(former)


def _any_source(choice: Choice) -> ColumnElement[bool]:
    return t.source.c.publisher.in_(choice.publishers) | (t.source.c.catalogue_of != "")


def _any_run(choice: Choice) -> ColumnElement[bool]:
    elsewhere = t.run.c.source_id.in_(_catalogues()) & (t.run.c.started_at <= choice.at)
    return t.run.c.id.in_(runs_of(choice)) | elsewhere


def _copies(choice: Choice) -> ColumnElement[bool]:
    began = select(t.run.c.id).where(t.run.c.started_at <= choice.at)
    return t.copy.c.entry_id.in_(entries_of(choice)) & t.copy.c.since.in_(began)


def _chains(choice: Choice) -> ColumnElement[bool]:
    names = select(t.source.c.name).where(_any_source(choice))
    published = select(t.source.c.publisher.concat(OF_EVENTS)).where(_any_source(choice))
    chain = t.seal.c.chain
    chosen = chain.in_(names) | chain.in_(published) | chain.in_([*choice.publishers, PROBES])
    return chosen & (t.seal.c.at <= choice.at)


def _events(choice: Choice) -> ColumnElement[bool]:
    e = t.event.c
    mine = e.publisher.in_(choice.publishers) & (e.at <= choice.at)
    if not choice.entries:
        return mine
    return mine & e.iri.in_(select(t.entry.c.iri).where(t.entry.c.id.in_(entries_of(choice))))


_WHERE: Final[Mapping[str, Callable[[Choice], ColumnElement[bool]]]] = {
    "source": _any_source,
    "run": _any_run,
    "seal": _chains,
    "page": lambda one: t.page.c.run_id.in_(runs_of(one)),
    "trouble": lambda one: t.trouble.c.run_id.in_(runs_of(one)),
    "record": _records,
    "entry": lambda one: t.entry.c.id.in_(entries_of(one)) | t.entry.c.id.in_(_doubles(one)),
    "version": lambda one: t.version.c.id.in_(_versions(one)),
    "assessment": lambda one: t.assessment.c.id.in_(_assessments(one)),
    "finding": lambda one: t.finding.c.assessment_id.in_(_assessments(one)),
    "standing": lambda one: (
        t.standing.c.record_id.in_(select(t.record.c.id).where(_records(one))) & (t.standing.c.at <= one.at)
    ),
    "succession": lambda one: (
        t.succession.c.record_id.in_(select(t.record.c.id).where(_records(one)))
        & (t.succession.c.at <= one.at)
    ),
    "copy": _copies,
    "link": lambda one: (
        t.link.c.entry_id.in_(entries_of(one))
        | (t.link.c.entry_id.in_(_doubles(one)) & t.link.c.role.in_(DATA))
    ),
    "attestation": lambda one: t.attestation.c.publisher.in_(one.publishers) & (t.attestation.c.at <= one.at),
    "rubric": lambda one: t.rubric.c.first_used <= one.at,
    "publisher_assessment": lambda one: (
        t.publisher_assessment.c.publisher.in_(one.publishers) & (t.publisher_assessment.c.at <= one.at)
    ),
    "event": _events,
}


def _queries(choice: Choice, table: Table) -> Iterator[Select[Any]]:
    order = list(table.primary_key.columns)
    if table is t.payload:
        some = [column for column in t.payload.c if column.name != "body"]
        for part in portions(choice.payloads):
            yield select(*some).where(t.payload.c.sha256.in_(part)).order_by(*order)
    elif table is t.address or table is t.observation:
        for asked in portions(choice.addresses):
            yield _seen(table, asked, choice.at).order_by(*order)
    else:
        yield select(table).where(_WHERE[table.name](choice)).order_by(*order)


def _seen(table: Table, addresses: Sequence[int], at: datetime) -> Select[Any]:
    if table is t.address:
        return select(table).where(t.address.c.id.in_(addresses))
    return select(table).where(t.observation.c.address_id.in_(addresses), t.observation.c.at <= at)


AsThen = Callable[[Row], Row]


def _unchanged(row: Row) -> Row:
    return row


def _source_then(_connection: Connection, _choice: Choice) -> AsThen:
    return lambda row: row | {"bookmark": None, "bookmark_rules": None}


def _address_then(_connection: Connection, _choice: Choice) -> AsThen:
    return lambda row: row | {"due_at": None}


def _run_then(_connection: Connection, choice: Choice) -> AsThen:
    def then(row: Row) -> Row:
        if row["ended_at"] is None or row["ended_at"] > choice.at:
            return (
                row
                | {"ended_at": None, "state": RunState.RUNNING, "seal": "", "reasons": "[]"}
                | _NO_DECISION
            )
        if row["accepted_at"] is not None and row["accepted_at"] > choice.at:
            return row | {"state": RunState.QUARANTINED, "withdrawn": 0} | _NO_DECISION
        return row

    return then


_NO_DECISION: Final = {"accepted_by": None, "accepted_at": None, "accepted_why": None}


def _succession_then(_connection: Connection, choice: Choice) -> AsThen:
    def then(row: Row) -> Row:
        if row["decided_at"] is not None and row["decided_at"] > choice.at:
            return row | {"state": "proposed", "decided_by": "", "decided_at": None}
        return row

    return then


def _sealed_then(connection: Connection, choice: Choice) -> AsThen:
    later = set(connection.execute(select(t.seal.c.id).where(t.seal.c.at > choice.at)).scalars())
    return lambda row: row | {"seal_id": None if row["seal_id"] in later else row["seal_id"]}


def _record_then(connection: Connection, choice: Choice) -> AsThen:
    """Let a record stand as it stood; what a later run read of it is not told."""
    runs = set(connection.execute(runs_of(choice)).scalars())
    stands = _last_standing(connection, choice)

    def then(row: Row) -> Row:
        state, _ = stands.get(row["id"], (PRESENT, None))
        if row["seen_in"] in runs:
            return row if state == row["state"] else row | {"state": state, "held": False}
        unread = {"hash": "", "rules": "", "sha256": "", "pointer": "", "seen_in": 0}
        return row | unread | {"state": state, "held": False}

    return then


def _entry_then(connection: Connection, choice: Choice) -> AsThen:
    stands = _last_standing(connection, choice)
    v, a = t.version.c, t.assessment.c
    versions = dict(
        connection.execute(
            select(v.entry_id, func.max(v.id)).where(v.id.in_(_versions(choice))).group_by(v.entry_id)
        ).all()
    )
    assessments = dict(
        connection.execute(
            select(v.entry_id, func.max(a.id))
            .join(t.version, v.id == a.version_id)
            .where(a.id.in_(_assessments(choice)))
            .group_by(v.entry_id)
        ).all()
    )

    def then(row: Row) -> Row:
        key, gone = row["id"], row["withdrawn_at"]
        points = {"version_id": versions.get(key), "assessment_id": assessments.get(key)}
        if row["replaced_by"] is not None and gone is not None and gone <= choice.at:
            return row | points
        withdrawn = gone if gone is not None and gone <= choice.at else None
        if row["record_id"] in stands:
            state, since = stands[row["record_id"]]
            withdrawn = since if state == WITHDRAWN else None
        return row | points | {"replaced_by": None, "withdrawn_at": withdrawn}

    return then


def _last_standing(connection: Connection, choice: Choice) -> dict[int, tuple[str, datetime]]:
    """Give how each record stood last by the moment, and since when."""
    s = t.standing.c
    query = select(s.record_id, s.state, s.at).where(_WHERE["standing"](choice)).order_by(s.id)
    return {record: (state, at) for record, state, at in connection.execute(query)}


_AS_THEN: Final[Mapping[str, Callable[[Connection, Choice], AsThen]]] = {
    "source": _source_then,
    "address": _address_then,
    "run": _run_then,
    "record": _record_then,
    "entry": _entry_then,
    "succession": _succession_then,
    "standing": _sealed_then,
    "observation": _sealed_then,
    "publisher_assessment": _sealed_then,
}
