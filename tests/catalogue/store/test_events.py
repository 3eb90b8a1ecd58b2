"""The log of events, on each kind of database."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from catalogue.errors import StoreError
from catalogue.packing import pack
from catalogue.store import Database
from catalogue.store import tables as t
from catalogue.store.events import close_log, keep_events, last_events
from catalogue.targets.events import PAGE, Retention, Verb
from catalogue.views import EventLog

NOW = datetime(2026, 1, 1, 2, tzinfo=UTC)
BODY = b"<urn:a> <urn:b> <urn:c> .\n"


def row(name: str, verb: Verb = Verb.CREATE, publisher: str = "gent") -> dict[str, Any]:
    is_gone = verb is Verb.DELETE
    body = None if is_gone else pack(BODY)
    return {
        "publisher": publisher,
        "verb": verb.value,
        "iri": f"urn:{name}",
        "catalogue": "urn:catalogue",
        "version_id": None,
        "digest": "" if is_gone else "d",
        "body": body,
        "linked": False,
    }


def keep(store: Database, *rows: dict[str, Any], now: datetime = NOW) -> None:
    with store.transaction() as connection:
        close_log(connection)
        keep_events(connection, rows, now)


def moments(store: Database) -> list[datetime]:
    with store.transaction() as connection:
        return list(connection.execute(select(t.event.c.at).order_by(t.event.c.id)).scalars())


def test_what_happened_last_is_known_by_publisher(store: Database) -> None:
    keep(store, row("a"), row("b"), row("a", publisher="brugge"))
    keep(store, row("a", Verb.DELETE))
    with store.transaction() as connection:
        gent, brugge = last_events(connection, "gent"), last_events(connection, "brugge")
    assert {iri: last.is_gone for iri, last in gent.items()} == {"urn:a": True, "urn:b": False}
    assert not brugge["urn:a"].is_gone


def test_one_publication_has_one_moment_and_the_next_a_later_one(store: Database) -> None:
    keep(store, row("a"), row("b"), now=NOW + timedelta(microseconds=1999))
    keep(store, row("c"), now=NOW - timedelta(days=1))
    step = timedelta(milliseconds=1)
    assert moments(store) == [NOW + step, NOW + step, NOW + 2 * step]


def test_a_stream_is_cut_in_pages_of_its_own_and_that_of_all_too(store: Database) -> None:
    keep(store, *(row(f"g{number}") for number in range(PAGE + 5)))
    keep(store, *(row(f"b{number}", publisher="brugge") for number in range(PAGE)))
    with store.snapshot() as connection:
        sizes = {
            name: [(span.number, span.members) for span in EventLog(connection, name).spans()]
            for name in ("gent", "brugge", None)
        }
        log = EventLog(connection, "brugge")
        (page,) = log.spans()
        told = list(log.happenings(page))
    assert sizes == {
        "gent": [(1, PAGE), (2, 5)],
        "brugge": [(1, PAGE)],
        None: [(1, PAGE), (2, PAGE), (3, 5)],
    }
    assert page.is_full
    assert [each.object for each in told] == [f"urn:b{number}" for number in range(PAGE)]
    assert {(each.verb, each.graph) for each in told} == {(Verb.CREATE, BODY)}


def test_a_policy_needs_the_last_versions_and_all_of_the_last_days(store: Database) -> None:
    first = [row(f"g{number}") for number in range(PAGE)]
    keep(store, *first)
    keep(store, *(each | {"verb": "Update"} for each in first), now=NOW + timedelta(days=10))
    keep(store, row("g0", Verb.DELETE), now=NOW + timedelta(days=20))
    with store.transaction() as connection:
        log = EventLog(connection, "gent")
        now = NOW + timedelta(days=21)
        needed = [log.needed(Retention(*policy), now) for policy in ((1, 0), (2, 0), (1, 12), (1, 30))]
    assert needed == [{2, 3}, {1, 2, 3}, {2, 3}, {1, 2, 3}]


def test_a_snapshot_shows_one_moment_while_others_write(store: Database) -> None:
    keep(store, row("a"))
    with store.snapshot() as connection:
        before = last_events(connection, "gent")
        keep(store, row("b"))
        assert last_events(connection, "gent") == before
    with store.snapshot() as connection:
        assert len(last_events(connection, "gent")) == 2


@pytest.mark.parametrize("act", [t.event.delete(), t.event.update().values(verb="Delete")])
def test_nothing_in_the_log_is_altered_or_removed(store: Database, act: Any) -> None:  # noqa: ANN401
    keep(store, row("a"))
    with pytest.raises(StoreError, match="only added to"), store.transaction() as connection:
        connection.execute(act)
    assert len(moments(store)) == 1
