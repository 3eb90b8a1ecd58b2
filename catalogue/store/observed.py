"""Links as of any moment: what all probes of an address up to then come to, in one query per batch.

Observations that are discounted, and addresses that were never asked, count for nothing.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    FromClause,
    Row,
    ScalarSelect,
    Select,
    and_,
    case,
    func,
    select,
)

from catalogue.packing import unpack
from catalogue.portions import portions
from catalogue.store import tables as t
from catalogue.store.addresses import url_hash
from catalogue.testimony import Answer, Discount, Link
from catalogue.testimony.written import read_observation

__all__ = ["UPTIME", "links_of", "links_of_entries"]

UPTIME: Final = timedelta(days=90)
"""Over which the share of probes that were answered is told."""


def links_of(connection: Connection, urls: Iterable[str], at: datetime) -> dict[str, Link]:
    """Give what was known at a moment of each of these addresses; one that was never asked is missing."""
    return {
        url: link
        for some in portions({url_hash(url) for url in urls})
        for url, link in _links(connection, t.address.c.sha256.in_(some), at)
    }


def links_of_entries(connection: Connection, uuids: Iterable[str], at: datetime) -> dict[str, Link]:
    """Give what was known at a moment of the addresses that these entries name now."""
    return {
        url: link
        for some in portions(uuids)
        for url, link in _links(connection, t.address.c.id.in_(_named_by(some)), at)
    }


def _named_by(uuids: list[str]) -> Select[int]:
    return (
        select(t.link.c.address_id)
        .join(t.entry, t.entry.c.id == t.link.c.entry_id)
        .where(t.entry.c.uuid.in_(uuids))
    )


def _links(connection: Connection, wanted: ColumnElement[bool], at: datetime) -> Iterator[tuple[str, Link]]:
    for row in connection.execute(_asked(wanted, at)):
        yield row.url, _link(row)


def _link(row: Row[Any]) -> Link:
    return Link(
        latest=read_observation(unpack(row.latest)),
        first_at=row.first_at,
        probes=row.probes,
        answered=row.answered,
        failed_days=row.failed_days,
        changed_at=row.changed_at,
        before=read_observation(unpack(row.before)) if row.before else None,
        answered_at=row.answered_at,
        watched_since=row.watched_since,
    )


def _asked(wanted: ColumnElement[bool], at: datetime) -> Select[Any]:
    """Gather per address: the whole series, the latest, when its content became as it is, what was before."""
    series = _series(wanted, at)
    content, before_at = _contents(series, at)
    changed_at = _moment_of_change(content, before_at, at)
    latest, before = (t.observation.alias(name) for name in ("latest", "before"))
    one = series.c.address_id
    return (
        select(
            t.address.c.url,
            *(column for column in series.c if column.key != "address_id"),
            _strikes(series, at).label("failed_days"),
            changed_at.c.changed_at,
            latest.c.facts.label("latest"),
            before.c.facts.label("before"),
        )
        .select_from(series)
        .join(t.address, t.address.c.id == one)
        .join(latest, _at(latest, one, series.c.latest_at))
        .outerjoin(before_at, before_at.c.address_id == one)
        .outerjoin(before, _at(before, one, before_at.c.before_at))
        .outerjoin(changed_at, changed_at.c.address_id == one)
        .order_by(latest.c.id)
    )


def _series(wanted: ColumnElement[bool], at: datetime) -> CTE:
    o = t.observation.c
    given, failed = o.answer == Answer.GIVEN, o.answer == Answer.FAILED
    recent, seen = o.at > at - UPTIME, o.content != ""
    return (
        select(
            o.address_id,
            func.min(o.at).label("first_at"),
            func.max(o.at).label("latest_at"),
            func.max(case((given, o.at))).label("answered_at"),
            func.min(case((seen, o.at))).label("watched_since"),
            func.max(case((seen, o.at))).label("seen_at"),
            func.count(case((recent & (given | failed), 1))).label("probes"),
            func.count(case((recent & given, 1))).label("answered"),
        )
        .join(t.address, t.address.c.id == o.address_id)
        .where(wanted, o.at <= at, o.discount == Discount.NONE)
        .group_by(o.address_id)
        .cte("series")
    )


def _contents(series: CTE, at: datetime) -> tuple[CTE, CTE]:
    """Give the content as it is now, and when another was last seen."""
    now, other = t.observation.alias("now"), t.observation.alias("other")
    content = (
        select(now.c.address_id, func.max(now.c.content).label("content"))
        .join(series, _at(now, series.c.address_id, series.c.seen_at))
        .group_by(now.c.address_id)
        .cte("content")
    )
    differs = other.c.content.not_in(("", content.c.content))
    before_at = (
        select(other.c.address_id, func.max(other.c.at).label("before_at"))
        .join(content, _until(other, content.c.address_id, at) & differs)
        .group_by(other.c.address_id)
        .cte("before_at")
    )
    return content, before_at


def _moment_of_change(content: CTE, before_at: CTE, at: datetime) -> CTE:
    one = t.observation.alias("one")
    after = (one.c.content == content.c.content) & (one.c.at > before_at.c.before_at)
    return (
        select(one.c.address_id, func.min(one.c.at).label("changed_at"))
        .join(content, content.c.address_id == one.c.address_id)
        .join(before_at, _until(one, before_at.c.address_id, at) & after)
        .group_by(one.c.address_id)
        .cte("changed_at")
    )


def _strikes(series: CTE, at: datetime) -> ScalarSelect[int]:
    """Count the days on which it failed since it last answered."""
    one = t.observation.alias("strike")
    since = series.c.answered_at.is_(None) | (one.c.at > series.c.answered_at)
    struck = _until(one, series.c.address_id, at) & (one.c.answer == Answer.FAILED) & since
    return select(func.count(one.c.day.distinct())).where(struck).scalar_subquery()


def _at(one: FromClause, address: ColumnElement[int], at: ColumnElement[datetime]) -> ColumnElement[bool]:
    return and_(one.c.address_id == address, one.c.at == at, one.c.discount == Discount.NONE)


def _until(one: FromClause, address: ColumnElement[int], at: datetime) -> ColumnElement[bool]:
    return and_(one.c.address_id == address, one.c.at <= at, one.c.discount == Discount.NONE)
