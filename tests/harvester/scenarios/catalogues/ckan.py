"""A CKAN portal: ``package_search`` of the Action API."""

from typing import Any

from tests.harvester.scenarios.asking import Asked, Holding, Reply, as_json

__all__ = ["answer"]


def answer(asked: Asked, holding: Holding) -> Reply | None:
    action = asked.path.rpartition("/")[2]
    if not asked.path.startswith(("api/3/action/", "api/action/")):
        return None
    if action == "status_show":
        return as_json({"success": True, "result": {"ckan_version": "2.10.4", "site_title": "Zonnegem"}})
    if action != "package_search":
        return as_json({"success": True, "result": []})
    start, rows = asked.number("start"), asked.number("rows", default=10)
    found = {
        "count": holding.total(start),
        "results": [package(one) for one in holding.part(start, rows)],
    }
    return as_json({"success": True, "result": found}, hit=start == 3)


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
