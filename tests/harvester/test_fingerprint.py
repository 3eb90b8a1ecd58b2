# ruff: noqa: ANN401 -- JSON values
from typing import Any

import pytest

from catalogue.model import Dialect
from harvester.hashing import fingerprint

CKAN = {
    "id": "a",
    "title": "Fietspaden",
    "metadata_modified": "2026-01-01",
    "resources": [{"id": "r1", "url": "https://x.example/1", "last_modified": "2026-01-01"}],
}
ODS = {
    "dataset_id": "a",
    "metas": {"default": {"title": "T", "modified": "1", "data_processed": "1", "records_count": 5}},
}
RDF = {
    "@id": "urn:a",
    "dct:modified": [{"@value": "2026-01-01"}],
    "dct:title": [{"@value": "T", "@language": "nl"}],
    "dcat:distribution": [
        {"@id": "urn:d", "dct:modified": [{"@value": "1"}], "dct:title": [{"@value": "D"}]}
    ],
}
US = {"identifier": "a", "title": "T", "modified": "1", "distribution": [{"title": "D"}]}


def changed(content: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = content.copy()
    copy[path[0]] = changed(content[path[0]], path[1:], value)
    return copy


@pytest.mark.parametrize(
    ("dialect", "content", "path"),
    [
        (Dialect.CKAN, CKAN, ("metadata_modified",)),
        (Dialect.CKAN, CKAN, ("resources", 0, "id")),
        (Dialect.CKAN, CKAN, ("resources", 0, "last_modified")),
        (Dialect.OPENDATASOFT, ODS, ("metas", "default", "modified")),
        (Dialect.OPENDATASOFT, ODS, ("metas", "default", "data_processed")),
        (Dialect.DCAT_RDF, RDF, ("dct:modified",)),
        (Dialect.DCAT_RDF, RDF, ("dcat:distribution", 0, "dct:modified")),
        (Dialect.DCAT_US, US, ("modified",)),
    ],
)
def test_a_source_that_only_says_it_changed_did_not_change(
    dialect: Dialect, content: Any, path: tuple[Any, ...]
) -> None:
    assert fingerprint(changed(content, path, "anders"), dialect) == fingerprint(content, dialect)


@pytest.mark.parametrize(
    ("dialect", "content", "path"),
    [
        (Dialect.CKAN, CKAN, ("id",)),
        (Dialect.CKAN, CKAN, ("title",)),
        (Dialect.CKAN, CKAN, ("resources", 0, "url")),
        (Dialect.OPENDATASOFT, ODS, ("dataset_id",)),
        (Dialect.OPENDATASOFT, ODS, ("metas", "default", "title")),
        (Dialect.DCAT_RDF, RDF, ("dct:title", 0, "@language")),
        (Dialect.DCAT_RDF, RDF, ("dcat:distribution", 0, "@id")),
        (Dialect.DCAT_RDF, RDF, ("dcat:distribution", 0, "dct:title", 0, "@value")),
        (Dialect.DCAT_US, US, ("distribution", 0, "title")),
    ],
)
def test_everything_else_counts(dialect: Dialect, content: Any, path: tuple[Any, ...]) -> None:
    assert fingerprint(changed(content, path, "anders"), dialect) != fingerprint(content, dialect)


def test_the_order_of_keys_does_not_count() -> None:
    assert fingerprint(dict(reversed(CKAN.items())), Dialect.CKAN) == fingerprint(CKAN, Dialect.CKAN)
