"""Two engines, one answer."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pyoxigraph as ox
import pytest

from catalogue.profile import EngineError, Validator, best_validator
from catalogue.profile.pyshacl_engine import PyshaclEngine
from tests.catalogue.profile.sample import good, ntriples, parsed

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:shape> a sh:NodeShape ; sh:targetSubjectsOf <urn:p> ; sh:property <urn:number>, <urn:order> .
<urn:number> a sh:PropertyShape ; sh:path <urn:p> ; sh:maxLength 0 .
<urn:order> a sh:PropertyShape ; sh:path <urn:from> ; sh:lessThanOrEquals <urn:to> .
"""


def as_ntriples(turtle: str) -> str:
    triples = [quad.triple for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE)]
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


@pytest.fixture(scope="module")
def pair() -> tuple[Validator, Validator]:
    return best_validator(as_ntriples(SHAPES)), PyshaclEngine(as_ntriples(SHAPES))


@pytest.mark.parametrize(
    "value",
    [
        '"tekst"',
        '"tekst"@nl-BE',
        '"met \\"aanhaling\\", \\\\ en \\n regels"',
        '"café 🌳"',
        '"01"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"x"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"1.50"^^<http://www.w3.org/2001/XMLSchema#decimal>',
        '"2026-01-01T00:00:00.000+00:00"^^<http://www.w3.org/2001/XMLSchema#dateTime>',
        '"TRUE"^^<http://www.w3.org/2001/XMLSchema#boolean>',
        "<https://stad.example/é?a=b#c>",
        "<mailto:data@stad.example>",
    ],
)
def test_both_engines_write_a_value_as_it_was_written(value: str, pair: tuple[Validator, Validator]) -> None:
    text = f"<urn:a> <urn:p> {value} .\n"
    (expected,) = pair[0].validate(text)
    assert pair[1].validate(text) == [expected]
    assert ox.parse(f"<urn:a> <urn:p> {expected.value} .", format=ox.RdfFormat.N_TRIPLES) is not None


def test_a_result_names_shape_focus_path_component_and_severity(pair: tuple[Validator, Validator]) -> None:
    for engine in pair:
        (result,) = engine.validate('<urn:a> <urn:p> "x" .')
        assert result._asdict() == {
            "shape": "urn:number",
            "focus": "<urn:a>",
            "path": "urn:p",
            "value": '"x"',
            "component": "MaxLength",
            "severity": "Violation",
        }


def test_a_blank_node_has_no_label_in_a_result(pair: tuple[Validator, Validator]) -> None:
    for engine in pair:
        (result,) = engine.validate('_:somebody <urn:p> "x" .')
        assert result.focus == "_:"


def test_text_that_is_no_rdf_is_an_engine_error(pair: tuple[Validator, Validator]) -> None:
    for engine in pair:
        with pytest.raises(EngineError):
            engine.validate("dit is geen RDF")


def test_shapes_that_hold_no_shapes_are_an_engine_error() -> None:
    with pytest.raises(EngineError):
        best_validator("")


def test_what_pyshacl_cannot_compare_is_an_engine_error(pair: tuple[Validator, Validator]) -> None:
    date = "http://www.w3.org/2001/XMLSchema#dateTime"
    text = (
        f'<urn:a> <urn:p> "" ; <urn:from> "gisteren"^^<{date}> ; <urn:to> "2026-01-01T00:00:00Z"^^<{date}> .'
    )
    with pytest.raises(EngineError, match="TypeError"):
        pair[1].validate(as_ntriples(text))
    assert [result.component for result in pair[0].validate(as_ntriples(text))] == ["LessThanOrEquals"]


def test_without_the_fast_engine_the_second_does_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "shacl", None)
    monkeypatch.delitem(sys.modules, "catalogue.profile.shacl_engine", raising=False)
    assert best_validator().name == "pyshacl"


def test_one_engine_serves_many_threads(engine: Validator) -> None:
    texts = [ntriples(good(number) | parsed(f"<urn:{number}> a dcat:Dataset .")) for number in range(1, 41)]
    alone = [sorted(engine.validate(text)) for text in texts]
    with ThreadPoolExecutor(max_workers=4) as pool:
        assert [sorted(results) for results in pool.map(engine.validate, texts)] == alone
