"""Portals with a peculiarity of their protocol: capped rows, feeds that are being built, odd next pages."""
# ruff: noqa: ANN401 -- JSON values

import gzip
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from catalogue.model import Protocol
from tests.harvester.scenarios.asking import Asked, Reply, as_json

__all__ = ["PECULIAR", "Play"]

PREFIXES: Final = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
"""
CATALOGUE: Final = '<http://data.example/> a dcat:Catalog ; dct:title "Gegevens van Voorbeeldstad"@nl ;'
HTML: Final = Reply(b"<!DOCTYPE html><html><body>Onderhoud</body></html>", "text/html")

Play = Callable[[Asked, int], Reply | None]
"""Answers what is asked, for the so-manieth time."""


def package(number: int, **more: Any) -> dict[str, Any]:
    return {"id": f"p{number:03}", "title": f"Pakket {number}", "state": "active", "private": False, **more}


ODD: Final[list[Any]] = [
    package(1, state="deleted"),
    package(2, private=True),
    "x",
    {"title": "Naamloos"},
    package(5),
]


def ckan(kind: str) -> Play:
    packages: list[Any] = ODD if kind == "odd" else [package(number) for number in range(25)]
    if kind == "twice":
        packages[12] = package(3)
    count = 30 if kind == "short" else len(packages)

    def play(asked: Asked, times: int) -> Reply | None:
        if not asked.path.startswith("api/3/action/package_search"):
            return HTML
        if kind == "busy" and times == 1:
            return Reply(b"later", status=503, headers={"Retry-After": "0"})
        start, rows = asked.number("start"), asked.number("rows", default=10)
        if kind == "page-2-fails" and start:
            down = as_json({"success": False, "error": {"message": "Solr is down"}})
            return replace(down, status=409)
        shown = packages[start : start + (min(rows, 10) if kind == "capped" else rows)]
        return as_json({"success": True, "result": {"count": count, "results": shown}})

    return play


def refuses_in_ckan(asked: Asked, _times: int) -> Reply:
    if not asked.path.startswith("api/3/action/package_search"):
        return HTML
    return as_json({"success": False, "error": {"__type": "Authorization Error", "message": "Access denied"}})


def dataset(number: int, **more: Any) -> dict[str, Any]:
    return {"dataset_id": f"d{number:05}", "metas": {"default": {"title": f"Dataset {number}", **more}}}


def opendatasoft(asked: Asked, _times: int) -> Reply:
    if not asked.path.endswith("/catalog/datasets"):
        return HTML
    offset, limit = asked.number("offset"), asked.number("limit")
    items = [dataset(number) for number in range(7)]
    items[3] = dataset(3, federated=True, source_domain="elders.example")
    return as_json({"total_count": 7, "results": items[offset : offset + limit]})


def large_opendatasoft(asked: Asked, _times: int) -> Reply:
    if asked.path.endswith("/exports/json"):
        return as_json([dataset(number) for number in range(10_001)])
    return as_json({"total_count": 10_001, "results": [dataset(0)]})


def refuses_in_opendatasoft(_asked: Asked, _times: int) -> Reply:
    return as_json({"error_code": "InvalidRESTParameterError", "message": "no"})


DCAT_US: Final = {
    "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
    "dataset": [{"identifier": "a", "title": "A"}],
}
DCAT_AP: Final = {
    "@id": "https://hub.example",
    "@context": {"ftype": "http://publications.europa.eu/resource/authority/file-type/"},
    "dcat:dataset": [
        {"dct:identifier": "a", "dcat:distribution": [{"dcat:accessUrl": "https://x.example/a"}]}
    ],
}


def arcgis_hub(kind: str) -> Play:
    def play(asked: Asked, times: int) -> Reply | None:
        if kind == "building" or (kind == "slow-to-build" and times == 1):
            return replace(as_json({"status": "processing"}), status=202)
        if asked.path == "api/feed/dcat-us/1.1.json" and kind != "ap-only":
            return as_json(DCAT_US)
        return as_json(DCAT_AP) if asked.path == "api/feed/dcat-ap/2.0.1.json" else None

    return play


def one(iri: str, title: str) -> str:
    return f'<{iri}> a dcat:Dataset ; dct:title "{title}"@nl .\n'


def turtle(text: str, **headers: str) -> Reply:
    return Reply((PREFIXES + text).encode(), "text/turtle", headers=headers)


def document(text: str) -> Play:
    return lambda _asked, _times: turtle(text)


def hydra(asked: Asked, _times: int) -> Reply:
    here = asked.base
    if asked.number("page", default=1) == 1:
        view = f'<{here}#p> a hydra:PagedCollection ; hydra:totalItems 2 ; hydra:nextPage "{here}?page=2" .\n'
        return turtle(view + one("urn:a", "A"))
    return turtle(f"<{here}#p> a hydra:PagedCollection ; hydra:totalItems 2 .\n" + one("urn:b", "B"))


def loop(asked: Asked, _times: int) -> Reply:
    page = asked.number("page", default=1)
    return turtle(f"<{asked.base}#p> hydra:next <{asked.base}?page={3 - page}> .\n" + one(f"urn:{page}", "A"))


def link_header(asked: Asked, _times: int) -> Reply:
    if asked.number("page", default=1) == 1:
        return turtle(one("urn:a", "A"), Link=f'<{asked.base}?page=2>; rel="next"')
    return turtle(one("urn:b", "B"))


def packed(_asked: Asked, _times: int) -> Reply:
    body = gzip.compress((PREFIXES + one("urn:a", "A")).encode())
    return Reply(body, "text/turtle", headers={"Content-Encoding": "gzip"})


def bomb(_asked: Asked, _times: int) -> Reply:
    return Reply(gzip.compress(b"#" * 9_000_000), headers={"Content-Encoding": "gzip"})


def slow(_asked: Asked, _times: int) -> None:
    time.sleep(3)


def moved(place: str) -> Play:
    def play(asked: Asked, _times: int) -> Reply:
        page, beside = asked.number("page", default=1), asked.base.rpartition("/")[0]
        return Reply(
            b"", status=302, headers={"Location": place.format(here=asked.base, beside=beside, page=page + 1)}
        )

    return play


WHOLE: Final = document(
    f"{CATALOGUE} dcat:dataset <urn:a>, <urn:b> .\n" + one("urn:a", "A") + one("urn:b", "B")
)
NEXT: Final = "<#p> hydra:next <{}> .\n" + one("urn:a", "A")

PECULIAR: Final[Mapping[str, Mapping[str, Play]]] = {
    Protocol.CKAN: {
        "all-html": lambda _asked, _times: HTML,
        "refuses": refuses_in_ckan,
        **{kind: ckan(kind) for kind in ("busy", "capped", "odd", "page-2-fails", "short", "twice", "whole")},
    },
    Protocol.OPENDATASOFT: {
        "large": large_opendatasoft,
        "refuses": refuses_in_opendatasoft,
        "whole": opendatasoft,
    },
    Protocol.ARCGIS_HUB: {
        kind: arcgis_hub(kind) for kind in ("ap-only", "both", "building", "slow-to-build")
    },
    Protocol.DCAT_RDF: {
        "all-empty": lambda _asked, _times: Reply(b"", "text/turtle"),
        "all-html": lambda _asked, _times: HTML,
        "all-packed": packed,
        "bomb": bomb,
        "file-page": document(NEXT.format("file:///etc/passwd")),
        "foreign-page": document(NEXT.format("http://elsewhere.example/2")),
        "gone": lambda _asked, _times: None,
        "hydra": hydra,
        "large": document("#" * 3_000_000 + "\n" + one("urn:a", "A")),
        "link-header": link_header,
        "loop": loop,
        "moved": moved("{beside}/whole"),
        "round": moved("{here}?page={page}"),
        "same-page": document(NEXT.format("?page=x")),
        "slow": slow,
        "to-file": moved("file:///etc/passwd"),
        "undescribed": document(f"{CATALOGUE} dcat:dataset <urn:a>, <urn:b> .\n" + one("urn:a", "A")),
        "whole": WHOLE,
    },
}
"""By protocol and name; the names are others than those of the faults that all protocols share."""
