"""Reports: what a check or an entry came to, as one document that a screen and a program both read."""

from oogst.report.document import CheckReport, check_report, finding_text
from oogst.report.entry import entry_document
from oogst.report.screen import print_report

__all__ = ["CheckReport", "check_report", "entry_document", "finding_text", "print_report"]
