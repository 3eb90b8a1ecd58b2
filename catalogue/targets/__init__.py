"""Where entries go: the feed, and the twin of the Flemish platform that foretells what it makes of it."""

from catalogue.targets.feed import FeedWritten, Format, write_feed
from catalogue.targets.twin import Problem, collisions, platform_uuid, poison, sniff
from catalogue.targets.twin.inspection import Inspection, check_feed, inspect

__all__ = [
    "FeedWritten",
    "Format",
    "Inspection",
    "Problem",
    "check_feed",
    "collisions",
    "inspect",
    "platform_uuid",
    "poison",
    "sniff",
    "write_feed",
]
