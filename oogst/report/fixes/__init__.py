"""What to mend first, as a document, a screen and rows for a spreadsheet."""

from oogst.report.fixes.document import FixesFound, fixes_document
from oogst.report.fixes.rows import fix_rows, write_rows
from oogst.report.fixes.screen import gained, print_fixes

__all__ = ["FixesFound", "fix_rows", "fixes_document", "gained", "print_fixes", "write_rows"]
