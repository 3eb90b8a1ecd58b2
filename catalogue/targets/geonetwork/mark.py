"""Our mark on a record at the platform: who brought it, for which entry, and which content.

It stands as another identifier of the catalogue record, which the platform keeps when it saves. The feed that
the platform fetches by itself leaves no such identifier, so that what its harvester keeps is never taken for
something that was pushed.
"""

import re
from typing import Final, NamedTuple, Self

from catalogue.targets.push import Wanted

__all__ = ["Mark", "mark_of"]

CONCEPT: Final = "aanlevering"
MARK: Final = re.compile(
    rf"(?P<base>https?://\S+)/id/{CONCEPT}/(?P<publisher>[a-z0-9-]+)/(?P<uuid>[0-9a-f-]{{36}})#(?P<content>[0-9A-Za-z]+)"
)
LENGTH: Final = 16


class Mark(NamedTuple):
    base: str
    """Of the installation that brought it: another one's records are not ours."""
    publisher: str
    uuid: str
    content: str
    """Hash of the content that was sent, since not all that we send can be read back."""

    @property
    def place(self) -> str:
        return f"{self.base}/id/{CONCEPT}/{self.publisher}/{self.uuid}"

    @property
    def notation(self) -> str:
        return f"{self.place}#{self.content}"

    @classmethod
    def read(cls, notation: str) -> Self | None:
        found = MARK.fullmatch(notation)
        return cls(**found.groupdict()) if found else None


def mark_of(wanted: Wanted, record: str) -> Mark:
    """Mark what is registered by this record: its IRI is always ours, that of a service need not be."""
    content = wanted.said or wanted.hash
    return Mark(record.rsplit("/id/", 1)[0], wanted.publisher, wanted.uuid, content[:LENGTH])
