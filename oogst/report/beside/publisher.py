"""The measures of all entries of a publisher, added up as they stand; nothing of them is kept."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, Final

from sqlalchemy import Connection

from catalogue.charter import Outcome
from catalogue.measures import (
    Estimate,
    HvdStanding,
    MqaTotal,
    described,
    estimate,
    hvd,
    hvd_page,
    mqa_page,
    mqa_total,
    real_time,
    realtime_page,
    stars,
    stars_page,
)
from catalogue.store.observed import links_of_entries
from catalogue.testimony import Link
from catalogue.views import PublishedForm, published_forms
from oogst.report.beside.entry import hvd_document, reply_document
from oogst.screen import Speech

__all__ = ["publisher_measures", "with_links"]

Document = dict[str, Any]
AT_A_TIME: Final = 200
LISTED: Final = 50
"""Entries of each kind that are named; ``oogst show`` tells of any other."""


@dataclass(slots=True)
class _Gathered:
    estimates: list[Estimate] = field(default_factory=list)
    stars: Counter[tuple[int, int]] = field(default_factory=Counter)
    open: Counter[bool | None] = field(default_factory=Counter)
    but_for_licence: int = 0
    hvd: Counter[str] = field(default_factory=Counter)
    claimed: list[Document] = field(default_factory=list)
    candidates: list[Document] = field(default_factory=list)
    live: list[Document] = field(default_factory=list)
    asked: int = 0
    """Entries of which at least one address was asked."""


def publisher_measures(connection: Connection, publisher: str, speech: Speech, at: datetime) -> Document:
    """Measure every entry of a publisher as it stands, with what probes saw up to that moment."""
    found = _Gathered()
    count = 0
    for form, links in with_links(connection, publisher, at):
        count += 1
        _add(found, form, links, speech)
    total = mqa_total(found.estimates)
    return {
        "statement": speech.say("measures.statement"),
        "entries": count,
        "entries_with_an_address_that_was_asked": found.asked,
        "mqa": mqa_document(total, speech) if total else None,
        "stars": _stars(found),
        "hvd": _hvd(found),
        "real_time": {
            "version": realtime_page().version,
            "entries": len(found.live),
            "listed": found.live[:LISTED],
        },
    }


def with_links(
    connection: Connection, publisher: str, at: datetime
) -> Iterator[tuple[PublishedForm, Mapping[str, Link]]]:
    """Give each entry with what probes saw of its addresses."""
    layers = mqa_page().conforming
    forms = published_forms(connection, publisher, layers)
    while some := list(islice(forms, AT_A_TIME)):
        links = links_of_entries(connection, [one.uuid for one in some], at)
        yield from ((one, links) for one in some)


def _add(found: _Gathered, form: PublishedForm, links: Mapping[str, Link], speech: Speech) -> None:
    entry = described(form.body)
    nodes = (*entry.distributions, *entry.services)
    found.asked += any(url in links for node in nodes for url in entry.addresses(node))
    assessed = estimate(entry, ok=form.sound, links=links)
    if assessed:
        found.estimates.append(assessed)
    counted = stars(entry, links=links)
    found.stars[counted.least, counted.most] += 1
    found.open[counted.open] += 1
    found.but_for_licence += counted.open is not True and counted.but_for_licence >= counted.floor
    named = {"entry": form.uuid, "identifier": form.identifier, "title": form.title}
    high = hvd(entry, links=links)
    found.hvd[high.standing] += 1
    if high.standing is not HvdStanding.NONE:
        listed = found.claimed if high.standing is HvdStanding.CLAIMED else found.candidates
        listed.append(named | hvd_document(high, speech))
    live = real_time(entry, links=links)
    if live:
        checks = [reply_document(one, speech) for one in live.answers]
        found.live.append(named | {"because": live.because, "interval": live.interval, "checks": checks})


def mqa_document(total: MqaTotal, speech: Speech) -> Document:
    """Give what the assessment would say of a catalogue, per metric."""
    page = mqa_page()
    return {
        "version": total.version,
        "as_read": page.as_read,
        "of": page.most,
        "datasets": total.datasets,
        "least": round(total.least, 1),
        "most": round(total.most, 1),
        "rating": {"least": page.rating(total.least), "most": page.rating(total.most)},
        "ratings": [
            {"least": least, "most": most, "datasets": count}
            for (least, most), count in sorted(total.rated.items())
        ],
        "penalty": round(total.penalty, 1),
        "metrics": [
            {
                "metric": one.name,
                "title": speech.say(f"measures.mqa.{one.name}"),
                "dimension": one.dimension,
                "points": one.points,
                **dict(zip(("gained", "not_gained", "not_looked_at"), total.metrics[one.name], strict=True)),
            }
            for one in page.metrics
        ],
    }


def _stars(found: _Gathered) -> Document:
    return {
        "version": stars_page().version,
        "floor": stars_page().floor,
        "entries": [
            {"least": least, "most": most, "entries": count}
            for (least, most), count in sorted(found.stars.items())
        ],
        "open_data": found.open[True],
        "not_open_data": found.open[False],
        "unsettled": found.open[None],
        "but_for_licence": found.but_for_licence,
    }


def _hvd(found: _Gathered) -> Document:
    return {
        "version": hvd_page().version,
        "claimed": found.hvd[HvdStanding.CLAIMED],
        "candidates": found.hvd[HvdStanding.CANDIDATE],
        "failed_checks": _failed(found.claimed),
        "listed_claims": found.claimed[:LISTED],
        "listed_candidates": found.candidates[:LISTED],
    }


def _failed(claimed: Sequence[Document]) -> dict[str, int]:
    """Count per check the claimed entries that fail it."""
    checks = (check for one in claimed for check in one["checks"])
    failed = (check["check"] for check in checks if check["outcome"] == Outcome.FAIL)
    return dict(sorted(Counter(failed).items()))
