"""Collect: from a portal to records, with the proof that all of it was seen.

``harvester.detect`` finds out how a place may be harvested, ``harvester.crawl`` harvests a source once.
"""
