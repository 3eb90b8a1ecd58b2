"""Where entries go: the rules of the Flemish platform, and the feed that obeys them."""

from catalogue.targets.feed import FeedWritten, Format, write_feed
from catalogue.targets.inspection import Inspection, check_feed, inspect
from catalogue.targets.platform import Problem, collisions, platform_uuid, poison, sniff

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
