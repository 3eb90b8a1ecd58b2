"""A JSON object as a record, if it can be kept as one.

Law: what nests deeper than any description of a dataset is no record. Hashing, keeping and translating walk
a record from top to bottom, and must not end in the middle.
"""

from typing import Any, Final

from catalogue.model import Content, Dialect, Kind, Record
from harvester.crawl.events import RecordFailed, RecordSeen
from harvester.hashing import fingerprint

__all__ = ["is_too_deep", "record_of", "words_of"]

DEEPEST: Final = 64
"""Objects and lists within each other; a geometry within an extra of a package takes eight."""
LONGEST_DETAIL: Final = 200


def record_of(
    content: Content,
    *,
    identifier: str,
    dialect: Dialect,
    payload: str,
    pointer: str,
    kind: Kind = Kind.DATASET,
) -> RecordSeen | RecordFailed:
    """Make the record of an object, or say why there is none."""
    if is_too_deep(content):
        return RecordFailed(pointer, "harvester.record.too-deep", identifier[:LONGEST_DETAIL])
    return RecordSeen(
        Record(
            identifier=identifier,
            kind=kind,
            dialect=dialect,
            content=content,
            hash=fingerprint(content, dialect),
            payload=payload,
            pointer=pointer,
        )
    )


def words_of(value: Any) -> str:  # noqa: ANN401 -- any JSON value
    """Read a short value as words, for the detail of a failure; empty for a list or object."""
    plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value)[:LONGEST_DETAIL].strip() if plain else ""


def is_too_deep(content: Any) -> bool:  # noqa: ANN401 -- any JSON value
    """Tell whether a value nests deeper than a record may."""
    level: list[Any] = [[content]]
    for _ in range(DEEPEST + 1):
        level = [
            child
            for node in level
            for child in (node.values() if type(node) is dict else node)
            if type(child) in {dict, list}
        ]
        if not level:
            return False
    return True
