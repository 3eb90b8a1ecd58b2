"""When, and for whom: the publisher files with their sources, and the one scheduler that keeps them."""

from schedules.cadence import Cadence
from schedules.drafts import PublisherDraft, SourceDraft, night, publisher_text, source_lines
from schedules.freshness import Freshness, Staleness, staleness
from schedules.municipalities import Municipality, find_municipality, likely_municipality
from schedules.overlay_text import overlay_lines, with_overlay
from schedules.publisher import Publisher, Scheduled, next_times, publisher_at, select, without_catalogue
from schedules.publisher_file import PACKAGED, load_all, load_publisher
from schedules.scheduler import Outcome, Pace, Report, Scheduler
from schedules.targets_file import FEED, load_targets

__all__ = [
    "FEED",
    "PACKAGED",
    "Cadence",
    "Freshness",
    "Municipality",
    "Outcome",
    "Pace",
    "Publisher",
    "PublisherDraft",
    "Report",
    "Scheduled",
    "Scheduler",
    "SourceDraft",
    "Staleness",
    "find_municipality",
    "likely_municipality",
    "load_all",
    "load_publisher",
    "load_targets",
    "next_times",
    "night",
    "overlay_lines",
    "publisher_at",
    "publisher_text",
    "select",
    "source_lines",
    "staleness",
    "with_overlay",
    "without_catalogue",
]
