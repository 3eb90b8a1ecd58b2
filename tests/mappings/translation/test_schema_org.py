"""Synthetic records of schema.org, as the harvester writes them."""

from collections.abc import Callable
from typing import Any

import pytest

from catalogue.model import Dataset, Dialect, Entry, Moment, Text

Translate = Callable[..., Entry]
LEGAL = "https://data.vlaanderen.be/id/licentie/"
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"


@pytest.fixture
def dataset_of(entry_of: Translate) -> Callable[..., Dataset]:
    def run(**content: Any) -> Dataset:  # noqa: ANN401 -- any JSON value
        resource = entry_of({"@page": ["https://stad.be/bomen"], **content}, Dialect.SCHEMA_ORG).resource
        assert isinstance(resource, Dataset)
        return resource

    return run


def codes(entry: Entry) -> set[str]:
    return {note.code for note in entry.notes}


def test_words_dates_and_codes_find_their_place(dataset_of: Callable[..., Dataset]) -> None:
    dataset = dataset_of(
        name=[{"@value": "Bomen", "@language": "nl"}, {"@value": "Trees", "@language": "en"}],
        description=["<p>Alle bomen.</p>"],
        keywords=["groen, bomen", {"@type": "DefinedTerm", "name": ["park"]}],
        about=["http://publications.europa.eu/resource/authority/data-theme/ENVI"],
        url=["https://stad.be/data/bomen"],
        datePublished=["2019-02"],
        dateCreated=["2018"],
        dateModified=["2020-01-02T03:04:05Z"],
        inLanguage=[{"@type": "Language", "name": ["Dutch"], "alternateName": ["nl"]}],
        version=[2],
        identifier=[{"@type": "PropertyValue", "value": ["B-1"]}, "B-2"],
        sameAs=["https://doi.org/10.1/b"],
        isAccessibleForFree=[True],
    )
    assert dataset.title == [Text("Bomen", "nl"), Text("Trees", "en")]
    assert dataset.description == [Text("Alle bomen.", "nl")]
    assert [word.value for word in dataset.keywords] == ["groen", "bomen", "park"]
    assert "http://publications.europa.eu/resource/authority/data-theme/ENVI" in dataset.themes
    assert dataset.landing_pages == ["https://stad.be/data/bomen"]
    assert (dataset.issued, dataset.created) == (Moment("2019-02", "gYearMonth"), Moment("2018", "gYear"))
    assert dataset.modified == Moment("2020-01-02T03:04:05Z", "dateTime")
    assert dataset.languages == ["http://publications.europa.eu/resource/authority/language/NLD"]
    assert dataset.version == "2"
    assert dataset.alternative_identifiers == ["B-1", "B-2", "https://doi.org/10.1/b"]
    assert dataset.access_rights == ""


def test_the_page_that_was_read_is_the_landing_page_where_none_is_named(
    dataset_of: Callable[..., Dataset],
) -> None:
    assert dataset_of(name=["Bomen"]).landing_pages == ["https://stad.be/bomen"]


@pytest.mark.parametrize(
    "licence",
    [
        "https://creativecommons.org/publicdomain/zero/1.0/",
        {"@id": "https://creativecommons.org/publicdomain/zero/1.0/"},
        {
            "@type": "CreativeWork",
            "url": ["https://creativecommons.org/publicdomain/zero/1.0/"],
            "name": ["Vrij"],
        },
        {"@type": "CreativeWork", "name": ["CC0 1.0"]},
        "CC0",
    ],
)
def test_a_licence_is_an_address_a_work_or_a_name(dataset_of: Callable[..., Dataset], licence: Any) -> None:  # noqa: ANN401 -- idem
    dataset = dataset_of(license=[licence], distribution=[{"contentUrl": ["https://stad.be/b.csv"]}])
    assert dataset.distributions[0].licence is not None
    assert dataset.distributions[0].licence.iri == LEGAL + "creative-commons-zero-verklaring/v1.0"


def test_a_download_has_an_address_a_format_a_size_and_a_checksum(dataset_of: Callable[..., Dataset]) -> None:
    digest = "ab" * 32
    full, short, page = dataset_of(
        distribution=[
            {
                "@type": "DataDownload",
                "name": ["Als tabel"],
                "contentUrl": ["https://stad.be/b.csv"],
                "url": ["https://stad.be/b"],
                "encodingFormat": ["text/csv"],
                "contentSize": ["1024 B"],
                "sha256": [digest],
                "dateModified": ["2020-01-01"],
            },
            {"contentUrl": ["https://stad.be/b.geojson"], "fileFormat": ["zomaar"]},
            {"url": ["https://stad.be/kaart"]},
        ]
    ).distributions
    assert (full.access_url, full.download_url) == ("https://stad.be/b", "https://stad.be/b.csv")
    assert (full.format, full.byte_size) == (FILE_TYPE + "CSV", 1024)
    assert full.media_type.endswith("/text/csv")
    assert full.checksum is not None
    assert (full.checksum.value, full.checksum.algorithm) == (
        digest,
        "http://spdx.org/rdf/terms#checksumAlgorithm_sha256",
    )
    assert (short.access_url, short.format) == ("https://stad.be/b.geojson", FILE_TYPE + "GEOJSON")
    assert (page.access_url, page.download_url) == ("https://stad.be/kaart", "")


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("2011/2012", "2011", "2012"),
        ("2020-01-01/..", "2020-01-01", None),
        ("../2020-12", None, "2020-12"),
        ("2019-03", "2019-03", "2019-03"),
        ("1811-1930", "1811", "1930"),
        ("2020-01-01T00:00:00Z/2020-02-01T00:00:00Z", "2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z"),
        ("2012/P1Y", "2012", None),
    ],
)
def test_a_period_is_an_interval_with_open_ends(
    dataset_of: Callable[..., Dataset], words: str, start: str | None, end: str | None
) -> None:
    (period,) = dataset_of(temporalCoverage=[words]).temporal
    assert (period.start and period.start.lexical, period.end and period.end.lexical) == (start, end)


def test_a_period_in_words_is_a_note(entry_of: Translate) -> None:
    assert "date-unreadable" in codes(entry_of({"temporalCoverage": ["vroeger"]}, Dialect.SCHEMA_ORG))


def test_a_shape_is_written_latitude_first(dataset_of: Callable[..., Dataset]) -> None:
    (place,) = dataset_of(
        spatialCoverage=[{"@type": "Place", "geo": [{"@type": "GeoShape", "box": ["50.9 3.5 51.2 3.9"]}]}]
    ).spatial
    assert place.bbox == "POLYGON((3.5 50.9, 3.9 50.9, 3.9 51.2, 3.5 51.2, 3.5 50.9))"
    ring = "50.9,3.5 50.9,3.9 51.2,3.9 50.9,3.5"
    (place,) = dataset_of(spatialCoverage=[{"@type": "GeoShape", "polygon": [ring]}]).spatial
    assert place.geometry.startswith("POLYGON((3.5000000 50.9000000, 3.9000000 50.9000000,")
    point = {"@type": "GeoCoordinates", "latitude": [51.05], "longitude": ["3.72"]}
    (place,) = dataset_of(spatialCoverage=[{"@type": "Place", "name": ["Ergens"], "geo": [point]}]).spatial
    assert place.centroid == "POINT(3.7200000 51.0500000)"


@pytest.mark.parametrize(
    "shape",
    [
        {"box": ["120.1 50.9 121 51.2"]},
        {"box": ["51.2 3.9 50.9 3.5"]},
        {"box": ["50.9 3.5"]},
        {"polygon": ["50.9 3.5 50.9 3.9 51.2 3.9 51.2 3.5"]},
        {"polygon": ["50.9 3.5 x"]},
        {"latitude": ["noord"], "longitude": ["3.7"]},
        {"latitude": ["51"]},
    ],
)
def test_a_shape_that_is_not_on_the_globe_or_not_closed_is_a_note(entry_of: Translate, shape: Any) -> None:  # noqa: ANN401 -- idem
    entry = entry_of({"spatialCoverage": [{"@type": "Place", "geo": [shape]}]}, Dialect.SCHEMA_ORG)
    assert "geometry-unreadable" in codes(entry)
    assert entry.resource.spatial == []


@pytest.mark.parametrize("place", ["Gent", {"@type": "Place", "name": ["Gent"]}])
def test_a_known_place_is_found_by_its_name(dataset_of: Callable[..., Dataset], place: Any) -> None:  # noqa: ANN401 -- idem
    (found,) = dataset_of(spatialCoverage=[place]).spatial
    assert found.iri.endswith("/gemeente/gent")


@pytest.mark.parametrize(
    ("more", "iri"),
    [
        ({"publisher": [{"@type": "Organization", "name": ["Stad Gent"]}]}, "OVO002067"),
        ({"publisher": ["Stad Gent"]}, "OVO002067"),
        (
            {
                "publisher": [
                    {"name": ["X"], "sameAs": ["https://org.belgif.be/id/CbeRegisteredEntity/0207451227"]}
                ]
            },
            "OVO002067",
        ),
        ({"creator": [{"@type": "Organization", "name": ["Stad Gent"]}]}, "OVO002067"),
        ({"provider": [{"@id": "https://data.vlaanderen.be/id/organisatie/OVO002067"}]}, "OVO002067"),
    ],
)
def test_the_organisation_behind_a_dataset_is_known_by_name_or_register(
    dataset_of: Callable[..., Dataset], more: dict[str, Any], iri: str
) -> None:
    publisher = dataset_of(**more).publisher
    assert publisher is not None
    assert publisher.iri.endswith(iri)


def test_a_person_who_made_it_does_not_publish_it(dataset_of: Callable[..., Dataset]) -> None:
    assert dataset_of(creator=[{"@type": "Person", "name": ["Jan"]}]).publisher is None


def test_a_contact_stands_with_the_dataset_or_its_publisher(dataset_of: Callable[..., Dataset]) -> None:
    point = {"@type": "ContactPoint", "contactType": ["Open data"], "email": ["data@stad.be"]}
    for more in ({"contactPoint": [point]}, {"publisher": [{"name": ["Stad"], "contactPoint": [point]}]}):
        contact = dataset_of(**more).contact
        assert contact is not None
        assert (contact.name, contact.email) == ("Open data", "mailto:data@stad.be")


def test_who_made_it_is_told_and_what_it_is_based_on_elsewhere_is_not(
    dataset_of: Callable[..., Dataset],
) -> None:
    elsewhere = [{"@id": "https://elders.example/x"}]
    made = dataset_of(isBasedOn=elsewhere, creator=[{"@type": ["Person"], "name": ["An"]}])
    assert made.sources == []
    assert [creator.name[0].value for creator in made.creators] == ["An"]


def test_a_size_may_be_rounded_to_a_multiple(dataset_of: Callable[..., Dataset]) -> None:
    (file,) = dataset_of(
        distribution=[{"contentUrl": ["https://x.example/a.zip"], "contentSize": ["1.5 MB"]}]
    ).distributions
    assert file.byte_size == 1_500_000
