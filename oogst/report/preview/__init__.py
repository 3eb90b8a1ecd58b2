"""What the Flemish platform would make of an entry, a feed or a file: as data, on a screen, as a page."""

from oogst.report.preview.document import feed_document, record_document
from oogst.report.preview.page import preview_page
from oogst.report.preview.screen import print_feed, print_record

__all__ = ["feed_document", "preview_page", "print_feed", "print_record", "record_document"]
