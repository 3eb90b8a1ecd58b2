"""What is shown beside the charter score, as data and on a screen: whose figure it is, and which version."""

from oogst.report.beside.document import document_document, document_lines
from oogst.report.beside.entry import entry_measures
from oogst.report.beside.pilots import pilot_lines, pilots_document
from oogst.report.beside.publisher import publisher_measures
from oogst.report.beside.screen import beside_entry_lines, beside_lines

__all__ = [
    "beside_entry_lines",
    "beside_lines",
    "document_document",
    "document_lines",
    "entry_measures",
    "pilot_lines",
    "pilots_document",
    "publisher_measures",
]
