"""One complete document per publisher, in RDF/XML for the platform and in Turtle for whoever reads along."""

from catalogue.targets.feed.copies import CopyFile, LastCopy, last_copies, last_copy
from catalogue.targets.feed.write import FeedWritten, Format, write_feed

__all__ = ["CopyFile", "FeedWritten", "Format", "LastCopy", "last_copies", "last_copy", "write_feed"]
