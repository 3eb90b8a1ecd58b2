"""Raw feeds of real portals, with all that is wrong in them, get the same answer from both engines."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pytest

from catalogue.profile import Result, Validator, assess, best_validator
from catalogue.profile.pyshacl_engine import PyshaclEngine

FEEDS = (
    "bosa_best_dcat.rdf",
    "ckanext-dcat_dataset_gob_es.ttl",
    "ckanext-dcat_dataset_multilingual.ttl",
    "dcattools_dcat-multilang.rdf",
    "fdk_catalog_0.ttl",
    "fdk_catalog_diff_0.ttl",
    "udata_series.xml",
    "vodap_error-catalog-maxcard.nt",
    "vodap_error-dataset-maxcard.nt",
    "vodap_error-dataset-range.nt",
    "vodap_error-distributie-range.nt",
)
PUBLISHED = (
    "dcat-ap-vl-2026-02-12_SHACL.operational.ttl",
    "dcat-ap-3.0.1_shapes.ttl",
    "dcat-ap-3.0.1_range.ttl",
)

pytestmark = pytest.mark.corpus


def read(path: Path) -> str:
    form = ox.RdfFormat.RDF_XML if path.suffix in {".rdf", ".xml"} else None
    triples = [
        quad.triple
        for quad in ox.parse(path=path, format=form, lenient=True, base_iri="https://feed.example/")
    ]
    return (ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"").decode()


def normal(results: list[Result]) -> Counter[tuple[str, str, str, str]]:
    """Leave the shape out: in published files it is often a blank node."""
    return Counter((each.focus, each.path, each.component, each.value) for each in results)


@pytest.mark.parametrize("feed", FEEDS)
def test_both_engines_give_equal_findings_on_a_raw_feed(
    feed: str, corpus: Path, engine: Validator, second: Validator
) -> None:
    text = read(corpus / "dcat_rdf" / feed)
    (first,) = assess([text], engine)
    assert first
    assert [first] == assess([text], second)


@pytest.mark.parametrize("feed", FEEDS)
@pytest.mark.parametrize("shapes", PUBLISHED)
def test_both_engines_give_equal_results_of_published_shapes(
    feed: str, shapes: str, shared_data: Path
) -> None:
    text, published = read(shared_data / "corpus" / "dcat_rdf" / feed), read(shared_data / "shacl" / shapes)
    assert normal(best_validator(published).validate(text)) == normal(PyshaclEngine(published).validate(text))
