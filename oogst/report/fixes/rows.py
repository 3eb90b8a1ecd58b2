"""What to mend first as rows for a spreadsheet: one per fix and entry, so that work can be handed out."""

import csv
from collections.abc import Iterable, Iterator
from typing import IO, Any, Final

from oogst.report.spreadsheet import safe_cell

__all__ = ["fix_rows", "write_rows"]

Document = dict[str, Any]
COLUMNS: Final = (
    "number", "fix", "do", "fault", "computed", "entries", "score_gain", "entry_score_gain", "title",
    "identifier", "uuid", "source", "where", "page", "edit", "meanwhile",
)  # fmt: skip


def fix_rows(document: Document) -> Iterator[tuple[str, ...]]:
    """Give the heading, then the rows; a text of a source is never a formula."""
    yield COLUMNS
    for fix in document["fixes"]:
        where = {place["source"]: place["text"] for place in fix["where"]}
        for one in fix["list"]:
            row = (
                fix["number"], fix["title"], fix["do"], fix["fault"], fix["computed"], fix["entries"],
                round(fix["in_order"]["score"], 2), round(fix["in_order"]["entry_score"], 2), one["title"],
                one["identifier"], one["uuid"], one["source"], where[one["source"]], one["page"], one["edit"],
                one["meanwhile"],
            )  # fmt: skip
            yield tuple(_cell(value) for value in row)


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return safe_cell(value) if isinstance(value, str) else str(value)


def write_rows(rows: Iterable[Iterable[str]], file: IO[str]) -> int:
    """Write rows as CSV, and count them without the heading."""
    writer = csv.writer(file)
    count = -1
    for row in rows:
        writer.writerow(row)
        count += 1
    return max(count, 0)
