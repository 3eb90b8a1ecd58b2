"""What nobody downstream needs to mend in what we publish of recorded catalogues, and what it gains."""

import pyoxigraph as ox
import pytest

from tests.real.graphs import Graph, iri
from tests.real.inputs import INPUTS
from tests.real.mqa import POINTS, estimate, rating
from tests.real.proof import Pair, pair_of
from tests.real.repairs import QUESTIONS, answers, stored

pytestmark = [pytest.mark.corpus, pytest.mark.usefixtures("corpus")]

CHOSEN = ("Antwerpen 2021", "Gent 2025", "Stad Brussel 2025", "Edinburgh")
SOMEBODY = "gent"
"""Whose facts stand in where nobody of ours publishes the catalogue."""

WORTHLESS = {"theme"}
"""What counts as there though it says nothing: every Hub writes the text "geospatial" as a theme."""

PERFECT = """\
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix eu: <http://publications.europa.eu/resource/authority/> .
<https://x.be/d> a dcat:Dataset ; dct:title "Bomen"@nl ; dct:description "Alle bomen."@nl ;
    dcat:keyword "boom"@nl ; dcat:theme <http://publications.europa.eu/resource/authority/data-theme/ENVI> ;
    dct:spatial <https://x.be/p> ; dct:temporal <https://x.be/t> ; dct:publisher <https://x.be/s> ;
    dct:accessRights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> ;
    dcat:contactPoint <https://x.be/c> ;
    dct:issued "2026-01-01"^^xsd:date ; dct:modified "2026-01-02"^^xsd:date ;
    dcat:distribution <https://x.be/f> .
<https://x.be/p> a dct:Location . <https://x.be/t> a dct:PeriodOfTime .
<https://x.be/s> a foaf:Agent ; foaf:name "Stad"@nl . <https://x.be/c> a vcard:Kind .
<https://x.be/f> a dcat:Distribution ; dcat:accessURL <https://x.be/b.csv> ;
    dcat:downloadURL <https://x.be/b.csv> ;
    dct:format <http://publications.europa.eu/resource/authority/file-type/CSV> ;
    dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> ;
    dct:license <http://publications.europa.eu/resource/authority/licence/CC0> ;
    dct:rights <https://x.be/r> ; dcat:byteSize "12"^^xsd:nonNegativeInteger .
<https://x.be/r> a dct:RightsStatement .
<http://publications.europa.eu/resource/authority/licence/CC0> a dct:LicenseDocument .
"""


def hub_wrote(pair: Pair) -> bool:
    themes = {
        one.object
        for triples in (pair.before or {}).values()
        for one in triples
        if one.predicate == iri("dcat:theme")
    }
    return themes == {ox.Literal("geospatial")}


def read(turtle: str) -> Graph:
    graph: Graph = {}
    for quad in ox.parse(turtle, format=ox.RdfFormat.TURTLE):
        assert not isinstance(quad.subject, ox.Triple)
        graph.setdefault(quad.subject, []).append(quad.triple)
    return graph


def test_a_dataset_that_says_everything_gains_every_point() -> None:
    found = estimate(read(PERFECT))
    assert found is not None
    assert {name for name, share in found.gained.items() if share < 1} == set()
    assert (found.points, sum(POINTS.values()), rating(found.points)) == (405, 405, "Excellent")


def test_a_file_without_a_format_costs_its_points_and_a_penalty() -> None:
    without = "\n".join(line for line in PERFECT.splitlines() if "dct:format" not in line)
    found = estimate(read(without))
    assert found is not None
    assert found.points == 405 - 20 - 10 - 20 - 20 - 5


@pytest.fixture(scope="module", params=CHOSEN)
def pair(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Pair:
    given = next(one for one in INPUTS if one.name.startswith(request.param))
    known = given._replace(publisher=given.publisher or SOMEBODY)
    return pair_of(known, tmp_path_factory.mktemp("proof"))


def test_nobody_downstream_has_to_repair_what_we_publish(pair: Pair) -> None:
    before, after = (stored(graph or {}) for graph in pair)
    left = {question.asks: answers(after, question) for question in QUESTIONS}
    assert {question.asks: left[question.asks] for question in QUESTIONS if not question.lacking} == {
        question.asks: [] for question in QUESTIONS if not question.lacking
    }
    silent = {question.asks: len(answers(before, question)) for question in QUESTIONS if question.lacking}
    assert {asks: len(left[asks]) for asks, count in silent.items() if len(left[asks]) > count} == {}


def test_no_dataset_loses_a_metric_of_the_quality_assessment(pair: Pair) -> None:
    before, after = (estimate(graph) if graph else None for graph in pair)
    assert after is not None
    assert before is not None
    held_back = before.datasets - after.datasets
    gained = {metric: round(after.gained[metric] * after.datasets) for metric in POINTS}
    had = {metric: round(before.gained[metric] * before.datasets) for metric in POINTS}
    lost = {metric for metric in POINTS if gained[metric] + held_back < had[metric]}
    assert lost <= (WORTHLESS if hub_wrote(pair) else set())
