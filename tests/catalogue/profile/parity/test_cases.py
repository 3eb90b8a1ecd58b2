"""The faults are single, many, and none of them goes unseen unless it says so."""

from collections import Counter

import pytest

from catalogue.profile import assess, best_validator
from tests.catalogue.profile.parity.cases import cases, crowded, described

UNSEEN = {
    "contact-email": "a page to turn to is enough",
    "location-box": "a centre is enough",
    "source-and-target-the-same": "a relation to itself says nothing, and harms nobody",
    "catalogue-without-anything-in-it": "an empty catalogue is never published",
    "property-that-nobody-knows": "a profile does not forbid what it does not know",
    "property-in-the-wrong-case": "idem; the right property is told to be missing where it must be there",
    "version-of-dublin-core": "DCAT-AP 2 asked for it, DCAT-AP 3 allows it",
    "deprecated-version": "idem",
}
"""Faults that no rule finds, and why that is right."""
CLASSES = {
    "catalogue", "record", "dataset", "distribution", "service", "series", "agent", "contact", "location",
    "period", "standard", "identifier", "relationship", "sample", "checksum", "licence", "theme",
}  # fmt: skip


def test_there_are_more_faults_than_the_profile_has_classes_and_kinds_of_rules() -> None:
    kinds = Counter(case.kind for case in cases() if case.kind)
    assert kinds.total() >= 65
    assert len(kinds) == 11
    assert len({case.name for case in cases()}) == len(cases())


def test_every_class_of_the_profile_has_a_fault() -> None:
    assert {case.focus.rpartition("/")[2] for case in cases() if case.kind} == CLASSES


@pytest.mark.parametrize("high_value", [False, True])
def test_the_description_without_a_fault_has_no_error(high_value: bool) -> None:  # noqa: FBT001 -- a parameter
    (findings,) = assess([cases(high_value=high_value)[0].ntriples], best_validator())
    assert [each for each in findings if each.severity == "error"] == []


def test_a_case_differs_from_the_description_in_one_property_of_one_thing() -> None:
    for number, case in enumerate(cases(high_value=True)[1:], start=1):
        before, after = set(described(number, high_value=True)), set(case.triples)
        if "alternative" in case.kind:
            continue
        gone = {(str(triple.subject).strip("<>"), triple.predicate.value) for triple in before - after}
        assert gone <= {(case.focus, case.path)}, case.name


def test_no_fault_goes_unseen_unless_there_is_a_reason() -> None:
    engine = best_validator()
    found = assess([case.ntriples for case in cases(high_value=True)], engine)
    usual = {(each.rule, each.focus.rpartition("/")[2], each.path) for each in found[0]}
    unseen = {
        case.name
        for case, findings in zip(cases(high_value=True), found, strict=True)
        if case.kind and {(each.rule, each.focus.rpartition("/")[2], each.path) for each in findings} <= usual
    }
    assert unseen == UNSEEN.keys()


def test_the_crowded_descriptions_hold_every_fault() -> None:
    assert len(crowded()) < len(cases()) / 5


def test_every_case_is_told_apart_by_its_addresses() -> None:
    of_dataset = [case.focus for case in cases() if case.kind]
    assert len({focus.rpartition("/")[0] for focus in of_dataset}) == len(of_dataset)
