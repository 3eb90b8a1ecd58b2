"""One complete document per publisher, in RDF/XML for the platform and in Turtle for whoever reads along."""

from catalogue.targets.feed.write import FeedWritten, Format, write_feed

__all__ = ["FeedWritten", "Format", "write_feed"]
