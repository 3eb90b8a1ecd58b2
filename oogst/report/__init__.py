"""Reports: what a check or an entry came to, as one document that a screen and a program both read."""

from oogst.report.attribution import property_name
from oogst.report.coverage import CoverageFound, coverage_document
from oogst.report.coverage_screen import print_coverage
from oogst.report.document import Checked, CheckReport, check_report
from oogst.report.entry import entry_document
from oogst.report.entry_screen import print_entry
from oogst.report.explanation import Explained, explanation
from oogst.report.explanation_screen import print_explanation
from oogst.report.mapping_page import mapping_page
from oogst.report.overlays import (
    OverlayState,
    overlay_document,
    overlay_states,
    print_attention,
    print_overlays,
)
from oogst.report.preview import feed_document, preview_page, print_feed, print_record, record_document
from oogst.report.reasons import incomplete, run_reasons
from oogst.report.run_document import run_document
from oogst.report.run_screen import print_history, print_run
from oogst.report.screen import print_report
from oogst.report.texts import finding_text

__all__ = [
    "CheckReport",
    "Checked",
    "CoverageFound",
    "Explained",
    "OverlayState",
    "check_report",
    "coverage_document",
    "entry_document",
    "explanation",
    "feed_document",
    "finding_text",
    "incomplete",
    "mapping_page",
    "overlay_document",
    "overlay_states",
    "preview_page",
    "print_attention",
    "print_coverage",
    "print_entry",
    "print_explanation",
    "print_feed",
    "print_history",
    "print_overlays",
    "print_record",
    "print_report",
    "print_run",
    "print_why",
    "property_name",
    "record_document",
    "run_document",
    "run_reasons",
]
