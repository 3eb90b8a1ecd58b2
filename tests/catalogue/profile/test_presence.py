"""What is recommended: the shapes say it, and the code that reads them says the same."""

from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from catalogue.graph import Blocks
from catalogue.profile import Finding, Validator, assess, best_validator, shapes_text
from catalogue.profile.layers import PRESENCE_LAYER, SHAPE
from catalogue.profile.pyshacl_engine import PyshaclEngine
from tests.catalogue.profile.faults import all_faults, without
from tests.catalogue.profile.sample import HOME, good, ntriples


@pytest.fixture(scope="module")
def asked() -> list[Validator]:
    """Give both engines with the shapes of this layer alone."""
    shapes = shapes_text((PRESENCE_LAYER,))
    return [best_validator(shapes), PyshaclEngine(shapes)]


def told(blocks: Blocks | str, engine: Validator) -> dict[str, str]:
    return {each.rule: each.focus for each in recommended(blocks, engine)}


def recommended(blocks: Blocks | str, engine: Validator) -> Iterator[Finding]:
    return (each for each in assess([blocks], engine)[0] if each.layer == PRESENCE_LAYER)


def reported(blocks: Blocks | str, engine: Validator) -> dict[str, str]:
    """Give of each broken shape the first thing by name, as code does."""
    text = blocks if isinstance(blocks, str) else ntriples(blocks)
    found = sorted((each.shape, each.focus[1:-1]) for each in engine.validate(text))
    return {shape.removeprefix(SHAPE): focus for shape, focus in reversed(found)}


@pytest.mark.parametrize(
    "fault",
    [fault for fault in all_faults() if fault.layer == PRESENCE_LAYER],
    ids=lambda fault: fault.rule.name,
)
def test_code_and_both_engines_name_the_same_thing_that_lacks_the_same(
    fault: object, engine: Validator, asked: list[Validator]
) -> None:
    blocks = fault.put_in(good(1), 1)  # type: ignore[attr-defined]  # pytest passes a Fault
    assert told(blocks, engine) == reported(blocks, asked[0]) == reported(blocks, asked[1])
    assert fault.rule.name in told(blocks, engine)  # type: ignore[attr-defined]


def test_a_recommendation_is_told_once_per_entry_at_the_first_thing_that_lacks_it(engine: Validator) -> None:
    blocks = without(good(1), f"{HOME}/sample/1", "dcat:byteSize")
    blocks = without(blocks, f"{HOME}/distribution/1", "dcat:byteSize")
    assert told(blocks, engine) == {"distribution-byte-size-missing": f"{HOME}/distribution/1"}


def test_the_first_thing_does_not_hang_on_what_is_assessed_along(engine: Validator) -> None:
    batch = [without(good(number), f"{HOME}/agent/{number}", "dct:type") for number in (1, 2, 3)]
    assert assess(batch, engine) == [assess([one], engine)[0] for one in batch]


def test_types_may_stand_anywhere_in_text(engine: Validator) -> None:
    lines = ntriples(without(good(1), f"{HOME}/dataset/1", "dct:temporal")).splitlines(keepends=True)
    assert told("".join(reversed(lines)), engine) == {
        "dataset-temporal-coverage-missing": f"{HOME}/dataset/1"
    }


@pytest.mark.corpus
@pytest.mark.parametrize(
    "feed", ["bosa_best_dcat.rdf", "ckanext-dcat_dataset_gob_es.ttl", "udata_series.xml"]
)
def test_code_and_engines_agree_on_raw_feeds(
    feed: str, corpus: Path, engine: Validator, asked: list[Validator]
) -> None:
    path = corpus / "dcat_rdf" / feed
    form = ox.RdfFormat.TURTLE if path.suffix == ".ttl" else ox.RdfFormat.RDF_XML
    triples = [
        quad.triple for quad in ox.parse(path=path, format=form, lenient=True, base_iri="https://f.example/")
    ]
    text = (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()
    assert {each.rule for each in recommended(text, engine)} == set(reported(text, asked[0]))
    assert reported(text, asked[0]).keys() == reported(text, asked[1]).keys()
