"""Synthetic items of ArcGIS Hub: its feeds in DCAT-AP 2.0.1 to 3.0.0, and its search in two shapes."""

from collections.abc import Callable
from typing import Any

import pytest

from catalogue.model import Dataset, Dialect, Entry, PublisherFacts, Text

Translate = Callable[..., Entry]
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
ITEM = "0123456789abcdef0123456789abcdef"
HUB = "https://portaal.voorbeeldstad.be"
SERVICE = "https://kaart.voorbeeldstad.be/arcgis/rest/services/Groen/Bomen/MapServer/3"
BY = "https://creativecommons.org/licenses/by/4.0/"
ZERO = "https://creativecommons.org/publicdomain/zero/1.0/"
SAID = {
    "description": "<div>Alle bomen</div>",
    "snippet": "Bomen",
    "tags": ["boom", "groen"],
    "created": 1577836800000,
    "modified": 1767323045000,
    "culture": "en-us",
    "access": "public",
    "licenseInfo": f"<span>Zie <a href='{BY}'>de licentie</a></span>",
    "structuredLicense": {"type": "custom", "text": "x"},
    "license": "custom",
    "source": "Groendienst",
    "owner": "groen_admin",
    "orgName": "Stad Elders",
    "orgContactEmail": "mailto: gis@voorbeeldstad.be",
    "slug": "stad::bomen",
    "url": SERVICE,
    "extent": {"type": "envelope", "coordinates": [[3.0, 51.0], [3.5, 51.5]]},
    "additionalResources": [{"name": "Plan", "url": "https://voorbeeldstad.be/plan.pdf"}],
}
LAYER = {
    "id": f"{ITEM}_3",
    "type": "dataset",
    "attributes": SAID
    | {
        "name": "Bomen",
        "downloadable": True,
        "geometryType": "esriGeometryPoint",
        "supportedExtensions": "WFSServer, WMSServer",
    },
    "links": {"itemPage": f"https://www.arcgis.com/home/item.html?id={ITEM}"},
}
FEATURE = {
    "type": "Feature",
    "id": ITEM,
    "geometry": {"type": "Polygon", "coordinates": [[[3.0, 51.0], [3.5, 51.0], [3.5, 51.5], [3.0, 51.0]]]},
    "properties": SAID | {"title": "Bomen", "name": "bomen_2026_final", "type": "Feature Service"},
}


def dataset_of(entry: Entry) -> Dataset:
    assert isinstance(entry.resource, Dataset)
    return entry.resource


@pytest.mark.parametrize("content", [LAYER, FEATURE], ids=["v3", "records"])
def test_both_searches_say_the_same_of_an_item(entry_of: Translate, content: dict[str, Any]) -> None:
    entry = entry_of(content, Dialect.HUB_SEARCH)
    dataset = dataset_of(entry)
    assert dataset.title == [Text("Bomen", "en")]
    assert dataset.description == [Text("Alle bomen", "en")]
    assert [word.value for word in dataset.keywords] == ["boom", "groen"]
    assert dataset.landing_pages == [f"{HUB}/datasets/stad::bomen"]
    assert [one.lexical for one in (dataset.issued, dataset.modified) if one] == [
        "2020-01-01T00:00:00Z",
        "2026-01-02T03:04:05Z",
    ]
    assert dataset.access_rights.endswith("/PUBLIC")
    assert dataset.alternative_identifiers == [content["id"]]
    assert dataset.publisher is not None
    assert dataset.publisher.name[0].value == "Groendienst"
    assert dataset.contact is not None
    assert (dataset.contact.name, dataset.contact.email) == ("Stad Elders", "mailto:gis@voorbeeldstad.be")
    assert dataset.spatial[0].bbox.startswith("POLYGON((3")
    assert {one.licence.iri for one in dataset.distributions if one.licence} == {BY}
    assert "licence-unknown" not in {note.code for note in entry.notes}


def test_a_layer_has_its_service_its_downloads_and_what_its_maker_adds(entry_of: Translate) -> None:
    entry = entry_of(LAYER, Dialect.HUB_SEARCH, public="web")
    download = f"{HUB}/api/download/v1/items/{ITEM}/"
    found = {one.access_url: one.format.removeprefix(FILE_TYPE) for one in dataset_of(entry).distributions}
    assert found == {
        f"{download}csv?layers=3": "CSV",
        f"{download}geojson?layers=3": "GEOJSON",
        f"{download}kml?layers=3": "KML",
        f"{download}shapefile?layers=3": "SHP",
        "https://voorbeeldstad.be/plan.pdf": "PDF",
    }
    assert [service.endpoint_url for service in entry.services] == [
        SERVICE,
        *(
            f"https://kaart.voorbeeldstad.be/arcgis/services/Groen/Bomen/MapServer/{name}Server"
            for name in ("WMS", "WFS")
        ),
    ]


def test_a_layer_tells_of_itself_at_the_address_that_arcgis_documents(entry_of: Translate) -> None:
    service = entry_of(LAYER, Dialect.HUB_SEARCH, public="web").services[0]
    assert service.endpoint_description == f"{SERVICE}?f=pjson"
    assert [standard.iri.rpartition("/")[2] for standard in service.conforms_to] == ["REST"]


@pytest.mark.parametrize(
    ("url", "form"),
    [("https://kaart.voorbeeldstad.be/app", ""), ("https://kaart.voorbeeldstad.be/bomen.csv", "CSV")],
)
def test_the_address_of_an_application_or_file_is_no_service(
    entry_of: Translate, url: str, form: str
) -> None:
    entry = entry_of(
        {"id": ITEM, "properties": SAID | {"title": "A", "url": url}}, Dialect.HUB_SEARCH, public="web"
    )
    first = dataset_of(entry).distributions[0]
    assert (entry.services, first.access_url, first.format.removeprefix(FILE_TYPE)) == ([], url, form)


def test_extensions_that_only_the_server_names_count(entry_of: Translate) -> None:
    said = SAID | {"name": "Bomen", "server": {"supportedExtensions": "WMSServer"}}
    entry = entry_of({"id": f"{ITEM}_3", "attributes": said}, Dialect.HUB_SEARCH, public="web")
    assert [service.endpoint_url.rpartition("/")[2] for service in entry.services] == ["3", "WMSServer"]
    assert entry.reasons["services[1].endpoint_url"][0].pointer == "/attributes/server/supportedExtensions"


def test_the_picture_of_an_item_is_a_sample_and_a_stock_picture_is_none(entry_of: Translate) -> None:
    own = SAID | {"title": "A", "itemId": ITEM, "thumbnail": "thumbnail/bomen.png"}
    (sample,) = dataset_of(entry_of({"id": ITEM, "properties": own}, Dialect.HUB_SEARCH)).samples
    address = f"https://www.arcgis.com/sharing/rest/content/items/{ITEM}/info/thumbnail/bomen.png"
    assert (sample.access_url, sample.download_url) == (address, address)
    assert sample.media_type.endswith("/image/png")
    stock = own | {"thumbnail": "thumbnail/ago_downloaded.png"}
    assert dataset_of(entry_of({"id": ITEM, "properties": stock}, Dialect.HUB_SEARCH)).samples == []


def test_a_category_is_a_keyword_and_a_theme_if_it_is_on_the_list(entry_of: Translate) -> None:
    said = SAID | {
        "title": "A",
        "categories": ["/Categories/Environment", "/Categories/Groen/Lanen", "/Categories"],
    }
    dataset = dataset_of(entry_of({"id": ITEM, "properties": said}, Dialect.HUB_SEARCH))
    assert [word.value for word in dataset.keywords] == ["boom", "groen", "Environment", "Lanen"]
    assert dataset.themes[0] == "http://vocab.belgif.be/auth/datatheme/ENVI"


def test_the_last_edit_of_the_rows_counts_before_that_of_the_item(entry_of: Translate) -> None:
    edits = {"editingInfo": {"lastEditDate": 1600000000000, "dataLastEditDate": 1590000000000}}
    entry = entry_of({"id": ITEM, "attributes": SAID | {"name": "A", "layer": edits}}, Dialect.HUB_SEARCH)
    assert entry.resource.modified is not None
    assert entry.resource.modified.lexical == "2020-05-20T18:40:00Z"


def test_terms_that_name_no_licence_are_kept_as_a_statement_of_rights(entry_of: Translate) -> None:
    terms = "<p>Enkel voor gebruik binnen de stad, na overleg.</p>"
    said = SAID | {"title": "A", "licenseInfo": terms, "accessInformation": "Groendienst"}
    item = {"id": ITEM, "properties": said}
    rights = {
        text.value
        for one in dataset_of(entry_of(item, Dialect.HUB_SEARCH)).distributions
        for text in one.rights
    }
    assert rights == {"Enkel voor gebruik binnen de stad, na overleg."}


def test_terms_that_named_the_licence_are_not_repeated_as_rights(entry_of: Translate) -> None:
    terms = f"<p>Dit alles valt onder <a href='{BY}'>de licentie</a></p>"
    said = SAID | {"title": "A", "licenseInfo": terms, "accessInformation": "Groendienst"}
    item = {"id": ITEM, "properties": said}
    dataset = dataset_of(entry_of(item, Dialect.HUB_SEARCH))
    assert {one.licence.iri for one in dataset.distributions if one.licence} == {BY}
    assert {text.value for one in dataset.distributions for text in one.rights} == {"Groendienst"}


@pytest.mark.parametrize(
    ("said", "bbox"),
    [
        ({"itemExtent": [[3.0, 51.0], [3.5, 51.5]]}, "POLYGON((3 51"),
        ({"itemExtent": [[3.0, 51.0], [3.5, 51.5]], "validExtent": False}, ""),
        ({"itemExtent": []}, ""),
        ({"itemExtent": [[3.0], [3.5, 51.5]]}, ""),
    ],
)
def test_the_extent_of_an_item_counts_where_no_other_is_given(
    entry_of: Translate, said: dict[str, Any], bbox: str
) -> None:
    item = {"id": ITEM, "attributes": {"name": "Bomen"} | said}
    found = [place.bbox for place in entry_of(item, Dialect.HUB_SEARCH).resource.spatial]
    assert [one[: len(bbox)] for one in found] == ([bbox] if bbox else [])


def test_a_table_has_no_geometry_to_download(entry_of: Translate) -> None:
    table = LAYER | {"attributes": LAYER["attributes"] | {"geometryType": None, "supportedExtensions": None}}  # type: ignore[operator]
    entry = entry_of(table, Dialect.HUB_SEARCH, public="web")
    urls = [one.access_url for one in dataset_of(entry).distributions]
    assert [url.rpartition("/")[2] for url in urls] == ["csv?layers=3", "plan.pdf"]


def test_a_whole_service_has_no_download_of_its_own(entry_of: Translate) -> None:
    service = FEATURE | {"properties": FEATURE["properties"] | {"downloadable": True}}  # type: ignore[operator]
    entry = entry_of(service, Dialect.HUB_SEARCH, public="web")
    urls = [one.access_url for one in dataset_of(entry).distributions]
    assert urls == ["https://voorbeeldstad.be/plan.pdf"]
    assert [one.endpoint_url for one in entry.services] == [SERVICE]


def test_an_item_without_a_page_on_the_hub_has_that_of_arcgis_online(entry_of: Translate) -> None:
    item = LAYER | {"attributes": {"name": "Bomen"}}
    dataset = dataset_of(entry_of(item, Dialect.HUB_SEARCH))
    assert dataset.landing_pages == [f"https://www.arcgis.com/home/item.html?id={ITEM}"]
    assert dataset.distributions == []


def test_a_publisher_overrules_the_language_of_an_account(entry_of: Translate, facts: PublisherFacts) -> None:
    entry = entry_of(LAYER, Dialect.HUB_SEARCH, facts=facts)
    assert entry.resource.title == [Text("Bomen", "nl")]
    assert "language-overruled" in {note.code for note in entry.notes}


@pytest.mark.parametrize("words", ["custom", "none", ""])
def test_the_kind_of_a_licence_is_no_licence(entry_of: Translate, words: str) -> None:
    said = SAID | {"licenseInfo": "", "license": words, "structuredLicense": {"type": words}}
    item = {"id": ITEM, "properties": said}
    assert all(one.licence is None for one in dataset_of(entry_of(item, Dialect.HUB_SEARCH)).distributions)


def test_a_licence_that_is_known_by_its_code_is_read(entry_of: Translate) -> None:
    said = SAID | {"licenseInfo": "", "license": "CC-BY-4.0"}
    entry = entry_of({"id": ITEM, "properties": said}, Dialect.HUB_SEARCH)
    assert {one.licence.iri for one in dataset_of(entry).distributions if one.licence} == {BY}


@pytest.mark.parametrize(
    ("words", "licence"),
    [
        (f"<a href='{BY}deed.nl'>Naamsvermelding</a>", BY),
        (
            f"<a href={BY}>Een</a> of <a href='https://creativecommons.org/publicdomain/zero/1.0/'>twee</a>",
            None,
        ),
        ("<a href='https://voorbeeldstad.be/voorwaarden'>Voorwaarden</a>", None),
    ],
)
def test_a_licence_is_found_in_a_link_if_it_is_the_only_one(
    entry_of: Translate, words: str, licence: str | None
) -> None:
    said = SAID | {"licenseInfo": words}
    dataset = dataset_of(entry_of({"id": ITEM, "properties": said}, Dialect.HUB_SEARCH))
    assert {one.licence and one.licence.iri for one in dataset.distributions} == {licence}


@pytest.mark.parametrize(
    ("shape", "bbox"),
    [
        ({"type": "envelope", "coordinates": [[3, 51], [4, 52]]}, "POLYGON((3"),
        ({"rings": [[[3, 51], [4, 51], [4, 52]]], "spatialReference": {"wkid": 4326}}, "POLYGON((3"),
        (
            {"rings": [[[155000, 170000], [156000, 171000]]], "spatialReference": {"wkid": 31370}},
            "POLYGON((4.43",
        ),
        ({"rings": [[[155000, 170000], [156000, 171000]]], "spatialReference": {"wkid": 9}}, ""),
        ({"type": "envelope", "coordinates": [["a", 51]]}, ""),
        ({"type": "envelope"}, ""),
        ({"type": "envelope", "coordinates": [[3000, 51], [4000, 52]]}, ""),
    ],
)
def test_a_box_is_brought_to_degrees_or_not_read_at_all(
    entry_of: Translate, shape: dict[str, Any], bbox: str
) -> None:
    item = {"id": ITEM, "properties": {"title": "Bomen", "extent": shape}}
    entry = entry_of(item, Dialect.HUB_SEARCH)
    found = [place.bbox for place in entry.resource.spatial]
    assert [one.startswith(bbox) for one in found] == ([True] if bbox else [])
    assert ("geometry-unreadable" in {note.code for note in entry.notes}) is not bool(bbox)


THIRD = {
    "@type": "dcat:Dataset",
    "@id": f"{ITEM}_3",
    "dct:identifier": f"https://www.arcgis.com/home/item.html?id={ITEM}&sublayer=3",
    "dct:landingPage": f"{HUB}/datasets/stad::bomen",
    "dct:title": "Bomen",
    "dct:description": "Alle bomen",
    "dcat:theme": [{"@id": "Environment"}],
    "dcat:keyword": "boom",
    "dct:subject": ["groen", "open data"],
    "dcatap:applicableLegislation": "Een verordening in woorden",
    "dcat:contactPoint": {"vcard:org": "Groendienst", "vcard:hasEmail": "groen@voorbeeldstad.be"},
    "dct:publisher": {"@type": "foaf:Agent", "foaf:name": "Groendienst"},
    "dct:location": {
        "@type": "dcat:bbox",
        "@value": "POLYGON((3.0,51.5,3.5,51.5,3.5,51.0,3.0,51.0,3.0,51.5))",
    },
    "dct:accessRights": {},
    "dct:temporal": {
        "@type": "dcterms:PeriodOfTime",
        "dct:startDate": {"@type": "xsd:date", "@value": "2020-01-01"},
        "dct:endDate": {"@type": "xsd:date"},
    },
    "dct:provenance": {"@type": "dct:ProvenanceStatement", "@label": {}},
    "dct:issued": {"@value": "2020-01-01T00:00:00", "@type": "xsd:dateTime"},
    "dct:modified": {"@value": "2026-01-02T03:04:05.000Z", "@type": "xsd:dateTime"},
    "dct:language": {"@id": "dut"},
    "dcat:distribution": [
        {
            "@type": "dcat:Distribution",
            "dcat:accessURL": {"@id": f"{HUB}/datasets/stad::bomen"},
            "dct:format": {"@id": "ftype/HTML"},
            "dct:rights": {"@id": "Modellicentie Gratis Hergebruik"},
            "dct:license": {"@id": ""},
        },
        {
            "@type": "dcat:DataService",
            "dcat:endpointURL": {"@id": SERVICE},
            "dct:conformsTo": {"@id": "GeoServices REST"},
        },
        {"dcat:accessURL": {"@id": f"{HUB}/x.csv"}, "dct:format": {"@id": "ftype/CSV"}},
    ],
}


def test_a_feed_of_version_3_is_read_with_its_values_in_nodes(entry_of: Translate) -> None:
    entry = entry_of(THIRD, Dialect.HUB_DCAT_AP)
    dataset = dataset_of(entry)
    assert dataset.title == [Text("Bomen", "nl")]
    assert dataset.landing_pages == [f"{HUB}/datasets/stad::bomen"]
    assert [word.value for word in dataset.keywords] == ["boom", "groen", "open data"]
    assert "http://vocab.belgif.be/auth/datatheme/ENVI" in dataset.themes
    assert [one.lexical for one in (dataset.issued, dataset.modified) if one] == [
        "2020-01-01T00:00:00",
        "2026-01-02T03:04:05.000Z",
    ]
    assert dataset.contact is not None
    assert dataset.contact.email == "mailto:groen@voorbeeldstad.be"
    assert dataset.spatial[0].bbox == "POLYGON((3 51, 3.5 51, 3.5 51.5, 3 51.5, 3 51))"
    assert [(one.start and one.start.lexical, one.end) for one in dataset.temporal] == [("2020-01-01", None)]
    assert [one.access_url for one in dataset.distributions] == [
        f"{HUB}/datasets/stad::bomen",
        SERVICE,
        f"{HUB}/x.csv",
    ]
    assert [one.format.removeprefix(FILE_TYPE) for one in dataset.distributions] == ["HTML", "", "CSV"]
    assert not {note.code for note in entry.notes} & {"format-unknown", "iri-invalid", "url-without-scheme"}


def test_the_licence_of_version_3_stands_where_it_is_written_and_nowhere_else(entry_of: Translate) -> None:
    licences = [
        one.licence and one.licence.iri
        for one in dataset_of(entry_of(THIRD, Dialect.HUB_DCAT_AP)).distributions
    ]
    assert licences == [
        "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0",
        None,
        None,
    ]
    noted = [note for note in entry_of(THIRD, Dialect.HUB_DCAT_AP).notes if note.code == "licence-of-some"]
    assert [note.pointer for note in noted] == ["/dcat:distribution/1"]
