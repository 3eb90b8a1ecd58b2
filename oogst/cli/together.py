"""The document of all publishers, put together again after one of them was published."""

from pathlib import Path

from catalogue.errors import OogstError, TargetError
from catalogue.targets import LastCopy, write_all

__all__ = ["put_together"]


def put_together(folder: Path) -> tuple[LastCopy | None, list[OogstError]]:
    """Write it where that makes a difference. Refused, the last one stays; give why."""
    try:
        return write_all(folder), []
    except TargetError as refused:
        return None, [refused]
