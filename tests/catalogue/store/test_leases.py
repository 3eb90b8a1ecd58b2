from datetime import UTC, datetime, timedelta

from catalogue.store import Database, Leases, tables


def expire(store: Database, name: str) -> None:
    with store.transaction() as connection:
        past = datetime.now(UTC) - timedelta(seconds=1)
        connection.execute(tables.lease.update().where(tables.lease.c.name == name).values(until=past))


def test_a_lease_has_one_holder_until_it_is_released(store: Database) -> None:
    leases = Leases(store)
    assert leases.take("run:gent/ods", "a", 60)
    assert not leases.take("run:gent/ods", "b", 60)
    assert leases.holder("run:gent/ods") == "a"
    leases.release("run:gent/ods", "a")
    assert leases.take("run:gent/ods", "b", 60)


def test_an_expired_lease_goes_to_the_next_and_is_lost_for_the_first(store: Database) -> None:
    leases = Leases(store)
    assert leases.take("scheduler", "a", 60)
    expire(store, "scheduler")
    assert leases.holder("scheduler") is None
    assert leases.take("scheduler", "b", 60)
    assert not leases.renew("scheduler", "a", 60)
    assert leases.renew("scheduler", "b", 60)


def test_releasing_what_is_not_ours_changes_nothing(store: Database) -> None:
    leases = Leases(store)
    assert leases.take("scheduler", "a", 60)
    leases.release("scheduler", "b")
    assert leases.holder("scheduler") == "a"
