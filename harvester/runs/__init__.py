"""Runs: one harvest of one source, walked down the whole road and kept with the proof of what it saw."""

from harvester.runs.agreement import agree
from harvester.runs.catalogues import catalogue_of
from harvester.runs.feed_channel import FeedChannel
from harvester.runs.preview import Preview, Previewed, preview
from harvester.runs.progress import NoProgress, Progress
from harvester.runs.publication import Further, Publication, publish
from harvester.runs.rules import Rules, make_rules
from harvester.runs.run import RunSummary, run_source

__all__ = [
    "FeedChannel",
    "Further",
    "NoProgress",
    "Preview",
    "Previewed",
    "Progress",
    "Publication",
    "Rules",
    "RunSummary",
    "agree",
    "catalogue_of",
    "make_rules",
    "preview",
    "publish",
    "run_source",
]
