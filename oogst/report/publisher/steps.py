"""What to mend first, as a report tells it: the best steps, each in four lines."""

from collections.abc import Iterator
from typing import Any, Final

from oogst.report.fixes import gained
from oogst.screen import Speech

__all__ = ["report_steps"]

Document = dict[str, Any]
STEPS: Final = 10
LEAST: Final = 0.05
"""Points below which a step gains next to nothing."""


def report_steps(fixes: Document, speech: Speech) -> list[Document]:
    """Choose the steps that gain anything from a document of fixes, and put them in words."""
    return [_step(one, fixes["entries"], speech) for one in fixes["fixes"] if _gains(one)][:STEPS]


def _gains(one: Document) -> bool:
    gain = one["in_order"]
    felt = max(gain["score"], gain["entry_score"]) >= LEAST
    return bool(felt or gain["published"] > 0 or gain["open_data"] > 0)


def _step(one: Document, entries: int, speech: Speech) -> Document:
    gain, *more = gained(one, speech)
    return {
        "title": one["title"],
        "what": one["do"],
        "gain_text": gain,
        "more_text": " · ".join(more),
        "entries_text": speech.count("fixes.of", one["entries"], entries=entries),
        "whose": one["fault_text"],
        "where": " ".join(_places(one)),
    }


def _places(one: Document) -> Iterator[str]:
    yield from dict.fromkeys(place["text"] for place in one["where"] if place["text"])
