"""From an entry as it was judged then to as it is judged now, one cause at a time.

The order is the law of the account, for causes work together: a check that is new and fails by a change at
the source moves nothing under the old rubric. Our own side goes first (what we make of it, what we ask of
it), so that what is laid to a source is measured by the rules of today; then its record, the days that
passed, what addresses answered, others, and what people said.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, NamedTuple

from catalogue.charter import Rubric, Score, Verdict, score
from catalogue.model import PublisherFacts
from catalogue.store.assessments import unpack_verdicts
from catalogue.testimony import Link, Testimony
from catalogue.views.stood import Stood
from harvester.attribution.account import Cause
from harvester.rejudging import Reread, judged_again

__all__ = ["STEPS", "Between", "State", "kept_state", "states"]

STEPS: Final = (
    Cause.MAPPING,
    Cause.LINK,
    Cause.RUBRIC,
    Cause.SOURCE,
    Cause.TIME,
    Cause.OWN_SIDE,
    Cause.LINK,
    Cause.ELSEWHERE,
    Cause.ATTESTATION,
    Cause.LINK,
    Cause.MAPPING,
    Cause.UNREADABLE,
)
"""What leads from each state to the next.

Links stand there three times: what was known at the first moment and not judged yet then, what came after
it, and what was known at the last moment and is not judged yet.
"""


class State(NamedTuple):
    score: Score
    verdicts: Sequence[Verdict]


class Between(NamedTuple):
    """One entry at two moments, and what was known of it at each."""

    before: Stood
    after: Stood
    reread: tuple[Reread, Reread] | None
    """``None``: it cannot be read again."""
    then: Testimony
    """What was known then, of the addresses that it named then."""
    ahead: Testimony
    """What was known then, of the addresses that it names now."""
    now: Testimony


def states(one: Between, rubrics: tuple[Rubric, Rubric], facts: PublisherFacts | None) -> list[State]:
    """Give the states on the way, one more than there are :data:`STEPS`."""
    first, last = kept_state(one.before, rubrics[0]), kept_state(one.after, rubrics[1])
    if one.before.assessment_id == one.after.assessment_id and first is not None:
        return [first] * (len(STEPS) + 1)
    if one.reread is None:
        start, end = first or last, last or first
        if start is None or end is None:
            raise ValueError(one.before.uuid)  # whoever asks keeps to entries of these rubrics
        return [start] * len(STEPS) + [end]
    return _worked_out(one, one.reread, rubrics, facts, first, last)


def _worked_out(  # noqa: PLR0917  both ends of the way
    one: Between,
    reread: tuple[Reread, Reread],
    rubrics: tuple[Rubric, Rubric],
    facts: PublisherFacts | None,
    first: State | None,
    last: State | None,
) -> list[State]:
    old, new = rubrics
    moment, later = one.before.judged_at, one.after.judged_at

    def judged(read: Reread, rubric: Rubric, at: datetime, known: Testimony) -> State:
        found = judged_again(read, rubric, at=at, testimony=known, facts=facts)
        return State(found.score, found.verdicts)

    then, ahead, now = one.then, one.ahead, one.now
    aged = replace(ahead, history=now.history)
    unasked = replace(aged, links=_unasked(ahead.links, now.links))
    asked = replace(unasked, links=now.links)
    others = replace(asked, copies=now.copies, duplicates=now.duplicates)
    begin = judged(reread[0], old, moment, then)
    end = judged(reread[1], new, later, now)
    first, last = first or begin, last or end
    return [
        first,
        first if _by_these_rules(reread[0], old) else begin,
        begin,
        judged(reread[0], new, moment, then) if old.digest != new.digest else begin,
        judged(reread[1], new, moment, ahead),
        judged(reread[1], new, later, aged),
        judged(reread[1], new, later, unasked),
        judged(reread[1], new, later, asked),
        judged(reread[1], new, later, others),
        end,
        last if _by_these_rules(reread[1], new) else end,
        last,
        last,
    ]


def kept_state(one: Stood, rubric: Rubric) -> State | None:
    """Give what was kept; ``None`` where it was judged by another rubric."""
    if one.rubric_sha256 not in {"", rubric.digest} or one.rubric != rubric.version:
        return None
    verdicts = unpack_verdicts(one.verdicts)
    return State(score(verdicts, rubric), verdicts)


def _by_these_rules(read: Reread, rubric: Rubric) -> bool:
    """Tell whether the rules of today are those that judged it: then they cannot be what differs."""
    return read.rules.with_rubric(rubric).fingerprint == read.stood.rules


def _unasked(before: Mapping[str, Link], after: Mapping[str, Link]) -> dict[str, Link]:
    """Take from after what nothing new was counted of since: it differs by our own side alone."""
    return {
        url: after[url] if url in after and after[url].latest.at == link.latest.at else link
        for url, link in before.items()
    }
