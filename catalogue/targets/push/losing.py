"""What a portal has no place for, over all that would go there: by field, with a count and an example."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, Protocol, runtime_checkable

from catalogue.store import Database
from catalogue.targets.push.stock import Stock
from catalogue.targets.push.target import Wanted

__all__ = ["Loss", "Lossy", "Lost", "losses_of"]

NUMBER: Final = re.compile(r"\[\d+\]")
"""Of the third file and of the fourth, it is the same field."""


class Loss(NamedTuple):
    """A key of the message catalogue, the field that it is about in the portal's terms, and the facts."""

    key: str
    field: str
    facts: Mapping[str, object]


@runtime_checkable
class Lossy(Protocol):
    """A target that tells what it has no place for."""

    @property
    def apart(self) -> bool:
        """Tell whether it registers by itself what an entry lists inside itself."""

    def losses(self, wanted: Wanted) -> Sequence[Loss]:
        """Tell what of an entry does not go along. Pure."""


@dataclass(slots=True)
class Lost:
    """One thing that is lost of entries."""

    entries: int
    example: Loss
    wanted: Wanted
    """The entry of the example."""


def losses_of(target: Lossy, database: Database, publishers: Sequence[str]) -> list[Lost]:
    """Count by field and reason what does not go along, what is lost most often first."""
    found: dict[tuple[str, str], Lost] = {}
    with database.transaction() as connection:
        for one in Stock(apart=target.apart).offered(connection, publishers):
            told = {(loss.key, NUMBER.sub("[]", loss.field)): loss for loss in target.losses(one.wanted)}
            for kind, loss in told.items():
                found.setdefault(kind, Lost(0, loss, one.wanted)).entries += 1
    return [lost for _, lost in sorted(found.items(), key=lambda each: (-each[1].entries, each[0]))]
