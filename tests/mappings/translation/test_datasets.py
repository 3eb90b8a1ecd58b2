"""One record in, one entry out, per way of writing."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from catalogue.model import Dataset, Dialect, Entry, PublisherFacts, Reason, Source, Text

Translate = Callable[..., Entry]
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
PUBLIC = "http://publications.europa.eu/resource/authority/access-right/PUBLIC"

PACKAGE = {
    "id": "abc",
    "name": "fietspaden",
    "title": "Fietspaden",
    "notes": "<p>Alle fietspaden</p>",
    "tags": [{"name": "fiets", "display_name": "fiets"}],
    "license_id": "cc-by",
    "license_url": "https://creativecommons.org/licenses/by/4.0/deed.nl",
    "metadata_modified": "2024-05-01T10:00:00.5",
    "maintainer_email": "data@voorbeeldstad.be",
    "organization": {"title": "Dienst Mobiliteit"},
    "extras": [
        {"key": "theme", "value": '["http://publications.europa.eu/resource/authority/data-theme/TRAN"]'}
    ],
    "resources": [
        {"url": "https://x.be/a.csv", "format": "CSV", "size": 12, "hash": ""},
        {"url": "", "format": "CSV"},
        {"url": "https://x.be/b.geojson", "format": ""},
    ],
}


def _dataset(entry: Entry) -> Dataset:
    assert isinstance(entry.resource, Dataset)
    return entry.resource


def test_a_ckan_package_becomes_a_dataset(entry_of: Translate) -> None:
    entry = entry_of(PACKAGE)
    dataset = _dataset(entry)
    assert dataset.title == [Text("Fietspaden")]
    assert dataset.description == [Text("Alle fietspaden")]
    assert dataset.modified is not None
    assert dataset.modified.lexical == "2024-05-01T10:00:00.5Z"
    assert [one.format for one in dataset.distributions] == [FILE_TYPE + "CSV", FILE_TYPE + "GEOJSON"]
    assert [one.licence.iri for one in dataset.distributions if one.licence] == [
        "https://creativecommons.org/licenses/by/4.0/"
    ] * 2
    assert "http://vocab.belgif.be/auth/datatheme/TRAN" in dataset.themes
    assert entry.source_iri == "https://portaal.voorbeeldstad.be/dataset/fietspaden"
    assert "distribution-without-url" in {note.code for note in entry.notes}


def test_the_assumed_time_zone_of_ckan_is_said(entry_of: Translate) -> None:
    assert entry_of(PACKAGE).reasons["modified"][0].row == "utc-assumed"


def test_a_missing_licence_stays_missing(entry_of: Translate) -> None:
    entry = entry_of(
        {"title": "A", "resources": [{"url": "https://x.be/a.csv"}], "license_id": "notspecified"}
    )
    assert _dataset(entry).distributions[0].licence is None
    assert "distributions[0].licence" not in entry.reasons


def test_access_rights_follow_from_a_listing_readable_without_login(entry_of: Translate) -> None:
    entry = entry_of({"title": "A"}, public="web")
    assert _dataset(entry).access_rights == PUBLIC
    assert entry.reasons["access_rights"][0] == Reason("listing.public-web", PUBLIC, default=True)


def test_access_rights_stay_empty_when_nobody_knows(entry_of: Translate) -> None:
    assert _dataset(entry_of({"title": "A"})).access_rights == ""


def test_access_rights_are_not_concluded_over_words_of_the_source(entry_of: Translate) -> None:
    assert (
        _dataset(
            entry_of({"title": "A", "access_rights": "op aanvraag bij de dienst"}, public="web")
        ).access_rights
        == ""
    )


def test_the_spelling_of_arcgis_hub_gives_access_urls(entry_of: Translate) -> None:
    entry = entry_of(
        {
            "@id": "https://hub.voorbeeldstad.be/maps/x",
            "dct:title": "Bomen",
            "dct:publisher": "Stad Voorbeeld",
            "dct:accessRights": "public",
            "dct:language": {"@id": "lang:ENG"},
            "dcat:distribution": [
                {"dcat:accessUrl": "https://hub.voorbeeldstad.be/x.csv", "dct:format": {"@id": "ftype:CSV"}}
            ],
        },
        Dialect.HUB_DCAT_AP,
    )
    [made] = _dataset(entry).distributions
    assert made.access_url == "https://hub.voorbeeldstad.be/x.csv"
    assert _dataset(entry).landing_pages == ["https://hub.voorbeeldstad.be/maps/x"]
    assert _dataset(entry).title == [Text("Bomen", "en")]


def test_a_publisher_overrules_the_language_that_arcgis_hub_gives_to_everything(
    entry_of: Translate, facts: PublisherFacts
) -> None:
    content = {"dct:title": "Bomen", "dct:language": {"@id": "lang:ENG"}}
    entry = entry_of(content, Dialect.HUB_DCAT_AP, facts=facts, declared_language="en")
    assert entry.resource.title == [Text("Bomen", "nl")]
    assert entry.resource.languages == [LANGUAGE + "NLD"]
    assert entry.reasons["text_language"][0].rule == "publisher.language"
    assert "language-overruled" in {note.code for note in entry.notes}


def test_exports_of_opendatasoft_follow_from_records_and_features(entry_of: Translate) -> None:
    content = {
        "dataset_id": "bomen",
        "has_records": True,
        "features": ["analyze", "geo"],
        "attachments": [
            {"id": "plan_pdf", "title": "plan.pdf", "mimetype": "application/pdf", "url": "odsfile://x"}
        ],
        "metas": {
            "default": {
                "title": "Bomen",
                "language": "nl",
                "license_url": "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0",
            }
        },
    }
    entry = entry_of(content, Dialect.OPENDATASOFT, public="web")
    root = "https://portaal.voorbeeldstad.be/api/explore/v2.1/catalog/datasets/bomen/"
    assert [one.access_url.removeprefix(root) for one in _dataset(entry).distributions] == [
        "exports/csv",
        "exports/json",
        "exports/xlsx",
        "exports/geojson",
        "exports/shp",
        "attachments/plan_pdf",
    ]
    assert _dataset(entry).statuut == [
        "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATA"
    ]


def test_a_dataset_copied_from_another_portal_is_noted(entry_of: Translate) -> None:
    content = {"dataset_id": "x", "metas": {"default": {"title": "X", "source_domain": "ander.portaal.be"}}}
    assert "federated-copy" in {note.code for note in entry_of(content, Dialect.OPENDATASOFT).notes}


def test_several_access_urls_become_several_distributions(entry_of: Translate) -> None:
    node = {"dcat:accessURL": [{"@id": "https://x.be/a"}, {"@id": "https://x.be/b"}]}
    entry = entry_of({"dcat:distribution": [node]}, Dialect.DCAT_RDF)
    assert [one.access_url for one in _dataset(entry).distributions] == ["https://x.be/a", "https://x.be/b"]


def test_a_file_with_several_pages_stays_one_distribution(entry_of: Translate) -> None:
    node = {
        "dcat:accessURL": [{"@id": "https://x.be/a"}, {"@id": "https://x.be/b"}],
        "dcat:downloadURL": [{"@id": "https://x.be/a.csv"}],
    }
    entry = entry_of({"dcat:distribution": [node]}, Dialect.DCAT_RDF)
    assert [one.access_url for one in _dataset(entry).distributions] == ["https://x.be/a"]
    assert "value-extra" in {note.code for note in entry.notes}


def test_a_download_url_alone_is_also_the_access_url_and_says_so(entry_of: Translate) -> None:
    node = {"dcat:downloadURL": [{"@id": "https://x.be/a.csv"}]}
    entry = entry_of({"dcat:distribution": [node]}, Dialect.DCAT_RDF)
    assert _dataset(entry).distributions[0].access_url == "https://x.be/a.csv"
    why = entry.reasons["distributions[0].access_url"][0]
    assert (why.rule, why.default) == ("distribution.access-from-download", True)


def test_distributions_at_one_address_keep_apart_by_what_else_they_say(entry_of: Translate) -> None:
    nodes = [
        {"dcat:accessURL": [{"@id": "https://x.be/a"}], "dct:title": [{"@value": name}]}
        for name in ("Een", "Twee", "Twee")
    ]
    entry = entry_of({"dcat:distribution": nodes}, Dialect.DCAT_RDF)
    iris = [one.iri for one in _dataset(entry).distributions]
    assert len(iris) == len(set(iris)) == 2
    assert "distribution-twice" in {note.code for note in entry.notes}


def test_texts_keep_one_value_per_language(entry_of: Translate) -> None:
    titles = [
        {"@value": "A", "@language": "nl"},
        {"@value": "B", "@language": "nl-BE"},
        {"@value": "C", "@language": "fr"},
    ]
    entry = entry_of({"dct:title": titles}, Dialect.DCAT_RDF)
    assert entry.resource.title == [Text("A", "nl"), Text("C", "fr")]
    assert "text-extra" in {note.code for note in entry.notes}


def test_the_page_that_opendatasoft_calls_a_reference_is_a_page_about_the_dataset(
    entry_of: Translate,
) -> None:
    record = {"dct:title": [{"@value": "x"}], "dct:references": [{"@id": "https://stad.example/4443"}]}
    assert _dataset(entry_of(record, Dialect.DCAT_RDF)).pages == ["https://stad.example/4443"]


def test_brussels_spelling_of_licence_and_its_literals_are_read(entry_of: Translate) -> None:
    content = {
        "dct:title": [{"@value": "Nestkasten"}],
        "dct:publisher": [{"@value": "City of Brussels/Green Spaces"}],
        "dct:licence": [{"@value": "Licence Ouverte (Etalab)"}],
        "dct:spatial": [{"@value": "City of Brussels"}],
        "dct:language": [{"@id": "http://id.loc.gov/vocabulary/iso639-1/nl"}],
        "dcat:distribution": [{"dcat:accessURL": [{"@value": "http://x.be/a.csv"}]}],
    }
    dataset = _dataset(entry_of(content, Dialect.DCAT_RDF))
    assert dataset.title == [Text("Nestkasten", "nl")]
    assert dataset.publisher is not None
    assert dataset.publisher.name == [Text("City of Brussels/Green Spaces", "nl")]
    assert dataset.spatial[0].label == [Text("City of Brussels", "nl")]
    assert dataset.distributions[0].licence is not None


def test_the_claim_of_a_source_to_be_open_data_is_checked(entry_of: Translate) -> None:
    mark = {"@id": "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/VLOPENDATA"}
    entry = entry_of({"mdcat:statuut": [mark]}, Dialect.DCAT_RDF, public="web")
    assert _dataset(entry).statuut == []
    assert "statuut-unfounded" in {note.code for note in entry.notes}


def test_a_title_of_the_old_eu_portal_is_read_in_all_its_languages(entry_of: Translate) -> None:
    english, french = ("Bees &amp; honey", "en"), ("Abeilles", "fr")
    rdf = "".join(f'<dct:title xml:lang="{tag}">{words}</dct:title>' for words, tag in (english, french))
    entry = entry_of({"title": "Bees", "rdf": rdf})
    assert entry.resource.title == [Text("Bees & honey", "en"), Text("Abeilles", "fr")]


def test_dates_in_the_future_are_kept_and_noted(entry_of: Translate) -> None:
    entry = entry_of({"issued": "2999-01-01"}, today="2026-01-01")
    assert entry.resource.issued is not None
    assert "date-in-future" in {note.code for note in entry.notes}


@pytest.mark.parametrize(
    "url", ["https://p.be/", "https://p.be/api/explore/v2.1", "https://p.be/explore/?sort=x"]
)
def test_the_portal_is_found_whatever_address_the_source_has(
    entry_of: Translate, source: Source, url: str
) -> None:
    content = {"dataset_id": "x", "has_records": True, "metas": {"default": {"title": "X"}}}
    entry = entry_of(content, Dialect.OPENDATASOFT, source=replace(source, url=url))
    assert (
        _dataset(entry).distributions[0].access_url
        == "https://p.be/api/explore/v2.1/catalog/datasets/x/exports/csv"
    )


def test_a_standard_in_two_spellings_is_one_standard(entry_of: Translate) -> None:
    iris = ["http://www.opengis.net/def/crs/EPSG/0/31370", "https://www.opengis.net/def/crs/EPSG/0/31370/"]
    entry = entry_of({"dct:conformsTo": [{"@id": iri} for iri in iris]}, Dialect.DCAT_RDF)
    assert [one.iri for one in entry.resource.conforms_to] == iris[:1]
