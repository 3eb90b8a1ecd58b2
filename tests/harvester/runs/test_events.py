"""The stream of events follows the feed: replayed to its end, it is the feed, whatever happened between."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyoxigraph as ox
import pytest
from sqlalchemy import select

from catalogue.errors import TargetError
from catalogue.packing import pack, unpack
from catalogue.store import tables as t
from catalogue.targets import last_copy
from catalogue.views import EventLog, Listed
from harvester.runs import make_rules
from harvester.runs.catalogues import whole_of
from harvester.runs.events import published, write_stream
from harvester.runs.happened import log_publication
from tests.replayed import contents, marks, members, replayed
from tests.road.towns import Town, rules_of

MakeTown = Callable[[str], Town]


@pytest.fixture
def zonnegem(town: MakeTown) -> Town:
    """Give a town that published once, with its stream."""
    harvested = replace(town("ckan"), further=(write_stream,))
    harvested.publish()
    return harvested


def place_of(town: Town) -> Path:
    return town.folder / "feeds" / town.source.publisher / "events"


def feed_of(town: Town) -> set[ox.Triple]:
    path = town.folder / "feeds" / f"{town.source.publisher}.ttl"
    return {quad.triple for quad in ox.parse(path=str(path))}


def told(town: Town, since: int = 0) -> list[tuple[str, str]]:
    """List what happened in the log, but for the first so many."""
    with town.database.transaction() as connection:
        rows = connection.execute(select(t.event.c.verb, t.event.c.iri).order_by(t.event.c.id)).all()
    return [(verb, iri) for verb, iri in rows[since:]]


def some_entry(town: Town, number: int = 0) -> tuple[int, str]:
    """Give an entry that is published."""
    with town.database.transaction() as connection:
        rows = connection.execute(select(t.entry.c.id, t.entry.c.iri).order_by(t.entry.c.iri)).all()
    standing = replayed(place_of(town))
    found = [row for row in rows if row.iri in standing][number]
    return found.id, found.iri


def put(town: Town, entry: int, **values: object) -> None:
    with town.database.transaction() as connection:
        connection.execute(t.entry.update().where(t.entry.c.id == entry).values(**values))


def reword(town: Town, entry: int, words: bytes) -> None:
    """Give an entry a new version, under another title."""
    title = re.compile(rb'(<http://purl.org/dc/terms/title>) "[^"]*"')
    revise(town, entry, lambda body: title.sub(rb'\1 "' + words + b'"', body, count=1))


def revise(town: Town, entry: int, change: Callable[[bytes], bytes]) -> None:
    with town.database.transaction() as connection:
        of = select(t.version).join(t.entry, t.entry.c.version_id == t.version.c.id)
        row = dict(connection.execute(of.where(t.entry.c.id == entry)).mappings().one())
        row["body"] = pack(change(unpack(row["body"])))
        del row["id"]
        key = connection.execute(t.version.insert().values(**row).returning(t.version.c.id)).scalar_one()
        connection.execute(t.entry.update().where(t.entry.c.id == entry).values(version_id=key))


def assert_stream_is_the_feed(town: Town) -> None:
    standing = replayed(place_of(town))
    assert frozenset().union(*standing.values()) == feed_of(town)
    with town.database.transaction() as connection:
        copy = last_copy(town.folder / "feeds", town.source.publisher)
        assert copy is not None
        assert len(standing) == copy.entries + 1  # the catalogue itself
        assert set(standing) == {iri for _, iri in told(town)} & set(standing)
        assert EventLog(connection, None).spans() == EventLog(connection, town.source.publisher).spans()


def test_a_first_publication_creates_the_catalogue_and_every_entry(zonnegem: Town) -> None:
    assert {verb for verb, _ in told(zonnegem)} == {"Create"}
    assert_stream_is_the_feed(zonnegem)
    assert len({each.published for each in members(place_of(zonnegem))}) == 1


def test_publishing_what_did_not_change_touches_neither_log_nor_stream(zonnegem: Town) -> None:
    before = marks(place_of(zonnegem))
    count = len(told(zonnegem))
    zonnegem.publish()
    assert told(zonnegem, count) == []
    assert marks(place_of(zonnegem)) == before


def test_what_is_changed_taken_away_and_restored_is_told_in_that_order(zonnegem: Town) -> None:
    (one, first), (two, second) = some_entry(zonnegem), some_entry(zonnegem, 1)
    count = len(told(zonnegem))
    reword(zonnegem, one, b"anders")
    put(zonnegem, two, withdrawn_at=datetime.now(UTC))
    zonnegem.publish()
    assert {(verb, iri) for verb, iri in told(zonnegem, count)} >= {("Delete", second), ("Update", first)}
    assert_stream_is_the_feed(zonnegem)
    assert second not in replayed(place_of(zonnegem))
    count = len(told(zonnegem))
    put(zonnegem, two, withdrawn_at=None)
    zonnegem.publish()
    assert ("Create", second) in told(zonnegem, count)
    assert_stream_is_the_feed(zonnegem)


def test_an_entry_that_is_held_back_was_taken_away(zonnegem: Town) -> None:
    one, iri = some_entry(zonnegem)
    count = len(told(zonnegem))
    with zonnegem.database.transaction() as connection:
        mine = select(t.entry.c.assessment_id).where(t.entry.c.id == one).scalar_subquery()
        connection.execute(t.assessment.update().where(t.assessment.c.id == mine).values(published=False))
    zonnegem.publish()
    assert told(zonnegem, count)[0] == ("Delete", iri)
    assert_stream_is_the_feed(zonnegem)


def test_an_entry_whose_link_lost_its_end_is_told_anew_though_it_did_not_change(zonnegem: Town) -> None:
    (one, leads), (two, end) = some_entry(zonnegem), some_entry(zonnegem, 1)
    link = f"<{leads}> <http://purl.org/dc/terms/relation> <{end}> .\n".encode()
    revise(zonnegem, one, lambda body: body.replace(b".\n", b".\n" + link, 1))
    zonnegem.publish()
    assert end in linked_from(zonnegem, leads)
    for held, verb in ((datetime.now(UTC), "Delete"), (None, "Create")):
        count = len(told(zonnegem))
        put(zonnegem, two, withdrawn_at=held)
        zonnegem.publish()
        assert set(told(zonnegem, count)) == {(verb, end), ("Update", leads)}
        assert (end in linked_from(zonnegem, leads)) == (held is None)
        assert_stream_is_the_feed(zonnegem)


def linked_from(town: Town, iri: str) -> set[str]:
    return {triple.object.value for triple in replayed(place_of(town))[iri]}  # type: ignore[union-attr]


def test_another_description_of_the_catalogue_is_an_update_of_it(zonnegem: Town) -> None:
    facts = rules_of("ckan").facts
    assert facts is not None
    count = len(told(zonnegem))
    replace(zonnegem, rules=make_rules(replace(facts, contact_name="Nieuw loket"))).publish()
    ((verb, iri),) = [each for each in told(zonnegem, count) if "/catalogus/" in each[1]]
    assert verb == "Update"
    assert iri in replayed(place_of(zonnegem))
    assert_stream_is_the_feed(zonnegem)


def test_a_refused_publication_tells_nothing(zonnegem: Town) -> None:
    facts = rules_of("ckan").facts
    assert facts is not None
    silent = replace(facts, contact_name="", contact_email="", contact_page="")
    reword(zonnegem, some_entry(zonnegem)[0], b"anders")
    count, before = len(told(zonnegem)), contents(place_of(zonnegem))
    with pytest.raises(TargetError):
        replace(zonnegem, rules=make_rules(silent)).publish()
    assert (told(zonnegem, count), contents(place_of(zonnegem))) == ([], before)


def test_a_stream_that_was_lost_is_laid_out_again_byte_by_byte(zonnegem: Town) -> None:
    reword(zonnegem, some_entry(zonnegem)[0], b"anders")
    zonnegem.publish()
    before = contents(place_of(zonnegem))
    for path in place_of(zonnegem).iterdir():
        path.unlink()
    zonnegem.publish()
    assert contents(place_of(zonnegem)) == before


def test_an_older_copy_than_the_one_that_stands_is_not_told(zonnegem: Town) -> None:
    folder = zonnegem.folder / "feeds"
    mine = last_copy(folder, zonnegem.source.publisher)
    assert mine is not None
    reword(zonnegem, some_entry(zonnegem)[0], b"anders")
    count = len(told(zonnegem))
    former = mine._replace(published_at=mine.published_at - timedelta(hours=1))
    with zonnegem.database.snapshot() as connection:
        whole = whole_of(mine.publisher, zonnegem.rules, connection)
        write_stream(folder, former, whole, connection=connection, rules=zonnegem.rules)
    assert told(zonnegem, count) == []


def test_what_another_process_wrote_down_meanwhile_is_not_written_twice(zonnegem: Town) -> None:
    class Slow(list[Listed]):
        """Whoever reads this finds that another was quicker."""

        def __iter__(self) -> Iterator[Listed]:
            if waiting:
                log_publication(zonnegem.database, waiting.pop(), datetime.now(UTC), stands=lambda: True)
            return super().__iter__()

    (one, iri), count = some_entry(zonnegem), len(told(zonnegem))
    reword(zonnegem, one, b"anders")
    with zonnegem.database.snapshot() as connection:
        feed = published(connection, whole_of(zonnegem.source.publisher, zonnegem.rules, connection))
    waiting = [feed]
    slow = replace(feed, listed=Slow(feed.listed))
    assert log_publication(zonnegem.database, slow, datetime.now(UTC), stands=lambda: True) == 0
    assert told(zonnegem, count) == [("Update", iri)]


def test_moments_go_up_also_when_the_clock_goes_back(zonnegem: Town) -> None:
    for words in (b"een", b"twee", b"drie"):
        reword(zonnegem, some_entry(zonnegem)[0], words)
        # Within one second, the precision of a publication's own moment.
        zonnegem.publish()
    with zonnegem.database.transaction() as connection:
        moments = list(connection.execute(select(t.event.c.at).order_by(t.event.c.id)).scalars())
    assert moments == sorted(moments)
    assert len(set(moments)) == len({each.published for each in members(place_of(zonnegem))}) == 4
