"""Recordings by protocol, each with how its portal answered: what the harvester is shown on."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from catalogue.model import ListSelectors, Protocol
from tests.bench.ckan_dump_server import served_dump
from tests.harvester.streams import as_stream
from tests.real.replay import plain, replaying

__all__ = ["PORTALS", "Portal"]

JSON: Final = "application/json"
XML: Final = "application/xml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Portal:
    protocol: Protocol
    name: str
    files: tuple[str, ...]
    """Under the corpus."""
    datasets: int
    """Datasets in the recording, by its index."""
    at: str = ""
    """Path at which the one file is served; empty: it is read as the file that it is."""
    start: str = ""
    """What the source's address ends with."""
    part: str = ""
    page_size: int | None = None
    selectors: ListSelectors | None = None
    kind: str = JSON
    serve: Callable[["Portal", Path], Iterator[str]] | None = None

    @contextmanager
    def served(self, corpus: Path) -> Iterator[str]:
        """Give the address that a source of this portal has."""
        if self.serve is not None:
            yield from self.serve(self, corpus)
        elif self.at:
            body = plain(corpus / self.files[0])
            with replaying(lambda path, _: (body, self.kind) if path == self.at else None) as url:
                yield url + self.start
        else:
            yield str(corpus / self.files[0])


def _dump(portal: Portal, corpus: Path) -> Iterator[str]:
    with served_dump(corpus / portal.files[0]) as served:
        yield served.url


def _search(portal: Portal, corpus: Path) -> Iterator[str]:
    """Play a portal of which the first page of a search was recorded; nothing comes after it."""
    page = json.loads(plain(corpus / portal.files[0]))
    empty = json.dumps({**page, "result": {**page["result"], "results": []}}).encode()

    def answer(path: str, query: dict[str, str]) -> tuple[bytes, str] | None:
        if not path.endswith("/package_search"):
            return None
        return (empty if int(query.get("start", 0)) else json.dumps(page).encode()), JSON

    with replaying(answer) as url:
        yield url


def _explore(portal: Portal, corpus: Path) -> Iterator[str]:
    """Play an Explore API of which the first page was recorded; nothing comes after it."""
    page = json.loads(plain(corpus / portal.files[0]))
    items = "results" if "results" in page else "datasets"
    empty = json.dumps({**page, items: []}).encode()

    def answer(path: str, query: dict[str, str]) -> tuple[bytes, str] | None:
        if path != portal.at:
            return None
        return (empty if int(query.get("offset", 0)) else json.dumps(page).encode()), JSON

    with replaying(answer) as url:
        yield url


def _exchange(portal: Portal, corpus: Path) -> Iterator[str]:
    """Play a portal whose answers were recorded with their requests."""
    exchange = json.loads(plain(corpus / portal.files[0]))
    bodies = [one["response"]["body"].encode() for one in exchange["requests_history"]]
    first = next(body for body in bodies if b"GetRecordsResponse" in body or b'"results"' in body)
    words = ("package_search", "csw")
    kind = XML if portal.protocol is Protocol.CSW else JSON

    def answer(path: str, query: dict[str, str]) -> tuple[bytes, str] | None:
        asked = {name.lower(): value for name, value in query.items()}
        known = path.endswith(words) and asked.get("request") != "GetCapabilities"
        return (first, kind) if known else None

    with replaying(answer) as url:
        yield url + portal.start


def _csw_pages(portal: Portal, corpus: Path) -> Iterator[str]:
    """Play a catalogue service of which pages of two records were recorded."""

    def answer(path: str, query: dict[str, str]) -> tuple[bytes, str] | None:
        page = corpus / portal.files[0].format(query.get("startPosition", ""))
        return (page.read_bytes(), XML) if path == "/csw" and page.is_file() else None

    with replaying(answer) as url:
        yield f"{url}/csw"


def _site(portal: Portal, corpus: Path) -> Iterator[str]:
    """Play a site of recorded pages with a sitemap that names them."""
    pages = {f"/{Path(name).name}": plain(corpus / name) for name in portal.files}
    listed = "".join(f"<url><loc>HERE{path}</loc></url>" for path in pages)
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    sitemap = f'<?xml version="1.0"?><urlset xmlns="{space}">{listed}</urlset>'.encode()

    def answer(path: str, _query: dict[str, str]) -> tuple[bytes, str] | None:
        if path == "/robots.txt":
            return b"User-agent: *\nAllow: /\nSitemap: HERE/sitemap.xml\n", "text/plain"
        if path == "/sitemap.xml":
            return sitemap, XML
        page = pages.get(path, b"<!doctype html><html><body>Welkom</body></html>" if path == "/" else b"")
        return (page, "text/html; charset=utf-8") if page else None

    with replaying(answer) as url:
        yield url


def _records(portal: Portal, corpus: Path) -> Iterator[str]:
    """Play an OGC API with one collection, which holds the recorded record."""
    record = json.loads(plain(corpus / portal.files[0]))
    page = {"type": "FeatureCollection", "numberMatched": 1, "numberReturned": 1, "features": [record]}
    listed = {"collections": [{"id": "main", "itemType": "record", "links": []}]}

    def answer(path: str, query: dict[str, str]) -> tuple[bytes, str] | None:
        if path == "/collections":
            return json.dumps(listed).encode(), JSON
        at = int(query.get("startindex") or query.get("offset") or 0)
        found = {**page, "numberReturned": 0, "features": []} if at else page
        return (json.dumps(found).encode(), JSON) if path == "/collections/main/items" else None

    with replaying(answer) as url:
        yield url


def _stream(portal: Portal, corpus: Path) -> Iterator[str]:
    """Play a recorded catalogue as an event stream: each named node a member, a hundred to a page."""
    members = as_stream(plain(corpus / portal.files[0]))
    pages = [members[at : at + 100] for at in range(0, len(members), 100)]

    def answer(path: str, _query: dict[str, str]) -> tuple[bytes, str] | None:
        number = int(path.removeprefix("/p") or 0) if path.startswith("/p") else len(pages)
        if number >= len(pages):
            return None
        lead = f"<> <https://w3id.org/tree#node> <p{number + 1}> .\n" if number + 1 < len(pages) else ""
        return ("".join(pages[number]) + lead).encode(), "application/trig"

    with replaying(answer) as url:
        yield f"{url}/p0"


HUB: Final = "/api/feed/dcat-ap/2.0.1.json"
GROUP: Final = "fedcba9876543210fedcba9876543210"
PAGES: Final = tuple(
    f"schema_org_html/{name}.html"
    for name in (
        "harvard_dataverse_dataset_page",
        "nde_dataset-schema-org-valid-jsonld",
        "nde_dataset-schema-org-valid-microdata",
        "nde_dataset-schema-org-valid-rdfa",
        "openactive_exampleDatasetSite",
        "pangaea_dataset_page",
        "zenodo_dataset_page",
    )
)


def _hub(name: str, datasets: int) -> Portal:
    title = name.partition("_")[2].partition(".")[0].replace("_", " ").title()
    return Portal(
        protocol=Protocol.ARCGIS_HUB,
        name=f"{title}, feed",
        files=(f"arcgis_hub/{name}",),
        datasets=datasets,
        at=HUB,
    )


def _hub_search(name: str) -> Portal:
    return Portal(
        protocol=Protocol.ARCGIS_HUB,
        name=f"{name.replace('_', ' ').title()}, first page of a search",
        files=(f"arcgis_hub/hub-v3-search_{name}_page1.json.gz",),
        datasets=20,
        at="/api/v3/search",
        part=GROUP,
    )


def _rdf(name: str, file: str, datasets: int) -> Portal:
    return Portal(protocol=Protocol.DCAT_RDF, name=name, files=(file,), datasets=datasets)


def _data_json(name: str, file: str, datasets: int) -> Portal:
    return Portal(
        protocol=Protocol.DCAT_US,
        name=name,
        files=(f"other_json/{file}",),
        datasets=datasets,
        at="/data.json",
        start="/data.json",
    )


def _csw(name: str, kind: str, part: str = "") -> Portal:
    return Portal(
        protocol=Protocol.CSW,
        name=name,
        files=(f"geonetwork_csw/udata_geonetwork-{kind}-page-{{}}.xml",),
        datasets=6,
        part=part,
        page_size=2,
        serve=_csw_pages,
    )


CKAN: Final = Protocol.CKAN
ODS: Final = Protocol.OPENDATASOFT
BE: Final = "dcat_rdf/data.gov.be_2025-04_"
PORTALS: Final = (
    Portal(
        protocol=CKAN,
        name="EU portal 2015, search",
        files=("ckan/open-data.europa.eu_2015-08-04_package_show_sample1500.jsonl.gz",),
        datasets=1500,
        serve=_dump,
    ),
    Portal(
        protocol=CKAN,
        name="datasud 2025, search",
        files=("ckan/http_exchange_datasud_package_search_2025-07-30.json",),
        datasets=7,
        serve=_exchange,
    ),
    Portal(
        protocol=CKAN,
        name="dados.gov.br 2022, first page of 13,786",
        files=("ckan/dados.gov.br_package_search_rows10.json",),
        datasets=10,
        serve=_search,
    ),
    Portal(
        protocol=CKAN,
        name="Birmingham 2021, first page of 38",
        files=("ckan/data.birmingham.gov.uk_package_search_2021.json",),
        datasets=10,
        serve=_search,
    ),
    Portal(
        protocol=ODS,
        name="documentation portal, v2.1, first page of 19 (one a copy)",
        files=("opendatasoft/v2.1_catalog_datasets_example.json",),
        datasets=2,
        at="/api/explore/v2.1/catalog/datasets",
        serve=_explore,
    ),
    Portal(
        protocol=ODS,
        name="economie.gouv.fr 2023, v2.0, first page of 426",
        files=("opendatasoft/economie-gouv-fr_catalog_datasets_v2.0_limit3.json",),
        datasets=3,
        at="/api/explore/v2.0/catalog/datasets",
        serve=_explore,
    ),
    Portal(
        protocol=ODS,
        name="sandbox 2015, v1",
        files=("opendatasoft/v1_search-ods_2015.json",),
        datasets=4,
        at="/api/datasets/1.0/search/",
    ),
    _hub("dcat-ap-2.0.1_edinburgh.json", 44),
    _hub("dcat-ap-2.0.1_glasgow.json.gz", 68),
    _hub("dcat-ap-2.0.1_highland.json", 22),
    _hub("dcat-ap-2.0.1_north_ayrshire.json.gz", 126),
    _hub("dcat-ap-2.0.1_north_lanarkshire.json", 21),
    Portal(
        protocol=Protocol.ARCGIS_HUB,
        name="Evian, feed (DCAT-US)",
        files=("arcgis_hub/dcat-us_evian.json",),
        datasets=8,
        at="/api/feed/dcat-us/1.1.json",
    ),
    _hub_search("argyll_and_bute"),
    _hub_search("moray"),
    _rdf("Antwerpen 2021, RDF/XML", "dcat_rdf/antwerpen_dcat_2021-01-12.rdf.gz", 489),
    _rdf("Antwerpen 2025, Turtle", f"{BE}antwerpen.ttl.gz", 522),
    _rdf("Gent 2025, Turtle", f"{BE}gent.ttl.gz", 287),
    _rdf("Stad Brussel 2025, Turtle", f"{BE}brussel-stad.ttl.gz", 213),
    _rdf("Brussels Gewest 2025, RDF/XML", f"{BE}brussels-region_datastore.rdf.gz", 604),
    _rdf(
        "Brussel 2015, malformed Turtle",
        "opendatasoft/opendata.brussels.be_v1_search_rdf_2015-01.ttl.gz",
        317,
    ),
    _rdf(
        "economie.gouv.fr 2023, Opendatasoft RDF/XML",
        "opendatasoft/economie-gouv-fr_catalog_exports_dcat.rdf.gz",
        426,
    ),
    _rdf("Dataroom MOW 2023, RDF/XML", "dcat_rdf/mow-dataroom_dcat-feed_2023-01.rdf", 22),
    _rdf("Vlaanderen 2025, N-Triples", f"{BE}vlaanderen_all.nt.gz", 8529),
    _data_json("Cycling Scotland 2022 (USmart)", "usmart_cycling_scotland.json.gz", 91),
    _data_json("Dumfries and Galloway (USmart)", "usmart_dumfries_and_galloway.json", 31),
    _data_json("ARM 2020", "gsa_arm.data.json", 3),
    _data_json("USDA 2025", "gsa_usda.gov.data.json", 3),
    Portal(
        protocol=Protocol.DATATANK,
        name="demo.thedatatank.com 2014, malformed Turtle",
        files=("datatank/demo.thedatatank.com_api_dcat_2014-10.ttl",),
        datasets=65,
        at="/api/dcat",
        kind="text/turtle",
    ),
    _csw("GeoNetwork 2026, ISO 19139", "iso19139"),
    _csw("GeoNetwork 2026, DCAT", "dcat", "http://www.w3.org/ns/dcat#"),
    _csw("GeoNetwork 2026, GeoDCAT-AP", "geodcatap", "http://data.europa.eu/930/"),
    Portal(
        protocol=Protocol.CSW,
        name="GéoIDE 2025, ISO 19139",
        files=("geonetwork_csw/http_exchange_geo-ide_csw_getrecords_2025-07-30.json.gz",),
        datasets=4,
        start="/csw",
        serve=_exchange,
    ),
    Portal(
        protocol=Protocol.OGC_RECORDS,
        name="WMO record of the specification, alone in a collection",
        files=("ogc_records/ogcapi-records_record.json",),
        datasets=1,
        serve=_records,
    ),
    Portal(
        protocol=Protocol.LDES,
        name="Gent 2025, laid out as a stream of its nodes",
        files=(f"{BE}gent.ttl.gz",),
        datasets=287,
        serve=_stream,
    ),
    Portal(
        protocol=Protocol.HTML_LIST,
        name="federal statistics 2022, a Drupal page of 16 headings (one title twice)",
        files=("html/fps-finance_statistics_page.html",),
        datasets=16,
        at="/statistiques",
        start="/statistiques",
        kind="text/html; charset=utf-8",
        selectors=ListSelectors(item="p:has(> strong:only-child)", title="strong", file="span a"),
    ),
    Portal(
        protocol=Protocol.SCHEMA_ORG,
        name="seven recorded pages behind a sitemap (one dataset on three of them)",
        files=PAGES,
        datasets=5,
        serve=_site,
    ),
)
