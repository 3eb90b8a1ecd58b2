from typing import Any

import pytest

from catalogue.charter import Outcome
from catalogue.model import Moment, Standard
from catalogue.testimony import Observation
from tests.catalogue.charter.observed import THING, failed, judged_by, link, sample, seen
from tests.catalogue.charter.sample import dataset, distribution, entry, judged, service

NEW, OLD = Moment("2020-05-01", "date"), Moment("2018-05-31", "date")
CHECKS = ("P10.1", "P10.2", "P10.3", "P10.4", "P10.5")
REGISTRY = "https://data.vlaanderen.be/id/adres/3706808"
OSLO = "https://data.vlaanderen.be/ns/mobiliteit#Fietsenstalling"
EU = "http://publications.europa.eu/resource/authority/frequency/"


def new(**changes: Any) -> Any:  # noqa: ANN401  # any field of a dataset
    return dataset(**({"created": NEW, "conforms_to": []} | changes))


def rdf(**facts: Any) -> Observation:  # noqa: ANN401  # any fact
    given: dict[str, Any] = {"triples": 40, "about": 3, "subjects": (THING,), "terms": (OSLO,), "outward": ()}
    return seen(sample=sample("RDF_TURTLE", **(given | facts)), headers={"content-type": "text/turtle"})


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"created": None}, "age-not-known"),
        ({"created": OLD}, "linked-data-not-asked"),
        ({"created": None, "issued": Moment("2017", "gYear")}, "linked-data-not-asked"),
    ],
)
def test_linked_data_are_not_asked_of_old_sources(changes: dict[str, Any], reason: str) -> None:
    verdicts = judged(new(**changes))
    assert {(verdicts[one].outcome, verdicts[one].reason) for one in CHECKS} == {
        (Outcome.NOT_APPLICABLE, reason)
    }


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"created": Moment("2018-06", "gYearMonth")},
        {"created": OLD, "frequency": EU + "UPDATE_CONT"},
        {"created": OLD, "applicable_legislation": ["http://data.europa.eu/eli/reg_impl/2023/138/oj"]},
        {"created": OLD, "statuut": ["https://stad.example/id/statuut/authentieke-gegevensbron"]},
    ],
)
def test_linked_data_are_asked_of_what_is_new_real_time_shared_or_authentic(changes: dict[str, Any]) -> None:
    assert judged(new(**changes))["P10.1"].outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("declared", "observation", "outcome", "reason"),
    [
        ("RDF_TURTLE", None, Outcome.PASS, "rdf-declared"),
        ("CSV", None, Outcome.UNKNOWN, "address-not-asked"),
        ("CSV", rdf(), Outcome.PASS, "rdf-given"),
        ("CSV", seen(negotiated="text/turtle; charset=utf-8"), Outcome.PASS, "rdf-given"),
        ("CSV", seen(rdf=sample("JSON_LD", triples=3)), Outcome.PASS, "rdf-given"),
        ("HTML", seen(sample=sample("HTML", linked_data_in_page=True)), Outcome.PARTIAL, "rdf-in-page"),
        ("CSV", seen(), Outcome.FAIL, "rdf-missing"),
        ("RDF_TURTLE", seen(), Outcome.FAIL, "rdf-missing"),
        ("CSV", failed(), Outcome.UNKNOWN, "no-answer-to-look-at"),
    ],
)
def test_rdf_is_offered_as_a_file_or_when_asked_for(
    declared: str, observation: Observation | None, outcome: Outcome, reason: str
) -> None:
    asked = [observation] if observation else []
    verdict = judged_by(new(distributions=[distribution(declared)]), asked=asked)["P10.1"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("observation", "outcome", "reason"),
    [
        (rdf(), Outcome.PASS, "rdf-about-itself"),
        (rdf(about=0), Outcome.PARTIAL, "rdf-not-about-itself"),
        (rdf(triples=0), Outcome.FAIL, "rdf-does-not-parse"),
        (seen(sample=sample("RDF_TURTLE", parses=False)), Outcome.FAIL, "rdf-does-not-parse"),
        (rdf(triples=None), Outcome.UNKNOWN, "nothing-reads-it"),
        (seen(), Outcome.NOT_APPLICABLE, "no-rdf"),
        (failed(), Outcome.UNKNOWN, "no-answer-to-look-at"),
    ],
)
def test_rdf_opens_and_tells_of_itself(observation: Observation, outcome: Outcome, reason: str) -> None:
    verdict = judged_by(new(), asked=[observation])["P10.2"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def things(lasting: int, other: int) -> tuple[str, ...]:
    names = [f"https://stad.example/id/boom/{number}" for number in range(lasting)]
    return (*names, *(f"https://stad.example/boom?id={number}" for number in range(other)))


@pytest.mark.parametrize(
    ("subjects", "answers", "outcome", "reason"),
    [
        (things(5, 0), 5, Outcome.PASS, "names-lasting"),
        (things(8, 2), 8, Outcome.PASS, "names-lasting"),
        (things(5, 0), 3, Outcome.PARTIAL, "names-partly"),
        (things(6, 4), 6, Outcome.PARTIAL, "names-partly"),
        (things(5, 0), 1, Outcome.FAIL, "names-lead-nowhere"),
        (things(4, 6), 4, Outcome.FAIL, "names-not-lasting"),
        (things(5, 0), None, Outcome.UNKNOWN, "names-not-asked"),
        ((), None, Outcome.FAIL, "names-missing"),
        (None, None, Outcome.UNKNOWN, "nothing-reads-it"),
    ],
)
def test_things_have_lasting_names_that_lead_somewhere(
    subjects: tuple[str, ...] | None, answers: int | None, outcome: Outcome, reason: str
) -> None:
    asked = [link(rdf(subjects=subjects))]
    for at, name in enumerate(subjects or ()):
        if answers is not None and "/id/" in name:
            asked.append(link(seen(name) if at < answers else failed(url=name), failed_days=3))
    verdict = judged_by(new(), asked=asked)["P10.3"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_a_name_that_failed_once_is_left_out() -> None:
    names = things(5, 0)
    asked = [link(rdf(subjects=names)), *(link(seen(name)) for name in names[:4])]
    asked.append(link(failed(url=names[4]), failed_days=1))
    assert judged_by(new(), asked=asked)["P10.3"].outcome is Outcome.PASS


@pytest.mark.parametrize(
    ("outward", "outcome"),
    [
        ((REGISTRY, "https://www.wikidata.org/entity/Q1"), Outcome.PASS),
        (("https://www.wikidata.org/entity/Q1",), Outcome.PARTIAL),
        ((), Outcome.FAIL),
        (None, Outcome.UNKNOWN),
    ],
)
def test_data_point_to_the_base_registries(outward: tuple[str, ...] | None, outcome: Outcome) -> None:
    assert judged_by(new(), asked=[rdf(outward=outward)])["P10.4"].outcome is outcome


@pytest.mark.parametrize(
    ("terms", "outcome", "reason"),
    [
        ((OSLO, "http://schema.org/name"), Outcome.PASS, "oslo-terms"),
        (("http://schema.org/name", "http://purl.org/dc/terms/title"), Outcome.PARTIAL, "known-terms"),
        (("http://purl.org/dc/terms/title", "https://stad.example/veld/naam"), Outcome.FAIL, "own-terms"),
        (None, Outcome.UNKNOWN, "nothing-reads-it"),
    ],
)
def test_terms_of_oslo_go_before_other_known_ones(
    terms: tuple[str, ...] | None, outcome: Outcome, reason: str
) -> None:
    verdict = judged_by(new(), asked=[rdf(terms=terms)])["P10.5"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_a_declared_oslo_profile_needs_no_look() -> None:
    profile = Standard(iri="https://data.vlaanderen.be/doc/applicatieprofiel/mobiliteit")
    assert judged(new(conforms_to=[profile]))["P10.5"].reason == "oslo-declared"


def test_without_rdf_only_its_absence_is_counted() -> None:
    verdicts = judged_by(new(), asked=[seen()])
    assert verdicts["P10.1"].outcome is Outcome.FAIL
    assert {verdicts[one].outcome for one in CHECKS[1:]} == {Outcome.NOT_APPLICABLE}


def test_a_service_may_give_rdf_as_well() -> None:
    endpoint = seen("https://geo.stad.example/wfs", negotiated="application/ld+json")
    both = entry(new(), services=[service()])
    assert judged_by(both, asked=[seen(), endpoint])["P10.1"].outcome is Outcome.PASS
