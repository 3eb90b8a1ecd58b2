"""OGC API records become entries; the sample is synthetic."""

from typing import Any

from catalogue.model import DataService, Dataset, Dialect, Kind, Text
from tests.mappings.conftest import Translate

RECORD: dict[str, Any] = {
    "type": "Feature",
    "id": "bomen-1",
    "time": {"interval": ["2019-01-01", ".."]},
    "geometry": {"type": "Polygon", "coordinates": [[[3.5, 50.9], [3.9, 50.9], [3.9, 51.2], [3.5, 50.9]]]},
    "properties": {
        "type": "dataset",
        "title": "Bomen",
        "description": "Alle bomen.",
        "keywords": ["bomen", "groen"],
        "language": {"code": "nl", "name": "Nederlands"},
        "resourceLanguages": [{"code": "nl-BE"}, {"code": "fr"}],
        "created": "2020-01-01T00:00:00Z",
        "updated": "2026-01-02T00:00:00Z",
        "license": "CC0-1.0",
        "externalIds": [{"scheme": "x", "value": "urn:bomen"}],
        "themes": [
            {
                "concepts": [
                    {"id": "ENVI", "url": "http://publications.europa.eu/resource/authority/data-theme/ENVI"}
                ]
            }
        ],
        "contacts": [
            {
                "organization": "Stad Voorbeeld",
                "roles": ["publisher"],
                "emails": [{"value": "stad@voorbeeld.be"}],
            },
            {
                "name": "An",
                "organization": "Dienst Data",
                "roles": ["pointOfContact", "author"],
                "emails": [{"value": "data@voorbeeld.be"}],
            },
        ],
    },
    "links": [
        {"rel": "self", "type": "application/json", "href": "https://x.be/items/bomen-1"},
        {
            "rel": "enclosure",
            "type": "text/csv",
            "title": "CSV",
            "href": "https://x.be/bomen.csv",
            "length": 12,
        },
        {"rel": "item", "title": "Laag", "href": "https://x.be/wfs?service=WFS&request=GetCapabilities"},
        {"rel": "describedby", "href": "https://x.be/over"},
    ],
}
FORMAT = "http://publications.europa.eu/resource/authority/file-type/"


def test_a_record_becomes_a_dataset_with_all_that_it_says(entry_of: Translate) -> None:
    made = entry_of(RECORD, Dialect.OGC_RECORD, public="web").resource
    assert isinstance(made, Dataset)
    assert made.title == [Text("Bomen", "nl")]
    assert made.description == [Text("Alle bomen.", "nl")]
    assert [word.value for word in made.keywords] == ["bomen", "groen"]
    assert {iri.rpartition("/")[2] for iri in made.languages} == {"NLD", "FRA"}
    assert {iri.rpartition("/")[2] for iri in made.themes} == {"ENVI"}
    assert made.contact is not None
    assert (made.contact.name, made.contact.email) == ("Dienst Data", "mailto:data@voorbeeld.be")
    assert made.publisher is not None
    assert made.publisher.name == [Text("Stad Voorbeeld", "nl")]
    assert made.alternative_identifiers == ["urn:bomen", "bomen-1"]
    assert made.pages == ["https://x.be/over"]
    assert made.modified is not None
    assert made.modified.lexical == "2026-01-02T00:00:00Z"
    assert made.spatial[0].geometry.startswith("POLYGON((3.5")
    assert [(p.start.lexical if p.start else "", p.end) for p in made.temporal] == [("2019-01-01", None)]


def test_links_to_data_become_files_and_services(entry_of: Translate) -> None:
    entry = entry_of(RECORD, Dialect.OGC_RECORD, public="web")
    assert isinstance(entry.resource, Dataset)
    (file,) = entry.resource.distributions
    assert (file.download_url, file.format, file.byte_size) == ("https://x.be/bomen.csv", FORMAT + "CSV", 12)
    assert file.licence is not None
    assert file.licence.iri.endswith("creative-commons-zero-verklaring/v1.0")
    assert [service.endpoint_url for service in entry.services] == ["https://x.be/wfs"]


def test_a_record_of_a_service_says_where_it_is(entry_of: Translate) -> None:
    content = RECORD | {
        "links": [
            {"rel": "service", "href": "https://x.be/api"},
            {"rel": "service-desc", "href": "https://x.be/api/openapi"},
        ]
    }
    made = entry_of(content, Dialect.OGC_RECORD, Kind.SERVICE).resource
    assert isinstance(made, DataService)
    assert (made.endpoint_url, made.endpoint_description) == ("https://x.be/api", "https://x.be/api/openapi")


def test_a_licence_that_says_nothing_is_noted(entry_of: Translate) -> None:
    content = RECORD | {"properties": RECORD["properties"] | {"license": "other"}}
    notes = {note.code for note in entry_of(content, Dialect.OGC_RECORD).notes}
    assert "licence-unknown" in notes
