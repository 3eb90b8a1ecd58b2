"""What of a source is used and what of the profile stays empty, as plain data."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from catalogue.profile import CLASSES, Presence, Share, class_name
from mappings import Coverage, FieldCount
from oogst.screen import Speech

__all__ = ["CoverageFound", "coverage_document"]

Document = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class CoverageFound:
    """What was counted over the entries of some sources."""

    sources: list[str]
    entries: int = 0
    not_read: Counter[str] = field(default_factory=Counter)
    """Why records could not be read again, by key of the message."""
    coverage: Coverage = field(default_factory=Coverage)
    presence: Presence = field(default_factory=Presence)


def coverage_document(found: CoverageFound, speech: Speech) -> Document:
    """Give everything that was counted; see ``docs/reference/commands.md`` for the keys."""
    return {
        "sources": found.sources,
        "entries": found.entries,
        "read_again": found.coverage.records,
        "not_read_again": dict(found.not_read),
        "fields": [_field(one) for one in found.coverage.ranked()],
        "unnamed": found.coverage.unnamed,
        "classes": [_class(on, found.presence, speech) for on in CLASSES if found.presence.nodes[on]],
    }


def _field(one: FieldCount) -> Document:
    return {
        "dialect": str(one.dialect),
        "field": one.path,
        "standing": one.standing,
        "values": sum(one.fates.values()),
        "lost": one.lost,
        "fates": dict(sorted(one.fates.items())),
        "rows": sorted(one.by),
        "example": one.example._asdict(),
    }


def _class(on: str, presence: Presence, speech: Speech) -> Document:
    return {
        "class": on,
        "name": class_name(on, speech.language),
        "nodes": presence.nodes[on],
        "properties": [_property(share, speech) for share in presence.shares(on)],
    }


def _property(share: Share, speech: Speech) -> Document:
    return {
        "path": share.wanted.path,
        "name": share.wanted.nl if speech.language == "nl" else share.wanted.en,
        "obligation": share.wanted.obligation,
        "filled": share.filled,
        "empty": share.empty,
        "share_empty": round(share.empty / share.nodes, 4),
    }
