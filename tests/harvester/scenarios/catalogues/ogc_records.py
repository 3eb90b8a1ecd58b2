"""An OGC API Records service: collections, and the items of one as pages of GeoJSON."""

from typing import Any

from tests.harvester.scenarios.asking import Asked, Holding, Reply, as_json

__all__ = ["answer"]


def answer(asked: Asked, holding: Holding) -> Reply | None:
    if asked.path.endswith("/items"):
        return _items(asked, holding)
    if asked.path in {"", "collections", "collections/main"}:
        main = {
            "id": "main",
            "title": "Geoportaal",
            "links": [_link(asked, "items", "collections/main/items")],
        }
        said = main if asked.path.endswith("main") else {"collections": [main]}
        return as_json(said | {"links": [_link(asked, "data", "collections")]})
    return None


def _link(asked: Asked, rel: str, path: str) -> dict[str, str]:
    return {"rel": rel, "type": "application/json", "href": f"{asked.base}/{path}"}


def _items(asked: Asked, holding: Holding) -> Reply:
    names = [name for name in ("startindex", "offset") if name in asked.query] or ["offset"]
    start, rows = asked.number(*names), min(asked.number("limit", default=10), holding.page)
    numbers = holding.part(start, rows)
    page = f"{asked.path}?limit={rows}&{names[0]}={start + rows}"
    return as_json(
        {
            "type": "FeatureCollection",
            "numberMatched": holding.total(start),
            "numberReturned": len(numbers),
            "features": [feature(one) for one in numbers],
            "links": [_link(asked, "next", page)] if holding.more(start, rows) else [],
        },
        hit=start == holding.page,
    )


def feature(number: int) -> dict[str, Any]:
    return {
        "id": f"rec-{number:04}",
        "type": "Feature",
        "geometry": None,
        "properties": {
            "type": "dataset",
            "title": f"Laag {number}",
            "description": f"Alles over nummer {number}.",
            "keywords": ["proef"],
            "updated": "2025-09-01T10:00:00Z",
            "language": "nl",
        },
        "links": [{"rel": "enclosure", "type": "text/csv", "href": f"https://x.example/{number}.csv"}],
    }
