"""What can go wrong at a portal, told apart by what follows from it for the rest of a push.

::

    TargetError               the push ends here: wrong token, no rights, an answer that makes no sense
    ├── TargetBusyError       not now: asked again, later and later, as the portal says
    └── EntryRefusedError     this entry cannot go; the others do
        └── EntryAlteredError since it was altered after it was read
"""

from catalogue.errors import TargetError

__all__ = ["EntryAlteredError", "EntryRefusedError", "TargetBusyError"]


class TargetBusyError(TargetError):
    """Raised when a portal cannot answer now: 429, 5xx, a time-out, a connection that broke.

    ``after`` is how many seconds the portal asks to wait. ``unclear`` tells that what was asked may have been
    done none the less: then what stands is looked at before it is asked again.
    """

    def __init__(
        self, key: str, *, after: float | None = None, unclear: bool = True, **facts: object
    ) -> None:
        super().__init__(key, **facts)
        self.after = after
        self.unclear = unclear


class EntryRefusedError(TargetError):
    """Raised when a portal will not have one entry, whatever it does with the others."""


class EntryAlteredError(EntryRefusedError):
    """Raised when what stands was altered since it was read, so that it must be looked at anew."""
