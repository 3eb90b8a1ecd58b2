from typing import Any

import pytest

from catalogue.charter import Outcome
from catalogue.measures import Described, RealTime, real_time
from catalogue.testimony import Facts, Link
from tests.catalogue.measures.samples import CC0, CSV, FILE, NOW, ago, dataset, link, seen, spoken

LIVE = "dct:accrualPeriodicity freq:5MIN"
OLDER = "https://stad.example/parking?time=2026-03-02T11:50:00Z"
GOOD_HEADERS = {"cache-control": "max-age=30", "access-control-allow-origin": "*"}
GARAGES = ("https://stad.example/id/parking/P1", "https://stad.example/id/parking/P7")
MEASURED = Facts(
    generated_at="2026-03-02T11:57:00+00:00",
    timed_by="prov:generatedAtTime",
    subjects=GARAGES,
    links={"prev": OLDER},
    licences=("https://creativecommons.org/publicdomain/zero/1.0/",),
)


def judged(found: RealTime | None) -> dict[str, Outcome]:
    assert found is not None
    return {one.check: one.outcome for one in spoken(found.answers)}


def looked_at(
    facts: Facts = MEASURED,
    before: Facts | None = MEASURED,
    headers: dict[str, str] | None = None,
    **said: object,
) -> dict[str, Link]:
    """Look twice, four minutes apart; the content changed in between unless said otherwise."""
    former = seen(at=ago(minutes=6), facts=before, headers=GOOD_HEADERS) if before else None
    now = seen(facts=facts, headers=GOOD_HEADERS if headers is None else headers)
    plain: dict[str, Any] = {
        "first_at": ago(minutes=6),
        "watched_since": ago(minutes=6),
        "changed_at": NOW if before else None,
    }
    return dict(link(now, **({"before": former} | plain | said)))


def of(own: str = LIVE, file: str = f"{CSV} ; {CC0}", rest: str = "") -> Described:
    return dataset(own, file, rest)


def test_the_profile_does_not_apply_to_what_nobody_calls_live() -> None:
    assert real_time(of("dct:accrualPeriodicity freq:MONTHLY"), links={}) is None
    assert real_time(of('dct:title "Lichtfestival: live events"'), links={}) is None


@pytest.mark.parametrize(
    ("own", "flagged", "told"),
    [
        (LIVE, False, ("frequency", 300, True)),
        ("dct:accrualPeriodicity freq:HOURLY", False, ("frequency", 3600, True)),
        ("dct:accrualPeriodicity freq:UPDATE_CONT", False, ("frequency", 3600, True)),
        ("dct:accrualPeriodicity freq:1MIN", False, ("frequency", 60, True)),
        ('dct:title "Bezetting parkeergarages (real-time)"@nl', False, ("words", 300, False)),
        ('dcat:keyword "temps réel"@fr', False, ("words", 300, False)),
        ('dct:title "Garages"', True, ("flagged", 300, False)),
    ],
)
def test_it_says_why_it_applies_and_whose_interval_it_reckons_with(
    own: str,
    flagged: bool,  # noqa: FBT001  a row of a table
    told: tuple[str, int, bool],
) -> None:
    found = real_time(of(own), links={}, flagged=flagged)
    assert found is not None
    assert (found.because, found.interval, found.declared) == told


def test_without_observations_all_is_unknown() -> None:
    assert set(judged(real_time(of(), links={})).values()) == {Outcome.UNKNOWN}


def test_data_that_do_all_that_is_asked_pass_but_for_what_was_not_asked() -> None:
    history = link(seen(OLDER, headers={"cache-control": "public, max-age=31536000, immutable"}))
    found = judged(real_time(of(), links=looked_at() | dict(history)))
    assert {check for check, outcome in found.items() if outcome is not Outcome.PASS} == set()


def test_one_look_settles_neither_latency_nor_movement_nor_names() -> None:
    found = judged(real_time(of(), links=dict(link(seen(facts=MEASURED, headers=GOOD_HEADERS)))))
    assert [found[check] for check in ("RT.1", "RT.2", "RT.8")] == [Outcome.UNKNOWN] * 3
    assert found["RT.3"] is Outcome.PASS


@pytest.mark.parametrize(
    ("time", "outcome"),
    [
        ("2026-03-02T11:50:00+00:00", Outcome.PASS),
        ("2026-03-02T12:20:00+01:00", Outcome.PARTIAL),
        ("2026-03-02T10:00:00+00:00", Outcome.FAIL),
        ("2026-03-02T11:55:00", Outcome.UNKNOWN),
        ("2026-03-02T13:00:00+00:00", Outcome.UNKNOWN),
        ("gisteren", Outcome.UNKNOWN),
    ],
)
def test_how_late_data_are_is_told_by_their_own_clock_and_needs_a_zone(time: str, outcome: Outcome) -> None:
    assert judged(real_time(of(), links=looked_at(Facts(generated_at=time))))["RT.1"] is outcome


def test_data_that_stand_still_for_five_intervals_are_frozen() -> None:
    still = looked_at(before=None, watched_since=ago(minutes=26), changed_at=None)
    assert judged(real_time(of(), links=still))["RT.2"] is Outcome.FAIL


def test_data_seen_still_for_a_short_while_are_not_frozen() -> None:
    still = looked_at(before=None, watched_since=ago(minutes=24), changed_at=None)
    assert judged(real_time(of(), links=still))["RT.2"] is Outcome.UNKNOWN


def test_data_that_moved_some_time_in_a_day_may_be_live_or_not() -> None:
    yesterday = ago(days=1)
    former = seen(at=yesterday, facts=MEASURED)
    seldom: dict[str, Any] = {
        "before": former,
        "first_at": yesterday,
        "watched_since": yesterday,
        "changed_at": NOW,
    }
    looks = dict(link(seen(facts=MEASURED), **seldom))
    assert judged(real_time(of(), links=looks))["RT.2"] is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"cache-control": "max-age=300"}, Outcome.PASS),
        ({"cache-control": "max-age=86400"}, Outcome.PARTIAL),
        ({"cache-control": "no-store"}, Outcome.FAIL),
        ({"cache-control": "no-store, max-age=30"}, Outcome.FAIL),
        ({"etag": '"1"'}, Outcome.FAIL),
    ],
)
def test_a_live_answer_may_be_kept_for_no_longer_than_it_is_true(
    said: dict[str, str], outcome: Outcome
) -> None:
    assert judged(real_time(of(), links=looked_at(headers=said)))["RT.4"] is outcome


def test_history_that_nobody_asked_for_is_unknown_and_none_is_a_failure() -> None:
    assert judged(real_time(of(), links=looked_at()))["RT.5"] is Outcome.UNKNOWN
    assert judged(real_time(of(), links=looked_at(Facts(links={}))))["RT.5"] is Outcome.FAIL
    short = dict(link(seen(OLDER, headers={"cache-control": "max-age=60"})))
    assert judged(real_time(of(), links=looked_at() | short))["RT.5"] is Outcome.PARTIAL


def test_an_api_that_is_described_links_on_in_part() -> None:
    api = "<s> a dcat:DataService ; dcat:servesDataset <d> ; dcat:endpointDescription <openapi> ."
    assert judged(real_time(of(rest=api), links=looked_at(Facts(links={}))))["RT.6"] is Outcome.PARTIAL
    assert judged(real_time(of(), links=looked_at(Facts(links={}))))["RT.6"] is Outcome.FAIL


def test_data_behind_a_key_that_other_pages_may_not_read_fail() -> None:
    locked = link(seen(status=401, barrier="api-key", sample=None))
    assert judged(real_time(of(), links=locked))["RT.7"] is Outcome.FAIL
    assert judged(real_time(of(), links=looked_at(headers={})))["RT.7"] is Outcome.PARTIAL


def test_numbers_that_stay_are_worth_less_than_iris_that_stay() -> None:
    numbered = Facts(identifiers=("1", "2"), subjects=())
    assert judged(real_time(of(), links=looked_at(numbered, numbered)))["RT.8"] is Outcome.PARTIAL
    renamed = Facts(subjects=("https://stad.example/id/parking/9",))
    assert judged(real_time(of(), links=looked_at(renamed)))["RT.8"] is Outcome.FAIL


def test_a_licence_belongs_in_the_document() -> None:
    silent = looked_at(Facts(licences=()))
    assert judged(real_time(of(), links=silent))["RT.9"] is Outcome.PARTIAL
    assert judged(real_time(of(file=CSV), links=silent))["RT.9"] is Outcome.FAIL


def test_of_two_addresses_the_one_that_does_best_is_told() -> None:
    bad = "https://stad.example/oud"
    entry = of(rest=f"<d> dcat:distribution <g> . <g> a dcat:Distribution ; dcat:accessURL <{bad}> .")
    found = real_time(entry, links=looked_at() | dict(link(seen(bad, status=404, sample=None))))
    assert found is not None
    assert (found.address, found.newest) == (FILE, MEASURED.generated_at)
