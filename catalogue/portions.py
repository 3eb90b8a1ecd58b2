"""Parting many into some, as one statement or one request takes them."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final, TypeVar

__all__ = ["portions"]

IN_A_STATEMENT: Final = 500
"""A database takes no more than some thousands of values in one statement."""
T = TypeVar("T")


def portions(values: Iterable[T], at_once: int = IN_A_STATEMENT) -> Iterator[list[T]]:
    """Part values into lists of so many, the last one perhaps shorter; read no further than asked."""
    rest = iter(values)
    while some := list(islice(rest, at_once)):
        yield some
