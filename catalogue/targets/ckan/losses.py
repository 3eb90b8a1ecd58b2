"""What a portal of this kind has no place for, told per entry instead of being dropped in silence."""

from collections.abc import Mapping
from typing import Final, NamedTuple

__all__ = ["LONGEST", "Loss", "Losses"]

LONGEST: Final = 32_766
"""Bytes of one value that Solr takes as a term; one more, and CKAN saves nothing at all."""


class Loss(NamedTuple):
    """A key of the message catalogue, the field that it is about in the portal's terms, and the facts."""

    key: str
    field: str
    facts: Mapping[str, object]


class Losses(list[Loss]):
    """The losses of one entry, gathered while it is shaped."""

    def tell(self, key: str, field: str, **facts: object) -> None:
        self.append(Loss(key, field, facts))
