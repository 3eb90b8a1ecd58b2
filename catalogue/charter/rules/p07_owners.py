"""Principle 7, metadata close to the source: a feed of its own, and the service that knows the data."""

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from catalogue.charter.case import Case
from catalogue.charter.publisher_case import PublisherCase
from catalogue.charter.rubric import Level
from catalogue.charter.rules.addresses import is_generic
from catalogue.charter.rules.hosts import host_of, own_hosts, within
from catalogue.charter.rules.registry import rule
from catalogue.charter.verdict import Evidence, Outcome, Ruling
from catalogue.model import Contact, Dataset, Protocol, PublisherFacts
from catalogue.testimony import Channel

__all__ = ["machine_feed", "owner_service"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeds:
    by_hand: frozenset[Protocol]
    """Protocols that read what a person wrote for people."""


@rule(Level.PUBLISHER, Feeds)
def machine_feed(case: PublisherCase, given: Feeds) -> Ruling:
    channels = case.testimony.channels
    if channels is None:
        return Ruling(Outcome.UNKNOWN, "sources-not-told", {})
    if not channels:
        return Ruling(Outcome.NOT_APPLICABLE, "no-source", {"sources": []})
    ways = {channel.name: _way(channel, case.testimony.facts, given) for channel in channels}
    observed: Evidence = {"sources": [channel.name for channel in channels], "ways": ways}
    return _by_ways(list(ways.values()), observed)


def _by_ways(ways: Sequence[str], observed: Evidence) -> Ruling:
    if all(way == "own-feed" for way in ways):
        return Ruling(Outcome.PASS, "feed-of-its-own", observed)
    if "own-feed" in ways:
        return Ruling(Outcome.PARTIAL, "feed-for-some", observed)
    if "by-hand" in ways:
        return Ruling(Outcome.PARTIAL, "listed-by-hand", observed)
    if "elsewhere" in ways:
        return Ruling(Outcome.UNKNOWN, "feed-on-unknown-host", observed)
    return Ruling(Outcome.FAIL, "typed-in-elsewhere", observed)


def _way(channel: Channel, facts: PublisherFacts | None, given: Feeds) -> str:
    """Say how records reach us: own-feed, by-hand, through the catalogue of another, or elsewhere."""
    if channel.aggregator:
        return "catalogue-of-another"
    if channel.protocol in given.by_hand or "://" not in channel.url:
        return "by-hand"
    host = host_of(channel.url)
    known = facts is not None and (within(host, own_hosts(facts)) or within(host, facts.charter.suppliers))
    return "own-feed" if known else "elsewhere"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mailboxes:
    generic: frozenset[str]
    """What stands before the @ in addresses of a house as a whole."""


NOBODY: Final = Ruling(Outcome.FAIL, "nobody-named", {"named": []}, ("contact",))


def _named(case: Case, _: Mailboxes) -> Hashable:
    resource = case.entry.resource
    contact, publisher = resource.contact, resource.publisher
    if isinstance(resource, Dataset) and resource.creators:
        return tuple([one.name[0].value if one.name else one.iri for one in resource.creators])
    return (
        (contact.email, contact.name) if contact else None,
        (publisher.iri, publisher.name[0].value if publisher.name else "") if publisher else None,
        _stated(case, "contact"),
        _stated(case, "contact.name"),
        _stated(case, "publisher"),
    )


@rule(Level.ENTRY, Mailboxes, looks_at=_named)
def owner_service(case: Case, given: Mailboxes) -> Ruling:
    resource, facts = case.entry.resource, case.facts
    if isinstance(resource, Dataset) and resource.creators:
        names = [one.name[0].value if one.name else one.iri for one in resource.creators]
        return Ruling(Outcome.PASS, "creator-named", {"named": names[:5]})
    contact = resource.contact if _stated(case, "contact") else None
    publisher = resource.publisher if _stated(case, "publisher") else None
    named = [*_of_contact(case, contact, given)]
    if publisher is not None and facts is not None and publisher.iri != facts.iri and publisher.name:
        named.append(publisher.name[0].value)
    if named and facts is not None:
        return Ruling(Outcome.PASS, "owner-named", {"named": named})
    if named:
        return Ruling(Outcome.UNKNOWN, "no-publisher-file", {"named": named})
    if contact is None and publisher is None:
        return NOBODY
    return Ruling(Outcome.PARTIAL, "only-city-named", {"named": []}, ("contact",))


def _stated(case: Case, path: str) -> bool:
    whys = case.entry.reasons.get(path)
    return not whys or not whys[0].default


def _of_contact(case: Case, contact: Contact | None, given: Mailboxes) -> Iterator[str]:
    """Give what names a service of its own in a contact."""
    if contact is None:
        return
    facts = case.facts
    mail = contact.email.removeprefix("mailto:").casefold()
    of_catalogue = facts is not None and mail == facts.contact_email.casefold()
    if mail and not of_catalogue and not is_generic(mail, facts, given.generic):
        yield mail
    if contact.name and _stated(case, "contact.name") and not _is_city(contact.name, facts):
        yield contact.name


def _is_city(name: str, facts: PublisherFacts | None) -> bool:
    """Tell whether a name is the publisher's own, or that of its contact for open data."""
    if facts is None:
        return False
    return name.casefold() in _folded(facts.contact_name, facts.aliases)


@lru_cache(maxsize=256)
def _folded(contact: str, aliases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.casefold() for name in (contact, *aliases))
