"""Holding two entries against each other: all that they have in common, and what that is worth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from catalogue.likeness.evidence import COMMON, Clue, Evidence, Mark, Strand, marks, strength
from catalogue.likeness.traits import Title, Traits
from catalogue.likeness.words import alike, beginnings, numbers

__all__ = ["Comparison", "compare", "compatible", "same_tongue"]

OTHER_NUMBERS: Final = 2.0
"""Bits taken off when the numbers in the titles differ. Another year or sheet is another dataset, whatever
page and description they share; only a portal's own name may say that a title moved along with the year."""
HALF: Final = 0.5


@dataclass(frozen=True, slots=True)
class Comparison:
    evidence: tuple[Evidence, ...]
    bits: float
    face: float
    """What the evidence would be worth if nobody else had it."""
    same_place: bool
    """A key, a name, a page or half of the files, that nobody else has."""
    same_layer: bool
    """A layer of a map service that nobody else has."""
    same_title: bool
    """Word for word, and nobody else has it."""
    titles_alike: bool
    same_text: bool
    other_numbers: bool


def compatible(one: Traits, other: Traits) -> bool:
    """Tell whether two entries could be the same at all: of one kind, and not of two languages."""
    return one.kind is other.kind and (
        not one.languages or not other.languages or bool(one.languages & other.languages)
    )


def same_tongue(one: Title, other: Title) -> bool:
    return not one.language or not other.language or one.language == other.language


def compare(one: Traits, other: Traits, rivals: Mapping[Mark, int]) -> Comparison:
    """Weigh what two entries have in common; what more than a few others have too is left out."""
    shared = [
        Evidence(*mark, rivals.get(mark, 1))
        for mark in sorted(set(marks(one)) & set(marks(other)))
        if rivals.get(mark, 1) <= COMMON
    ]
    exact = [each for each in shared if each.clue is Clue.TITLE and _in_one_tongue(each.value, one, other)]
    closest = max(_likenesses(one, other), default=_NOTHING)
    apart = not closest.share and _other_numbers(one, other)
    found = _independent([each for each in shared if each.clue not in WORDED])
    if apart and not {each.clue for each in found if each.shared == 1} & {Clue.KEY, Clue.NAME}:
        found = []
    found += exact or _worded(closest, rivals)
    shares = {Clue.FILES: _share(one, other, found), Clue.TITLE_ALIKE: closest.share}
    own = {each.clue for each in found if each.shared == 1}
    return Comparison(
        evidence=tuple(found),
        bits=_bits(found, shares) - OTHER_NUMBERS * apart,
        face=_bits([each._replace(shared=1) for each in found], shares),
        same_place=bool(own & NAMED) or (Clue.FILES in own and shares[Clue.FILES] >= HALF),
        same_layer=Clue.LAYER in own,
        same_title=Clue.TITLE in own,
        titles_alike=bool(closest.share),
        same_text=Clue.DESCRIPTION in own,
        other_numbers=apart,
    )


WORDED: Final = frozenset({Clue.TITLE, Clue.TITLE_ALIKE})
NAMED: Final = frozenset({Clue.KEY, Clue.NAME, Clue.PAGE})


class _Likeness(NamedTuple):
    share: float
    left: str
    right: str


_NOTHING: Final = _Likeness(0.0, "", "")


def _likenesses(one: Traits, other: Traits) -> Iterator[_Likeness]:
    """Hold each title against each in the same language."""
    for left in one.titles:
        for right in other.titles:
            if same_tongue(left, right) and (share := alike(left.words, right.words)):
                yield _Likeness(share, left.words, right.words)


def _worded(closest: _Likeness, rivals: Mapping[Mark, int]) -> list[Evidence]:
    """Make evidence of two similar titles, unless many begin like them."""
    if not closest.share:
        return []
    begun = (Mark(Clue.TITLE_ALIKE, beginnings(title)) for title in (closest.left, closest.right))
    count = max(rivals.get(mark, 1) for mark in begun)
    return [Evidence(Clue.TITLE_ALIKE, closest.left, count)] if count <= COMMON else []


def _independent(found: list[Evidence]) -> list[Evidence]:
    """Leave out the last part of an address where more of the address is the same."""
    places = {Clue.KEY, Clue.NAME, Clue.PAGE, Clue.FILES}
    known = any(each.clue in places for each in found)
    return [each for each in found if not (known and each.clue is Clue.SLUG)]


def _bits(found: list[Evidence], shares: Mapping[Clue, float]) -> float:
    best: dict[Strand, float] = {}
    for each in found:
        strand, bits = strength(each, shares.get(each.clue, 1.0))
        best[strand] = max(best.get(strand, 0.0), bits)
    return sum(best.values())


def _share(one: Traits, other: Traits, found: list[Evidence]) -> float:
    common = sum(each.clue is Clue.FILES for each in found)
    return 2 * common / (len(one.files) + len(other.files)) if common else 0.0


def _in_one_tongue(words: str, one: Traits, other: Traits) -> bool:
    return any(
        left.words == right.words == words and same_tongue(left, right)
        for left in one.titles
        for right in other.titles
    )


def _other_numbers(one: Traits, other: Traits) -> bool:
    return bool(one.titles and other.titles) and _numbers(one) != _numbers(other)


def _numbers(traits: Traits) -> frozenset[str]:
    return frozenset(number for title in traits.titles for number in numbers(title.words))
