"""Collect: from a portal to records, with the proof that all of it was seen."""

from harvester.crawl import CrawlSettings, crawl
from harvester.detect import Detection, Probe, detect

__all__ = ["CrawlSettings", "Detection", "Probe", "crawl", "detect"]
