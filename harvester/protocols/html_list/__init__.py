"""HTML lists: web pages that list datasets, read by the selectors of the publisher's file."""
