"""The same dataset listed more than once: within one source, in two sources of a publisher, by an aggregator.

Being listed at one place is not enough. Of recorded catalogues, hardly two entries with the same files but
unlike titles are the same: they are editions of years, or share a general service. So a place counts only
where all that have it bear one title.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from catalogue.likeness.evidence import COMMON, Clue, Evidence, Mark, marks
from catalogue.likeness.languages import by_moment, by_page
from catalogue.likeness.listed import Group, Listed
from catalogue.likeness.pairing import compatible
from catalogue.likeness.traits import EntryId

__all__ = ["duplicates"]

RULES: Final = {
    Clue.KEY: "likeness.duplicates.same-key",
    Clue.FILES: "likeness.duplicates.same-files",
    Clue.PAGE: "likeness.duplicates.same-page",
    Clue.NAME: "likeness.duplicates.same-name",
    Clue.LAYER: "likeness.duplicates.same-layer",
}
"""Clues of place, the strongest first."""


class _Bond(NamedTuple):
    members: tuple[EntryId, ...]
    mark: Mark
    title: str


def duplicates(entries: Mapping[EntryId, Listed]) -> list[Group]:
    """Group entries that are one dataset.

    An entry may be in a group of copies, in one of equal layers and in one of languages; and in a certain
    group as well as in a larger one that is not.
    """
    ordered = dict(sorted(entries.items()))
    groups = [*_copies(ordered), *_languages(ordered)]
    return sorted(groups, key=lambda group: (group.members, group.rule))


def _languages(entries: Mapping[EntryId, Listed]) -> Iterator[Group]:
    """Give the groups by moment, and those by page that add to them or hold none of them."""
    moments = list(by_moment(entries))
    yield from moments
    known = {one: set(group.members) for group in moments for one in group.members}
    for group in by_page(entries):
        if all(known[one] < set(group.members) for one in group.members if one in known):
            yield group


def _copies(entries: Mapping[EntryId, Listed]) -> Iterator[Group]:
    """Group by layers apart from the rest, or a certain group would hold what is not certain."""
    bonds = list(_bonds(entries))
    sure = list(_grouped([bond for bond in bonds if bond.mark.clue is not Clue.LAYER], certain=True))
    yield from sure
    known = {one: set(group.members) for group in sure for one in group.members}
    for group in _grouped([bond for bond in bonds if bond.mark.clue is Clue.LAYER], certain=False):
        if not known.get(group.members[0], set()).issuperset(group.members):
            yield group


def _grouped(bonds: Sequence[_Bond], *, certain: bool) -> Iterator[Group]:
    for members, within in _components(bonds):
        clue = next(clue for clue in RULES if any(bond.mark.clue is clue for bond in within))
        evidence = {Evidence(*bond.mark, len(bond.members)) for bond in within}
        evidence |= {Evidence(Clue.TITLE, bond.title, len(members)) for bond in within}
        yield Group(RULES[clue], tuple(sorted(members)), tuple(sorted(evidence)), certain)


def _bonds(entries: Mapping[EntryId, Listed]) -> Iterator[_Bond]:
    holders = defaultdict[tuple[Mark, str], list[EntryId]](list)
    for one, listed in entries.items():
        for mark in marks(listed.traits):
            if mark.clue in RULES:
                inside = listed.traits.publisher if mark.clue is Clue.NAME else ""
                holders[mark, inside].append(one)
    for (mark, _), members in sorted(holders.items()):
        if len(members) > 1 and _few([entries[one] for one in members]):
            title = _one_title([entries[one] for one in members])
            if title:
                yield _Bond(tuple(members), mark, title)


def _few(listed: Sequence[Listed]) -> bool:
    counts = defaultdict[str, int](int)
    for one in listed:
        counts[one.source] += 1
    return max(counts.values()) <= COMMON


def _one_title(listed: Sequence[Listed]) -> str:
    """Give the title that all of them bear, where they could be the same at all."""
    first = listed[0].traits
    if not all(compatible(first, other.traits) for other in listed[1:]):
        return ""
    common = first.title_words.intersection(*(other.traits.title_words for other in listed[1:]))
    return min(common, default="")


def _components(bonds: Sequence[_Bond]) -> Iterator[tuple[frozenset[EntryId], list[_Bond]]]:
    """Join what is bound to each other, by however many steps."""
    where: dict[EntryId, frozenset[EntryId]] = {}
    for bond in bonds:
        merged = frozenset(bond.members).union(*(where.get(one, ()) for one in bond.members))
        where |= dict.fromkeys(merged, merged)
    joined = defaultdict[frozenset[EntryId], list[_Bond]](list)
    for bond in bonds:
        joined[where[bond.members[0]]].append(bond)
    yield from joined.items()
