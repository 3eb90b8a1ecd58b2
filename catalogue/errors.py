"""The one root of every error that a person gets to read.

::

    OogstError                 exit code 1
    ├── UsageError             2   what was typed or configured cannot be carried out
    ├── SourceError            3   the source did not give what it should
    ├── StoreError             4   the database cannot be used now
    ├── TargetError            5   what was to be published could not be written
    └── AuditError             7   what was checked is not what it was, or does not come to the same

An error carries a key of the message catalogue and the facts; the face that shows it
speaks them in the reader's language: what happened, what still stands, what to type next.
"""

from typing import ClassVar

from catalogue.messages import say


class OogstError(Exception):
    """Raised anywhere below the faces, shown by them without a traceback."""

    exit_code: ClassVar[int] = 70

    def __init__(self, key: str, **facts: object) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = facts

    def __str__(self) -> str:
        return say(self.key, "en", **self.facts)


class UsageError(OogstError):
    """Raised when an argument, a setting or a publisher file cannot be used, from every room."""

    exit_code = 2


class SourceError(OogstError):
    """Raised when a source cannot be reached, recognised or read, from the harvester."""

    exit_code = 3


class StoreError(OogstError):
    """Raised when the database is locked, unreachable or of another version, from the store."""

    exit_code = 4


class TargetError(OogstError):
    """Raised when a feed cannot be written or may not be published, from the targets."""

    exit_code = 5


class AuditError(OogstError):
    """Raised when evidence does not hold: altered, cut off, not signed by whom it should be."""

    exit_code = 1
