"""One dataset listed once per language, as portals did that could hold one language per dataset.

Titles say nothing here, as nothing is translated by us. Two things tie the languages together: the moment of
the last change, to the second, since the portal changes them as one; and a page on a site that is the same in
each language but for its host. Where a language occurs twice there is no telling which belongs to which.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, TypeAlias

from catalogue.likeness.evidence import Clue, Evidence
from catalogue.likeness.listed import Group, Listed
from catalogue.likeness.traits import EntryId, Traits
from catalogue.likeness.words import numbers

__all__ = ["by_moment", "by_page"]

Entries: TypeAlias = Mapping[EntryId, Listed]
MIDNIGHT: Final = "T00:00"
TWINS: Final = 3
"""Pages at the same path from which two hosts are taken for one site in two languages."""


def by_moment(entries: Entries) -> Iterator[Group]:
    """Group entries of one source that changed in the same second, and were made or listed on one day."""
    together = defaultdict[tuple[str, ...], list[EntryId]](list)
    for one, (source, traits) in entries.items():
        stamp = traits.stamps.modified
        if "T" in stamp and MIDNIGHT not in stamp:
            together[stamp, source, traits.kind, *_numbers(traits)].append(one)
    for key, members in sorted(together.items()):
        if _one_each(members, entries) and _one_day([entries[one].traits for one in members]):
            found = (Evidence(Clue.MOMENT, key[0], len(members)),)
            yield Group("likeness.duplicates.languages-moment", tuple(members), found, certain=True)


def by_page(entries: Entries) -> Iterator[Group]:
    """Group entries of one source that point to one page, in a language each."""
    twins = _twins(page for listed in entries.values() for page in listed.traits.pages)
    together = defaultdict[tuple[str, ...], list[EntryId]](list)
    for one, (source, traits) in entries.items():
        for path in sorted({_path(page) for page in traits.pages} - {""}):
            together[path, source, traits.kind, *_numbers(traits)].append(one)
    taken: set[EntryId] = set()
    for key, members in sorted(together.items()):
        pages = _pages(members, key[0], entries)
        if taken.isdisjoint(members) and _one_each(members, entries) and _one_site(pages, twins):
            taken.update(members)
            found = tuple(Evidence(Clue.PAGE, page, len(members)) for page in pages)
            yield Group("likeness.duplicates.languages-page", tuple(members), found, certain=False)


def _one_each(members: Sequence[EntryId], entries: Entries) -> bool:
    """Tell whether these are several, of one language each, and no two of one language."""
    spoken = [entries[one].traits.languages for one in members]
    return len(members) > 1 and all(len(one) == 1 for one in spoken) and len(set(spoken)) == len(spoken)


def _one_day(several: Sequence[Traits]) -> bool:
    days = [(one.stamps.created[:10], one.stamps.issued[:10]) for one in several]
    return any(len(set(each)) == 1 and each[0] for each in zip(*days, strict=True))


def _numbers(traits: Traits) -> list[str]:
    return sorted(number for title in traits.titles for number in numbers(title.words))


def _path(page: str) -> str:
    """Give the part of an address behind the host; empty when it is too short to be one page's own."""
    path = page.partition("/")[2]
    return path if path.count("/") or sum(map(str.isalnum, path)) > TWINS else ""


def _pages(members: Iterable[EntryId], path: str, entries: Entries) -> list[str]:
    return sorted({page for one in members for page in entries[one].traits.pages if _path(page) == path})


def _host(page: str) -> str:
    return page.partition("/")[0]


def _twins(pages: Iterable[str]) -> set[frozenset[str]]:
    """Find the hosts that have several paths in common: one site under a name per language."""
    hosts = defaultdict[str, set[str]](set)
    for page in pages:
        if path := _path(page):
            hosts[path].add(_host(page))
    shared = Counter(
        frozenset(pair) for named in hosts.values() for pair in combinations(sorted(named)[:TWINS], 2)
    )
    return {pair for pair, paths in shared.items() if paths >= TWINS}


def _one_site(pages: Sequence[str], twins: set[frozenset[str]]) -> bool:
    pairs = combinations(sorted(set(map(_host, pages))), 2)
    return all(frozenset(pair) in twins for pair in pairs)
