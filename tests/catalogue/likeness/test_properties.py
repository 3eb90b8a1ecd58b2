"""What holds for any catalogues: made of few words and addresses, so that likenesses and chances abound."""

import random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.likeness import Listed, Traits, duplicates, gathered, successions
from catalogue.messages import keys
from catalogue.model import Kind
from tests.catalogue.likeness.made import ITEM, NEW

KEYS = frozenset(keys())
few = st.sampled_from
SOME = st.builds(
    gathered,
    kind=few([Kind.DATASET, Kind.SERVICE]),
    publisher=few(["a", "b"]),
    titles=st.lists(
        st.tuples(few(["", "nl", "fr"]), few(["Stad", "Stad 2019", "Bomen", "Boom"])), max_size=2
    ),
    description=few(["", "een twee drie vier vijf zes zeven acht negen", "kort"]),
    pages=st.lists(few([f"{NEW}/a", f"{NEW}/b", NEW, f"https://stad.example/{ITEM}_1"]), max_size=2),
    files=st.lists(few([f"{NEW}/{name}.csv" for name in "abcd"] + [f"{NEW}/P/MapServer/1"]), max_size=3),
    identifiers=st.lists(few(["naam-een", "naam-twee", "12"]), max_size=1),
)
CATALOGUE = st.lists(SOME, max_size=6).map(lambda entries: dict(enumerate(entries)))


def named(letter: str, entries: dict[int, Traits]) -> dict[str, Traits]:
    return {f"{letter}{at}": one for at, one in entries.items()}


def shuffled(entries: dict[str, Any], seed: int) -> dict[str, Any]:
    order = sorted(entries)
    random.Random(seed).shuffle(order)  # noqa: S311 -- no secret
    return {one: entries[one] for one in order}


@settings(deadline=None)
@given(CATALOGUE, CATALOGUE, CATALOGUE, st.integers())
def test_successions_do_not_depend_on_any_order(
    old: dict[int, Traits], new: dict[int, Traits], beside: dict[int, Traits], seed: int
) -> None:
    vanished, appeared = named("v", old), named("a", new)
    standing = list(beside.values())
    found = successions(vanished, appeared, standing)
    again = successions(shuffled(vanished, seed), shuffled(appeared, seed), standing[::-1])
    assert again == found


@settings(deadline=None)
@given(CATALOGUE, CATALOGUE)
def test_every_succession_is_one_to_one_with_evidence_and_reason(
    old: dict[int, Traits], new: dict[int, Traits]
) -> None:
    found = successions(named("v", old), named("a", new))
    pairs = found.successions
    assert len({pair.vanished for pair in pairs}) == len({pair.appeared for pair in pairs}) == len(pairs)
    assert all(pair.evidence and 0.75 <= pair.confidence < 1 and pair.rule in KEYS for pair in pairs)
    assert all(f"likeness.clue.{each.clue}" in KEYS for pair in pairs for each in pair.evidence)
    settled = {pair.vanished for pair in pairs}, {pair.appeared for pair in pairs}
    for open_one in found.ambiguous:
        assert open_one.vanished not in settled[0]
        assert settled[1].isdisjoint(open_one.appeared)
        assert open_one.evidence


@settings(deadline=None)
@given(SOME, st.integers(2, 4))
def test_of_equal_candidates_none_is_chosen(one: Traits, times: int) -> None:
    found = successions({"v": one}, {f"a{at}": one for at in range(times)})
    assert found.successions == []


@settings(deadline=None)
@given(CATALOGUE, CATALOGUE)
def test_successions_are_the_same_backwards(old: dict[int, Traits], new: dict[int, Traits]) -> None:
    forth = successions(named("v", old), named("a", new)).successions
    back = successions(named("a", new), named("v", old)).successions
    assert {(one.vanished, one.appeared) for one in forth} == {(one.appeared, one.vanished) for one in back}


@settings(deadline=None)
@given(CATALOGUE, CATALOGUE, st.integers())
def test_groups_do_not_depend_on_any_order_and_have_evidence(
    first: dict[int, Traits], second: dict[int, Traits], seed: int
) -> None:
    entries = {
        **{one: Listed("a/een", each) for one, each in named("a", first).items()},
        **{one: Listed("b/twee", each) for one, each in named("b", second).items()},
    }
    found = duplicates(entries)
    assert duplicates(shuffled(entries, seed)) == found
    assert all(len(set(group.members)) == len(group.members) > 1 for group in found)
    assert all(group.evidence and group.rule in KEYS for group in found)
    assert all(len({entries[one].traits.kind for one in group.members}) == 1 for group in found)


@settings(deadline=None)
@given(CATALOGUE)
def test_what_is_certain_twice_over_is_in_one_group_only(entries: dict[int, Traits]) -> None:
    listed = {one: Listed("a/een", each) for one, each in named("a", entries).items()}
    copies = [
        one
        for group in duplicates(listed)
        if group.certain and "languages" not in group.rule
        for one in group.members
    ]
    assert len(copies) == len(set(copies))
