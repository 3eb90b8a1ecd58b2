"""Carrying a plan out: that plan only, whatever the portal does meanwhile."""

from threading import Event, Thread

import pytest

from catalogue.errors import UsageError
from catalogue.targets.push import Held
from catalogue.targets.push.plan import State
from catalogue.targets.push.plans import accept_plan, find_plan, steps_kept
from tests.catalogue.targets.push.filled import NOW, change, fill, uuid_of, withdraw
from tests.catalogue.targets.push.movements import Pushing, rules
from tests.catalogue.targets.push.portal import Portal, PortalTarget, portal
from tests.waiting import until


def refused(pushing: Pushing, name: str) -> str:
    with pytest.raises(UsageError) as raised:
        pushing.apply(name)
    return raised.value.key


def sound(pushing: Pushing, there: Portal, entries: int) -> None:
    """Hold that each entry stands once, as it should, and that nothing is left to do."""
    uuids = [thing["uuid"] for thing in there.things.values()]
    assert len(uuids) == len(set(uuids)) == entries
    assert pushing.verify().stands
    assert pushing.plan().steps == ()


@pytest.mark.parametrize("fault", ["500", "429", "503", "drop-before", "drop-after"])
def test_what_fails_once_is_asked_again_and_leaves_one(pushing: Pushing, there: Portal, fault: str) -> None:
    fill(pushing.store, range(4))
    there.faults = {2: fault}
    done = pushing.push()
    assert (done.counts, done.error) == ({"create": 4}, None)
    sound(pushing, there, 4)


def test_a_change_whose_answer_never_came_is_looked_up_and_not_repeated(
    pushing: Pushing, there: Portal
) -> None:
    fill(pushing.store, range(2))
    pushing.push()
    change(pushing.store, range(2))
    there.faults = {there.writes + 1: "timeout", there.writes + 2: "drop-after"}
    pushing.target = PortalTarget(there.url, timeout=0.5)
    assert pushing.push().counts == {"update": 2}
    assert len([line for line in there.log if line.startswith("update")]) == 2
    sound(pushing, there, 2)


def test_a_deletion_whose_answer_never_came_is_found_done(pushing: Pushing, there: Portal) -> None:
    uuids = fill(pushing.store, range(3))
    pushing.push()
    withdraw(pushing.store, uuids[:1])
    there.faults = {there.writes + 1: "drop-after"}
    assert pushing.push().counts == {"delete": 1}
    sound(pushing, there, 2)


def test_few_changes_among_many_entries_are_looked_up_by_themselves(
    pushing: Pushing, there: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalogue.targets.push.staleness.WORTH", 5)
    fill(pushing.store, range(10))
    pushing.push()
    change(pushing.store, range(2))
    name = pushing.keep(pushing.plan())
    asked: list[str] = []
    find = pushing.target.find

    def found(uuid: str, *, remote_id: str = "", name: str = "") -> Held | None:
        asked.append(uuid)
        return find(uuid, remote_id=remote_id, name=name)

    with monkeypatch.context() as patch:
        patch.setattr(pushing.target, "find", found)
        assert pushing.apply(name).counts == {"update": 2}
    assert sorted(asked) == sorted(uuid_of("gent", number) for number in range(2))
    sound(pushing, there, 10)


def test_one_of_few_that_was_altered_at_the_target_still_stops_the_plan(
    pushing: Pushing, there: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("catalogue.targets.push.staleness.WORTH", 5)
    fill(pushing.store, range(10))
    pushing.push()
    change(pushing.store, range(1))
    name = pushing.keep(pushing.plan())
    there.edit(there.of(uuid_of("gent", 0))[0]["id"], title="Van iemand anders")
    assert refused(pushing, name) == "push.stale-target"


def test_an_entry_that_is_refused_stops_no_other(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(4))
    there.faults = {2: "409"}
    done = pushing.push()
    assert (done.counts, done.left, done.error) == ({"create": 3}, 0, None)
    ((step, said),) = [(one.step, one.said) for one in done.refused]
    assert said is not None
    assert said[0] == "push.refused"
    assert [one.uuid for one in pushing.plan().steps] == [step.uuid]


def test_many_refusals_in_a_row_end_it(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(30))
    there.faults = dict.fromkeys(range(1, 40), "409")
    done = pushing.push()
    assert done.error is not None
    assert done.error.key == "push.too-many-refusals"
    assert done.left > 10
    there.faults.clear()
    pushing.push()
    sound(pushing, there, 30)


def test_a_portal_that_goes_down_half_way_ends_it_and_the_plan_goes_on_later(
    pushing: Pushing, there: Portal
) -> None:
    fill(pushing.store, range(12))
    name = pushing.keep(pushing.plan())
    there.faults = dict.fromkeys(range(6, 60), "500")
    done = pushing.apply(name)
    assert done.error is not None
    assert (done.error.key, done.stopped) == ("push.no-answer", False)
    assert 0 < done.left < 12
    there.faults.clear()
    done = pushing.apply(name)
    assert (done.counts, done.left, done.error) == ({"create": 12}, 0, None)
    sound(pushing, there, 12)


def test_rights_that_are_lost_half_way_end_it_at_once(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(8))
    name = pushing.keep(pushing.plan())
    there.faults = dict.fromkeys(range(4, 60), "403")
    done = pushing.apply(name)
    assert done.error is not None
    assert done.error.key == "push.no-rights"
    there.faults.clear()
    assert pushing.apply(name).counts == {"create": 8}
    sound(pushing, there, 8)


def test_told_to_stop_it_ends_in_order_and_goes_on_later(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(20))
    name = pushing.keep(pushing.plan())
    stop = Event()
    there.faults = {5: "429"}
    seen = Thread(target=_stop_at, args=(there, 6, stop), daemon=True)
    seen.start()
    done = pushing.apply(name, stop)
    seen.join()
    assert done.stopped
    assert 0 < done.left < 20
    with pushing.store.transaction() as connection:
        assert list(steps_kept(connection, 1, [State.STARTED])) == []
    assert pushing.apply(name).counts == {"create": 20}
    sound(pushing, there, 20)


def _stop_at(there: Portal, writes: int, stop: Event) -> None:
    until(lambda: there.writes >= writes, every=0.001)
    stop.set()


def test_a_plan_is_carried_out_once(pushing: Pushing) -> None:
    fill(pushing.store, range(1))
    name = pushing.keep(pushing.plan())
    pushing.apply(name)
    assert refused(pushing, name) == "push.already-applied"


def test_entries_that_moved_on_make_a_plan_stale(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(3))
    name = pushing.keep(pushing.plan())
    change(pushing.store, range(1))
    assert refused(pushing, name) == "push.stale-entries"
    assert there.writes == 0


def test_an_entry_that_came_back_makes_its_deletion_stale(pushing: Pushing, there: Portal) -> None:
    uuids = fill(pushing.store, range(3))
    pushing.push()
    withdraw(pushing.store, uuids[:1])
    name = pushing.keep(pushing.plan())
    fill(pushing.store, range(3))
    assert refused(pushing, name) == "push.stale-entries"
    assert len(there.things) == 3


def test_a_target_that_was_altered_makes_a_plan_stale(pushing: Pushing, there: Portal) -> None:
    (uuid,) = fill(pushing.store, range(1))
    pushing.push()
    change(pushing.store, range(1))
    name = pushing.keep(pushing.plan())
    there.edit(there.of(uuid)[0]["id"], title="Van iemand anders")
    assert refused(pushing, name) == "push.stale-target"
    there.things.clear()
    assert refused(pushing, name) == "push.stale-target"
    assert there.log == [f"create {uuid}"]


def test_what_another_put_there_meanwhile_makes_a_creation_stale(pushing: Pushing, there: Portal) -> None:
    (uuid,) = fill(pushing.store, range(1))
    name = pushing.keep(pushing.plan())
    there.put(uuid=uuid, name="zo", title="Bomen 0", text="")
    assert refused(pushing, name) == "push.stale-target"


def test_a_plan_of_another_portal_or_its_other_database_is_refused(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(1))
    name = pushing.keep(pushing.plan())
    there.database = "two"
    assert refused(pushing, name) == "push.other-portal"
    with portal() as elsewhere:
        pushing.target = PortalTarget(elsewhere.url)
        assert refused(pushing, name) == "push.other-portal"


def test_a_plan_of_another_store_is_refused(pushing: Pushing) -> None:
    fill(pushing.store, range(1))
    name = pushing.keep(pushing.plan())
    with pushing.store.transaction() as connection:
        basis = find_plan(connection, name).plan.basis[:8]
        other = f"{name}-{'0' * 8}"
    assert pushing.apply(f"{name}-{basis}").counts == {"create": 1}
    assert refused(pushing, other) == "push.other-database"
    assert refused(pushing, "99") == "push.unknown-plan"
    assert refused(pushing, "morgen") == "push.wrong-plan-name"


def test_a_store_that_was_put_in_the_place_of_another_is_told(pushing: Pushing) -> None:
    fill(pushing.store, range(1))
    name = pushing.keep(pushing.plan())
    with pushing.store.transaction() as connection:
        connection.exec_driver_sql("UPDATE installation SET uuid = 'another'")
    assert refused(pushing, name) == "push.other-store"


def test_a_plan_that_a_later_one_overtook_is_refused(pushing: Pushing) -> None:
    fill(pushing.store, range(2))
    first, second = pushing.keep(pushing.plan()), pushing.keep(pushing.plan())
    pushing.apply(second)
    assert refused(pushing, first) == "push.overtaken"


def test_a_plan_for_other_publishers_overtakes_nothing(pushing: Pushing) -> None:
    fill(pushing.store, range(2))
    fill(pushing.store, range(2), publisher="brugge")
    first, second = pushing.keep(pushing.plan("gent")), pushing.keep(pushing.plan("brugge"))
    pushing.apply(second)
    assert pushing.apply(first).counts == {"create": 2}
    assert pushing.plan().steps == ()


def test_a_plan_that_asks_for_a_yes_waits_for_it(pushing: Pushing, there: Portal) -> None:
    uuids = fill(pushing.store, range(2))
    pushing.push()
    withdraw(pushing.store, uuids)
    name = pushing.keep(pushing.plan())
    assert refused(pushing, name) == "push.wait-for-yes"
    assert len(there.things) == 2
    with pushing.store.transaction() as connection:
        accept_plan(connection, int(name), "Jana", "Beide zijn afgeschaft.", NOW)
    assert pushing.apply(name).counts == {"delete": 2}


def test_two_do_not_push_to_one_portal_at_once(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(1))
    name = pushing.keep(pushing.plan())
    stop = Event()
    there.faults = {1: "timeout"}
    other = Thread(target=pushing.apply, args=(name, stop))
    other.start()
    until(lambda: there.writes >= 1, every=0.001)
    assert refused(pushing, name) == "push.busy"
    other.join()
    assert there.of(uuid_of("gent", 0))


def test_the_lease_is_given_back(pushing: Pushing) -> None:
    fill(pushing.store, range(1))
    pushing.push()
    with pushing.store.transaction() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM lease").scalar() == 0


def test_what_the_portal_makes_of_it_is_told_by_field(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(3))
    there.rewrites = True
    pushing.push()
    assert rules(pushing.plan()) == []
    found = pushing.verify()
    assert (found.stands, found.altered, found.equal) == (False, 3, 0)
    assert found.fields["title"].entries == 3
    assert found.fields["title"].example.before == "BOMEN 0" or found.fields["title"].uuid
    there.things.pop(next(iter(there.things)))
    assert (pushing.verify().missing_count, pushing.verify().altered) == (1, 2)


def test_what_was_deleted_and_stands_none_the_less_is_told(pushing: Pushing, there: Portal) -> None:
    uuids = fill(pushing.store, range(3))
    pushing.push()
    stood = there.of(uuids[0])[0]
    withdraw(pushing.store, uuids[:1])
    pushing.push()
    assert pushing.verify().stands
    there.things[stood["id"]] = stood
    assert (pushing.verify().surplus, pushing.verify().stands) == (1, False)


def test_no_secret_is_kept_with_a_push(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(3))
    there.faults = {1: "409", 2: "500"}
    pushing.push()
    raw = pushing.store.engine.raw_connection()
    dump = "\n".join(raw.driver_connection.iterdump())  # type: ignore[union-attr]
    raw.close()
    assert pushing.target.token not in dump
