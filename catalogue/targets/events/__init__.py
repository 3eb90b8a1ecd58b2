"""The stream of what happened to published entries: an LDES after the DCAT-AP Feeds specification."""

from catalogue.targets.events.happening import Happening, Verb, graph_digest
from catalogue.targets.events.layout import LASTING, PAGE, ROOT, Retention, Span
from catalogue.targets.events.write import EventsWritten, Log, write_events

__all__ = [
    "LASTING",
    "PAGE",
    "ROOT",
    "EventsWritten",
    "Happening",
    "Log",
    "Retention",
    "Span",
    "Verb",
    "graph_digest",
    "write_events",
]
