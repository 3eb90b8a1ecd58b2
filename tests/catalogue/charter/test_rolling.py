import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.charter.rolling import SHOWN, roll
from catalogue.charter.rubric import RollUp
from catalogue.charter.verdict import Outcome, Ruling

P, H, F = Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL
U, N = Outcome.UNKNOWN, Outcome.NOT_APPLICABLE
DECIDED = {P, H, F}


def rulings(*outcomes: Outcome) -> list[tuple[str, Ruling]]:
    return [
        (f"distributions[{at}]", Ruling(outcome, outcome.value, {"n": outcome.value}, (outcome.value,)))
        for at, outcome in enumerate(outcomes)
    ]


@pytest.mark.parametrize(
    ("way", "outcomes", "expected"),
    [
        (RollUp.BEST, (F, P, U), P),
        (RollUp.BEST, (F, H), H),
        (RollUp.BEST, (F, U), U),
        (RollUp.BEST, (H, U), U),
        (RollUp.BEST, (F, N), F),
        (RollUp.WORST, (P, F, U), F),
        (RollUp.WORST, (P, H), H),
        (RollUp.WORST, (P, U), U),
        (RollUp.SHARE, (P, P), P),
        (RollUp.SHARE, (P, F), H),
        (RollUp.SHARE, (F, F), F),
        (RollUp.SHARE, (P, U), U),
        (RollUp.SHARE, (F, U), U),
        (RollUp.SHARE, (P, F, U), H),
        (RollUp.SHARE, (N, N), N),
        (RollUp.WORST, (P, Outcome.MANUAL), Outcome.MANUAL),
    ],
)
def test_what_is_open_decides_nothing_unless_the_rest_decides(
    way: RollUp, outcomes: tuple[Outcome, ...], expected: Outcome
) -> None:
    assert roll(rulings(*outcomes), way).outcome is expected


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([P, H, F, U, N]), min_size=1),
    st.sampled_from(RollUp),
    st.sampled_from([P, H, F]),
)
def test_once_decided_a_later_answer_to_an_unknown_fits_it(
    outcomes: list[Outcome], way: RollUp, answer: Outcome
) -> None:
    before = roll(rulings(*outcomes), way).outcome
    after = roll(rulings(*(answer if one is U else one for one in outcomes)), way).outcome
    assert after is before or before not in DECIDED


@settings(deadline=None)
@given(st.lists(st.sampled_from([P, H, F, U, N]), min_size=1), st.sampled_from(RollUp))
def test_the_order_of_distributions_does_not_matter(outcomes: list[Outcome], way: RollUp) -> None:
    turned = list(reversed(outcomes))
    assert roll(rulings(*outcomes), way).outcome is roll(rulings(*turned), way).outcome


def test_distributions_that_look_alike_are_shown_once_with_their_places() -> None:
    evidence = roll(rulings(P, F, P), RollUp.SHARE).observed
    assert evidence["of"] == 3
    assert [(group["outcome"], group["count"], group["where"]) for group in evidence["groups"]] == [
        ("pass", 2, ["distributions[0]", "distributions[2]"]),
        ("fail", 1, ["distributions[1]"]),
    ]


def test_a_mix_is_explained_by_what_pulls_it_down() -> None:
    rolled = roll(rulings(P, F), RollUp.SHARE)
    assert (rolled.reason, rolled.topics) == ("fail", ("fail",))


def test_the_evidence_of_very_many_distributions_stays_small() -> None:
    many = [(f"distributions[{at}]", Ruling(F, "fail", {"n": at})) for at in range(500)]
    same = [(f"distributions[{at}]", Ruling(F, "fail", {})) for at in range(500)]
    assert len(roll(many, RollUp.BEST).observed["groups"]) == SHOWN
    assert len(roll(same, RollUp.BEST).observed["groups"][0]["where"]) == SHOWN
