"""What the start of an answer tells; the samples are hand-made."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.messages import LANGUAGES, keys, say
from catalogue.model import Protocol
from harvester.detect.page import near, reads_as_catalogue, signs_of
from harvester.detect.places import given_to_source, is_page, protocol_of_address
from harvester.detect.ranking import ORDER
from harvester.detect.sight import look
from harvester.detect.site_files import read_robots, sitemap_entries
from harvester.detect.sniff import recognise
from harvester.detect.software import Software
from tests.harvester.detect.sites import SITES

CSW = 'xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"'


@pytest.mark.parametrize(
    ("body", "url", "protocol"),
    [
        (f'<?xml version="1.0"?><csw:Capabilities {CSW}>', "", Protocol.CSW),
        (f"<csw:GetRecordsResponse {CSW}>", "", Protocol.CSW),
        ("<urlset><url/></urlset>", "/sitemap.xml", None),
        ('<?xml version="1.0"?><rss version="2.0">', "/feed.rdf", None),
        ('<?xml version="1.0"?><WMS_Capabilities version="1.3.0">', "/x.xml", None),
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">', "", Protocol.DCAT_RDF),
        ('{"conformsTo":"https://project-open-data.cio.gov/v1.1/schema","dataset":[]}', "", Protocol.DCAT_US),
        ('{"dataset": [{"accessLevel": "public", "title": "a"}]}', "", Protocol.DCAT_US),
        (
            '{"conformsTo":"https://project-open-data.cio.gov/v1.1/schema","dataset":[]}',
            "https://x.example/api/feed/dcat-us/1.1.json",
            Protocol.ARCGIS_HUB,
        ),
        ('{"nhits": 3, "parameters": {}, "datasets": []}', "", Protocol.OPENDATASOFT),
        (
            '{"conformsTo": ["http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/core"]}',
            "",
            Protocol.OGC_RECORDS,
        ),
        ('{"collections": [{"id": "a", "itemType": "feature"}]}', "", None),
        ("<urn:a> <https://w3id.org/tree#view> <urn:b> .", "", Protocol.LDES),
        ('{"@context": {"tree": "https://w3id.org/tree#"}, "tree:view": {"@id": "x"}}', "", Protocol.LDES),
        ("<urn:a> <http://www.w3.org/ns/dcat#dataset> <urn:b> .", "", Protocol.DCAT_RDF),
        ('{"naam": "iets"}', "", None),
        ("hallo", "", None),
    ],
)
def test_a_protocol_is_told_by_what_only_it_says(body: str, url: str, protocol: Protocol | None) -> None:
    assert recognise(body.encode(), "", url) is protocol


@given(st.binary(max_size=400), st.sampled_from(["", "text/turtle", "application/json", "text/xml"]))
def test_no_bytes_make_looking_fail(body: bytes, kind: str) -> None:
    look(body, kind, "https://x.example/a")
    signs_of(body, "https://x.example/a")
    read_robots(body, 200)
    sitemap_entries(body)


@given(st.sampled_from([answer for site in SITES.values() for answer in site.values()]), st.data())
def test_no_damage_to_a_real_answer_makes_looking_fail(answer: tuple[str, str], data: st.DataObject) -> None:
    kind, body = answer
    raw = bytearray(body.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    look(bytes(raw), kind, "https://x.example/a")
    signs_of(b"<!doctype html>" + bytes(raw), "https://x.example/a")


@given(
    st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(
                    [
                        "success",
                        "result",
                        "count",
                        "total",
                        "results",
                        "total_count",
                        "metas",
                        "paging",
                        "default",
                        "system/platform/version",
                        "collections",
                        "id",
                        "dataset",
                        "ckan_version",
                    ]
                ),
                inner,
            )
        ),
        max_leaves=12,
    )
)
def test_no_shape_of_an_answer_makes_looking_fail(value: object) -> None:
    look(json.dumps(value).encode(), "application/json", "https://x.example/api")


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("<p> hydra:totalItems 12 .", 12),
        ('<p> <http://www.w3.org/ns/hydra/core#totalItems> "7"^^<x> .', 7),
        ('<hydra:totalItems rdf:datatype="http://x#int">31</hydra:totalItems>', 31),
        ('"hydra:totalItems": 4', 4),
        ("geen totaal", None),
    ],
)
def test_the_declared_total_of_a_feed_is_read_in_every_form(text: str, total: int | None) -> None:
    sight = look(f"@prefix dcat: <http://www.w3.org/ns/dcat#> .\n{text}".encode())

    assert sight
    assert sight.total == total


@pytest.mark.parametrize(
    ("page", "described"),
    [
        (
            '<html><script type="application/ld+json">{"@context":"https://schema.org","@type":"DataCatalog"}</script>',
            True,
        ),
        (
            '<html><script type="application/ld+json">{"@context":"http://schema.org/","@type":["Dataset"]}</script>',
            True,
        ),
        (
            '<html><script type="application/ld+json">{"@context":"https://schema.org","@type":"Event"}</script>',
            False,
        ),
        ('<html><script type="application/ld+json">{"@type":"Dataset"</script>', False),
        ('<html><div itemscope itemtype="http://schema.org/Dataset"></div>', True),
        ("<html><p>Dataset van schema.org</p>", False),
    ],
)
def test_a_page_counts_only_when_it_describes_datasets_for_programs(page: str, described: bool) -> None:  # noqa: FBT001
    assert reads_as_catalogue(page.encode()) is described


@pytest.mark.parametrize(
    ("protocol", "url", "given_url"),
    [
        (Protocol.CKAN, "https://x.be/data/api/3/action/package_search?rows=0", "https://x.be/data"),
        (Protocol.OPENDATASOFT, "https://x.be/explore/?sort=modified", "https://x.be"),
        (Protocol.ARCGIS_HUB, "https://x.be/data.json", "https://x.be"),
        (Protocol.DATATANK, "https://x.be/4/info", "https://x.be/4"),
        (
            Protocol.CSW,
            "https://x.be/srv/eng/csw?service=CSW&request=GetCapabilities",
            "https://x.be/srv/eng/csw",
        ),
        (Protocol.OGC_RECORDS, "https://x.be/api/collections/main/items?f=json", "https://x.be/api"),
        (Protocol.DCAT_RDF, "https://x.be/export?f=ttl#top", "https://x.be/export?f=ttl"),
        (Protocol.CKAN, "https://api.example", "https://api.example"),
    ],
)
def test_a_source_is_given_the_address_that_its_protocol_takes(
    protocol: Protocol, url: str, given_url: str
) -> None:
    assert given_to_source(protocol, url) == given_url


@pytest.mark.parametrize(
    ("url", "protocol"),
    [
        ("https://portaal-x.opendata.arcgis.com", Protocol.ARCGIS_HUB),
        ("https://x.be/dcat.ttl", Protocol.DCAT_RDF),
        ("https://x.be/geonetwork/srv/dut/csw", Protocol.CSW),
        ("https://x.opendatasoft.com", Protocol.OPENDATASOFT),
        ("https://data.stad.gent", None),
    ],
)
def test_an_address_may_speak_of_its_protocol_by_itself(url: str, protocol: Protocol | None) -> None:
    assert protocol_of_address(url) is protocol


def test_a_page_is_what_is_made_for_people() -> None:
    assert is_page("https://www.stad.example/open-data")
    assert not is_page("https://www.stad.example/api/3")
    assert not is_page("https://www.stad.example/lijst.rdf?x=1")


def test_links_are_followed_on_the_site_and_below_it_only() -> None:
    assert near("https://datastore.example", "https://catalog.datastore.example/srv")
    assert near("https://www.stad.example/", "https://data.stad.example/")
    assert not near("https://stad.example", "https://kwaad.example/?stad.example")
    assert not near("https://stad.example", "file:///etc/passwd")


def test_robots_that_cannot_be_had_forbid_all_and_those_that_are_not_there_nothing() -> None:
    assert not read_robots(b"", 503).allow("https://x.example/", "Oogst/0.1")
    assert read_robots(b"", 404).allow("https://x.example/", "Oogst/0.1")
    assert read_robots(b"<!doctype html><p>Disallow: /", 200).found is False


def test_every_sentence_of_detection_exists_and_is_used() -> None:
    room = Path(str(look.__code__.co_filename)).parent
    text = "".join(file.read_text() for file in room.glob("*.py"))
    spoken = {key for key in keys() if key.startswith("detect.")}
    built = {f"detect.why.{one}" for one in ORDER if one is not Protocol.HTML_LIST}
    built |= {f"detect.software.{one}" for one in Software}
    built |= {f"detect.saw.{file}-{found}" for file in ("robots", "sitemap") for found in ("found", "none")}

    assert {key for key in spoken if f'"{key}"' not in text} == built
    facts = {
        "software": "s",
        "total": 1,
        "version": "v",
        "entries": 1,
        "generator": "g",
        "status": 1,
        "url": "u",
    }
    assert all(say(key, language, **facts) for key in spoken for language in LANGUAGES)
