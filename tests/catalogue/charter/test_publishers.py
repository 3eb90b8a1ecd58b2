from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.charter import Label, Outcome, PublisherScore, State, load_rubric, publisher_score, score
from catalogue.charter.publisher_case import PublisherCase, Tally
from catalogue.charter.publishers import Judged
from catalogue.charter.verdict import Ruling
from catalogue.model import Dataset, PublisherFacts, Text
from catalogue.testimony import PublisherTestimony
from tests.catalogue.charter.sample import AT, FIRST, FREE, dataset, distribution, judged, series

RUBRIC = load_rubric(FIRST)
BY = "https://creativecommons.org/licenses/by/4.0/"


def stream(datasets: list[Dataset]) -> Iterator[Judged]:
    for one in datasets:
        verdicts = list(judged(one, version=FIRST).values())
        yield score(verdicts, RUBRIC), verdicts


def published(*datasets: Dataset) -> PublisherScore:
    return publisher_score(stream(list(datasets)), RUBRIC, at=AT)


def test_every_entry_counts_the_same() -> None:
    big = dataset(*[distribution()] * 10)
    found = published(big, dataset(description=[], landing_pages=[]))
    assert found.principles[4].mean == pytest.approx((1 + 0.5) / 2)
    assert (found.principles[4].entries, found.principles[4].median) == (2, 0.75)
    assert found.principles[4].share_good == 0.5


def test_the_publishers_own_check_is_added_by_its_weight() -> None:
    found = published(dataset(), dataset())
    assert [(one.check, one.outcome) for one in found.verdicts] == [("P16.3", Outcome.PASS)]
    assert found.principles[16].value == 1


def test_a_failing_check_of_the_publisher_lowers_its_principle_only() -> None:
    licences = [
        FREE,
        BY,
        "https://opendatacommons.org/licenses/odbl/1-0/",
        "https://opendatacommons.org/licenses/pddl/1-0/",
    ]
    own = [f"https://stad.example/licentie/{at}" for at in range(2)]
    found = published(*(dataset(distribution(licence=one)) for one in licences + own))
    principle = found.principles[16]
    assert [one.outcome for one in found.verdicts] == [Outcome.FAIL]
    assert principle.value is not None
    assert principle.mean is not None
    assert principle.value == pytest.approx(principle.mean * 4 / 5)


def test_licences_are_counted_once_per_entry_under_one_name() -> None:
    found = published(dataset(distribution(), distribution(licence=FREE.replace("https", "http"))), dataset())
    assert found.verdicts[0].evidence["licences"] == {"modellicentie-gratis-hergebruik": 2}


def test_too_few_licences_known_leave_the_set_of_licences_unknown() -> None:
    bare = dataset(distribution(licence=None))
    found = published(dataset(), bare, bare)
    assert found.verdicts[0].outcome is Outcome.UNKNOWN
    assert found.principles[16].coverage < 1


def test_principles_without_checks_are_not_yet_assessed() -> None:
    found = published(dataset())
    assert len(found.principles) == 20
    assert found.principles[1].state is State.NOT_ASSESSED
    assert found.principles[1].value is None
    assert found.assessable == 6


def test_a_principle_that_applies_to_no_entry_is_not_applicable() -> None:
    verdicts = list(judged(series(), version=FIRST).values())
    found = publisher_score([(score(verdicts, RUBRIC), verdicts)], RUBRIC, at=AT)
    assert found.principles[9].state is State.NOT_APPLICABLE


def test_labels_and_failed_gates_are_counted() -> None:
    found = published(dataset(), dataset(distribution("PDF")), dataset(distribution(licence=None)))
    assert found.labels == {Label.GOOD: 1, Label.INSUFFICIENT: 2}
    assert found.gates == {"P09.2": 1, "P16.1": 1}


def test_a_publisher_without_entries_has_no_score() -> None:
    found = published()
    assert (found.entries, found.value, found.coverage, found.assessable) == (0, None, 0, 0)


MANY = [dataset(), dataset(distribution("PDF")), dataset(distribution(licence=None)), dataset(keywords=[])]


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(MANY), max_size=6), st.data())
def test_the_order_of_entries_does_not_matter(datasets: list[Dataset], data: st.DataObject) -> None:
    assert published(*data.draw(st.permutations(datasets))) == published(*datasets)


def test_a_rule_on_the_publisher_sees_what_its_entries_answered() -> None:
    seen: list[PublisherCase] = []

    def look(case: PublisherCase, _: object) -> Ruling:
        seen.append(case)
        return Ruling(Outcome.UNKNOWN, "licences-too-few-known", {})

    check = RUBRIC.by_id["P16.3"]
    watched = replace(check, rule=check.rule._replace(function=look))
    publisher_score(
        stream([dataset(), dataset(distribution("PDF"))]),
        replace(RUBRIC, publisher_checks=(watched,)),
        at=AT,
        testimony=PublisherTestimony(facts=PublisherFacts(name="stad", title=(Text("Stad"),))),
    )
    assert (seen[0].entries, seen[0].at, seen[0].outcomes["P09.2"][Outcome.FAIL]) == (2, AT, 1)
    assert seen[0].licences["P16.2"].entries == 2
    assert seen[0].link("https://stad.example/") is None
    assert seen[0].charter.hosts == ()


@dataclass(frozen=True)
class Open:
    """Parameters that count entries, as a check of the publisher may have."""

    by: str
    evidence_of: str = ""

    def counts(self, outcomes: Mapping[str, Outcome]) -> bool:
        return outcomes[self.by] is Outcome.PASS


def test_a_check_of_the_publisher_may_count_its_entries_by_several_answers_at_once() -> None:
    files = Open(by="P09.2")
    check = replace(RUBRIC.by_id["P16.3"], parameters=files)
    tally = Tally(replace(RUBRIC, publisher_checks=(check,)))
    for _, verdicts in stream([dataset(), dataset(distribution("PDF"))]):
        tally.add(verdicts)
    case = tally.case(AT, PublisherTestimony())
    assert (case.entries, case.counted) == (2, {files: 1})
