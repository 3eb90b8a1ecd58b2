"""What speaks for two entries being the same, and how much each piece of it says.

Strength is counted in bits: each bit halves the doubt that is left. Pieces of one strand follow from each
other (a portal makes its addresses of its identifiers), so of each strand only the strongest counts.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from math import log2
from typing import Final, NamedTuple

from catalogue.likeness.traits import Traits
from catalogue.likeness.words import beginnings

__all__ = ["COMMON", "Clue", "Evidence", "Mark", "Strand", "confidence", "marks", "rivals", "strength"]


class Clue(StrEnum):
    """What kind of thing two entries have in common; ``likeness.clue.*`` says it in words."""

    KEY = "key"
    NAME = "name"
    PAGE = "page"
    FILES = "files"
    LAYER = "layer"
    TITLE = "title"
    TITLE_ALIKE = "title-alike"
    SLUG = "slug"
    DESCRIPTION = "description"
    MOMENT = "moment"


class Strand(StrEnum):
    PLACE = "place"
    WORDING = "wording"
    TEXT = "text"


BITS: Final[dict[Clue, tuple[Strand, float]]] = {
    Clue.KEY: (Strand.PLACE, 4.0),
    Clue.NAME: (Strand.PLACE, 4.0),
    Clue.PAGE: (Strand.PLACE, 3.0),
    Clue.FILES: (Strand.PLACE, 3.0),
    Clue.LAYER: (Strand.PLACE, 1.0),
    Clue.TITLE: (Strand.WORDING, 3.0),
    Clue.TITLE_ALIKE: (Strand.WORDING, 2.5),
    Clue.SLUG: (Strand.WORDING, 1.0),
    Clue.DESCRIPTION: (Strand.TEXT, 2.0),
}
"""What a piece says when nothing else has it. A layer of a map service is weak: of three layers that two
recordings of one city share under unlike titles, two are another thing by now."""

COMMON: Final = 8
"""What more entries of one catalogue have than this is the portal's, not a dataset's: it says nothing."""


class Mark(NamedTuple):
    """A trait by which entries are looked up."""

    clue: Clue
    value: str


class Evidence(NamedTuple):
    """One thing that two or more entries have in common."""

    clue: Clue
    value: str
    """As it can be shown: an address, a name, the words of a title."""
    shared: int = 1
    """How many entries of one side have it: 1 is its own."""


def marks(traits: Traits) -> Iterator[Mark]:
    """Give every trait of an entry that may point to another."""
    yield from (Mark(Clue.KEY, one) for one in traits.keys)
    yield from (Mark(Clue.NAME, one) for one in traits.names)
    yield from (Mark(Clue.PAGE, one) for one in traits.pages)
    yield from (Mark(Clue.FILES, one) for one in traits.files)
    yield from (Mark(Clue.LAYER, one) for one in traits.layers)
    yield from (Mark(Clue.TITLE, one) for one in traits.title_words)
    yield from (Mark(Clue.TITLE_ALIKE, beginnings(one)) for one in traits.title_words)
    yield from (Mark(Clue.SLUG, one) for one in traits.slugs)
    if traits.gist:
        yield Mark(Clue.DESCRIPTION, traits.gist)


def rivals(catalogues: Iterable[Iterable[Traits]]) -> Mapping[Mark, int]:
    """Count by how many entries of one catalogue each trait is had, in the catalogue where that is most."""
    most: Counter[Mark] = Counter()
    for entries in catalogues:
        for mark, count in Counter(mark for one in entries for mark in marks(one)).items():
            most[mark] = max(most[mark], count)
    return most


def strength(found: Evidence, share: float = 1.0) -> tuple[Strand, float]:
    """Weigh a piece in bits. What ``n`` entries share leaves at the best one chance in ``n``."""
    strand, bits = BITS[found.clue]
    most = -log2(1 - 1 / found.shared) if found.shared > 1 else bits
    return strand, min(bits * share, most)


def confidence(bits: float) -> float:
    """Turn bits into what is left when each has halved the doubt: 3 bits are 0.875."""
    return 1 - 2**-bits
