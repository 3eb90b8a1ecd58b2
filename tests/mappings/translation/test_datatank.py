"""A dataset of The DataTank, as the reader hands it over. The sample is synthetic."""

from collections.abc import Callable

from catalogue.model import Dataset, Dialect, Entry, Text

Translate = Callable[..., Entry]
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"

DATASET = {
    "identifier": "stad/groen/bomen",
    "collection_uri": "stad/groen",
    "resource_name": "bomen",
    "title": "Bomen",
    "description": "Alle bomen op openbaar domein",
    "type": "shp",
    "keywords": ["groen", "bomen"],
    "language": "nl",
    "theme": "http://publications.europa.eu/resource/authority/data-theme/ENVI",
    "rights": "https://creativecommons.org/publicdomain/zero/1.0/",
    "publisher_uri": "https://data.vlaanderen.be/id/organisatie/OVO999998",
    "publisher_name": "Groendienst",
    "contact_point": "mailto:groen@voorbeeldstad.be",
    "created_at": "2016-03-01 09:30:00",
    "updated_at": "2017-04-02 10:00:00",
    "formats": ["geojson", "json"],
    "addresses": {
        "page": "https://datatank.voorbeeldstad.be/stad/groen/bomen",
        "files": [
            {"format": "geojson", "url": "https://datatank.voorbeeldstad.be/stad/groen/bomen.geojson"},
            {"format": "json", "url": "https://datatank.voorbeeldstad.be/stad/groen/bomen.json"},
        ],
    },
}


def dataset(entry: Entry) -> Dataset:
    assert isinstance(entry.resource, Dataset)
    return entry.resource


def test_every_field_of_the_listing_finds_its_place(entry_of: Translate) -> None:
    made = dataset(entry_of(DATASET, Dialect.DATATANK))
    assert made.title == [Text("Bomen", "nl")]
    assert made.description == [Text("Alle bomen op openbaar domein", "nl")]
    assert {text.value for text in made.keywords} == {"groen", "bomen"}
    assert "http://vocab.belgif.be/auth/datatheme/ENVI" in made.themes
    assert made.issued is not None
    assert made.issued.lexical.startswith("2016-03-01T09:30:00")
    assert made.modified is not None
    assert made.modified.lexical.startswith("2017-04-02T10:00:00")
    assert made.landing_pages == ["https://datatank.voorbeeldstad.be/stad/groen/bomen"]


def test_each_format_is_a_distribution_under_the_licence_of_the_dataset(entry_of: Translate) -> None:
    made = dataset(entry_of(DATASET, Dialect.DATATANK))
    assert [one.format for one in made.distributions] == [FILE_TYPE + "GEOJSON", FILE_TYPE + "JSON"]
    assert all(one.licence is not None for one in made.distributions)


def test_a_dataset_of_which_nothing_is_said_has_no_invented_words(entry_of: Translate) -> None:
    made = dataset(entry_of({"identifier": "stad/x", "addresses": DATASET["addresses"]}, Dialect.DATATANK))
    assert (made.description, made.keywords, made.themes) == ([], [], [])


def test_the_media_type_as_old_versions_spell_it_is_read(entry_of: Translate) -> None:
    file = {
        "dcat:accessURL": [{"@id": "https://datatank.voorbeeldstad.be/stad/x"}],
        "dct:mediaType": [{"@value": "application/json"}],
    }
    made = dataset(entry_of({"@id": "urn:x", "dcat:distribution": [file]}, Dialect.DCAT_RDF))
    assert made.distributions[0].format == FILE_TYPE + "JSON"
