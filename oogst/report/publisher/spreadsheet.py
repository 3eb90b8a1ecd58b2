"""The report as CSV: a row for each thing to improve of each entry, safe to open in a spreadsheet."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import Any, Final

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
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Openings that a spreadsheet takes for a formula."""


def report_rows(document: dict[str, Any]) -> str:
    """Write a report document as CSV; an entry with nothing to improve has one row without a check."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for entry in document["listed"]:
        writer.writerows([_safe(cell) for cell in row] for row in _rows(entry))
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


def _safe(cell: object) -> str:
    """Keep foreign text from being taken for a formula: with a quote before it, it is plain text."""
    text = str(cell)
    return f"'{text}" if text.lstrip(" \n").startswith(FORMULA) else text
