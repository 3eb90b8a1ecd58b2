"""Which answers of people speak of an entry or a check at a moment, and which of several tells."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from catalogue.testimony.attestation import Attestation, Hold

__all__ = ["Answers", "holding", "telling"]


def holding(attestations: Iterable[Attestation], at: datetime) -> list[Attestation]:
    """Keep those that count at a moment: not yet ended, withdrawn, replaced, questioned or rejected."""
    return [one for one in attestations if one.hold(at) is Hold.HOLDS]


def telling(attestations: Iterable[Attestation], check: str) -> Attestation | None:
    """Choose the one that answers a check: the narrowest scope goes first, then the newest."""
    found = [one for one in attestations if one.check == check]
    return max(found, key=lambda one: (one.narrow, one.signed_at, one.id), default=None)


class Answers:
    """Those of one publisher that hold, ready to be asked of one entry after the other."""

    def __init__(self, attestations: Iterable[Attestation]) -> None:
        found = list(attestations)
        self.whole: Sequence[Attestation] = tuple(one for one in found if not one.narrow)
        """Those about the publisher as a whole."""
        self._narrow = [one for one in found if one.narrow]

    def of(self, uuid: str, themes: Collection[str]) -> Sequence[Attestation]:
        """Give those that speak of an entry."""
        if not self._narrow:
            return self.whole
        return (*self.whole, *(one for one in self._narrow if one.speaks_of(uuid, themes)))
