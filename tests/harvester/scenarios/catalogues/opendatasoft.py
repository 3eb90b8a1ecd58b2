"""An Opendatasoft portal: the catalogue of the Explore API v2.1 and its export."""

from typing import Any

from tests.harvester.scenarios.asking import Asked, Holding, Reply, as_json

__all__ = ["answer"]


def answer(asked: Asked, holding: Holding) -> Reply | None:
    if asked.path.endswith("/catalog/exports/json"):
        return as_json([dataset(one) for one in holding.whole()], hit=True)
    if not asked.path.endswith("/catalog/datasets"):
        return None
    offset, limit = asked.number("offset"), asked.number("limit", default=10)
    found = [dataset(one) for one in holding.part(offset, limit)]
    return as_json({"total_count": holding.total(offset), "results": found}, hit=offset == holding.page)


def dataset(number: int) -> dict[str, Any]:
    said = {
        "title": f"Dataset {number}",
        "description": f"<p>Alles over nummer {number}.</p>",
        "keyword": ["proef"] if number % 2 else None,
        "license": "CC BY 4.0",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "language": "nl",
        "publisher": "Gemeente Waterschote",
        "modified": "2025-09-01T10:00:00+00:00",
        "records_count": 12,
        "federated": False,
    }
    return {
        "dataset_id": f"d{number:03}",
        "dataset_uid": f"da_{number:03}",
        "has_records": True,
        "features": ["analyze"],
        "attachments": [],
        "metas": {"default": said},
    }
