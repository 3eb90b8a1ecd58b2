"""An ArcGIS Hub: its whole catalogue in one feed, DCAT-US 1.1 or DCAT-AP 2.0.1."""

from typing import Any

from tests.harvester.scenarios.asking import Asked, Holding, Reply, as_json

__all__ = ["answer"]


def answer(asked: Asked, holding: Holding) -> Reply | None:
    if asked.path in {"api/feed/dcat-us/1.1.json", "data.json"}:
        feed = {
            "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
            "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
            "dataset": [dataset(one) for one in holding.whole()],
        }
        return as_json(feed, hit=True)
    return None


def dataset(number: int) -> dict[str, Any]:
    item = f"https://www.arcgis.com/home/item.html?id={number:032x}&sublayer=0"
    return {
        "@type": "dcat:Dataset",
        "identifier": item,
        "landingPage": f"https://heidebeke.example/datasets/{number}",
        "title": f"Laag {number}",
        "description": f"<p>Alles over nummer {number}.</p>",
        "keyword": ["proef"],
        "issued": "2024-01-01T00:00:00.000Z",
        "modified": "2025-09-01T10:00:00.000Z",
        "publisher": {"name": "Gemeente Heidebeke"},
        "contactPoint": {"@type": "vcard:Contact", "fn": "GIS", "hasEmail": "mailto:gis@heidebeke.example"},
        "accessLevel": "public",
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "distribution": [
            {
                "@type": "dcat:Distribution",
                "title": "GeoJSON",
                "format": "GeoJSON",
                "accessURL": f"https://heidebeke.example/api/download/{number}.geojson",
            }
        ],
    }
