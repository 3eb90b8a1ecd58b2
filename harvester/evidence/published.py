"""What was published when, as a bundle tells it, held to what it rests on.

Every line of the log is made anew: what happened follows from what stood, and the graph that was published
from the version that the line names. So nobody can say that something else was published, or at another
moment than between its neighbours, without a version, a line or a seal that does not fit.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final, NamedTuple

from sqlalchemy import Connection

from catalogue.store.seals import missing_events
from catalogue.targets.events import Verb, graph_digest
from catalogue.views.events import Logged, logged

__all__ = ["Line", "Published", "log_again", "summed_up"]

FIRST: Final = datetime.min.replace(tzinfo=UTC)


class Line(NamedTuple):
    """One line of the log: what it states, and what comes out."""

    entry: str
    """UUID; empty for the catalogue itself, and for a line that is gone."""
    title: str
    where: str
    """Its moment; the key of a line that is gone."""
    then: str
    now: str
    at: datetime | None = None
    """None of a line that is gone."""
    stands: bool = False
    """The entry was published from this moment on."""


class Published(NamedTuple):
    """What the log of a publisher comes to."""

    first: datetime
    last: datetime
    """Of its publications that changed something."""
    standing: int
    """Entries that stood in the feed after the last one."""


def summed_up(lines: Iterable[Line]) -> Published | None:
    """Say what a log comes to; None of an empty one."""
    told = [(one.at, one) for one in lines if one.at is not None]
    if not told:
        return None
    stands = {one.entry: one.stands for _, one in told if one.entry}
    moments = [at for at, _ in told]
    return Published(min(moments), max(moments), sum(stands.values()))


def log_again(connection: Connection, publisher: str, entries: Sequence[str] = ()) -> Iterator[Line]:
    """Make the log of a publisher anew, line by line; where these entries go alone, it is a part."""
    stands: dict[str, str] = {}
    """IRI → digest of what was published last."""
    before = FIRST
    for one in logged(connection, publisher):
        then = " ".join([_moment(one.at), one.verb, one.digest]).strip()
        now = " ".join([_moment(max(before, one.at)), *_made(one, stands.get(one.iri))]).strip()
        stood_then = one.verb is not Verb.DELETE
        yield Line(_uuid(one), one.title, _moment(one.at), then, now, one.at, stood_then)
        before = max(before, one.at)
        stands[one.iri] = one.digest
    if not entries:
        for key, digest in missing_events(connection, publisher):
            yield Line("", "", str(key), digest, "")


def _made(one: Logged, stood: str | None) -> tuple[str, str]:
    """Say what must have happened, and the digest of what was published."""
    if one.verb is Verb.DELETE:
        return (Verb.DELETE if stood else "", "")
    verb = Verb.UPDATE if stood else Verb.CREATE
    digest = graph_digest(one.graph)
    return ("" if digest == stood else verb, digest if _rests_on_version(one) else "")


def _rests_on_version(one: Logged) -> bool:
    """Tell whether what was published is that version of that very entry, of which links may be left out."""
    if not one.is_entry:
        return one.version_id is None
    left = set(one.altered.splitlines())
    return one.version_iri == one.iri and left <= set(one.version.splitlines())


def _uuid(one: Logged) -> str:
    return one.iri.rpartition("/")[2] if one.is_entry else ""


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds")
