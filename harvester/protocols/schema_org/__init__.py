"""schema.org: descriptions of datasets inside web pages, found by a sitemap."""
