"""Verdicts drawn at random, each with its whole chain of evidence, so that a person can trace them by hand.

Every check and outcome is drawn from in turn, so that rare ones are among them too: the draw shows whether
rules work, and not how often something fails. The same seed draws the same verdicts of the same evidence.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple

import orjson
from sqlalchemy import Connection, select

from catalogue.charter import Check, Rubric, Verdict
from catalogue.errors import OogstError
from catalogue.model import Record
from catalogue.store import tables as t
from catalogue.store.assessments import unpack_verdicts
from catalogue.testimony import Observation
from catalogue.views.stood import Stood
from catalogue.views.testimony import named, seen_of
from harvester.evidence.numbers import rubric_of
from harvester.kept import FindSource, kept_records

__all__ = ["Drawn", "Page", "draw"]

Stratum = tuple[str, str]
"""A check, and an outcome of it."""


class Page(NamedTuple):
    """Where the bytes behind a record came from."""

    url: str
    retrieved_at: str
    status: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One verdict and all that it rests on."""

    stood: Stood
    verdict: Verdict
    check: Check
    rubric: Rubric
    size: int
    """Verdicts of this check with this outcome, of which this is one."""
    page: Page | None
    record: Record | None
    failure: OogstError | None
    observations: Sequence[Observation]
    """What probes had seen last, by then, of the addresses that the verdict speaks of."""


def draw(
    connection: Connection,
    standing: Sequence[Stood],
    *,
    count: int,
    seed: int,
    find: FindSource = lambda _: None,
    advance: Callable[[int], None] = lambda _: None,
) -> list[Drawn]:
    """Draw verdicts on entries as they stood, by check and outcome in turn."""
    strata = _strata(standing)
    chosen = sorted(_chosen(strata, count, seed))
    origins = {standing[at].uuid: standing[at].origin for at, _ in chosen}
    ordered = sorted(origins.values(), key=lambda one: (one.run_id, one.payload))
    read = {one.origin.uuid: one for one in kept_records(connection, ordered, find)}
    rubrics: dict[str, Rubric] = {}
    found = []
    for at, number in chosen:
        one = standing[at]
        verdict = unpack_verdicts(one.verdicts)[number]
        rubric = rubrics.get(one.rubric_sha256)
        if rubric is None:
            rubric = rubrics[one.rubric_sha256] = rubric_of(connection, one)
        again = read[one.uuid]
        found.append(
            Drawn(
                stood=one,
                verdict=verdict,
                check=rubric.by_id[verdict.check],
                rubric=rubric,
                size=len(strata[verdict.check, verdict.outcome]),
                page=_page(connection, one),
                record=again.record,
                failure=again.failure,
                observations=_observations(connection, one, verdict),
            )
        )
        advance(1)
    return found


def _strata(standing: Sequence[Stood]) -> Mapping[Stratum, list[tuple[int, int]]]:
    """Put every verdict, by the number of its entry and its own, under its check and outcome."""
    strata: dict[Stratum, list[tuple[int, int]]] = {}
    for at, one in enumerate(standing):
        for number, verdict in enumerate(unpack_verdicts(one.verdicts)):
            strata.setdefault((verdict.check, verdict.outcome), []).append((at, number))
    return strata


def _chosen(
    strata: Mapping[Stratum, Sequence[tuple[int, int]]], count: int, seed: int
) -> Iterator[tuple[int, int]]:
    """Take one of each stratum in turn, in an order that the seed gives, until there are enough."""
    chance = Random(seed)  # noqa: S311  a draw that anybody has to be able to repeat
    piles = []
    for name in sorted(strata):
        pile = list(strata[name])
        chance.shuffle(pile)
        piles.append(pile)
    chance.shuffle(piles)
    left = count
    while left and (piles := [pile for pile in piles if pile]):
        for pile in piles[:left]:
            yield pile.pop()
        left -= min(left, len(piles))


def _page(connection: Connection, one: Stood) -> Page | None:
    p = t.page.c
    query = select(p.url, p.retrieved_at, p.status).where(
        p.sha256 == one.origin.payload, p.run_id <= one.origin.run_id
    )
    row = connection.execute(query.order_by(p.run_id.desc(), p.id).limit(1)).first()
    return Page(row.url, row.retrieved_at.isoformat(), row.status) if row else None


def _observations(connection: Connection, one: Stood, verdict: Verdict) -> list[Observation]:
    """Give what had been seen last, by then, of the addresses that the evidence names."""
    links = seen_of(connection, {one.entry_id: named(one.body)}, one.judged_at)[one.entry_id]
    said = _texts(verdict.evidence)
    spoken = {url: link for url, link in links.items() if url in said}
    return [link.latest for link in spoken.values()]


def _texts(evidence: dict[str, Any]) -> set[str]:
    """Give every text in the evidence."""
    found: set[str] = set()
    left: list[Any] = [orjson.loads(orjson.dumps(evidence))]
    while left:
        value = left.pop()
        if isinstance(value, str):
            found.add(value)
        elif isinstance(value, dict):
            left += [*value.keys(), *value.values()]
        elif isinstance(value, list):
            left += value
    return found
