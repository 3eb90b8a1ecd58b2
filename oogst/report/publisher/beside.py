"""What stands beside the charter in a report: a row for each estimate, with its version."""

from collections.abc import Iterator
from typing import Any

from oogst.screen import Speech

__all__ = ["beside_rows"]

Document = dict[str, Any]


def beside_rows(measures: Document, speech: Speech) -> list[Document]:
    """Turn the measures of a publisher into rows of name, result, meaning and version."""
    return [
        *_mqa(measures["mqa"], speech),
        *_stars(measures["stars"], speech),
        *_hvd(measures["hvd"], speech),
    ]


def _mqa(mqa: Document | None, speech: Speech) -> Iterator[Document]:
    if mqa is None:
        return
    least, most = round(mqa["least"]), round(mqa["most"])
    words = dict.fromkeys(
        speech.say(f"publisher-report.rating.{mqa['rating'][end]}") for end in ("least", "most")
    )
    yield {
        "name": speech.say("publisher-report.mqa"),
        "result": f"{least} / {mqa['of']}" if least == most else f"{least}–{most} / {mqa['of']}",  # noqa: RUF001  a range
        "means": " – ".join(words),  # noqa: RUF001  idem
        "version": mqa["version"],
    }


def _stars(stars: Document, speech: Speech) -> Iterator[Document]:
    reached = sum(one["entries"] for one in stars["entries"] if one["least"] >= stars["floor"])
    everything = sum(one["entries"] for one in stars["entries"])
    yield {
        "name": speech.say("publisher-report.stars"),
        "result": f"{reached} / {everything}",
        "means": speech.say("publisher-report.stars-mean", floor=stars["floor"]),
        "version": stars["version"],
    }


def _hvd(hvd: Document, speech: Speech) -> Iterator[Document]:
    yield {
        "name": speech.say("publisher-report.hvd"),
        "result": str(hvd["claimed"]),
        "means": speech.say("publisher-report.hvd-mean", candidates=hvd["candidates"]),
        "version": hvd["version"],
    }
