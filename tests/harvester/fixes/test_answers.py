"""What was seen of addresses, supposed otherwise: only of those that were asked."""

from dataclasses import replace
from typing import Any

from catalogue.model import Content
from catalogue.testimony import Answer, Link, Observation, Role
from catalogue.testimony import Testimony as Told
from harvester.fixes import Known, Terms, kinds
from harvester.fixes.kinds import ACTIONS
from harvester.runs import Rules
from tests.harvester.fixes.conftest import AT, known_of

URL = "http://data.voorbeeldstad.be/a"


def link(**seen: Any) -> Link:  # noqa: ANN401  fields of Observation
    latest = Observation(url=URL, role=Role.ACCESS, asked=URL, at=AT, vantage="hier", method="GET", **seen)
    return Link(latest=latest, first_at=AT, probes=1, answered=0, failed_days=3)


def seen(rules: Rules, package: Content, **of_link: Any) -> Known:  # noqa: ANN401  fields of Observation
    return known_of(rules, package, Told(links={URL: link(**of_link)}))


def tried(name: str, known: Known, terms: Terms) -> Known | None:
    kind = next(one for one in kinds() if one.name == name)
    return ACTIONS[kind.action](known, kind, terms)


def test_a_dead_link_is_supposed_to_answer(rules: Rules, terms: Terms, package: Content) -> None:
    found = tried("dead-link", seen(rules, package, status=404), terms)
    assert found is not None
    assert found.testimony.links[URL].latest.answer is Answer.GIVEN
    assert found.testimony.links[URL].failed_days == 0


def test_a_link_that_answers_is_no_dead_one(rules: Rules, terms: Terms, package: Content) -> None:
    assert tried("dead-link", seen(rules, package, status=200), terms) is None


def test_a_link_that_nobody_asked_is_not_supposed_to_answer(
    rules: Rules, terms: Terms, package: Content
) -> None:
    known = known_of(rules, package)
    names = ("dead-link", "barrier", "certificate", "cors", "cache")
    assert [tried(name, known, terms) for name in names] == [None] * len(names)


def test_who_asks_too_often_is_no_barrier(rules: Rules, terms: Terms, package: Content) -> None:
    assert tried("barrier", seen(rules, package, status=429), terms) is None


def test_a_barrier_is_supposed_to_open(rules: Rules, terms: Terms, package: Content) -> None:
    found = tried("barrier", seen(rules, package, status=401, barrier="login"), terms)
    assert found is not None
    assert found.testimony.links[URL].latest.answer is Answer.GIVEN


def test_headers_are_supposed_where_data_came(rules: Rules, terms: Terms, package: Content) -> None:
    known = seen(rules, package, status=200)
    cors, cache = tried("cors", known, terms), tried("cache", known, terms)
    assert cors is not None
    assert cors.testimony.links[URL].latest.headers == {"access-control-allow-origin": "*"}
    assert cache is not None
    assert cache.testimony.links[URL].latest.conditional == 304
    assert tried("cors", cors, terms) is None


def test_an_encrypted_address_answers_as_the_plain_one_did(
    rules: Rules, terms: Terms, package: Content
) -> None:
    found = tried("https", seen(rules, package, status=200), terms)
    assert found is not None
    latest = found.testimony.links[URL.replace("http:", "https:")].latest
    assert (latest.status, latest.tls) == (200, "valid")


def test_what_was_seen_stays_as_it_was(rules: Rules, terms: Terms, package: Content) -> None:
    known = seen(rules, package, status=404)
    before = replace(known.testimony.links[URL])
    tried("dead-link", known, terms)
    assert known.testimony.links[URL] == before
