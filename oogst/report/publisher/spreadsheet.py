"""The report as CSV: a row for each thing to improve of each entry, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any, Final

from oogst.report.spreadsheet import safe_cell

__all__ = ["report_rows"]

HEADINGS: Final = (
    "uuid",
    "identifier",
    "title",
    "page",
    "published",
    "label",
    "score",
    "coverage",
    "check",
    "outcome",
    "fault",
    "reason",
)


def report_rows(document: dict[str, Any]) -> str:
    """Write a report document as CSV; an entry with nothing to improve has one row without a check."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for entry in document["listed"]:
        writer.writerows([safe_cell(str(cell)) for cell in row] for row in _rows(entry))
    return out.getvalue()


def _rows(entry: dict[str, Any]) -> Iterator[tuple[object, ...]]:
    own = (
        entry["uuid"],
        entry["identifier"],
        entry["title"],
        entry["page"],
        "yes" if entry["published"] else "no",
        entry["label"],
        _figure(entry["score"]),
        _figure(entry["coverage"]),
    )
    for one in entry["short"] or ({"check": "", "outcome": "", "fault": "", "text": ""},):
        yield (*own, one["check"], one["outcome"], one["fault"], one["text"])


def _figure(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"
