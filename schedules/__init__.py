"""When, and for whom: the publisher files with their sources, and the one scheduler that keeps them."""

from schedules.cadence import Cadence
from schedules.freshness import Freshness, Staleness, staleness
from schedules.publisher import Publisher, Scheduled, next_times, select, without_catalogue
from schedules.publisher_file import PACKAGED, load_all, load_publisher
from schedules.scheduler import Outcome, Pace, Report, Scheduler

__all__ = [
    "PACKAGED",
    "Cadence",
    "Freshness",
    "Outcome",
    "Pace",
    "Publisher",
    "Report",
    "Scheduled",
    "Scheduler",
    "Staleness",
    "load_all",
    "load_publisher",
    "next_times",
    "select",
    "staleness",
    "without_catalogue",
]
