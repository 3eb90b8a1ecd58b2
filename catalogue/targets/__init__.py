"""Where entries go: the feed, and the twin of the Flemish platform that foretells what it makes of it."""

from catalogue.targets.feed import (
    ALL,
    GUARDS,
    Allowed,
    CopyFile,
    FeedWritten,
    Format,
    LastCopy,
    Limits,
    last_copies,
    last_copy,
    write_all,
    write_feed,
)
from catalogue.targets.twin import Problem, collisions, platform_uuid, poison, sniff
from catalogue.targets.twin.inspection import Inspection, check_feed, inspect

__all__ = [
    "ALL",
    "GUARDS",
    "Allowed",
    "CopyFile",
    "FeedWritten",
    "Format",
    "Inspection",
    "LastCopy",
    "Limits",
    "Problem",
    "check_feed",
    "collisions",
    "inspect",
    "last_copies",
    "last_copy",
    "platform_uuid",
    "poison",
    "sniff",
    "write_all",
    "write_feed",
]
