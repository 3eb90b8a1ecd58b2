"""What to mend first, as a document, a screen and rows for a spreadsheet."""

from oogst.report.fixes.document import FixesFound, fixes_document
from oogst.report.fixes.portal import portal_pairs
from oogst.report.fixes.rows import fix_rows, write_rows
from oogst.report.fixes.screen import gained, print_fixes
from oogst.report.fixes.what_if import WhatIf, print_what_if, what_if_document

__all__ = [
    "FixesFound",
    "WhatIf",
    "fix_rows",
    "fixes_document",
    "gained",
    "portal_pairs",
    "print_fixes",
    "print_what_if",
    "what_if_document",
    "write_rows",
]
