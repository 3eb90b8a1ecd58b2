"""The log of events as a stream reads it: cut into pages, and happening by happening."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from catalogue.graph import registrations
from catalogue.packing import unpack
from catalogue.store import tables as t
from catalogue.store.members import unpack_members
from catalogue.targets.events import PAGE, Happening, Retention, Span, Verb
from catalogue.views.current import current

__all__ = ["EventLog", "Listed", "Logged", "listed_versions", "logged"]


class Listed(NamedTuple):
    """An entry that a feed holds."""

    iri: str
    version_id: int


def listed_versions(connection: Connection, publisher: str) -> Iterator[Listed]:
    """Give which version of each entry the feed of a publisher holds, in the order of the feed."""
    query = current(t.entry.c.iri, t.version.c.id, publisher=publisher)
    rows = connection.execute(query.where(t.assessment.c.published).order_by(t.entry.c.iri))
    return (Listed(iri, version) for iri, version in rows)


class Logged(NamedTuple):
    """One line of the log, with what it rests on."""

    id: int
    at: datetime
    verb: Verb
    iri: str
    is_entry: bool
    """Not of the catalogue itself."""
    title: str
    digest: str
    version_id: int | None
    version_iri: str
    """Of the entry that has this version; empty where there is no such version."""
    version: bytes
    """What the version says, N-Triples; empty idem."""
    altered: bytes
    """What was published in its stead, N-Triples; empty where it was the version itself."""
    graph: bytes
    """What was published, N-Triples; empty when it is no more, or nothing is there to say it."""


def logged(connection: Connection, publisher: str) -> Iterator[Logged]:
    """Give all that happened to what a publisher had published, in order, a few at a time."""
    e, v, of = t.event.c, t.version.c, t.entry.c
    columns = (e.id, e.at, e.verb, e.iri, e.catalogue, v.title, e.digest, e.version_id, of.iri.label("whose"))
    query = select(*columns, e.body, v.body.label("whole"), v.members)
    query = query.select_from(t.event.outerjoin(t.version).outerjoin(t.entry, of.id == v.entry_id))
    query = query.where(e.publisher == publisher).order_by(e.id)
    for row in connection.execute(query.execution_options(yield_per=PAGE)):
        verb = Verb(row.verb)
        version = unpack(row.whole) if row.whole else b""
        altered = unpack(row.body) if row.body else b""
        says = verb is not Verb.DELETE and (row.body or row.whole)
        yield Logged(
            id=row.id,
            at=row.at,
            verb=verb,
            iri=row.iri,
            is_entry=row.iri != row.catalogue,
            title=row.title or "",
            digest=row.digest,
            version_id=row.version_id,
            version_iri=row.whose or "",
            version=version,
            altered=altered,
            graph=_graph(row.catalogue, altered if row.body else version, row.members) if says else b"",
        )


class EventLog:
    """What happened to the entries of one publisher, or of all."""

    def __init__(self, connection: Connection, publisher: str | None) -> None:
        self.connection = connection
        self.publisher = publisher

    def spans(self) -> Sequence[Span]:
        """Cut the log into pages; only the last may be less than full."""
        log = self._numbered(t.event.c.at).subquery()
        bounds = (func.min(log.c.id), func.max(log.c.id), func.min(log.c.at), func.max(log.c.at))
        query = select(log.c.page, *bounds, func.count()).group_by(log.c.page).order_by(log.c.page)
        return [Span(*row) for row in self.connection.execute(query)]

    def happenings(self, span: Span) -> Iterator[Happening]:
        """Give what happened, a few at a time."""
        e, v = t.event.c, t.version.c
        columns = (e.verb, e.iri, e.at, e.catalogue, e.body, v.body, v.members)
        query = self._mine(select(*columns).select_from(t.event.outerjoin(t.version)))
        within = query.where(e.id.between(span.first_key, span.last_key)).order_by(e.id)
        rows = self.connection.execute(within.execution_options(yield_per=PAGE))
        for verb, iri, at, listed_by, body, whole, members in rows:
            graph = b""
            if verb != Verb.DELETE:
                graph = _graph(listed_by, unpack(body or whole or b""), members)
            yield Happening(Verb(verb), iri, at, graph)

    def needed(self, retention: Retention, now: datetime) -> set[int]:
        """Give the numbers of the pages that hold something which is to be kept."""
        e = t.event.c
        rank = func.row_number().over(partition_by=e.iri, order_by=e.id.desc()).label("rank")
        log = self._numbered(e.at, rank).subquery()
        is_kept = log.c.rank <= retention.versions
        if retention.days:
            is_kept |= log.c.at >= now - timedelta(days=retention.days)
        return set(self.connection.execute(select(log.c.page).where(is_kept).distinct()).scalars())

    def _numbered(self, *columns: Any) -> Select[Any]:  # noqa: ANN401  any mixture of column expressions
        number = (func.row_number().over(order_by=t.event.c.id) - 1) // PAGE + 1
        return self._mine(select(t.event.c.id, number.label("page"), *columns))

    def _mine(self, query: Select[Any]) -> Select[Any]:
        return query if self.publisher is None else query.where(t.event.c.publisher == self.publisher)


def _graph(catalogue: str, statements: bytes, members: str | None) -> bytes:
    """Put together what was published: the statements of an entry, and that its catalogue lists it."""
    return statements + registrations(catalogue, unpack_members(members or "[]"))
