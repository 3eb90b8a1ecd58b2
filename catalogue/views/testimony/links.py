"""What probes had seen, by a moment, of the addresses that entries name.

The addresses are those of the version that is judged, so that a past day is judged by its own; and the things
that the data at those addresses describe.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from catalogue.packing import unpack
from catalogue.store import tables as t
from catalogue.store.observed import links_of
from catalogue.store.places import places
from catalogue.testimony import Link, Role

__all__ = ["named", "named_now", "seen_of"]


def named(body: bytes) -> frozenset[str]:
    """List the addresses that an entry names, from the packed body of its version."""
    return frozenset(place.url for place in places(unpack(body)))


def named_now(connection: Connection, entries: Sequence[int]) -> dict[int, frozenset[str]]:
    """List the addresses that entries name in their present version, by their key."""
    link = t.link.c
    query = (
        select(link.entry_id, t.address.c.url)
        .join(t.address, t.address.c.id == link.address_id)
        .where(link.entry_id.in_(entries), link.role != Role.THING)
    )
    found: dict[int, set[str]] = {entry: set() for entry in entries}
    for entry, url in connection.execute(query):
        found[entry].add(url)
    return {entry: frozenset(urls) for entry, urls in found.items()}


def seen_of(
    connection: Connection, addresses: Mapping[int, frozenset[str]], at: datetime
) -> dict[int, dict[str, Link]]:
    """Give the links of each entry; its addresses come by its key."""
    links = links_of(connection, {url for urls in addresses.values() for url in urls}, at)
    things = links_of(connection, {thing for link in links.values() for thing in _things(link)}, at)
    return {entry: _of_entry(urls, links, things) for entry, urls in addresses.items()}


def _of_entry(urls: frozenset[str], links: Mapping[str, Link], things: Mapping[str, Link]) -> dict[str, Link]:
    own = {url: links[url] for url in sorted(urls & links.keys())}
    described = {thing for link in own.values() for thing in _things(link)}
    return {thing: things[thing] for thing in sorted(described & things.keys())} | own


def _things(link: Link) -> tuple[str, ...]:
    samples = (link.latest.sample, link.latest.rdf)
    return tuple(thing for one in samples if one for thing in one.facts.subjects or ())
