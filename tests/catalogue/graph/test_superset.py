"""The full entry passes three profiles in two engines."""

from pathlib import Path

import pyshacl
import pytest
import rdflib
import shacl
from rdflib.namespace import SH

from catalogue.graph import catalogue_blocks, entry_blocks, members, neighbours, to_ntriples
from catalogue.model import Catalog, Entry, Moment

SHAPES = [
    "dcat-ap-vl-2026-02-12_SHACL.operational.ttl",
    "dcat-ap-3.0.1_shapes.ttl",
    "dcat-ap-3.0.1_range.ttl",
    "oslo-2022-04-21_dcatapvl.jsonld",
    "oslo-2022-04-21_dcatapvl-usagenotes.jsonld",
]
pytestmark = [
    pytest.mark.corpus,
    # The JSON-LD reader of rdflib still uses what rdflib itself deprecates.
    pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning"),
]


@pytest.fixture
def data(entry: Entry, catalog: Catalog, when: Moment, shared_data: Path) -> rdflib.Graph:
    blocks = entry_blocks(entry, issued=when, modified=when)
    text = to_ntriples([catalogue_blocks(catalog, members(blocks)), blocks])
    graph = rdflib.Graph().parse(data=text + neighbours([blocks]), format="nt")
    return graph.parse(shared_data / "shacl" / "validation-background.ttl")


@pytest.fixture
def elsewhere(entry: Entry, when: Moment) -> set[rdflib.URIRef]:
    """Name the entries that this one links to: of those only the class is told here."""
    told = neighbours([entry_blocks(entry, issued=when, modified=when)])
    return {
        one
        for one in rdflib.Graph().parse(data=told, format="nt").subjects()
        if isinstance(one, rdflib.URIRef)
    }


@pytest.fixture(params=SHAPES)
def shapes(request: pytest.FixtureRequest, shared_data: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(shared_data / "shacl" / request.param)


def test_every_profile_accepts_the_full_entry_in_pyshacl(
    data: rdflib.Graph, shapes: rdflib.Graph, elsewhere: set[rdflib.URIRef]
) -> None:
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", do_owl_imports=False)
    assert isinstance(report, rdflib.Graph)
    found = [
        (report.value(result, SH.focusNode), report.value(result, SH.resultPath))
        for result in report.objects(None, SH.result)
    ]
    assert [(focus, path) for focus, path in found if focus not in elsewhere] == []


def test_every_profile_accepts_the_full_entry_in_shacl(
    data: rdflib.Graph, shapes: rdflib.Graph, elsewhere: set[rdflib.URIRef]
) -> None:
    compiled = shacl.Shapes.from_text(shapes.serialize(format="nt"), format="ntriples")
    report = compiled.validate_text(data.serialize(format="nt"), format="ntriples")
    strangers = {f"<{iri}>" for iri in elsewhere}
    found = [(result.focus_node, result.path, result.value) for result in report.results]
    assert [one for one in found if one[0] not in strangers] == []


def test_a_text_without_a_language_stays_without_and_fails(
    entry: Entry, when: Moment, shared_data: Path
) -> None:
    entry.resource.title = [entry.resource.title[0]._replace(language="")]
    text = to_ntriples([entry_blocks(entry, issued=when, modified=when)])
    shapes = shacl.Shapes.from_file(str(shared_data / "shacl" / SHAPES[0]))
    report = shapes.validate_text(text, format="ntriples")
    assert [(result.component, result.path) for result in report.results] == [
        ("DatatypeConstraintComponent", "<http://purl.org/dc/terms/title>")
    ]
