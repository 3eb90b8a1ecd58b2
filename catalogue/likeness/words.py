"""Texts as evidence: titles compared by their words, and never across editions."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

__all__ = ["alike", "numbers", "words"]

CLOSE: Final = 0.6
"""Share of letter triples that two titles have in common from which they are called alike."""
SOUGHT: Final = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)
def words(text: str) -> str:
    """Write a text as its words alone: no capitals, no accents, no punctuation."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    return " ".join(SOUGHT.findall(plain.casefold()))


def numbers(title: str) -> frozenset[str]:
    """Give the words of a title that hold a digit: years, editions, sheets, which tell datasets apart."""
    return frozenset(word for word in title.split() if any(map(str.isdigit, word)))


def alike(one: str, other: str) -> bool:
    """Tell whether two titles, as :func:`words` gives them, could name the same, reworded a little."""
    if one == other:
        return bool(one)
    if numbers(one) != numbers(other):
        return False
    left, right = _triples(one), _triples(other)
    return 2 * len(left & right) >= CLOSE * (len(left) + len(right)) > 0


def _triples(text: str) -> set[str]:
    padded = f"  {text} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)} if text else set()
