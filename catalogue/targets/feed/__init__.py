"""One complete document per publisher, in RDF/XML for the platform, in Turtle and JSON-LD for others."""

from catalogue.targets.feed.copies import CopyFile, LastCopy, last_copies, last_copy
from catalogue.targets.feed.fill import Entries
from catalogue.targets.feed.guards import GUARDS, Allowed, Guards, Limits, Past
from catalogue.targets.feed.links import Links
from catalogue.targets.feed.pages import write_paged
from catalogue.targets.feed.syntax import Format
from catalogue.targets.feed.together import write_all
from catalogue.targets.feed.write import ALL, FeedWritten, write_feed

__all__ = [
    "ALL",
    "GUARDS",
    "Allowed",
    "CopyFile",
    "Entries",
    "FeedWritten",
    "Format",
    "Guards",
    "LastCopy",
    "Limits",
    "Links",
    "Past",
    "last_copies",
    "last_copy",
    "write_all",
    "write_feed",
    "write_paged",
]
