"""Hand-made answers of each kind of portal software, played by a server on loopback.

Synthetic: written from what the software's manuals and field lists say, none of it recorded. The first part
of a path names the site; what a site does not have is a 404, as on real ones.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Answer = tuple[str, str]
"""Content type and body; ``{here}`` in a body is the address of its site."""
JSON = "application/json"
TURTLE = "text/turtle"
HTML = "text/html; charset=utf-8"
XML = "application/xml"


def page(title: str, head: str = "", body: str = "", language: str = "nl") -> Answer:
    inner = f"<head><title>{title}</title>{head}</head><body>{body}</body>"
    return HTML, f'<!DOCTYPE html><html lang="{language}">{inner}</html>'


def as_json(value: Any) -> Answer:  # noqa: ANN401 -- any JSON value
    return JSON, json.dumps(value)


CATALOGUE = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
@prefix hydra: <http://www.w3.org/ns/hydra/core#> .
<{here}/> a dcat:Catalog ; dcat:dataset <{here}/1> . <{here}/1> a dcat:Dataset ; dct:title "Bomen"@nl ;
  dct:description "Alle bomen."@nl ; dcat:distribution <{here}/1.csv> , <{here}/1.json> .
<{here}/1.csv> a dcat:Distribution ; dcat:accessURL <{here}/1.csv> .
<{here}/1.json> a dcat:Distribution ; dcat:accessURL <{here}/1.json> .
"""
DATASET_US = {"identifier": "a", "title": "Bomen", "accessLevel": "public", "distribution": []}
DCAT_US = {"conformsTo": "https://project-open-data.cio.gov/v1.1/schema", "dataset": [DATASET_US]}
HUB_US = {**DCAT_US, "dataset": [{**DATASET_US, "identifier": "https://www.arcgis.com/home/item.html?id=1"}]}
CSW = 'xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"'
PACKAGES = [{"id": f"p{n}", "title": f"Pakket {n}", "state": "active", "resources": []} for n in range(7)]
RECORDS = {"id": "main", "title": "Catalogus", "itemType": "record"}

FOUND = '<csw:SearchResults numberOfRecordsMatched="604"/>'
STREAM = """@prefix ldes: <https://w3id.org/ldes#> . @prefix tree: <https://w3id.org/tree#> .
<{here}/ldes> a ldes:EventStream ; tree:view <{here}/ldes?page=1> .
"""

SITES: dict[str, dict[str, Answer]] = {
    "ckan": {
        "": page("Open data Ergens", '<meta name="generator" content="ckan 2.10.4" />'),
        "robots.txt": ("text/plain", "User-agent: *\nDisallow: /api/\nSitemap: {here}/kaart.xml\n"),
        "kaart.xml": (XML, "<urlset><url><loc>{here}/a</loc></url><url><loc>{here}/b</loc></url></urlset>"),
        "api/3/action/package_search": as_json(
            {"success": True, "result": {"count": 7, "results": PACKAGES}}
        ),
        "api/3/action/status_show": as_json(
            {"success": True, "result": {"ckan_version": "2.10.4", "locale_default": "nl", "extensions": []}}
        ),
        "catalog.ttl": (TURTLE, CATALOGUE + "<{here}/p> hydra:totalItems 7 ."),
    },
    "dkan": {
        "": page(
            "Data", '<meta name="Generator" content="Drupal 10 (https://www.drupal.org)" />', "DKAN portaal"
        ),
        "api/1/search": as_json({"total": "4", "results": {"dkan_dataset/1": {"title": "Bomen"}}}),
        "data.json": as_json(DCAT_US),
    },
    "ods": {
        "": page("Data", body="<script src='https://static.opendatasoft.com/x.js'></script>"),
        "api/explore/v2.1/catalog/datasets": as_json(
            {
                "total_count": 12,
                "results": [{"dataset_id": "a", "metas": {"default": {"metadata_languages": ["nl", "fr"]}}}],
            }
        ),
        "api/explore/v2.1/catalog/exports/dcat_ap_vl": (TURTLE, CATALOGUE),
    },
    "ods-2.0": {
        "api/explore/v2.0/catalog/datasets": as_json(
            {"total_count": 3, "links": [], "datasets": [{"dataset": {"dataset_id": "a", "metas": {}}}]}
        )
    },
    "ods-1": {"api/datasets/1.0/search/": as_json({"nhits": 5, "parameters": {"rows": 0}, "datasets": []})},
    "hub": {
        "": page("Geodata", body="<script src='https://hubcdn.arcgis.com/opendata-ui/x.js'></script>"),
        "api/feed/dcat-us/1.1.json": as_json(HUB_US),
        "api/feed/dcat-ap/2.0.1.json": as_json({"@context": {"ftype": "http://x/"}, "dcat:dataset": []}),
        "api/search/v1/collections/all/items": as_json(
            {"type": "FeatureCollection", "numberMatched": 31, "features": [{"properties": {"hubType": "x"}}]}
        ),
        "data.json": as_json(HUB_US),
    },
    "datatank": {
        "": page("Data", body="Powered by The DataTank"),
        "api/dcat": (
            TURTLE,
            CATALOGUE + "<{here}/1> dcat:theme <http://ns.thedatatank.com/dcat/themes#Sport> .",
        ),
        "api/info": as_json(
            {
                "filter": [{"filterProperty": "theme", "options": {}}],
                "paging": {"total": 66, "limit": 1, "offset": 0},
                "datasets": [{"collection_uri": "a", "resource_name": "b"}],
            }
        ),
    },
    "geonetwork": {
        "": page("Catalogus", body='<a href="/geonetwork/srv/dut/catalog.search#/home">GeoNetwork</a>'),
        "srv/api/site": as_json({"system/site/siteId": "x", "system/platform/version": "4.2.8"}),
        "srv/eng/csw": (XML, f'<csw:Capabilities {CSW} version="2.0.2"><x/></csw:Capabilities>'),
        "srv/eng/csw?GetRecords": (XML, f"<csw:GetRecordsResponse {CSW}>{FOUND}</csw:GetRecordsResponse>"),
        "api/collections": as_json({"collections": [RECORDS]}),
    },
    "csw": {
        "csw": (XML, f'<?xml version="1.0"?><csw:Capabilities {CSW} version="2.0.2"><x/></csw:Capabilities>')
    },
    "ogc": {
        "": as_json({"title": "x", "links": [{"rel": "http://www.opengis.net/def/rel/ogc/1.0/conformance"}]}),
        "collections": as_json({"collections": [RECORDS]}),
        "collections/main/items": as_json({"type": "FeatureCollection", "numberMatched": 9, "features": []}),
    },
    "features": {"collections": as_json({"collections": [{"id": "wegen", "itemType": "feature"}]})},
    "ldes": {"ldes": ("application/trig", STREAM)},
    "dcat": {
        "": page(
            "Stad",
            '<link rel="alternate" type="text/turtle" href="open/lijst.ttl">',
            '<a href="/x.csv">x</a>',
        ),
        "open/lijst.ttl": (TURTLE, CATALOGUE),
    },
    "self-hosted": {"": page("Stad"), "dcat.ttl": (TURTLE, CATALOGUE)},
    "data-json": {"": page("Stad"), "data.json": as_json(DCAT_US)},
    "schema": {
        "": page(
            "Data",
            '<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": '
            '[{{"@type": "Dataset", "name": "Bomen"}}]}}</script>',
        )
    },
    "described-portal": {
        "": page("Data", '<div itemscope itemtype="https://schema.org/DataCatalog"></div>'),
        "api/explore/v2.1/catalog/datasets": as_json({"total_count": 2, "results": []}),
    },
    "figures": {
        "": page(
            "Ergens in cijfers",
            '<meta name="generator" content="Swing 6">',
            '<a href="databank">Data</a><a href="jiveservices/wms.ashx">WMS</a><a href="export/all">Uit</a>',
        ),
        "databank": page("Databank"),
    },
    "forbidden": {"": page("Geen toegang")},
    "page": {"": page("Welkom", body="<p>Neem contact op.</p>")},
    "kept-out": {
        "": page("Welkom"),
        "robots.txt": ("text/plain", "User-agent: *\nDisallow: /\n"),
        "api/3/action/package_search": as_json({"success": True, "result": {"count": 0, "results": []}}),
    },
}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: "Sites"

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        path, _, query = self.path.partition("?")
        site = SITES[self.server.site]
        name = path.strip("/") if path.strip("/") in site else path.lstrip("/")
        wanted = f"{name}?GetRecords"
        answer = site.get(wanted) if "GetRecords" in query and wanted in site else site.get(name)
        status = 403 if self.server.site == "forbidden" else 200
        kind, body = answer or ("text/plain", "nothing here")
        text = body.replace("{{", "{").replace("}}", "}") if "ld+json" in body else body
        data = text.replace("{here}", self.server.url).encode()
        self.send_response(status if answer else 404)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 -- the name it has there
        """Say nothing."""


class Sites(ThreadingHTTPServer):
    """One site at a time, at the root of a server of its own: software is looked for there."""

    daemon_threads = True

    def __init__(self, site: str) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.site = site
        self.asked: list[str] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@contextmanager
def playing(site: str) -> Iterator[Sites]:
    server = Sites(site)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
