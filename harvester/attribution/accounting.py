"""Working an account out, of an entry or of a publisher, from what was kept at both moments.

Nothing is written and no source is asked anything. Entries whose assessment is the same at both moments are
not read again: nothing moved in them.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from catalogue.scores import rubric_then
from catalogue.testimony import NOTHING, NOTHING_OF_PUBLISHER, PublisherTestimony, Testimony
from catalogue.views.stood import Stood, stood
from catalogue.views.testimony import named, testimonies
from harvester.attribution.account import (
    Account,
    Cause,
    Figure,
    Passing,
    parts_of,
)
from harvester.attribution.steps import STEPS, Between, states
from harvester.attribution.way import Way, movements_of
from harvester.kept import FindSource
from harvester.rejudging import Reread, known_then, reread
from harvester.runs.rules import Rules

__all__ = ["NothingKnown", "Witness", "account_of_entry", "account_of_publisher"]

Witness = Callable[[Connection, datetime], PublisherTestimony]
"""Tells what was known of a publisher itself at a moment."""
CHUNK: Final = 200
"""Entries that are held in memory twice."""


class NothingKnown(Exception):  # noqa: N818  it is no error of anybody
    """Raised when nothing stood at one of the moments."""


def _no_witness(_connection: Connection, _at: datetime) -> PublisherTestimony:
    return NOTHING_OF_PUBLISHER


def account_of_entry(
    connection: Connection,
    uuid: str,
    *,
    rules: Rules,
    since: datetime,
    until: datetime,
    find: FindSource = lambda _: None,
) -> Account:
    """Tell why the score of an entry moved. Raises NothingKnown where it did not stand at a moment."""
    before, after = (stood(connection, at, uuids=[uuid]) for at in (since, until))
    if not before or not after:
        raise NothingKnown(uuid)
    rubrics = rubric_then(connection, before), rubric_then(connection, after)
    one = next(_between(connection, {uuid: (before[0], after[0])}, rules, until, find))
    way = states(one, rubrics, rules.facts)
    figures = [Figure.of(state.score.value, state.score.coverage) for state in way]
    return Account(
        publisher=after[0].publisher,
        uuid=uuid,
        title=after[0].title,
        since=since,
        until=until,
        rubrics=(rubrics[0].version, rubrics[1].version),
        before=figures[0],
        after=figures[-1],
        rebased=figures[STEPS.index(Cause.RUBRIC) + 1],
        parts=parts_of(STEPS, figures, movements_of(one, way)),
        entries=1,
        unreadable=[] if one.reread else [_passing(after[0])],
    )


def account_of_publisher(
    connection: Connection,
    publisher: str,
    *,
    rules: Rules,
    since: datetime,
    until: datetime,
    find: FindSource = lambda _: None,
    witness: Witness = _no_witness,
) -> Account:
    """Tell why the score of a publisher moved. Raises NothingKnown where nothing of it stood at a moment."""
    old, new = (
        {one.uuid: one for one in stood(connection, at, publisher=publisher)} for at in (since, until)
    )
    if not old or not new:
        raise NothingKnown(publisher)
    rubrics = rubric_then(connection, old.values()), rubric_then(connection, new.values())
    way = Way(rubrics, (witness(connection, since), witness(connection, until)), since, until)
    went = [old[uuid] for uuid in sorted(old.keys() - new.keys())]
    came = [new[uuid] for uuid in sorted(new.keys() - old.keys())]
    unreadable = []
    pairs = {uuid: (old[uuid], new[uuid]) for uuid in old if uuid in new}
    for one in _between(connection, pairs, rules, until, find):
        steps = states(one, rubrics, rules.facts)
        way.add(one, steps)
        if one.reread is None and one.before.assessment_id != one.after.assessment_id:
            unreadable.append(_passing(one.after))
    figures, movements = way.ends(went, came)
    return Account(
        publisher=publisher,
        since=since,
        until=until,
        rubrics=(rubrics[0].version, rubrics[1].version),
        before=figures[0],
        after=figures[-1],
        rebased=way.rebased(),
        parts=parts_of((Cause.WENT, *STEPS, Cause.CAME), figures, movements),
        entries=len(pairs),
        came=[_passing(one) for one in came],
        went=[_passing(one) for one in went],
        unreadable=unreadable,
    )


def _passing(one: Stood) -> Passing:
    return Passing(one.uuid, one.title, one.score)


Pairs = Mapping[str, tuple[Stood, Stood]]


def _between(
    connection: Connection, pairs: Pairs, rules: Rules, until: datetime, find: FindSource
) -> Iterator[Between]:
    """Gather, of each entry that stood at both moments, what is needed to walk from one to the other."""
    moving: dict[str, tuple[Stood, Stood]] = {}
    for uuid, (before, after) in pairs.items():
        if before.assessment_id == after.assessment_id:
            yield Between(before, after, None, NOTHING, NOTHING, NOTHING)
        else:
            moving[uuid] = (before, after)
    names = list(moving)
    for start in range(0, len(names), CHUNK):
        some = {uuid: moving[uuid] for uuid in names[start : start + CHUNK]}
        yield from _gathered(connection, some, rules, until, find)


def _gathered(
    connection: Connection, some: Pairs, rules: Rules, until: datetime, find: FindSource
) -> Iterator[Between]:
    first, last = (
        _read(connection, [pair[which] for pair in some.values()], rules, until, find) for which in (0, 1)
    )
    both = {uuid: (first[uuid], last[uuid]) for uuid in some if uuid in first and uuid in last}
    then = _known(connection, [pair[0] for pair in both.values()])
    now = _known(connection, [pair[1] for pair in both.values()])
    ahead = _ahead(connection, both.values(), then)
    for uuid, (before, after) in some.items():
        if uuid in both:
            yield Between(before, after, both[uuid], then[uuid], ahead[uuid], now[uuid])
        else:
            yield Between(before, after, None, NOTHING, NOTHING, NOTHING)


def _read(
    connection: Connection, standing: Sequence[Stood], rules: Rules, until: datetime, find: FindSource
) -> dict[str, Reread]:
    """Make entries again by the rules of today, at both ends: so that these cannot be what differs."""
    ordered = sorted(standing, key=lambda one: (one.source, one.origin.run_id, one.origin.payload))
    return {
        one.stood.uuid: one
        for batch in reread(connection, ordered, rules=rules, day=until.date(), find=find)
        for one in batch
        if isinstance(one, Reread)
    }


def _known(connection: Connection, read: Sequence[Reread]) -> dict[str, Testimony]:
    """Give what was known of each entry at the moment at which it was judged."""
    found: dict[str, Testimony] = {}
    for at, some in _by_moment(read).items():
        known = known_then(connection, some, at)
        found |= {one.stood.uuid: known[one.stood.entry_id] for one in some}
    return found


def _ahead(
    connection: Connection, both: Collection[tuple[Reread, Reread]], then: Mapping[str, Testimony]
) -> dict[str, Testimony]:
    """Give what was known then of the addresses that each entry names now."""
    by_entry = {old.stood.entry_id: new.stood.body for old, new in both}
    found = {}
    for at, some in _by_moment([old for old, _ in both]).items():
        addresses = {one.stood.entry_id: named(by_entry[one.stood.entry_id]) for one in some}
        known = testimonies(connection, addresses, at)
        for one in some:
            links = known[one.stood.entry_id].links
            found[one.stood.uuid] = replace(then[one.stood.uuid], links=links)
    return found


def _by_moment(read: Iterable[Reread]) -> dict[datetime, list[Reread]]:
    found: dict[datetime, list[Reread]] = {}
    for one in read:
        found.setdefault(one.stood.judged_at, []).append(one)
    return found
