"""What the metadata quality assessment of data.europa.eu would say: an estimate, theirs to decide.

Points of which nobody looked whether they are gained are not counted as lost: an estimate is a range.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from catalogue.charter import FindingLike
from catalogue.measures.described import Described
from catalogue.measures.mqa_table import Ask, Metric, MqaPage, Rating, mqa_page
from catalogue.measures.reach import any_answers
from catalogue.model import Kind
from catalogue.testimony import Link

__all__ = ["Estimate", "MqaTotal", "conforms", "estimate", "mqa_total"]

Gained = bool | None
"""``None``: it was not looked at."""
Metrics = dict[str, Gained]


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    version: str
    metrics: Metrics
    """By name, of the dataset and its best distribution."""
    best: str
    """IRI of the distribution that counts; empty: there is none."""
    penalty: int
    """What distributions without format or media type cost."""
    least: int
    """Points that are known to be gained."""
    most: int
    """Those, and all that nobody looked at."""
    ratings: tuple[Rating, Rating]
    """At the least and at the most."""

    @property
    def unsettled(self) -> int:
        return self.most - self.least


class _Offered(NamedTuple):
    iri: str
    metrics: Metrics
    best: int
    """Points in the dimension that chooses."""
    least: int
    most: int


def conforms(findings: Iterable[FindingLike] | None) -> Gained:
    """Tell whether an entry follows DCAT-AP as its SHACL run would find; ``None``: it was not validated."""
    if findings is None:
        return None
    layers = mqa_page().conforming
    return not any(one.severity == "error" and one.layer in layers for one in findings)


def estimate(entry: Described, *, ok: Gained, links: Mapping[str, Link]) -> Estimate | None:
    """Estimate one dataset; ``None`` for a service or a series, which the assessment does not look at.

    ``ok`` is what :func:`conforms` gives.
    """
    if entry.kind is not Kind.DATASET:
        return None
    page = mqa_page()
    whole = {one.name: _of_dataset(one, entry, page, ok) for one in page.metrics if one.on != "distribution"}
    offered = [_offered(iri, entry, page, links) for iri in entry.distributions]
    chosen = max(offered, key=lambda one: (one.best, one.least, one.most), default=None)
    none: Metrics = {one.name: False for one in page.metrics if one.on == "distribution"}
    metrics = _either(whole, chosen.metrics if chosen else none)
    penalty = sum(
        one.penalty for each in offered for one in page.metrics if not each.metrics.get(one.name, True)
    )
    spare = max((one.most for one in offered if chosen and one.best == chosen.best), default=0)
    least = _sum(page, metrics, penalty, lambda gained: gained is True)
    most = _sum(page, metrics, penalty, lambda gained: gained is not False)
    most += spare - (chosen.most if chosen else 0)
    return Estimate(
        version=page.version,
        metrics={one.name: metrics[one.name] for one in page.metrics},
        best=chosen.iri if chosen else "",
        penalty=penalty,
        least=least,
        most=most,
        ratings=(page.rating(least), page.rating(most)),
    )


def _offered(iri: str, entry: Described, page: MqaPage, links: Mapping[str, Link]) -> _Offered:
    asked = [one for one in page.metrics if one.on != "dataset"]
    metrics = {one.name: _holds_all(one.asks, iri, entry, page, links) for one in asked}
    return _Offered(
        iri,
        metrics,
        sum(one.points for one in asked if one.dimension == page.best and metrics[one.name]),
        sum(one.points for one in asked if metrics[one.name]),
        sum(one.points for one in asked if metrics[one.name] is not False),
    )


def _of_dataset(metric: Metric, entry: Described, page: MqaPage, ok: Gained) -> Gained:
    return ok if metric.conforms else _holds_all(metric.asks, entry.iri, entry, page, {})


def _holds_all(
    asks: Sequence[Ask], iri: str, entry: Described, page: MqaPage, links: Mapping[str, Link]
) -> Gained:
    held = [_holds(ask, entry.values(iri, ask.of), page, links) for ask in asks]
    return False if False in held else None if None in held else True


def _holds(ask: Ask, values: list[str], page: MqaPage, links: Mapping[str, Link]) -> Gained:
    if ask.answers:
        return any_answers(values, links)
    if not ask.list:
        return bool(values)
    known = page.lists[ask.list]
    return any(value in known for value in values)


def _either(whole: Metrics, part: Metrics) -> Metrics:
    """Join what a dataset and its distribution gain; a metric of both is gained by one of them."""
    return part | {name: gained or part.get(name, gained) for name, gained in whole.items()}


def _sum(page: MqaPage, metrics: Metrics, penalty: int, counts: Callable[[Gained], bool]) -> int:
    points = Counter[str]()
    for one in page.metrics:
        points[one.dimension] += one.points if counts(metrics[one.name]) else 0
    points[page.best] = max(0, points[page.best] - penalty)
    return sum(points.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class MqaTotal:
    """Of many datasets: the mean range, and per metric how many gain it, do not, or were not looked at."""

    version: str
    datasets: int
    least: float
    most: float
    metrics: dict[str, tuple[int, int, int]]
    """By name: gained, not gained, not looked at."""
    rated: dict[tuple[Rating, Rating], int]
    """How many by rating at the least and at the most."""
    penalty: float
    """Mean of what distributions without format or media type cost."""


def mqa_total(estimates: Iterable[Estimate]) -> MqaTotal | None:
    """Add estimates up; ``None`` where there is none."""
    count, least, most, penalty = 0, 0, 0, 0
    rated, gained = Counter[tuple[Rating, Rating]](), Counter[tuple[str, Gained]]()
    for one in estimates:
        count, least, most = count + 1, least + one.least, most + one.most
        penalty += one.penalty
        rated[one.ratings] += 1
        gained.update(one.metrics.items())
    if not count:
        return None
    page = mqa_page()
    return MqaTotal(
        version=page.version,
        datasets=count,
        least=least / count,
        most=most / count,
        metrics={
            one.name: (gained[one.name, True], gained[one.name, False], gained[one.name, None])
            for one in page.metrics
        },
        rated=dict(rated),
        penalty=penalty / count,
    )
