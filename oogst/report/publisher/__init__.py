"""The report on one publisher: a page for the alderman, CSV for a spreadsheet, JSON and RDF for machines."""

from oogst.report.publisher.document import JudgedEntry, ReportFacts, report_document
from oogst.report.publisher.page import report_page
from oogst.report.publisher.quality import report_turtle
from oogst.report.publisher.spreadsheet import report_rows

__all__ = [
    "JudgedEntry",
    "ReportFacts",
    "report_document",
    "report_page",
    "report_rows",
    "report_turtle",
]
