"""What a portal of this kind has no place for, told per entry instead of being dropped in silence."""

from typing import Final

from catalogue.targets.push.losing import Loss

__all__ = ["LONGEST", "Losses"]

LONGEST: Final = 32_766
"""Bytes of one value that Solr takes as a term; one more, and CKAN saves nothing at all."""


class Losses(list[Loss]):
    """The losses of one entry, gathered while it is shaped."""

    def tell(self, key: str, field: str, **facts: object) -> None:
        self.append(Loss(key, field, facts))
