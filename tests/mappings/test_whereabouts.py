"""A remedy names the field of the portal's software, and says nothing where nothing is known."""

import pytest

from catalogue.messages import LANGUAGES, Language
from catalogue.model import Protocol
from catalogue.profile import rules
from mappings import edited_at, note_codes, note_remedy, note_topic, software_of, topic_of, where_to_mend
from mappings.whereabouts import RDF, _whereabouts


@pytest.mark.parametrize(
    ("protocol", "url", "software"),
    [
        ("ckan", "https://data.stad.example", "ckan"),
        ("csw", "https://stad.example/srv/dut/csw", "geonetwork"),
        ("dcat-rdf", "https://stad.example/api/explore/v2.1/catalog/exports/dcat_ap_vl", "opendatasoft"),
        ("dcat-rdf", "https://stad.opendatasoft.com/iets", "opendatasoft"),
        ("dcat-rdf", "https://hub.stad.example/api/feed/dcat-ap/2.0.1.json", "arcgis-hub"),
        ("dcat-us", "https://hub.stad.example/api/feed/dcat-us/1.1.json", "arcgis-hub"),
        ("dcat-us", "https://stad.example/data.json", "data-json"),
        ("dcat-rdf", "https://stad.example/api/dcat", "datatank"),
        ("dcat-rdf", "https://stad.example/dcat.ttl", "rdf"),
        ("ldes", "https://stad.example/stroom", "rdf"),
        ("html-list", "https://stad.example/opendata", "html-page"),
    ],
)
def test_a_source_tells_its_software_by_protocol_and_address(protocol: str, url: str, software: str) -> None:
    assert software_of(protocol, url) == software


def test_every_protocol_leads_to_software_that_is_described() -> None:
    known = _whereabouts()
    assert {software_of(protocol, "https://stad.example/x") for protocol in Protocol} <= set(known.software)
    assert {*known.protocols.values(), *known.addresses.values()} <= set(known.software)


@pytest.mark.parametrize(
    ("software", "words"),
    [
        ("ckan", "license_id"),
        ("opendatasoft", "metas.default.license"),
        ("arcgis-hub", "licenseInfo"),
        ("geonetwork", "gmd:otherConstraints"),
        ("data-json", "license"),
        ("schema-org", "license"),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missing_licence_is_mended_in_the_field_of_the_software(
    software: str, words: str, language: Language
) -> None:
    topic = topic_of("distribution-licence-missing", "dct:license")
    assert words in where_to_mend(topic, software, language)


def test_in_rdf_the_field_is_the_property_itself() -> None:
    assert where_to_mend("licence", RDF, "en", "dct:license") == "In the RDF: the property dct:license."
    assert where_to_mend("licence", RDF, "en", "/distributions/0") == ""


def test_nothing_is_said_of_software_or_fields_that_are_not_known() -> None:
    assert where_to_mend("licence", "zelfgemaakt", "nl") == ""
    assert where_to_mend("hvd", "datatank", "nl") == ""
    assert where_to_mend("", "ckan", "nl") == ""
    assert topic_of("record-identifier-missing", "dct:identifier") == ""


def test_a_file_and_its_dataset_have_fields_of_their_own() -> None:
    assert topic_of("dataset-title-missing", "dct:title") == "title"
    assert topic_of("distribution-title-repeated", "dct:title") == "file-title"
    assert topic_of("hvd-distribution-licence-missing", "dct:license") == "file-licence"
    assert topic_of("location-bounding-box-not-literal", "dcat:bbox") == "spatial"


def test_every_field_is_of_a_known_way_and_of_a_topic_that_something_is_about() -> None:
    known = _whereabouts()
    about = {topic_of(rule.name, rule.path) for rule in rules()} | {note_topic(code) for code in note_codes()}
    for name, software in known.software.items():
        assert {way for way, _ in software.fields.values()} <= set(software.ways), name
        assert set(software.fields) <= about | {"created", "file-rights", "file-issued", "file-status"}, name
        assert all(set(texts) == set(LANGUAGES) for texts in software.ways.values())


def test_every_note_has_a_remedy_in_both_languages() -> None:
    for code in note_codes():
        texts = {note_remedy(code, language) for language in LANGUAGES}
        assert len(texts) == len(LANGUAGES), code
        assert texts.isdisjoint({note_remedy("not-there-yet", language) for language in LANGUAGES}), code
        assert all(text.endswith(".") for text in texts), code


@pytest.mark.parametrize(
    ("software", "page", "edited"),
    [
        ("ckan", "https://data.stad.example/dataset/bomen", "https://data.stad.example/dataset/edit/bomen"),
        (
            "ckan",
            "https://data.stad.example/nl/dataset/bomen",
            "https://data.stad.example/nl/dataset/edit/bomen",
        ),
        (
            "opendatasoft",
            "https://data.stad.example/explore/dataset/bomen/",
            "https://data.stad.example/backoffice/catalog/datasets/bomen/#information",
        ),
        (
            "arcgis-hub",
            "https://hub.stad.example/datasets/0123456789abcdef0123456789abcdef_0",
            "https://www.arcgis.com/home/item.html?id=0123456789abcdef0123456789abcdef",
        ),
        (
            "geonetwork",
            "https://geo.stad.example/geonetwork/srv/dut/catalog.search#/metadata/b1-2",
            "https://geo.stad.example/geonetwork/srv/dut/catalog.edit#/metadata/b1-2",
        ),
        ("ckan", "https://data.stad.example/about", ""),
        ("rdf", "https://data.stad.example/dataset/bomen", ""),
        ("", "https://data.stad.example/dataset/bomen", ""),
    ],
)
def test_the_page_of_a_record_tells_where_it_is_edited(software: str, page: str, edited: str) -> None:
    assert edited_at(software, ["https://elders.example", page]) == edited
