"""What stands beside the feeds for people and search engines: a page per entry, lists, sitemaps."""

from catalogue.targets.site.writing import SiteWritten, write_site

__all__ = ["SiteWritten", "write_site"]
