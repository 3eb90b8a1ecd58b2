"""What stands beside the feeds for people and search engines: a page per entry, lists, sitemaps, Atom."""

from catalogue.targets.feed.swap import stamp
from catalogue.targets.site.atom import AtomEntry, AtomFeed, atom
from catalogue.targets.site.changes import write_changes
from catalogue.targets.site.place import Place
from catalogue.targets.site.writing import SiteWritten, write_site

__all__ = ["AtomEntry", "AtomFeed", "Place", "SiteWritten", "atom", "stamp", "write_changes", "write_site"]
