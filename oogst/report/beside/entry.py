"""The measures of one entry as plain data, with a sentence for every answer."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any, Final

from catalogue.charter import outcome_text
from catalogue.measures import (
    Described,
    Estimate,
    Hvd,
    RealTime,
    Reply,
    Stars,
    estimate,
    hvd,
    mqa_page,
    real_time,
    stars,
)
from catalogue.testimony import Link
from oogst.screen import Speech

__all__ = ["entry_measures", "hvd_document", "real_time_document", "reply_document", "stars_document"]

Document = dict[str, Any]
GAINED: Final = {True: "gained", False: "not-gained", None: "not-looked-at"}


def entry_measures(
    entry: Described, links: Mapping[str, Link], speech: Speech, *, sound: bool | None
) -> Document:
    """Measure one entry; ``sound`` says whether it breaks no rule of DCAT-AP itself."""
    assessed, live = estimate(entry, ok=sound, links=links), real_time(entry, links=links)
    return {
        "statement": speech.say("measures.statement"),
        "mqa": _mqa(assessed, speech) if assessed else None,
        "stars": stars_document(stars(entry, links=links), speech),
        "hvd": hvd_document(hvd(entry, links=links), speech),
        "real_time": real_time_document(live, speech) if live else None,
    }


def _mqa(one: Estimate, speech: Speech) -> Document:
    page = mqa_page()
    return {
        "version": one.version,
        "of": page.most,
        "least": one.least,
        "most": one.most,
        "rating": {"least": one.ratings[0], "most": one.ratings[1]},
        "penalty": one.penalty,
        "best_distribution": one.best or None,
        "metrics": [
            {
                "metric": metric.name,
                "title": speech.say(f"measures.mqa.{metric.name}"),
                "dimension": metric.dimension,
                "points": metric.points,
                "state": GAINED[one.metrics[metric.name]],
            }
            for metric in page.metrics
        ],
    }


def stars_document(one: Stars, speech: Speech) -> Document:
    """Give how many stars, and why."""
    return {
        "version": one.version,
        "least": one.least,
        "most": one.most,
        "floor": one.floor,
        "open_data": one.open,
        "but_for_licence": one.but_for_licence,
        "of": one.of or None,
        "why": [
            {
                "star": star.number,
                "holds": star.holds,
                "reason": star.reason,
                "text": speech.say(f"measures.star.{star.reason}", **star.observed),
                "observed": star.observed,
            }
            for star in one.why
        ],
    }


def hvd_document(one: Hvd, speech: Speech) -> Document:
    """Give how an entry stands towards the rules for high-value datasets."""
    return {
        "version": one.version,
        "standing": str(one.standing),
        "text": speech.say(f"measures.hvd.{one.standing}"),
        "claimed_by": list(one.claims),
        "categories": list(one.categories),
        "candidates": [
            {
                "category": each.category,
                "title": speech.say(f"measures.hvd.category.{each.category}"),
                "iri": each.iri,
                "why": [why._asdict() for why in each.why],
            }
            for each in one.candidates
        ],
        "checks": [reply_document(each, speech) for each in one.answers],
    }


def real_time_document(one: RealTime, speech: Speech) -> Document:
    """Give how an entry does by the real-time profile."""
    plain = {name: value for name, value in asdict(one).items() if name != "answers"}
    return plain | {
        "text": speech.say(f"measures.rt.because.{one.because}", interval=one.interval),
        "checks": [reply_document(each, speech) for each in one.answers],
    }


def reply_document(one: Reply, speech: Speech) -> Document:
    """Give one answer, with its check and its reason in words."""
    facts = {name: _words(value) for name, value in one.observed.items()}
    return {
        "check": one.check,
        "title": speech.say(f"measures.check.{one.check}"),
        "outcome": str(one.outcome),
        "outcome_text": outcome_text(one.outcome, speech.language),
        "reason": one.reason,
        "text": speech.say(f"measures.reason.{one.reason}", **facts),
        "observed": one.observed,
    }


def _words(value: object) -> object:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple | dict) else value
