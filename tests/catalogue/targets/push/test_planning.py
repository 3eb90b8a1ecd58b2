"""What a plan holds: creates, updates, deletes, refusals, and what is left as it is."""

from dataclasses import replace

from catalogue.store import Database
from catalogue.targets.push import Difference
from tests.catalogue.targets.push.filled import change, fill, withdraw
from tests.catalogue.targets.push.movements import Pushing, acts, rules
from tests.catalogue.targets.push.portal import Portal, PortalTarget


def test_what_is_planned_is_applied_and_verified_and_the_second_plan_is_empty(
    any_store: Database, there: Portal
) -> None:
    pushing = Pushing(any_store, PortalTarget(there.url))
    uuids = fill(any_store, range(5))
    plan = pushing.plan()
    assert acts(plan) == {"create": 5}
    done = pushing.apply(pushing.keep(plan))
    assert (done.counts, done.refused, done.left) == ({"create": 5}, [], 0)
    assert sorted(thing["uuid"] for thing in there.things.values()) == sorted(uuids)
    found = pushing.verify()
    assert (found.placed, found.equal, found.stands) == (5, 5, True)
    again = pushing.plan()
    assert (again.steps, again.unchanged, there.writes) == ((), 5, 5)


def test_changed_withdrawn_and_new_entries_make_exactly_their_steps(pushing: Pushing, there: Portal) -> None:
    uuids = fill(pushing.store, range(8))
    pushing.push()
    change(pushing.store, range(3))
    fill(pushing.store, range(8, 9))
    withdraw(pushing.store, uuids[6:])
    plan = pushing.plan()
    assert acts(plan) == {"create": 1, "update": 3, "delete": 2}
    assert plan.unchanged == 3
    update = next(step for step in plan.steps if step.act == "update")
    assert [one.field for one in update.differences] == ["text"]
    assert {step.rule for step in plan.steps if step.act == "delete"} == {"push.rule.withdrawn-by-hand"}
    assert next(step for step in plan.steps if step.act == "delete").facts["note"] == "bestaat niet meer"
    pushing.apply(pushing.keep(plan))
    assert sorted(there.things.values(), key=lambda one: one["uuid"]) == sorted(
        (thing for uuid in [*uuids[:6], *fill(pushing.store, range(8, 9))] for thing in there.of(uuid)),
        key=lambda one: one["uuid"],
    )
    assert pushing.verify().stands
    assert pushing.plan().steps == ()


def test_equal_states_give_equal_plans(pushing: Pushing) -> None:
    uuids = fill(pushing.store, range(4))
    one, other = pushing.plan(), pushing.plan()
    assert (one.steps, one.basis) == (other.steps, other.basis)
    withdraw(pushing.store, uuids[:1])
    assert pushing.plan().basis != one.basis


def test_what_is_no_longer_published_stays_and_is_told(pushing: Pushing) -> None:
    fill(pushing.store, range(2))
    pushing.push()
    fill(pushing.store, range(1), content="c", published=False)
    assert rules(pushing.plan()) == [("keep", "push.rule.unpublished")]
    pushing.take_care(unpublished="delete")
    assert rules(pushing.plan()) == [("delete", "push.rule.unpublished-delete")]
    assert pushing.push().counts == {"delete": 1}


def test_what_bears_our_mark_and_is_unknown_to_this_store_stays(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(1))
    there.put(uuid="11111111-1111-1111-1111-111111111111", name="elders", title="Elders", text="")
    assert rules(pushing.plan()) == [("create", ""), ("keep", "push.rule.stranger")]


def test_a_withdrawn_entry_that_we_never_put_there_is_only_known_again_at_first(
    pushing: Pushing, there: Portal
) -> None:
    (uuid,) = fill(pushing.store, range(1))
    there.put(uuid=uuid, name="zo", title="Bomen 0", text="")
    withdraw(pushing.store, [uuid])
    assert rules(pushing.plan()) == [("adopt", "push.rule.adopted-withdrawn")]
    pushing.push()
    assert there.of(uuid)
    assert rules(pushing.plan()) == [("delete", "push.rule.withdrawn-by-hand")]


def test_a_lost_memory_is_made_anew_from_our_marks(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(3))
    pushing.push()
    with pushing.store.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM placement")
    change(pushing.store, range(1))
    plan = pushing.plan()
    assert sorted(rules(plan)) == [
        ("adopt", "push.rule.adopted"),
        ("adopt", "push.rule.adopted"),
        ("update", "push.rule.adopted-update"),
    ]
    pushing.apply(pushing.keep(plan))
    assert (there.writes, pushing.plan().steps) == (4, ())


def test_what_somebody_altered_there_is_not_written_over_unasked(pushing: Pushing, there: Portal) -> None:
    (uuid,) = fill(pushing.store, range(1))
    pushing.push()
    there.edit(there.of(uuid)[0]["id"], title="Van iemand anders")
    plan = pushing.plan()
    assert rules(plan) == [("refuse", "push.rule.edited-ask")]
    assert plan.steps[0].differences == (Difference("title", "Van iemand anders", "Bomen 0"),)
    pushing.take_care(conflict="theirs-stay")
    assert rules(pushing.plan()) == [("keep", "push.rule.edited-theirs")]
    pushing.take_care(conflict="ours-wins")
    assert rules(pushing.plan()) == [("update", "push.rule.edited-ours")]
    pushing.push()
    assert there.of(uuid)[0]["title"] == "Bomen 0"


def test_an_edit_that_alters_nothing_of_ours_is_no_conflict(pushing: Pushing, there: Portal) -> None:
    (uuid,) = fill(pushing.store, range(1))
    pushing.push()
    there.edit(there.of(uuid)[0]["id"], seen=7)
    assert rules(pushing.plan()) == [("adopt", "push.rule.touched")]
    pushing.push()
    assert (there.writes, pushing.plan().steps) == (1, ())


def test_what_somebody_took_away_there_comes_back_only_by_rule(pushing: Pushing, there: Portal) -> None:
    (uuid,) = fill(pushing.store, range(1))
    pushing.push()
    there.things.clear()
    assert rules(pushing.plan()) == [("refuse", "push.rule.removed-ask")]
    pushing.take_care(conflict="ours-wins")
    assert rules(pushing.plan()) == [("create", "push.rule.removed-ours")]
    withdraw(pushing.store, [uuid])
    assert rules(pushing.plan()) == [("forget", "push.rule.gone-there")]
    pushing.push()
    assert pushing.plan().steps == ()


def test_a_withdrawn_entry_that_was_altered_there_asks_first(pushing: Pushing, there: Portal) -> None:
    (uuid,) = fill(pushing.store, range(1))
    pushing.push()
    withdraw(pushing.store, [uuid])
    there.edit(there.of(uuid)[0]["id"], title="Van iemand anders")
    assert rules(pushing.plan()) == [("refuse", "push.rule.withdrawn-edited-ask")]


def test_a_foreign_dataset_with_our_name_keeps_it(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(2))
    wanted = pushing.plan().steps[0]
    there.put(name=wanted.name, title="Van een ander")
    plan = pushing.plan()
    assert sorted(rules(plan)) == [("create", ""), ("refuse", "push.rule.in-the-way")]
    assert next(step for step in plan.steps if step.act == "refuse").facts["name"] == wanted.name


def test_an_entry_that_stands_twice_is_left_alone(pushing: Pushing, there: Portal) -> None:
    (uuid,) = fill(pushing.store, range(1))
    pushing.push()
    there.put(uuid=uuid, name="nog-eens", title="Bomen 0", text="")
    assert rules(pushing.plan()) == [("refuse", "push.rule.doubled")]


def test_what_came_from_the_portal_does_not_go_back_to_it(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(1), url=f"{there.url}/catalogue")
    assert rules(pushing.plan()) == [("refuse", "push.rule.loop")]


def test_of_one_dataset_with_two_publishers_only_one_goes(pushing: Pushing) -> None:
    file = "https://data.stad.example/bestanden/bomenregister-2026.csv"
    fill(pushing.store, range(1), "gent", title="Register van de bomen", file=file)
    fill(pushing.store, range(1), "provincie", title="Register van de bomen", file=file)
    create, refuse = pushing.plan().steps
    assert (create.act, refuse.act, refuse.rule) == ("create", "refuse", "push.rule.owned-name")
    assert (refuse.facts["winner"], refuse.facts["publisher"]) == (create.uuid, create.publisher)
    assert refuse.facts["like"] == "likeness.duplicates.same-files"
    pushing.push()
    fill(pushing.store, range(1), refuse.publisher, "zegt meer", title="Register van de bomen", file=file)
    again = next(step for step in pushing.plan().steps if step.act == "refuse")
    assert (again.uuid, again.rule) == (refuse.uuid, "push.rule.owned-first")
    pushing.settings = replace(pushing.settings, publishers=(refuse.publisher,))
    assert rules(pushing.plan()) == [("create", "")]


def test_an_entry_that_cannot_be_shaped_stops_no_other(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(2))
    pushing.target = PortalTarget(there.url, refused=["Bomen 1"])
    assert sorted(rules(pushing.plan())) == [("create", ""), ("refuse", "push.rule.no-body")]


def test_many_deletions_ask_for_a_person(pushing: Pushing) -> None:
    uuids = fill(pushing.store, range(20))
    pushing.push()
    withdraw(pushing.store, uuids[:5])
    assert pushing.plan().asks == ()
    withdraw(pushing.store, uuids[5:6])
    ((key, facts),) = pushing.plan().asks
    assert (key, facts) == ("push.ask.deletions", {"deleted": 6, "standing": 20, "most": 5})
    pushing.take_care(delete_share=0.5)
    assert pushing.plan().asks == ()


def test_the_last_of_all_is_not_deleted_unasked(pushing: Pushing) -> None:
    uuids = fill(pushing.store, range(2))
    pushing.push()
    withdraw(pushing.store, uuids)
    assert [key for key, _ in pushing.plan().asks] == ["push.ask.all"]


def test_a_plan_of_one_publisher_leaves_what_others_have_there_alone(pushing: Pushing) -> None:
    fill(pushing.store, range(2))
    others = fill(pushing.store, range(2), publisher="brugge")
    pushing.push()
    withdraw(pushing.store, others)
    change(pushing.store, range(1))
    assert acts(pushing.plan("gent")) == {"update": 1}
    assert pushing.plan("gent").standing == 2
    pushing.settings = replace(pushing.settings, publishers=("brugge",))
    assert acts(pushing.plan()) == {"delete": 2}


def test_a_wrong_token_is_said_before_anything_is_asked(pushing: Pushing, there: Portal) -> None:
    fill(pushing.store, range(1))
    pushing.target = PortalTarget(there.url, token="wrong")  # noqa: S106  that is what is tested
    assert [key for key, _ in pushing.plan().blocked] == ["push.no-rights"]
    assert there.writes == 0
