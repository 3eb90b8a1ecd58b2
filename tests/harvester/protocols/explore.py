"""A synthetic Opendatasoft portal on loopback: three versions of the API, each of which may be missing."""
# ruff: noqa: ANN401 -- JSON values

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

CATALOGUE = {
    "v2.1": "/api/explore/v2.1/catalog/datasets",
    "v2.0": "/api/explore/v2.0/catalog/datasets",
    "1.0": "/api/datasets/1.0/search/",
}
SINCE = re.compile(r"metadata_processed >= date'([^']+)'")


def dataset(number: int, stamp: str = "2026-01-01T00:00:00+00:00", **metas: Any) -> dict[str, Any]:
    default = {"title": f"Dataset {number}", "metadata_processed": stamp, **metas}
    return {"dataset_id": f"d{number:03}", "has_records": True, "metas": {"default": default}}


@dataclass
class Explore:
    """Answers as the API does; ``trouble`` may answer first."""

    server: HTTPServer
    datasets: list[dict[str, Any]] = field(default_factory=list)
    versions: tuple[str, ...] = ("v2.1", "v2.0", "1.0")
    asked: list[Request] = field(default_factory=list)
    trouble: Callable[[Request], Response | None] = lambda _: None
    window: int = 10_000

    def open(self) -> str:
        self.server.expect_request(re.compile("/.*")).respond_with_handler(self.answer)
        return self.server.url_for("/").rstrip("/")

    def answer(self, request: Request) -> Response:
        self.asked.append(request)
        refused = self.trouble(request)
        if refused is not None:
            return refused
        for version in self.versions:
            if request.path == CATALOGUE[version]:
                return self.page(version, request)
            if request.path == CATALOGUE[version].replace("/datasets", "/exports/json"):
                return said(self.chosen(request))
        return said({"error_code": "ResourceNotFound", "message": "no such thing"}, 404)

    def page(self, version: str, request: Request) -> Response:
        names = ("start", "rows") if version == "1.0" else ("offset", "limit")
        offset, limit = (int(request.args[name]) for name in names)
        if offset + limit >= self.window:
            return said({"message": "offset + limit"}, 500)
        found = self.chosen(request)
        return said(PLAYED[version](found[offset : offset + limit], len(found)))

    def chosen(self, request: Request) -> list[dict[str, Any]]:
        since = SINCE.search(request.args.get("where", ""))
        wanted = since[1].replace("Z", "") if since else ""
        return [one for one in self.datasets if one["metas"]["default"]["metadata_processed"] >= wanted]

    @property
    def paths(self) -> list[str]:
        return [request.path for request in self.asked]


def _flat(items: list[dict[str, Any]], total: int) -> dict[str, Any]:
    return {"total_count": total, "results": items}


def _nested(items: list[dict[str, Any]], total: int) -> dict[str, Any]:
    links = [{"rel": "self", "href": "https://p.example/api/explore/v2.0/catalog/datasets?limit=100"}]
    return {
        "total_count": total,
        "links": links,
        "datasets": [{"links": [], "dataset": one} for one in items],
    }


def _first(items: list[dict[str, Any]], total: int) -> dict[str, Any]:
    plain = [{"datasetid": one["dataset_id"], "metas": one["metas"]["default"]} for one in items]
    return {"nhits": total, "parameters": {}, "datasets": plain}


PLAYED = {"v2.1": _flat, "v2.0": _nested, "1.0": _first}


def said(content: Any, status: int = 200, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(json.dumps(content), status, named, content_type="application/json")
