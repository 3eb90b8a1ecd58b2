from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.likeness import Claim, owner
from catalogue.messages import keys


def test_the_publishers_own_source_goes_before_an_aggregator() -> None:
    own, theirs = (
        Claim(source="stad/portaal"),
        Claim(source="gewest/alles", aggregator=True, owning=True, fullness=9),
    )
    chosen = owner([theirs, own])
    assert (chosen.claim, chosen.reason) == (own, "likeness.owner.own-source")


def test_a_source_that_replaces_another_goes_before_it() -> None:
    new, old = (
        Claim(source="stad/nieuw", replaces=frozenset({"stad/oud"})),
        Claim(source="stad/oud", owning=True),
    )
    assert owner([old, new]) == (new, "likeness.owner.successor")


def test_of_a_chain_of_successors_the_last_one_owns() -> None:
    chain = [
        Claim(source="a", owning=True),
        Claim(source="b", replaces=frozenset({"a"})),
        Claim(source="c", replaces=frozenset({"b"})),
    ]
    assert owner(chain).claim.source == "c"


def test_two_that_replace_each_other_keep_nobody_out() -> None:
    one, other = (
        Claim(source="a", replaces=frozenset({"b"})),
        Claim(source="b", replaces=frozenset({"a"}), owning=True),
    )
    assert owner([one, other]) == (other, "likeness.owner.first")


def test_who_owns_already_goes_before_a_newcomer_that_says_more() -> None:
    here, new = Claim(source="b", owning=True, fullness=3), Claim(source="a", fullness=30)
    assert owner([here, new]) == (here, "likeness.owner.first")


def test_of_two_newcomers_the_one_that_says_more_owns() -> None:
    much, little = Claim(source="b", fullness=30), Claim(source="a", fullness=3)
    assert owner([much, little]) == (much, "likeness.owner.fullest")


def test_of_two_that_are_equal_the_first_by_name_owns() -> None:
    assert owner([Claim(source="b"), Claim(source="a")]) == (Claim(source="a"), "likeness.owner.name")


def test_a_single_claim_is_not_disputed() -> None:
    alone = Claim(source="gewest/alles", aggregator=True)
    assert owner([alone]) == (alone, "likeness.owner.only")


def test_without_claims_there_is_no_owner() -> None:
    with pytest.raises(ValueError, match=r"\[\]"):
        owner([])


KEYS = frozenset(keys())
NAMES = "abcd"
CLAIMS = st.lists(
    st.builds(
        Claim,
        source=st.sampled_from(NAMES),
        aggregator=st.booleans(),
        replaces=st.frozensets(st.sampled_from(NAMES), max_size=2),
        owning=st.booleans(),
        fullness=st.integers(0, 3),
    ),
    min_size=1,
    max_size=4,
    unique_by=lambda claim: claim.source,
)


@settings(deadline=None)
@given(CLAIMS)
def test_every_dispute_ends_with_the_same_owner_and_a_reason_in_words(claims: list[Claim]) -> None:
    assert len({owner(order) for order in permutations(claims)}) == 1
    assert owner(claims).reason in KEYS
    if not all(claim.aggregator for claim in claims):
        assert not owner(claims).claim.aggregator
