"""What a survey tells of a site, on hand-made answers of each software."""

from pathlib import Path

import pytest

from catalogue.errors import SourceError
from catalogue.model import Protocol
from harvester.crawl import CrawlSettings
from harvester.detect import Survey, survey
from harvester.detect.agenda import MOST
from tests.harvester.detect.sites import Sites, playing


def surveyed(site: str, settings: CrawlSettings, path: str = "") -> tuple[Survey, Sites]:
    with playing(site) as server:
        return survey(server.url + path, settings=settings, allow_private=True), server


WAYS = [
    ("ckan", [("ckan", "ckan", "2.10.4", 7, "")], ("dcat-rdf", "dcat", "", 7, "/catalog.ttl")),
    ("dkan", [("dcat-us", "dkan", "", 4, "/data.json")], None),
    (
        "ods",
        [("opendatasoft", "opendatasoft", "API v2.1", 12, "")],
        ("dcat-rdf", "dcat", "", None, "/api/explore/v2.1/catalog/exports/dcat_ap_vl"),
    ),
    ("ods-2.0", [("opendatasoft", "opendatasoft", "API v2.0", 3, "")], None),
    ("ods-1", [("opendatasoft", "opendatasoft", "API v1", 5, "")], None),
    ("hub", [("arcgis-hub", "arcgis-hub", "", 31, "")], None),
    ("datatank", [("datatank", "datatank", "", 66, "")], None),
    (
        "geonetwork",
        [("csw", "geonetwork", "4.2.8", 604, "/srv/eng/csw")],
        ("ogc-records", "geonetwork", "4.2.8", None, "/api"),
    ),
    ("csw", [("csw", "csw", "2.0.2", None, "/csw")], None),
    ("ogc", [("ogc-records", "ogc-api", "", 9, "")], None),
    ("ldes", [("ldes", "ldes", "", None, "/ldes")], None),
    ("dcat", [("dcat-rdf", "dcat", "", None, "/open/lijst.ttl")], None),
    ("self-hosted", [("dcat-rdf", "dcat", "", None, "/dcat.ttl")], None),
    ("data-json", [("dcat-us", "dcat-us", "", None, "/data.json")], None),
    ("schema", [("schema-org", "schema-org", "", None, "")], None),
    (
        "described-portal",
        [("opendatasoft", "opendatasoft", "API v2.1", 2, "")],
        ("schema-org", "schema-org", "", None, ""),
    ),
]


@pytest.mark.parametrize(("site", "best", "other"), WAYS)
def test_every_way_into_a_site_is_found_with_software_version_and_total(
    quick: CrawlSettings,
    site: str,
    best: list[tuple[str, str, str, int | None, str]],
    other: tuple[str, str, str, int | None, str] | None,
) -> None:
    found, server = surveyed(site, quick)
    told = [
        (one.protocol, one.software, one.version, one.total, one.url.removeprefix(server.url))
        for one in found.candidates
    ]

    assert told == [*best, *([other] if other else [])]
    assert found.failure is None
    assert len(server.asked) == len(set(server.asked)) <= MOST


def test_a_survey_tells_what_the_site_says_of_itself(quick: CrawlSettings) -> None:
    found, _ = surveyed("ckan", quick)

    assert (found.site.title, found.site.language) == ("Open data Ergens", "nl")
    assert (found.site.robots, found.site.sitemap) == (True, 2)
    assert found.candidates[0].languages == ("nl",)


def test_what_a_portal_is_made_with_is_looked_for_first_and_other_portals_no_longer(
    quick: CrawlSettings,
) -> None:
    _, server = surveyed("hub", quick)

    assert server.asked.index("/api/feed/dcat-us/1.1.json") == 3
    assert not [path for path in server.asked if "/api/3/" in path or "explore" in path]


def test_an_endpoint_that_is_given_itself_is_recommended_and_nothing_is_guessed(quick: CrawlSettings) -> None:
    found, server = surveyed("ckan", quick, "/catalog.ttl")

    assert [one.protocol for one in found.candidates] == [Protocol.DCAT_RDF]
    assert found.candidates[0].why == ("detect.why.given", "detect.why.dcat-rdf")
    assert server.asked == ["/robots.txt", "/catalog.ttl", "/kaart.xml"]


def test_an_api_address_leads_to_the_base_of_its_portal(quick: CrawlSettings) -> None:
    found, server = surveyed("ckan", quick, "/api/3/action/package_search?q=bomen")

    assert (found.candidates[0].url, found.candidates[0].version) == (server.url, "2.10.4")


def test_robots_txt_keeps_us_from_pages_and_not_from_apis(quick: CrawlSettings) -> None:
    found, server = surveyed("kept-out", quick)

    assert "/" not in server.asked
    assert "detect.saw.kept-out" in {one.key for one in found.probes}
    assert [one.protocol for one in found.candidates] == [Protocol.CKAN]
    assert "detect.why.empty" in found.candidates[0].why


def test_a_databank_of_figures_is_named_with_what_it_offers_and_not_harvested(quick: CrawlSettings) -> None:
    found, server = surveyed("figures", quick)

    assert found.candidates == ()
    assert found.failure
    assert found.failure.key == "detect.figures"
    assert found.site.swing
    assert found.site.swing.databank == f"{server.url}/databank"
    assert found.site.swing.wms == f"{server.url}/jiveservices/wms.ashx"
    assert found.site.swing.export == f"{server.url}/export/all"


@pytest.mark.parametrize(
    ("site", "path", "key"),
    [
        ("page", "", "detect.only-page"),
        ("features", "", "harvester.not-found"),
        ("page", "/weg", "harvester.not-found"),
        ("forbidden", "", "harvester.forbidden"),
    ],
)
def test_where_nothing_is_found_it_is_told_what_stands_there(
    quick: CrawlSettings, site: str, path: str, key: str
) -> None:
    found, _ = surveyed(site, quick, path)

    assert found.candidates == ()
    assert found.failure
    assert found.failure.key == key
    assert str(found.failure)


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("http://bestaat-niet.invalid/", "harvester.unknown-host"),
        ("http://127.0.0.1:9/", "harvester.refused"),
    ],
)
def test_a_site_that_cannot_be_asked_is_told_why_after_one_look(
    quick: CrawlSettings, place: str, key: str
) -> None:
    found = survey(place, settings=quick, allow_private=True)

    assert found.failure
    assert (found.failure.key, found.failure.facts["url"]) == (key, place)
    assert len(found.probes) == 1


def test_a_private_address_is_not_asked(quick: CrawlSettings) -> None:
    with playing("ckan") as server:
        found = survey(server.url, settings=quick)

    assert found.failure
    assert found.failure.key == "harvester.private-address"
    assert server.asked == []


@pytest.mark.parametrize(
    ("place", "key"),
    [
        ("ftp://x.example/", "harvester.not-a-url"),
        ("https://jan:geheim@x.example/", "detect.password"),
        ("weg.ttl", "harvester.file-not-found"),
    ],
)
def test_what_is_no_place_is_refused(quick: CrawlSettings, place: str, key: str) -> None:
    with pytest.raises(SourceError) as caught:
        survey(place, settings=quick)

    assert caught.value.key == key
    assert "geheim" not in str(caught.value)


def test_a_file_is_told_by_what_it_holds(quick: CrawlSettings, tmp_path: Path) -> None:
    file = tmp_path / "lijst.json"
    file.write_text('{"total_count": 1, "results": []}')
    (one,) = survey(str(file), settings=quick).candidates

    assert (one.protocol, one.url) == (Protocol.OPENDATASOFT, file.as_uri())
