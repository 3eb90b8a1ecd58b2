import pickle
from dataclasses import replace
from functools import partial

from catalogue.charter import Rubric, Verdict, judge_apart
from catalogue.charter.memory import KEPT, MEMORIES
from catalogue.charter.verdict import SharedVerdict
from catalogue.model import Entry, PublisherFacts
from catalogue.store.assessments import pack_verdicts
from tests.catalogue.charter.examples.every import examples
from tests.catalogue.charter.examples.frame import OfEntry
from tests.catalogue.charter.examples.given import city, known, link
from tests.catalogue.charter.sample import AT, dataset, distribution, entry, record


def verdicts(rubric: Rubric, what: Entry, facts: PublisherFacts | None = None) -> list[Verdict]:
    return judge_apart(what, record(), (), at=AT, rubric=rubric, facts=facts)


def again(rubric: Rubric, one: OfEntry, *, probed: bool) -> list[Verdict]:
    testimony = one.testimony if probed else replace(one.testimony, links={}, copies={})
    return judge_apart(
        one.what, one.of, one.findings, at=AT, rubric=rubric, testimony=testimony, facts=one.facts
    )


def remembered(rubric: Rubric) -> int:
    counted = [sum(group.kept for group in memory.every) for memory in rubric.memories.values()]
    assert counted == [memory.kept for memory in rubric.memories.values()]
    return sum(counted)


def test_what_was_judged_before_has_no_say_in_a_verdict(rubric: Rubric) -> None:
    shared = replace(rubric)
    given = [one for one in examples() if isinstance(one, OfEntry)]
    for probed in (False, True, False):
        for one in given:
            found = again(shared, one, probed=probed)
            alone = again(replace(rubric), one, probed=probed)
            assert found == alone
            assert pack_verdicts(found) == pack_verdicts(alone)
    assert remembered(shared) > 0


def test_entries_that_look_the_same_share_their_verdicts_and_no_others_do(rubric: Rubric) -> None:
    one, same, other = (
        {verdict.check: verdict for verdict in verdicts(rubric, entry(dataset(distribution(kind))))}
        for kind in ("CSV", "CSV", "PDF")
    )
    assert one["P09.2"] is same["P09.2"]
    assert one["P16.2"] is other["P16.2"]
    assert other["P09.2"].outcome != one["P09.2"].outcome


def test_each_publisher_is_judged_by_its_own_facts(rubric: Rubric) -> None:
    mine, theirs = city(), city(catalogue_licence="https://licence.example/other")
    for facts in (mine, theirs, mine):
        found = {one.check: one for one in verdicts(rubric, entry(), facts)}
        assert (
            found["P15.5"] == {one.check: one for one in verdicts(replace(rubric), entry(), facts)}["P15.5"]
        )


def test_an_entry_of_which_an_address_was_asked_is_not_remembered(rubric: Rubric) -> None:
    rubric = replace(rubric)
    testimony = known(link("https://data.stad.example/1.csv"))
    judge_apart(entry(), record(), (), at=AT, rubric=rubric, testimony=testimony)
    assert remembered(rubric) == 0


def test_of_an_entry_with_very_many_files_nothing_is_remembered_of_each(rubric: Rubric) -> None:
    rubric = replace(rubric)
    found = verdicts(rubric, entry(dataset(*[distribution()] * 30)))
    assert {one.check for one in found if isinstance(one, SharedVerdict)}.isdisjoint({"P09.2", "P16.2"})


def test_only_so_much_is_remembered(rubric: Rubric) -> None:
    rubric = replace(rubric)
    for number in range(KEPT // 4):
        licence = f"https://licence.example/{number}"
        verdicts(rubric, entry(dataset(distribution(licence=licence))))
        assert remembered(rubric) <= KEPT
    for _ in range(2 * MEMORIES):
        verdicts(rubric, entry(), city())
    assert len(rubric.memories) <= MEMORIES


def test_a_shared_verdict_is_the_same_in_another_process(rubric: Rubric) -> None:
    found = verdicts(rubric, entry())
    packed = pack_verdicts(found)
    copied = pickle.loads(pickle.dumps(found))  # noqa: S301  our own bytes
    assert copied == found
    assert pack_verdicts(copied) == packed


def test_what_is_remembered_stays_as_it_was_when_an_entry_is_changed(rubric: Rubric) -> None:
    rubric = replace(rubric)
    given = [one.what for one in examples() if isinstance(one, OfEntry)]
    whole = [pickle.loads(pickle.dumps(one)) for one in given]  # noqa: S301  our own bytes
    found = [verdicts(rubric, one) for one in whole]
    before = pickle.dumps(found)
    for one in whole:
        for value in map(partial(getattr, one.resource), one.resource.__dataclass_fields__):
            if isinstance(value, list):
                value.append("changed afterwards")
    assert found == pickle.loads(before)  # noqa: S301  our own bytes
