"""Which addresses may be asked again, and as what: the strongest role that any entry gives them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, select

from catalogue.portions import portions
from catalogue.store import tables as t
from catalogue.store.addresses import url_hash
from catalogue.testimony import Role

__all__ = ["DueAddress", "due_addresses", "due_pages", "entries_naming", "strongest"]

STRENGTH: Final = {
    role: at
    for at, role in enumerate(
        (
            Role.ENDPOINT,
            Role.DOWNLOAD,
            Role.ACCESS,
            Role.OWN,
            Role.PAGE,
            Role.LICENCE,
            Role.STANDARD,
            Role.THING,
        )
    )
}


@dataclass(slots=True, kw_only=True)
class DueAddress:
    url: str
    role: Role
    hint: str
    sources: set[str] = field(default_factory=set)
    """Names of the sources whose entries name it."""


def due_addresses(
    connection: Connection,
    now: datetime,
    *,
    publishers: Collection[str] = (),
    entries: Collection[str] = (),
    again: bool = False,
) -> list[DueAddress]:
    """List the addresses of entries that stand, those that were never asked first, then the longest due.

    Only those of these publishers, or these entries (UUIDs), where some are named; ``again`` takes also
    those whose time has not come.
    """
    query = _named()
    if not again:
        query = query.where(t.address.c.due_at.is_(None) | (t.address.c.due_at <= now))
    if publishers:
        query = query.where(t.entry.c.publisher.in_(list(publishers)))
    if entries:
        query = query.where(t.entry.c.uuid.in_(list(entries)))
    found: dict[int, DueAddress] = {}
    for address, url, given, hint, source in connection.execute(query):
        role = Role(given)
        one = found.get(address)
        if one is None:
            one = found[address] = DueAddress(url=url, role=role, hint=hint)
        elif STRENGTH[role] < STRENGTH[one.role]:
            one.role, one.hint = role, hint
        one.sources.add(source)
    return list(found.values())


def due_pages(
    connection: Connection, now: datetime, pages: Collection[str], *, again: bool = False
) -> list[DueAddress]:
    """List the pages that no entry names and that may be asked again; one that nobody asked is due."""
    by_hash = {url_hash(page): page for page in pages}
    asked = select(t.address.c.sha256).where(t.address.c.sha256.in_(list(by_hash)), t.address.c.due_at > now)
    early = set() if again else set(connection.execute(asked).scalars())
    return [DueAddress(url=page, role=Role.OWN, hint="") for one, page in by_hash.items() if one not in early]


def strongest(found: Iterable[DueAddress]) -> list[DueAddress]:
    """Keep each address once, in the strongest role that it is given."""
    kept: dict[str, DueAddress] = {}
    for one in found:
        other = kept.get(one.url)
        if other is None or STRENGTH[one.role] < STRENGTH[other.role]:
            kept[one.url] = one
    return list(kept.values())


def entries_naming(connection: Connection, urls: Iterable[str]) -> dict[str, list[str]]:
    """Give the entries that stand and name any of these addresses: UUIDs by publisher."""
    found: dict[str, dict[str, None]] = {}
    for some in portions(url_hash(url) for url in urls):
        query = (
            select(t.entry.c.publisher, t.entry.c.uuid)
            .join(t.link, t.link.c.entry_id == t.entry.c.id)
            .join(t.address, t.address.c.id == t.link.c.address_id)
            .where(t.address.c.sha256.in_(some), *_STANDS)
        )
        for publisher, uuid in connection.execute(query.distinct()):
            found.setdefault(publisher, {})[uuid] = None
    return {publisher: sorted(uuids) for publisher, uuids in sorted(found.items())}


_STANDS: Final = (t.entry.c.withdrawn_at.is_(None), t.entry.c.replaced_by.is_(None))


def _named() -> Select[Any]:
    return (
        select(t.address.c.id, t.address.c.url, t.link.c.role, t.link.c.hint, t.source.c.name)
        .join(t.link, t.link.c.address_id == t.address.c.id)
        .join(t.entry, t.entry.c.id == t.link.c.entry_id)
        .join(t.record, t.record.c.id == t.entry.c.record_id)
        .join(t.source, t.source.c.id == t.record.c.source_id)
        .where(*_STANDS)
        .order_by(t.address.c.due_at.is_not(None), t.address.c.due_at, t.address.c.id, t.link.c.id)
    )
