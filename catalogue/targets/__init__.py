"""Where entries go: the feed, and the twin of the Flemish platform that foretells what it makes of it."""

from catalogue.targets.feed import CopyFile, FeedWritten, Format, LastCopy, last_copies, last_copy, write_feed
from catalogue.targets.twin import Problem, collisions, platform_uuid, poison, sniff
from catalogue.targets.twin.inspection import Inspection, check_feed, inspect

__all__ = [
    "CopyFile",
    "FeedWritten",
    "Format",
    "Inspection",
    "LastCopy",
    "Problem",
    "check_feed",
    "collisions",
    "inspect",
    "last_copies",
    "last_copy",
    "platform_uuid",
    "poison",
    "sniff",
    "write_feed",
]
