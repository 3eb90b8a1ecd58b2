"""Synthetic feeds of one small dataset, and the way to take them through the twin."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from catalogue.targets.twin import Reading, RecordTwin, ground_of, portray, read_document

AT = datetime(2026, 9, 1, 4, tzinfo=UTC)
PREFIXES = """
@prefix adms: <http://www.w3.org/ns/adms#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcatap: <http://data.europa.eu/r5r/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix locn: <http://www.w3.org/ns/locn#> .
@prefix mdcat: <https://data.vlaanderen.be/ns/metadata-dcat#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://stad.example/id/> .
"""
UUID = "1d7f0a52-0000-4000-8000-000000000001"
REGISTERED = f"""
:catalogus a dcat:Catalog ; dct:title "Open data"@nl ; dcat:dataset :bomen ; dcat:record :record .
:record a dcat:CatalogRecord ; dct:identifier "{UUID}" ; foaf:primaryTopic :bomen ;
  dct:modified "2026-01-02T03:04:05Z"^^xsd:dateTime ; dct:conformsTo <{
    "https://data.vlaanderen.be/doc/applicatieprofiel/DCAT-AP-VL/erkendestandaard/2022-04-21"
}> .
:bomen a dcat:Dataset ; dct:identifier "bomen" .
"""
Take = Callable[..., RecordTwin]


def turtle(*statements: str) -> bytes:
    return "\n".join((PREFIXES, *statements)).encode()


def read(*statements: str) -> Reading:
    return read_document(turtle(*statements))


@pytest.fixture
def take() -> Take:
    """Take the one record of a registered dataset through the twin, with more statements about it."""

    def taken(*statements: str, registered: str = REGISTERED) -> RecordTwin:
        reading = read(registered, *statements)
        [registration] = reading.extraction.registrations
        return portray(ground_of(reading.facts, reading.extraction.catalogues), registration, AT)

    return taken
