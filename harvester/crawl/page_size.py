"""How many items to ask for at once: fewer when the server cannot manage, and never more than was meant."""

from dataclasses import dataclass
from typing import Final

__all__ = ["PageSize"]

SHRINK: Final = 3


@dataclass(slots=True)
class PageSize:
    """The number of items per page of one crawl."""

    now: int
    least: int = 10

    @property
    def can_shrink(self) -> bool:
        return self.now > self.least

    def shrink(self) -> int:
        """Ask for a third from here on; it stays so, since what was too much will be again."""
        self.now = max(self.least, self.now // SHRINK)
        return self.now
