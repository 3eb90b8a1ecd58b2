"""Time as OGC API Records and Features write it: an interval of two, a day or a moment; ``..`` is open."""

from mappings.reading import Scope, Yield
from mappings.rules.moments import moment
from mappings.rules.texts import plain_of

__all__ = ["time_end", "time_start"]

_OPEN = frozenset({"", ".."})


def time_start(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the start of a ``time`` member."""
    return _side(pointer, raw, scope, 0)


def time_end(pointer: str, raw: object, scope: Scope) -> Yield:
    """Read the end of a ``time`` member; of a single day or moment it is that one."""
    return _side(pointer, raw, scope, 1)


def _side(pointer: str, raw: object, scope: Scope, which: int) -> Yield:
    if type(raw) is not dict:
        return []
    interval = raw.get("interval")
    if type(interval) is list and len(interval) > which:
        at, words = f"{pointer}/interval/{which}", plain_of(interval[which]).strip()
    else:
        name = "date" if "date" in raw else "timestamp"
        at, words = f"{pointer}/{name}", plain_of(raw.get(name)).strip()
    return [] if words in _OPEN else moment(at, words, scope)
