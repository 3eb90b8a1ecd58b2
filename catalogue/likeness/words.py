"""Texts as evidence: titles compared by their words, and never across editions."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["alike", "beginnings", "numbers", "words"]

CLOSE: Final = 0.6
"""Share of letter triples that two titles have in common from which they are called alike."""
BEGINNING: Final = 6
SOUGHT: Final = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def words(text: str) -> str:
    """Write a text as its words alone: no capitals, no accents, no punctuation."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join(SOUGHT.findall(plain.casefold()))


def numbers(title: str) -> frozenset[str]:
    """Give the words of a title that hold a digit: years, editions, sheets, which tell datasets apart."""
    return frozenset(word for word in title.split() if any(map(str.isdigit, word)))


def beginnings(title: str) -> str:
    """Cut each word of a title short: what was abbreviated or put in the plural is then mostly equal."""
    return " ".join(word[:BEGINNING] for word in title.split())


def alike(one: str, other: str) -> float:
    """Tell how far two titles, as :func:`words` gives them, are alike: 1 for equal, 0 for too little.

    Titles with other numbers are never alike.
    """
    if one == other:
        return float(bool(one))
    if numbers(one) != numbers(other):
        return 0.0
    left, right = _triples(one), _triples(other)
    share = 2 * len(left & right) / (len(left) + len(right) or 1)
    return share if share >= CLOSE else 0.0


def _triples(text: str) -> set[str]:
    padded = f"  {text} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)} if text else set()
