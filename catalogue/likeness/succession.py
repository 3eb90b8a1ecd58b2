"""Datasets that go on under another identifier: what vanished from a source, and what appeared in its place.

A pair is made only where both sides have no second candidate that is nearly as good; what has one is listed
as ambiguous, for a person to see. No number of datasets is compared with every other: candidates are found
by what they have in common.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from catalogue.likeness.evidence import COMMON, Clue, Evidence, Mark, confidence, marks, rivals
from catalogue.likeness.pairing import Comparison, compare, compatible
from catalogue.likeness.traits import EntryId, Traits

__all__ = ["Ambiguity", "Found", "Succession", "successions"]

ENOUGH: Final = 2.0
"""Bits from which a pair is worth a person's look: three chances in four."""
AHEAD: Final = 1.0
"""Bits by which the best candidate must lead the second: twice as certain."""


class Succession(NamedTuple):
    """One dataset under two identifiers, and why it is thought so."""

    vanished: EntryId
    appeared: EntryId
    rule: str
    """A message key: which pieces together made the pair."""
    evidence: tuple[Evidence, ...]
    confidence: float
    """From 0 to 1: each piece of evidence halved the doubt a number of times."""
    certain: bool
    """It may be applied by itself; the others wait for a person."""


class Ambiguity(NamedTuple):
    """Entries that may be each other, but cannot be told apart."""

    vanished: EntryId
    appeared: tuple[EntryId, ...]
    evidence: tuple[Evidence, ...]


class Found(NamedTuple):
    successions: list[Succession]
    ambiguous: list[Ambiguity]


Pairs = Mapping[EntryId, Mapping[EntryId, Comparison]]


def successions(
    vanished: Mapping[EntryId, Traits],
    appeared: Mapping[EntryId, Traits],
    standing: Iterable[Traits] = (),
) -> Found:
    """Pair what vanished with what appeared, of one publisher.

    ``standing`` are the entries that were there before and still are. They show what is common in this
    catalogue: with one dataset gone and one new, the portal's home page would look like theirs alone.
    """
    beside = list(standing)
    shared = rivals([[*vanished.values(), *beside], [*appeared.values(), *beside]])
    pairs = _candidates(vanished, appeared, shared)
    chosen = list(_chosen(pairs))
    made = [_succession(one, other, pairs[one][other]) for one, other in chosen]
    return Found(made, list(_ambiguous(pairs, dict(chosen))))


def _candidates(
    vanished: Mapping[EntryId, Traits], appeared: Mapping[EntryId, Traits], shared: Mapping[Mark, int]
) -> Pairs:
    having = defaultdict[Mark, list[EntryId]](list)
    for one, traits in appeared.items():
        for mark in marks(traits):
            having[mark].append(one)
    pairs: dict[EntryId, dict[EntryId, Comparison]] = {}
    for one, traits in sorted(vanished.items()):
        met = {other for mark in marks(traits) if shared[mark] <= COMMON for other in having.get(mark, ())}
        held = {
            other: compare(traits, appeared[other], shared)
            for other in sorted(met)
            if compatible(traits, appeared[other])
        }
        pairs[one] = {other: found for other, found in held.items() if found.face > 0}
    return pairs


def _chosen(pairs: Pairs) -> Iterator[tuple[EntryId, EntryId]]:
    """Give the pairs that lead on both sides."""
    back = defaultdict[EntryId, dict[EntryId, Comparison]](dict)
    for one, others in pairs.items():
        for other, found in others.items():
            back[other][one] = found
    for one, others in pairs.items():
        best = _leader(others)
        if best is not None and _leader(back[best]) == one:
            yield one, best


def _leader(candidates: Mapping[EntryId, Comparison]) -> EntryId | None:
    ranked = sorted(candidates, key=lambda each: (-candidates[each].bits, each))[:2]
    if not ranked or candidates[ranked[0]].bits < ENOUGH:
        return None
    second = candidates[ranked[1]].bits if len(ranked) > 1 else 0.0
    return ranked[0] if candidates[ranked[0]].bits - second >= AHEAD else None


def _succession(one: EntryId, other: EntryId, found: Comparison) -> Succession:
    rule, certain = _rule(found)
    return Succession(one, other, rule, found.evidence, confidence(found.bits), certain)


def _rule(found: Comparison) -> tuple[str, bool]:
    """Name what made a pair, and say whether that is enough without a person.

    An address alone is not: map servers and pages are put to another use. A title alone is not: a new
    dataset may be given the name of one that ended.
    """
    if found.same_place and found.titles_alike:
        return "likeness.succession.place-and-title", not found.other_numbers
    if found.same_title and found.same_layer:
        return "likeness.succession.layer-and-title", True
    if found.same_title and found.same_text:
        return "likeness.succession.title-and-description", True
    if any(each.clue is Clue.TITLE for each in found.evidence):
        return "likeness.succession.title", False
    if found.titles_alike:
        return "likeness.succession.title-alike", False
    return "likeness.succession.place", False


def _ambiguous(pairs: Pairs, chosen: Mapping[EntryId, EntryId]) -> Iterator[Ambiguity]:
    taken = set(chosen.values())
    for one, others in pairs.items():
        if one in chosen:
            continue
        left = {
            other: found for other, found in others.items() if other not in taken and found.face >= ENOUGH
        }
        if left:
            said = sorted({each for found in left.values() for each in found.evidence})
            yield Ambiguity(one, tuple(left), tuple(said))
