from statistics import mean

import orjson
import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from tests.bench.synthetic import FORMATS, package, turtle

DISTRIBUTION = NamedNode("http://www.w3.org/ns/dcat#Distribution")
HEAD_TRIPLES = 5


def triples(datasets: int) -> list[pyoxigraph.Quad]:
    return list(pyoxigraph.parse("".join(turtle(datasets)), format=RdfFormat.TURTLE))


def test_the_turtle_is_strictly_valid_with_75_triples_a_dataset() -> None:
    assert (len(triples(40)) - HEAD_TRIPLES) / 40 == 75


def test_every_dataset_has_three_distributions() -> None:
    assert sum(quad.object == DISTRIBUTION for quad in triples(40)) == 120


def test_the_same_number_gives_the_same_dataset() -> None:
    assert list(turtle(25)) == list(turtle(25))
    assert [package(number) for number in range(25)] == [package(number) for number in range(25)]


def test_a_larger_catalogue_begins_with_the_smaller_one() -> None:
    assert list(turtle(50))[:26] == list(turtle(25))


def test_identifiers_and_titles_are_unique() -> None:
    packages = [package(number) for number in range(500)]

    for field in ("id", "name", "title"):
        assert len({each[field] for each in packages}) == 500


def test_a_package_tells_the_same_as_the_turtle() -> None:
    made, written = package(7), "".join(turtle(8))

    assert len(made["resources"]) == len(FORMATS)
    for said in (made["title"], made["notes"], made["license_url"], made["resources"][0]["url"]):
        assert said in written


def test_a_package_is_as_large_as_those_of_real_portals() -> None:
    sizes = [len(orjson.dumps(package(number))) for number in range(100)]

    assert 3_000 < mean(sizes) < 6_000
