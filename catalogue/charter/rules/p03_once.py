"""Principle 3, only once: no doubles, no copies of base registers, published close to the source."""

import re
from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property
from typing import Final, NamedTuple

from catalogue.charter.case import Case, Offer
from catalogue.charter.rubric import Level
from catalogue.charter.rules.hosts import host_of, own_hosts, within
from catalogue.charter.rules.probed import target
from catalogue.charter.rules.registry import NoParameters, rule
from catalogue.charter.verdict import Outcome, Ruling
from catalogue.model import Dataset, PublisherFacts

__all__ = ["base_register_copy", "duplicate_entry", "source_host"]

SHOWN: Final = 20
KEPT: Final = 4096
NO_ADDRESS: Final = Ruling(Outcome.UNKNOWN, "no-address", {})
UNIQUE: Final = Ruling(Outcome.PASS, "listed-once", {"duplicates": []})


def _once(case: Case, _: NoParameters) -> Hashable:
    return None if _twice(case) or case.testimony.duplicates else case.testimony.duplicates is None


@rule(Level.ENTRY, looks_at=_once)
def duplicate_entry(case: Case, _: NoParameters) -> Ruling:
    twice = _twice(case)
    if twice:
        return Ruling(Outcome.PARTIAL, "file-listed-twice", {"addresses": twice})
    doubles = case.testimony.duplicates
    if doubles is None:
        return Ruling(Outcome.UNKNOWN, "duplicates-not-sought", {})
    if not doubles:
        return UNIQUE
    sources = _sources(case)
    observed = {"duplicates": list(doubles[:SHOWN]), "sources": sources[:SHOWN], "count": len(doubles)}
    if sources:
        return Ruling(Outcome.PARTIAL, "duplicate-linked", observed)
    return Ruling(Outcome.FAIL, "duplicate-unlinked", observed)


def _twice(case: Case) -> list[str]:
    """List the files that the entry itself offers more than once, by addresses written alike."""
    if len(case.parts) < 2:  # noqa: PLR2004  # two make a double
        return []
    plain = [one.download_url.partition("://")[2].rstrip("/") for one in case.parts]
    given = [url for url in plain if url]
    if len(set(given)) == len(given):
        return []
    return [url for url, times in Counter(given).items() if times > 1][:SHOWN]


def _sources(case: Case) -> list[str]:
    resource = case.entry.resource
    return list(resource.sources) if isinstance(resource, Dataset) else []


@dataclass(frozen=True, kw_only=True)
class Register:
    name: str
    iri: str
    """Of the register at its source."""
    openings: tuple[str, ...] = ()
    """Beginnings of titles and identifiers of copies, in lower case."""
    titles: tuple[str, ...] = ()
    """Whole titles of copies."""


@dataclass(frozen=True, kw_only=True)
class Registers:
    registers: tuple[Register, ...]
    hosts: frozenset[str]
    """Where base registers themselves are published."""

    @cached_property
    def starts(self) -> tuple[str, ...]:
        """Give how every title of a copy begins: hardly any title does."""
        return tuple(words for one in self.registers for words in (*one.openings, *one.titles))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        groups = (f"(?P<r{at}>{_words(one)})" for at, one in enumerate(self.registers))
        return re.compile("|".join(groups))


def _words(register: Register) -> str:
    begin = [re.escape(words) for words in register.openings]
    whole = [rf"{re.escape(words)}$" for words in register.titles]
    return "|".join(begin + whole)


def _no_register(case: Case, given: Registers) -> Hashable:
    return "" if _named(case, given) is None else None


@rule(Level.ENTRY, Registers, looks_at=_no_register)
def base_register_copy(case: Case, given: Registers) -> Ruling:
    found = _named(case, given)
    if found is None:
        return NOT_A_REGISTER
    register, words = found
    observed = {"register": register.name, "iri": register.iri, "words": words}
    hosts = {host_of(offer.url) for offer in case.offers}
    if hosts and all(within(host, given.hosts) for host in hosts):
        return Ruling(Outcome.PASS, "register-at-its-source", observed)
    if any(within(host_of(iri), given.hosts) for iri in _sources(case)):
        return Ruling(Outcome.PARTIAL, "register-copied-with-source", observed)
    return Ruling(Outcome.PARTIAL, "register-copied", observed | {"review": True})


NOT_A_REGISTER: Final = Ruling(Outcome.PASS, "no-base-register", {})


def _named(case: Case, given: Registers) -> tuple[Register, str] | None:
    resource = case.entry.resource
    for line in (
        "\n".join([resource.identifier, *[title.value for title in resource.title]]).casefold().split("\n")
    ):
        if line.startswith(given.starts) and (match := given.pattern.match(line)) and match.lastgroup:
            return given.registers[int(match.lastgroup[1:])], match[0]
    return None


class _Placed(NamedTuple):
    facts: PublisherFacts | None
    """By which it was said; for another publisher it is looked at anew."""
    ruling: Ruling


@dataclass(frozen=True, kw_only=True)
class Places:
    sharing: frozenset[str]
    """Hosts on which anyone may leave a file."""
    platforms: frozenset[str]
    """Hosts of suppliers that rent out portals and services."""

    @cached_property
    def placed(self) -> dict[str, "_Placed"]:
        """Hold what was said of a host, as addresses give it; emptied when a source invents too many."""
        return {}


@rule(Level.DISTRIBUTION, Places, looks_at="doors")
def source_host(case: Case, offer: Offer, given: Places) -> Ruling:
    links = case.testimony.links
    url = target(link.latest) if links and (link := links.get(offer.url)) else offer.url
    parts = url.split("/", 3)
    if len(parts) < 3 or not parts[2]:  # noqa: PLR2004  # scheme, nothing, host
        return NO_ADDRESS
    known = given.placed.get(parts[2])
    if known is None or known.facts is not case.facts:
        if len(given.placed) > KEPT:
            given.placed.clear()
        known = given.placed[parts[2]] = _Placed(case.facts, _of(host_of(url), case.facts, given))
    return known.ruling


def _of(host: str, facts: PublisherFacts | None, given: Places) -> Ruling:
    if facts is None:
        return _placed(host, frozenset(), (), given)
    return _placed(host, own_hosts(facts), facts.charter.suppliers, given)


def _placed(host: str, own: frozenset[str], suppliers: tuple[str, ...], given: Places) -> Ruling:
    observed = {"host": host}
    if within(host, own):
        return Ruling(Outcome.PASS, "host-of-city", observed)
    if within(host, suppliers):
        return Ruling(Outcome.PASS, "host-of-contracted-supplier", observed)
    if within(host, given.sharing):
        return Ruling(Outcome.FAIL, "host-for-sharing", observed)
    if not suppliers:
        return Ruling(Outcome.UNKNOWN, "hosts-not-stated", observed)
    if within(host, given.platforms):
        return Ruling(Outcome.PARTIAL, "host-of-other-supplier", observed)
    return Ruling(Outcome.UNKNOWN, "host-unknown", observed)
