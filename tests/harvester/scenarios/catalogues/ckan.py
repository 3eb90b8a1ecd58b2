"""A CKAN portal: ``package_search`` of the Action API."""

from typing import Any

from tests.harvester.scenarios.asking import SIZE, Asked, Holding, Reply, as_json

__all__ = ["answer"]


def answer(asked: Asked, holding: Holding) -> Reply | None:
    if not asked.path.startswith(("api/3/action/", "api/action/")):
        return None
    action = asked.path.rpartition("/")[2]
    if action == "package_search":
        return _search(asked, holding)
    return as_json({"success": True, "result": _other(action, asked, holding)})


def _search(asked: Asked, holding: Holding) -> Reply:
    start, rows = asked.number("start"), asked.number("rows", default=10)
    found = {
        "count": holding.total(start),
        "results": [package(one) for one in holding.part(start, rows)],
    }
    return as_json({"success": True, "result": found}, hit=start == holding.page)


def _other(action: str, asked: Asked, holding: Holding) -> Any:  # noqa: ANN401  any JSON value
    if action == "status_show":
        return {"ckan_version": "2.10.4", "site_title": "Zonnegem"}
    if action == "package_show":
        return package(int(asked.query["id"].rpartition("-")[2]))
    start = asked.number("offset")
    numbers = holding.whole()[start : start + asked.number("limit", default=SIZE)]
    return [f"pakket-{one}" if action == "package_list" else package(one) for one in numbers]


def package(number: int) -> dict[str, Any]:
    return {
        "id": f"00000000-0000-4000-8000-{number:012}",
        "name": f"pakket-{number}",
        "title": f"Pakket {number}",
        "notes": f"Alles over nummer {number}.",
        "state": "active",
        "private": False,
        "license_id": "cc-zero",
        "metadata_modified": "2025-09-01T10:00:00.000000",
        "organization": {"id": "org-1", "name": "zonnegem", "title": "Gemeente Zonnegem"},
        "tags": [{"name": "proef"}],
        "extras": [{"key": "frequency", "value": "annual"}],
        "resources": [
            {"id": f"r{number}", "name": "Bestand", "format": "CSV", "url": f"https://x.example/{number}.csv"}
        ],
    }
