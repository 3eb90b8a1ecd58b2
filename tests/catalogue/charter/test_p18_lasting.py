from typing import Any

import pytest

from catalogue.charter import Outcome, Rubric
from catalogue.charter.publisher_case import Tally
from catalogue.testimony import Departure, Link, PublisherTestimony, Redirect
from tests.catalogue.charter.observed import CSV, days_ago, failed, history, judged_by, link, links, seen
from tests.catalogue.charter.sample import AT, dataset, judged, series

PAGE = "https://data.stad.example/fiets"
MOVED = (Redirect(301, "https://data.stad.example/nieuw"),)


@pytest.mark.parametrize(
    ("changes", "asked", "outcome", "reason"),
    [
        ({}, [], Outcome.PASS, "identity-stable"),
        ({"identifiers": ["a", "1"]}, [], Outcome.FAIL, "identifier-changed"),
        ({}, [seen(PAGE, redirects=MOVED)], Outcome.PARTIAL, "page-moved"),
        ({}, [seen(PAGE, redirects=(Redirect(302, PAGE + "/nl"),))], Outcome.PASS, "identity-stable"),
        ({"first_seen": days_ago(29)}, [], Outcome.UNKNOWN, "watched-too-short"),
        ({"runs": 1}, [], Outcome.UNKNOWN, "watched-too-short"),
    ],
)
def test_an_identifier_stays_the_same(
    changes: dict[str, Any], asked: list[Any], outcome: Outcome, reason: str
) -> None:
    verdict = judged_by(dataset(), asked=asked, history=history(**changes))["P18.2"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_a_series_has_a_name_as_well() -> None:
    assert judged_by(series(), history=history())["P18.2"].outcome is Outcome.PASS
    assert judged(dataset())["P18.2"].outcome is Outcome.UNKNOWN


def gone(**changes: Any) -> Departure:  # noqa: ANN401  # any field
    given: dict[str, Any] = {"entry": "e", "at": days_ago(10), "why": "absent", "addresses": (CSV,)}
    return Departure(**(given | changes))


DEAD = link(failed("", status=404), failed_days=3)


@pytest.mark.parametrize(
    ("departures", "asked", "outcome", "reason"),
    [
        (None, [], Outcome.UNKNOWN, "departures-not-known"),
        ([], [], Outcome.NOT_APPLICABLE, "nothing-departed"),
        ([gone(replaced_by="f")], [], Outcome.PASS, "leaves-word"),
        ([gone(why="gone")], [], Outcome.PASS, "leaves-word"),
        ([gone()], [link(failed("", status=410), failed_days=1)], Outcome.PASS, "leaves-word"),
        ([gone()], [link(seen(redirects=MOVED))], Outcome.PASS, "leaves-word"),
        ([gone()], [link()], Outcome.PARTIAL, "leaves-some-word"),
        ([gone()], [DEAD], Outcome.FAIL, "leaves-silently"),
        ([gone()], [link(failed("", status=404), failed_days=2)], Outcome.UNKNOWN, "departures-not-asked"),
        ([gone()], [], Outcome.UNKNOWN, "departures-not-asked"),
        ([gone(why="gone"), gone()], [DEAD], Outcome.PARTIAL, "leaves-some-word"),
    ],
)
def test_what_leaves_says_so(
    departures: list[Departure] | None, asked: list[Link], outcome: Outcome, reason: str, rubric: Rubric
) -> None:
    testimony = PublisherTestimony(departures=departures, links=links(*asked))
    check = rubric.by_id["P18.3"]
    ruling = check.rule.function(Tally(rubric).case(AT, testimony), check.parameters)
    assert (ruling.outcome, ruling.reason) == (outcome, reason)
