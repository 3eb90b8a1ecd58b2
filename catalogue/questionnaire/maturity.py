"""The maturity of one publisher in six areas, now and at the end of each year: what is answered, what shows.

Of a year only what was kept by then is looked at, and what was signed by then: an older paper that was taken
over later speaks of its own year. Numbers are means in which each check counts the same; that is ours.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, NamedTuple

from catalogue.charter import Check, Level, Outcome, Rubric
from catalogue.charter.answering import answered
from catalogue.charter.scoring import mean
from catalogue.charter.verdict import VALUES, Ruling
from catalogue.questionnaire.areas import Area, areas
from catalogue.testimony import Attestation, Review

__all__ = ["Answered", "AreaSight", "Kept", "Maturity", "Signal", "Year", "maturity"]


class Kept(NamedTuple):
    """The score of a publisher as it was kept at a moment."""

    at: datetime
    document: Mapping[str, Any]


class Signal(NamedTuple):
    """What looking gave on one check."""

    check: str
    value: float | None
    determined: int
    """Entries of which it could be determined, or 1 for the publisher itself."""
    asked: int
    """Entries that it concerns."""


class Answered(NamedTuple):
    check: str
    value: float | None
    """``None``: open, or not applicable."""
    reason: str
    attestation: Attestation | None
    audited: bool


class Year(NamedTuple):
    year: int
    until: datetime
    """Its end, or now in the present one."""
    automatic: float | None
    coverage: float
    """Share of the checks that looking determined."""
    attested: float | None
    answers: int
    asked: int
    rubric: str
    """Of the score that was kept by then; empty: none was."""
    taken_over: int
    """Answers that were recorded only after the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSight:
    area: Area
    answers: tuple[Answered, ...]
    signals: tuple[Signal, ...]
    years: tuple[Year, ...]
    """Oldest first, the present one last."""

    @property
    def now(self) -> Year:
        return self.years[-1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Maturity:
    publisher: str
    at: datetime
    rubric: Rubric
    areas: tuple[AreaSight, ...]


def maturity(
    publisher: str,
    rubric: Rubric,
    *,
    present: Mapping[str, Any],
    kept: Sequence[Kept],
    attestations: Sequence[Attestation],
    at: datetime,
) -> Maturity:
    """Lay out the six areas. ``present`` is the score as it stands, ``kept`` those before, oldest first."""
    moments = [_end(year, at) for year in range(_first(kept, attestations, at), at.year + 1)]
    sights = [(until, _kept_by(kept, until) if until < at else Kept(at, present)) for until in moments]
    return Maturity(
        publisher=publisher,
        at=at,
        rubric=rubric,
        areas=tuple(_sight(area, rubric, sights, attestations) for area in areas()),
    )


def _first(kept: Sequence[Kept], attestations: Sequence[Attestation], at: datetime) -> int:
    known = [one.at.year for one in kept] + [one.signed_at.year for one in attestations]
    return min([*known, at.year])


def _end(year: int, at: datetime) -> datetime:
    return min(datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC), at)


def _kept_by(kept: Sequence[Kept], until: datetime) -> Kept | None:
    return next((one for one in reversed(kept) if one.at <= until), None)


def _sight(
    area: Area,
    rubric: Rubric,
    sights: Sequence[tuple[datetime, Kept | None]],
    attestations: Sequence[Attestation],
) -> AreaSight:
    asked = [rubric.by_id[check] for check in area.answers if check in rubric.by_id]
    of_years = [
        (until, score, _answers(asked, score, attestations, until), _signals(area, score))
        for until, score in sights
    ]
    _, _, answers, signals = of_years[-1]
    return AreaSight(
        area=area,
        answers=tuple(answers),
        signals=tuple(signals),
        years=tuple(_year(until, score, found, seen) for until, score, found, seen in of_years),
    )


def _year(
    until: datetime, score: Kept | None, answers: Sequence[Answered], signals: Sequence[Signal]
) -> Year:
    concerned = [one for one in signals if one.asked]
    given = [one for one in answers if one.value is not None]
    late = [one for one in given if one.attestation and (one.attestation.recorded_at or until) > until]
    return Year(
        year=until.year,
        until=until,
        automatic=mean(one.value for one in signals if one.value is not None),
        coverage=mean(one.determined / one.asked for one in concerned) or 0.0,
        attested=mean(one.value for one in given if one.value is not None),
        answers=len(given),
        asked=len(answers),
        rubric=str(score.document["rubric"]) if score else "",
        taken_over=len(late),
    )


def _signals(area: Area, score: Kept | None) -> list[Signal]:
    """Give what looking gave, check by check, in the score that was kept; nothing where none was."""
    if score is None:
        return []
    entries: Mapping[str, Mapping[str, int]] = score.document["checks"]
    own = [one for one in score.document["verdicts"] if area.signalled(one["check"])]
    found = [_of_entries(check, counts) for check, counts in entries.items() if area.signalled(check)]
    found += [_of_publisher(one) for one in own]
    return sorted(found)


def _of_entries(check: str, counts: Mapping[str, int]) -> Signal:
    concerned = {outcome: count for outcome, count in counts.items() if outcome != Outcome.NOT_APPLICABLE}
    worth = {outcome: VALUES[Outcome(outcome)] for outcome in concerned}
    determined = sum(count for outcome, count in concerned.items() if worth[outcome] is not None)
    earned = sum(count * (worth[outcome] or 0) for outcome, count in concerned.items())
    value = earned / determined if determined else None
    return Signal(check, value, determined, sum(concerned.values()))


def _of_publisher(verdict: Mapping[str, Any]) -> Signal:
    concerned = verdict["outcome"] != Outcome.NOT_APPLICABLE
    return Signal(verdict["check"], verdict["value"], int(verdict["value"] is not None), int(concerned))


def _answers(
    asked: Sequence[Check], score: Kept | None, attestations: Sequence[Attestation], until: datetime
) -> list[Answered]:
    then = _then(attestations, until)
    return [_answered(check, score, [one for one in then if one.check == check.id], until) for check in asked]


def _then(attestations: Sequence[Attestation], until: datetime) -> list[Attestation]:
    """Give those signed by a moment; one that was replaced later stood then."""
    signed = {one.id: one.signed_at for one in attestations}
    return [
        replace(one, superseded_by="") if signed.get(one.superseded_by, until) > until else one
        for one in attestations
        if one.signed_at <= until
    ]


def _answered(check: Check, score: Kept | None, given: Sequence[Attestation], until: datetime) -> Answered:
    """Read the answer on a check; on entries the mean of what was said of them, where a score was kept."""
    if score and check.level is not Level.PUBLISHER and check.id in score.document["checks"]:
        said = score.document["answers"].get(check.id)
        return Answered(check.id, said["value"] if said else None, "entries", None, audited=False)
    whole = [one for one in given if not one.narrow]
    ruling = answered(check, Ruling(Outcome.MANUAL, "not-attested", {}), whole, until)
    shown = ruling.observed.get("attestation", {})
    one = next((each for each in whole if each.id == shown.get("id")), None)
    audited = one is not None and one.review is Review.ACCEPTED
    return Answered(check.id, VALUES[ruling.outcome], ruling.reason, one, audited=audited)
