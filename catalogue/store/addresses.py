"""The addresses that entries name, each kept once, and who names them.

A link belongs to what an entry is now: a new version of it has its own. What a version named that was kept
before there were links is read from it when somebody asks.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import Connection, delete, select

from catalogue.packing import unpack
from catalogue.portions import portions
from catalogue.store import tables as t
from catalogue.store.places import Place, places
from catalogue.store.writing import unless_kept
from catalogue.testimony import Role

__all__ = ["address_ids", "fill_links", "keep_links", "keep_things", "portions", "url_hash"]

AT_ONCE: Final = 500
"""Values in one statement: SQLite takes a bounded number."""
LONGEST_HOST: Final = 255


def url_hash(url: str) -> str:
    return sha256(url.encode("utf-8", "surrogatepass")).hexdigest()


def keep_links(
    connection: Connection, named: Mapping[int, Sequence[Place]], fresh: Collection[int] = ()
) -> None:
    """Note what entries name now; what they named before goes. Those that are ``fresh`` named nothing yet."""
    ids = address_ids(connection, (place.url for found in named.values() for place in found))
    rows = [
        {
            "entry_id": entry,
            "address_id": ids[place.url],
            "role": place.role,
            "property": place.property,
            "subject": place.subject,
            "hint": place.hint,
        }
        for entry, found in named.items()
        for place in dict.fromkeys(found)
    ]
    if changed := [entry for entry in named if entry not in fresh]:
        old = t.link.c.entry_id.in_(changed) & (t.link.c.role != Role.THING)
        connection.execute(delete(t.link).where(old))
    if rows:
        connection.execute(t.link.insert(), rows)


def keep_things(connection: Connection, seen: Mapping[str, Sequence[str]]) -> None:
    """Note which things data describe, by the address of the data, for each entry that names it."""
    ids = address_ids(connection, {*seen, *(iri for things in seen.values() for iri in things)})
    rows = []
    for some in portions(seen):
        connection.execute(delete(t.link).where(t.link.c.role == Role.THING, t.link.c.subject.in_(some)))
        by_id = {ids[url]: url for url in some}
        of_them = t.link.c.address_id.in_(list(by_id))
        query = select(t.link.c.entry_id, t.link.c.address_id).where(of_them).distinct()
        rows += [
            {
                "entry_id": entry,
                "address_id": ids[iri],
                "role": str(Role.THING),
                "property": "",
                "subject": by_id[address],
                "hint": "",
            }
            for entry, address in connection.execute(query).all()
            for iri in seen[by_id[address]]
        ]
    if rows:
        connection.execute(t.link.insert(), rows)


def fill_links(connection: Connection) -> int:
    """Read the links of entries that were kept before there were any; tell how many entries that were."""
    without = (
        select(t.entry.c.id, t.version.c.body)
        .join(t.version, t.version.c.id == t.entry.c.version_id)
        .where(~select(t.link.c.id).where(t.link.c.entry_id == t.entry.c.id).exists())
        .order_by(t.entry.c.id)
    )
    last = filled = 0
    while rows := connection.execute(without.where(t.entry.c.id > last).limit(AT_ONCE)).all():
        keep_links(connection, {row[0]: places(unpack(row[1])) for row in rows})
        last, filled = rows[-1][0], filled + len(rows)
    return filled


def address_ids(connection: Connection, urls: Iterable[str]) -> dict[str, int]:
    """Give the key of each address; those that are new are kept."""
    hashes = {url_hash(url): url for url in urls}
    ids = _known(connection, hashes)
    rows = [
        {"sha256": digest, "url": hashes[digest], "host": _host(hashes[digest])}
        for digest in sorted(hashes.keys() - ids.keys())
    ]
    if rows:
        # Sorted: of two workers that keep the same ones at this moment, neither waits for ever.
        keep = unless_kept(connection, t.address).returning(t.address.c.sha256, t.address.c.id)
        ids |= dict(connection.execute(keep, rows).all())
        ids |= _known(connection, hashes.keys() - ids.keys())
    return {url: ids[digest] for digest, url in hashes.items()}


def _known(connection: Connection, hashes: Iterable[str]) -> dict[str, int]:
    ids: dict[str, int] = {}
    for some in portions(hashes):
        query = select(t.address.c.sha256, t.address.c.id).where(t.address.c.sha256.in_(some))
        ids |= dict(connection.execute(query).all())
    return ids


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").rstrip(".")[:LONGEST_HOST]
    except ValueError:
        return ""
