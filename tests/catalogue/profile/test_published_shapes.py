"""What passes our gate passes the published shapes: nobody downstream finds a fault that we let through.

Where a published shape reports and our gate does not in the same place, the reason stands here.
"""

from collections import Counter
from functools import reduce
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue.graph import Blocks
from catalogue.model.namespaces import expand
from catalogue.profile import GATE_LAYERS, Finding, Result, Validator, assess, best_validator, gate, rule_of
from catalogue.profile.pyshacl_engine import PyshaclEngine
from tests.catalogue.profile.faults import Fault, all_faults
from tests.catalogue.profile.sample import good, ntriples

PUBLISHED = (
    "dcat-ap-vl-2026-02-12_SHACL.operational.ttl",
    "dcat-ap-3.0.1_shapes.ttl",
    "dcat-ap-3.0.1_range.ttl",
)
EARLIER = ("oslo-2022-04-21_dcatapvl.jsonld", "oslo-2022-04-21_dcatapvl-usagenotes.jsonld")
BACKGROUND = "validation-background.ttl"

ELSEWHERE = {
    (
        "",
        "MinCount",
    ): "a warning about a series that no dataset is in, which only the whole catalogue can tell; "
    "the dataset that refers to it wrongly is held back already",
    (
        expand("dcat:downloadURL"),
        "MinCount",
    ): "asked of a sample that nobody describes; the dataset that refers to it is held back already",
}
STRICTER = {
    "dataset-issued-not-date": "the published shape says sh:shape for sh:node, which no engine reads",
    "dataset-modified-not-date": "idem",
    "period-start-date-not-date": "idem",
    "period-end-date-not-date": "idem",
    "identifier-structured-identifier-several": "published with http in the namespace for https",
    "identifier-structured-identifier-not-resource": "idem",
}

pytestmark = pytest.mark.corpus


def read(path: Path) -> str:
    triples = [quad.triple for quad in ox.parse(path=path)]
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


@pytest.fixture(scope="module")
def published(shared_data: Path) -> dict[str, str]:
    return {name: read(shared_data / "shacl" / name) for name in PUBLISHED}


@pytest.fixture(scope="module")
def background(shared_data: Path) -> str:
    return read(shared_data / "shacl" / BACKGROUND)


@pytest.fixture(scope="module")
def judges(published: dict[str, str]) -> list[Validator]:
    return [best_validator(text) for text in published.values()]


def verdicts(judges: list[Validator], text: str) -> list[Result]:
    return [result for judge in judges for result in judge.validate(text)]


def at(result: Result) -> tuple[str, str]:
    return result.focus[1:-1], result.path


def places(findings: list[Finding]) -> set[tuple[str, str]]:
    return {
        (each.focus, expand(each.path))
        for each in findings
        if each.layer in GATE_LAYERS and each.severity == "error"
    }


def test_the_good_entry_has_no_result_with_either_engine(
    published: dict[str, str], judges: list[Validator], background: str
) -> None:
    text = ntriples(good(1)) + background
    seconds: list[Validator] = [PyshaclEngine(shapes) for shapes in published.values()]
    assert verdicts(judges, text) == verdicts(seconds, text) == []


def test_every_fault_that_a_published_shape_reports_is_found_by_our_gate_in_the_same_place(
    judges: list[Validator], background: str, found: dict[str, tuple[Fault, int, list[Finding]]]
) -> None:
    unexplained = [
        (name, result)
        for name, (fault, number, findings) in found.items()
        for result in verdicts(judges, ntriples(fault.put_in(good(number), number)) + background)
        if at(result) not in places(findings) and (result.path, result.component) not in ELSEWHERE
    ]
    assert unexplained == []


def test_what_our_gate_lets_through_has_no_result_in_any_published_shape(
    judges: list[Validator], background: str, found: dict[str, tuple[Fault, int, list[Finding]]]
) -> None:
    passing = [
        fault.put_in(good(number), number) for fault, number, findings in found.values() if gate(findings)
    ]
    assert len(passing) > 30
    assert verdicts(judges, "".join(map(ntriples, passing)) + background) == []


def test_what_our_gate_lets_through_has_no_result_with_the_second_engine(
    published: dict[str, str], background: str, found: dict[str, tuple[Fault, int, list[Finding]]]
) -> None:
    passing = [
        fault.put_in(good(number), number) for fault, number, findings in found.values() if gate(findings)
    ]
    seconds: list[Validator] = [PyshaclEngine(shapes) for shapes in published.values()]
    assert verdicts(seconds, "".join(map(ntriples, passing)) + background) == []


def test_our_gate_is_stricter_only_where_the_published_shapes_have_a_defect(
    judges: list[Validator], background: str, found: dict[str, tuple[Fault, int, list[Finding]]]
) -> None:
    stricter = {
        name
        for name, (fault, number, findings) in found.items()
        if not gate(findings)
        and not verdicts(judges, ntriples(fault.put_in(good(number), number)) + background)
    }
    assert stricter == set(STRICTER)


def test_what_the_shapes_of_2022_report_of_an_entry_that_we_publish_is_a_finding_too(
    shared_data: Path, background: str, found: dict[str, tuple[Fault, int, list[Finding]]]
) -> None:
    judges = [best_validator(read(shared_data / "shacl" / name)) for name in EARLIER]
    untold = [
        (name, result)
        for name, (fault, number, findings) in found.items()
        if gate(findings)
        for result in verdicts(judges, ntriples(fault.put_in(good(number), number)) + background)
        if at(result) not in {(each.focus, expand(each.path)) for each in findings}
    ]
    assert untold == []


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(faults=st.lists(st.sampled_from(all_faults()), min_size=2, max_size=6))
def test_no_mix_of_faults_slips_through(
    faults: list[Fault], engine: Validator, judges: list[Validator], background: str
) -> None:
    mixed = reduce(put_in, faults, good(1))
    results = verdicts(judges, ntriples(mixed) + background)
    (findings,) = assess([mixed], engine)
    assert not (results and gate(findings))


def put_in(blocks: Blocks, fault: Fault) -> Blocks:
    return fault.put_in(blocks, 1)


def test_the_reference_entry_passes_but_for_a_list_that_it_leaves_to_the_background(
    shared_data: Path, engine: Validator
) -> None:
    (findings,) = assess([read(shared_data / "examples" / "superset" / "superset-gent.ttl")], engine)
    asked = Counter(finding.rule for finding in findings if finding.layer in GATE_LAYERS)
    assert {name: count for name, count in asked.items() if rule_of(name).severity == "error"} == {
        "catalogue-theme-taxonomy-untyped": 1
    }
