import pytest

from catalogue.charter import Fault, Outcome
from catalogue.testimony import Statement
from tests.catalogue.charter.observed import attestation, copy, failed, judged_by, link, sample, seen
from tests.catalogue.charter.sample import FREE, dataset, distribution, judged

BY = "https://creativecommons.org/licenses/by/4.0/"
OWN = "https://stad.example/voorwaarden"


@pytest.mark.parametrize(
    ("licence", "days", "outcome", "reason"),
    [
        (FREE, None, Outcome.PASS, "licence-by-iri"),
        (OWN, None, Outcome.PASS, "licence-by-iri"),
        (OWN, 2, Outcome.PASS, "licence-by-iri"),
        (OWN, 3, Outcome.PARTIAL, "licence-leads-nowhere"),
        (FREE, 9, Outcome.PASS, "licence-by-iri"),
        ("", None, Outcome.FAIL, "licence-missing"),
    ],
)
def test_an_unknown_licence_has_to_lead_somewhere(
    licence: str, days: int | None, outcome: Outcome, reason: str
) -> None:
    asked = [] if days is None else [link(failed(url=licence), failed_days=days)]
    verdict = judged_by(dataset(distribution(licence=licence or None)), asked=asked)["P16.1"]
    assert (verdict.outcome, verdict.reason) == (outcome, reason)


def test_a_licence_that_nobody_asked_after_says_so() -> None:
    assert judged(dataset())["P16.1"].evidence["unobserved"] == ["licence-resolves"]


@pytest.mark.parametrize(
    ("found", "outcome", "reason", "fault"),
    [
        ((FREE.replace("https", "http"),), Outcome.PASS, "licence-same", Fault.NONE),
        ((BY,), Outcome.FAIL, "licence-differs-in-data", Fault.SOURCE),
        ((), Outcome.NOT_APPLICABLE, "nothing-to-compare", Fault.NONE),
    ],
)
def test_the_data_themselves_name_the_same_licence(
    found: tuple[str, ...], outcome: Outcome, reason: str, fault: Fault
) -> None:
    verdict = judged_by(dataset(), asked=[seen(sample=sample("RDF_TURTLE", licences=found))])["P16.4"]
    assert (verdict.outcome, verdict.reason, verdict.fault) == (outcome, reason, fault)


@pytest.mark.parametrize(
    ("licences", "outcome", "fault"),
    [
        ({FREE}, Outcome.PASS, Fault.NONE),
        ({BY}, Outcome.FAIL, Fault.DOWNSTREAM),
        ({BY, FREE}, Outcome.FAIL, Fault.DOWNSTREAM),
        (set(), Outcome.NOT_APPLICABLE, Fault.NONE),
    ],
)
def test_a_copy_on_another_portal_names_the_same_licence(
    licences: set[str], outcome: Outcome, fault: Fault
) -> None:
    verdict = judged_by(dataset(), copies={"flanders": copy(licences=frozenset(licences))})["P16.4"]
    assert (verdict.outcome, verdict.fault) == (outcome, fault)


def test_what_the_distributions_contradict_is_told_first() -> None:
    two = dataset(distribution(), distribution(licence=BY))
    assert judged_by(two, copies={"flanders": copy()})["P16.4"].reason == "licences-differ"


@pytest.mark.parametrize(
    ("statement", "outcome"),
    [
        (None, Outcome.MANUAL),
        (Statement.YES, Outcome.PARTIAL),
        (Statement.PARTLY, Outcome.PARTIAL),
        (Statement.NO, Outcome.FAIL),
        (Statement.NOT_APPLICABLE, Outcome.NOT_APPLICABLE),
    ],
)
def test_an_approved_motivation_is_a_persons_to_show(statement: Statement | None, outcome: Outcome) -> None:
    said = [attestation("P16.5", statement)] if statement else []
    verdict = judged_by(dataset(distribution(licence=BY)), attestations=said)["P16.5"]
    assert verdict.outcome is outcome


def test_a_model_licence_needs_nobodys_answer() -> None:
    said = [attestation("P16.5", Statement.NO)]
    assert judged_by(dataset(), attestations=said)["P16.5"].outcome is Outcome.PASS
