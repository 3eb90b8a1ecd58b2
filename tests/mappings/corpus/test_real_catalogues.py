"""Real recorded catalogues of every protocol.

Nothing breaks, no title or description is lost, every reason can be traced.
"""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from catalogue.model import Content, Dialect, Entry, Kind, Protocol, Record, Source
from catalogue.model.namespaces import shorten
from mappings import Context, note_codes, translate
from mappings.rules.texts import clean, is_placeholder, is_translated_by_machine, plain_of

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
DATASET = ox.NamedNode("http://www.w3.org/ns/dcat#Dataset")
DEPTH = 4

CONTEXT = Context(
    base="https://oogst.example",
    publisher="x",
    source=Source(name="x/y", publisher="x", protocol=Protocol.CKAN, url="https://portaal.be", language="nl"),
    public="web",
)

RDF = (
    ("dcat_rdf/data.gov.be_2025-04_gent.ttl.gz", ox.RdfFormat.TURTLE, 287),
    ("dcat_rdf/data.gov.be_2025-04_antwerpen.ttl.gz", ox.RdfFormat.TURTLE, 522),
    ("dcat_rdf/data.gov.be_2025-04_brussel-stad.ttl.gz", ox.RdfFormat.TURTLE, 213),
    ("dcat_rdf/antwerpen_dcat_2021-01-12.rdf.gz", ox.RdfFormat.RDF_XML, 489),
    ("dcat_rdf/mow-dataroom_dcat-feed_2023-01.rdf", ox.RdfFormat.RDF_XML, 22),
    ("opendatasoft/economie-gouv-fr_catalog_exports_dcat.rdf.gz", ox.RdfFormat.RDF_XML, 426),
)
JSON = (
    ("arcgis_hub/dcat-ap-2.0.1_edinburgh.json", "dcat:dataset", Dialect.HUB_DCAT_AP, 44),
    ("arcgis_hub/dcat-ap-2.0.1_glasgow.json.gz", "dcat:dataset", Dialect.HUB_DCAT_AP, 68),
    ("arcgis_hub/dcat-ap-2.0.1_highland.json", "dcat:dataset", Dialect.HUB_DCAT_AP, 22),
    ("arcgis_hub/dcat-ap-2.0.1_north_ayrshire.json.gz", "dcat:dataset", Dialect.HUB_DCAT_AP, 126),
    ("arcgis_hub/dcat-ap-2.0.1_north_lanarkshire.json", "dcat:dataset", Dialect.HUB_DCAT_AP, 21),
    ("arcgis_hub/dcat-us_evian.json", "dataset", Dialect.DCAT_US, 8),
    ("arcgis_hub/esri_dcat_2016.jsonld", "dataset", Dialect.DCAT_US, 71),
    ("opendatasoft/v2.1_catalog_datasets_example.json", "results", Dialect.OPENDATASOFT, 2),
    ("opendatasoft/economie-gouv-fr_catalog_datasets_v2.0_limit3.json", "datasets", Dialect.OPENDATASOFT, 3),
    ("opendatasoft/v1_search-ods_2015.json", "datasets", Dialect.OPENDATASOFT_V1, 4),
    ("arcgis_hub/hub-v3-search_argyll_and_bute_page1.json.gz", "data", Dialect.HUB_SEARCH, 20),
    ("arcgis_hub/hub-v3-search_moray_page1.json.gz", "data", Dialect.HUB_SEARCH, 20),
    ("arcgis_hub/hub-v3-search_renfrew_page1.json.gz", "data", Dialect.HUB_SEARCH, 20),
)
SPELT = {
    Dialect.HUB_DCAT_AP: ("dct:title", "dct:description"),
    Dialect.DCAT_US: ("title", "description"),
    Dialect.CKAN: ("title", "description"),
    Dialect.DCAT_RDF: ("dct:title", "dct:description"),
}


def _bytes(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _trees(path: Path, syntax: ox.RdfFormat) -> Iterator[Content]:
    nodes: dict[Any, dict[str, list[Any]]] = {}
    for triple in ox.parse(_bytes(path), format=syntax, lenient=True, base_iri="https://x.be/"):
        nodes.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
    for subject, properties in nodes.items():
        if DATASET in properties.get(RDF_TYPE, []):
            yield _tree(nodes, subject, DEPTH)


def _tree(nodes: dict[Any, dict[str, list[Any]]], subject: Any, depth: int) -> Content:  # noqa: ANN401 -- terms of pyoxigraph
    tree: Content = {"@id": subject.value} if isinstance(subject, ox.NamedNode) else {}
    for predicate, values in nodes.get(subject, {}).items() if depth else ():
        tree[shorten(predicate)] = [_value(nodes, value, depth) for value in values]
    return tree


def _value(nodes: dict[Any, dict[str, list[Any]]], value: Any, depth: int) -> Content:  # noqa: ANN401 -- idem
    if not isinstance(value, ox.Literal):
        return _tree(nodes, value, depth - 1)
    return {"@value": value.value} | ({"@language": value.language} if value.language else {})


def _entry(content: Content, dialect: Dialect) -> Entry:
    record = Record(
        identifier="r", kind=Kind.DATASET, dialect=dialect, content=content, hash="", payload="", pointer=""
    )
    return translate(record, CONTEXT)


def _check(content: Content, dialect: Dialect) -> None:
    entry = _entry(content, dialect)
    for reasons in entry.reasons.values():
        for why in reasons:
            _resolve(content, why.pointer)
    assert {note.code for note in entry.notes} <= set(note_codes())
    if dialect in SPELT:
        title, description = SPELT[dialect]
        assert bool(entry.resource.title) == _says_something(content.get(title))
        assert bool(entry.resource.description) == _says_something(content.get(description))


def _says_something(raw: object) -> bool:
    return any(
        clean(plain_of(value)) and not is_placeholder(clean(plain_of(value)))
        for value in (raw if isinstance(raw, list) else [raw])
        if not (isinstance(value, dict) and is_translated_by_machine(value.get("@language", "")))
    )


def _resolve(content: Content, pointer: str) -> None:
    node: Any = content
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        node = node[int(name)] if isinstance(node, list) else node[name]


@pytest.mark.corpus
@pytest.mark.parametrize(
    ("file", "syntax", "total"), RDF, ids=lambda value: Path(value).name if isinstance(value, str) else ""
)
def test_an_rdf_catalogue_is_translated_whole(
    corpus: Path, file: str, syntax: ox.RdfFormat, total: int
) -> None:
    contents = list(_trees(corpus / file, syntax))
    assert len(contents) == total
    for content in contents:
        _check(content, Dialect.DCAT_RDF)


@pytest.mark.corpus
@pytest.mark.parametrize(("file", "key", "dialect", "total"), JSON, ids=lambda value: Path(str(value)).name)
def test_a_json_catalogue_is_translated_whole(
    corpus: Path, file: str, key: str, dialect: Dialect, total: int
) -> None:
    contents = json.loads(_bytes(corpus / file))[key]
    assert len(contents) == total
    for content in contents:
        _check(content, dialect)


@pytest.mark.corpus
def test_the_eu_packages_of_2015_are_translated_whole_in_their_languages(corpus: Path) -> None:
    lines = _bytes(
        corpus / "ckan/open-data.europa.eu_2015-08-04_package_show_sample1500.jsonl.gz"
    ).splitlines()
    contents = [json.loads(line) for line in lines]
    for content in contents:
        _check(content, Dialect.CKAN)
    entries = [_entry(content, Dialect.CKAN) for content in contents]
    assert sum({text.language for text in entry.resource.title} > {"en"} for entry in entries) > 500


def _packages(path: Path) -> list[Content]:
    """Find the packages in an answer of the Action API, in a recorded exchange of one, or in a bare list."""
    content = json.loads(_bytes(path))
    if "requests_history" in content:
        content = json.loads(content["requests_history"][0]["response"]["body"])
    for name in ("result", "results", "dataset"):
        content = content.get(name, content) if isinstance(content, dict) else content
    return [one for one in (content if isinstance(content, list) else [content]) if isinstance(one, dict)]


@pytest.mark.corpus
def test_every_recorded_package_is_translated_with_reasons_that_can_be_traced(corpus: Path) -> None:
    files = [path for path in sorted((corpus / "ckan").glob("*.json*")) if ".jsonl" not in path.name]
    packages = [package for path in files for package in _packages(path)]
    assert len(packages) > 400
    for package in packages:
        entry = _entry(package, Dialect.CKAN)
        for why in (why for reasons in entry.reasons.values() for why in reasons):
            _resolve(package, why.pointer)
        for note in entry.notes:
            _resolve(package, note.pointer)


@pytest.mark.corpus
def test_the_city_of_ghent_is_known_by_its_enterprise_number(corpus: Path) -> None:
    contents = _trees(corpus / RDF[0][0], RDF[0][1])
    publishers = {
        agent.iri for content in contents if (agent := _entry(content, Dialect.DCAT_RDF).resource.publisher)
    }
    assert publishers == {"https://data.vlaanderen.be/id/organisatie/OVO002067"}
