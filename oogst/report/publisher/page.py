"""The report as one HTML page that needs nothing else: no script, no font, no picture, nothing to fetch.

Jinja2 escapes whatever is put in, so that no text of a source becomes mark-up.
"""

from datetime import datetime
from functools import cache
from typing import Any, Final
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from oogst.report.publisher import charts
from oogst.screen import Speech

__all__ = ["MOST_LISTED", "report_page"]

MOST_LISTED: Final = 1000
"""Entries on the page; all of them stand in the CSV and the JSON."""
SIGNS: Final = {
    "pass": "✓",
    "partial": "◐",
    "fail": "✗",
    "not-applicable": "–",  # noqa: RUF001  the dash of a table
    "unknown": "?",
    "manual": "✎",
    "good": "✓",
    "partly": "◐",
    "weak": "✗",
    "insufficient": "⊘",
    "too-little-evidence": "?",
}
"""A sign beside each word, so that nothing is told by colour alone."""
GOOD: Final = 0.9
PARTLY: Final = 0.5


def report_page(document: dict[str, Any], speech: Speech) -> str:
    """Write the page of a report document."""
    page = _environment().get_template("report.html.j2")
    return page.render(
        report=document,
        listed=document["listed"][:MOST_LISTED],
        bars=charts.bars(document["principles"]),
        labels=charts.share(document["labels"]),
        history=charts.line(document["history"]),
        language=speech.language,
        say=speech.say,
        count=speech.count,
        signs=SIGNS,
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("oogst.report.publisher"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"percent": percent, "day": day, "band": band, "web": is_web}
    return environment


def percent(value: float | None) -> str:
    """Write a part of one as whole percents; a dash for what is not known."""
    return "–" if value is None else f"{value * 100:.0f}"  # noqa: RUF001  the dash of a table


def day(moment: str) -> str:
    """Write a moment as its day."""
    return datetime.fromisoformat(moment).strftime("%d-%m-%Y")


def band(value: float | None) -> str:
    """Name the band of a value for its pattern; the word itself stands beside it."""
    if value is None:
        return "unknown"
    if value >= GOOD:
        return "good"
    return "partly" if value >= PARTLY else "weak"


def is_web(address: str) -> bool:
    """Tell whether an address of a source may become a link."""
    try:
        return urlsplit(address).scheme in {"http", "https"}
    except ValueError:
        return False
