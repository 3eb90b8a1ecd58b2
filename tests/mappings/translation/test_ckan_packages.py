"""What ckanext-dcat, ckanext-scheming and their kin write, wherever they keep it; all synthetic."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from catalogue.model import Dataset, DatasetSeries, Entry, Kind, Location, Text

Translate = Callable[..., Entry]
AUTHORITY = "http://publications.europa.eu/resource/authority/"
HVD = "http://data.europa.eu/bna/c_ac64a52d"
BOX = {
    "type": "Polygon",
    "coordinates": [[[3.5, 50.9], [3.9, 50.9], [3.9, 51.2], [3.5, 51.2], [3.5, 50.9]]],
}
VALUES: dict[str, Any] = {
    "theme": [f"{AUTHORITY}data-theme/TRAN"],
    "issued": "2020-01-02",
    "modified": "2021-03-04",
    "language": ["nl"],
    "access_rights": f"{AUTHORITY}access-right/PUBLIC",
    "identifier": "eigen-nummer-7",
    "frequency": f"{AUTHORITY}frequency/DAILY",
    "version": "2.1",
    "hvd_category": [HVD],
    "applicable_legislation": ["http://data.europa.eu/eli/reg_impl/2023/138/oj"],
    "documentation": ["https://voorbeeldstad.be/uitleg"],
    "provenance": "https://voorbeeldstad.be/herkomst",
    "landing_page": "https://voorbeeldstad.be/bomen",
    "license_url": "https://creativecommons.org/licenses/by/4.0/",
    "contact_name": "Groendienst",
    "contact_email": "groen@voorbeeldstad.be",
    "publisher_name": "Dienst Groen",
    "publisher_type": "http://purl.org/adms/publishertype/LocalAuthority",
    "spatial_uri": "https://voorbeeldstad.be/plaats/markt",
    "spatial_text": "De Markt",
    "temporal_start": "2019-01-01",
    "temporal_end": "2019-12-31",
    "conforms_to": ["https://data.vlaanderen.be/ns/adres"],
}


def top() -> dict[str, Any]:
    return {"id": "abc", "title": "Bomen", **VALUES}


def among_extras() -> dict[str, Any]:
    texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in VALUES.items()}
    return {
        "id": "abc",
        "title": "Bomen",
        "extras": [{"key": key, "value": text} for key, text in texts.items()],
    }


def dataset(entry: Entry) -> Dataset:
    assert isinstance(entry.resource, Dataset)
    return entry.resource


@pytest.mark.parametrize("package", [top(), among_extras()], ids=["top", "extras"])
def test_a_field_says_the_same_at_the_top_and_among_the_extras(
    entry_of: Translate, package: dict[str, Any]
) -> None:
    made = dataset(entry_of(package | {"resources": [{"url": "https://voorbeeldstad.be/bomen.csv"}]}))
    assert f"{AUTHORITY}data-theme/TRAN" in made.themes
    assert (made.issued and made.issued.lexical, made.modified and made.modified.lexical) == (
        "2020-01-02",
        "2021-03-04",
    )
    assert made.languages == [f"{AUTHORITY}language/NLD"]
    assert made.access_rights == VALUES["access_rights"]
    assert made.alternative_identifiers == ["eigen-nummer-7", "abc"]
    assert (made.frequency, made.version) == (VALUES["frequency"], "2.1")
    assert made.hvd_categories == [HVD]
    assert made.applicable_legislation == VALUES["applicable_legislation"]
    assert made.pages == VALUES["documentation"]
    assert made.provenance == [VALUES["provenance"]]
    assert made.landing_pages == [VALUES["landing_page"]]
    assert made.contact
    assert (made.contact.name, made.contact.email) == ("Groendienst", "mailto:groen@voorbeeldstad.be")
    assert made.publisher
    assert (made.publisher.name, made.publisher.kind) == (
        [Text("Dienst Groen", "nl")],
        VALUES["publisher_type"],
    )
    assert [(place.iri, place.label) for place in made.spatial] == [
        (VALUES["spatial_uri"], [Text("De Markt", "nl")])
    ]
    [period] = made.temporal
    assert (period.start and period.start.lexical, period.end and period.end.lexical) == (
        "2019-01-01",
        "2019-12-31",
    )
    assert [standard.iri for standard in made.conforms_to] == VALUES["conforms_to"]
    [file] = made.distributions
    assert file.licence
    assert file.licence.iri == VALUES["license_url"]


def test_what_stands_at_the_top_goes_before_the_extras(entry_of: Translate) -> None:
    package = {"title": "A", "modified": "2022-01-01", "extras": [{"key": "modified", "value": "2000-01-01"}]}
    made = dataset(entry_of(package))
    assert made.modified
    assert made.modified.lexical == "2022-01-01"


def test_texts_in_several_languages_come_as_an_object_or_as_json_in_a_string(entry_of: Translate) -> None:
    both = {"nl": "Bomen", "fr": "Arbres"}
    expected = [Text("Bomen", "nl"), Text("Arbres", "fr")]
    for package in (
        {"title": both},
        {"title": json.dumps(both)},
        {"title": "Trees", "title_translated": both},
        {"title": "Trees", "title_translated": json.dumps(both)},
    ):
        assert entry_of(package).resource.title == expected


def test_keywords_of_a_vocabulary_and_in_languages_are_keywords(entry_of: Translate) -> None:
    package = {
        "title": "A",
        "tags": [{"name": "boom"}, {"name": "groen", "vocabulary_id": "v1", "display_name": "Groen"}],
        "tags_translated": {"fr": ["arbre"]},
    }
    words = {(text.value, text.language) for text in entry_of(package).resource.keywords}
    assert {("arbre", "fr"), ("boom", ""), ("Groen", "")} <= words


def test_places_of_scheming_come_with_their_shapes(entry_of: Translate) -> None:
    package = {
        "title": "A",
        "spatial_coverage": [
            {"uri": "https://voorbeeldstad.be/plaats/1", "text": "Markt", "bbox": BOX, "geom": BOX}
        ],
    }
    [place] = dataset(entry_of(package)).spatial
    assert isinstance(place, Location)
    assert place.bbox.startswith("POLYGON((3.5")
    assert place.geometry.startswith("POLYGON((3.5")


def test_a_geometry_among_the_extras_is_one(entry_of: Translate) -> None:
    package = {"title": "A", "extras": [{"key": "spatial", "value": json.dumps(BOX)}]}
    [place] = dataset(entry_of(package)).spatial
    assert place.bbox.startswith("POLYGON((3.5")


@pytest.mark.parametrize(
    ("package", "email"),
    [
        ({"contact": [{"name": "A", "email": "a@voorbeeldstad.be"}]}, "a"),
        ({"contact_points": [{"name": "B"}, {"email": "b@voorbeeldstad.be"}]}, "b"),
        ({"contact_point_name": "C", "contact_point_email": "c@voorbeeldstad.be"}, "c"),
        ({"extras": [{"key": "contact-email", "value": "d@voorbeeldstad.be"}]}, "d"),
        ({"maintainer_email": "e@voorbeeldstad.be", "author_email": "f@voorbeeldstad.be"}, "e"),
        ({"author_email": "f@voorbeeldstad.be"}, "f"),
    ],
)
def test_whom_to_turn_to_stands_in_many_places(
    entry_of: Translate, package: dict[str, Any], email: str
) -> None:
    contact = dataset(entry_of({"title": "A", **package})).contact
    assert contact
    assert contact.email == f"mailto:{email}@voorbeeldstad.be"


def test_a_resource_gives_all_that_a_distribution_says(entry_of: Translate) -> None:
    sha = "ab" * 32
    resource = {
        "name": "CSV",
        "description": "Alle bomen",
        "access_url": "https://voorbeeldstad.be/bomen",
        "download_url": "https://voorbeeldstad.be/bomen.csv",
        "format": "CSV",
        "mimetype": "text/csv",
        "size": "1024",
        "hash": f"sha256:{sha}",
        "created": "2020-01-01T10:00:00",
        "last_modified": "2021-01-01T10:00:00",
        "language": ["nl"],
        "availability": f"{AUTHORITY}planned-availability/STABLE",
        "documentation": ["https://voorbeeldstad.be/uitleg"],
        "conforms_to": ["https://data.vlaanderen.be/ns/adres"],
        "rights": "Vermeld de stad",
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    [made] = dataset(entry_of({"title": "A", "resources": [resource]})).distributions
    assert (made.access_url, made.download_url) == (resource["access_url"], resource["download_url"])
    assert (made.format, made.byte_size) == (f"{AUTHORITY}file-type/CSV", 1024)
    assert made.media_type.endswith("text/csv")
    assert made.checksum
    assert (made.checksum.algorithm, made.checksum.value) == (
        "http://spdx.org/rdf/terms#checksumAlgorithm_sha256",
        sha,
    )
    assert (made.issued and made.issued.lexical, made.modified and made.modified.lexical) == (
        "2020-01-01T10:00:00Z",
        "2021-01-01T10:00:00Z",
    )
    assert made.languages == [f"{AUTHORITY}language/NLD"]
    assert made.availability == resource["availability"]
    assert made.pages == resource["documentation"]
    assert [standard.iri for standard in made.conforms_to] == resource["conforms_to"]
    assert made.licence
    assert made.licence.iri == resource["license"]


@pytest.mark.parametrize(
    ("resource", "algorithm"),
    [
        ({"hash": "ab" * 16}, "md5"),
        ({"hash": "ab" * 20}, "sha1"),
        ({"hash": "ab" * 32}, "sha256"),
        ({"hash": "md5:" + "ab" * 16}, "md5"),
        (
            {"hash": "ab" * 32, "hash_algorithm": "http://spdx.org/rdf/terms#checksumAlgorithm_sha256"},
            "sha256",
        ),
        ({"hash": "ab" * 24}, ""),
        ({"hash": "ab" * 16, "hash_algorithm": "huisgemaakt"}, "md5"),
    ],
)
def test_the_algorithm_of_a_checksum_is_stated_or_told_by_its_length(
    entry_of: Translate, resource: dict[str, str], algorithm: str
) -> None:
    content = {"title": "A", "resources": [{"url": "https://voorbeeldstad.be/a.csv", **resource}]}
    entry = entry_of(content)
    checksum = dataset(entry).distributions[0].checksum
    assert (checksum.algorithm.partition("_")[2] if checksum else "") == algorithm
    if len(resource) == 1 and ":" not in resource["hash"] and algorithm:
        assert entry.reasons["distributions[0].checksum.algorithm"][0].row == "by-length"


def test_a_series_is_described_as_one(entry_of: Translate) -> None:
    entry = entry_of({"id": "r1", "title": "Luchtfoto's", "temporal_start": "2000"}, kind=Kind.SERIES)
    assert isinstance(entry.resource, DatasetSeries)
    assert entry.resource.title == [Text("Luchtfoto's")]
    assert len(entry.resource.temporal) == 1


def test_who_holds_the_rights_is_told(entry_of: Translate) -> None:
    holder = dataset(entry_of({"title": "A", "holder_name": "Provincie Voorbeeld"})).rights_holder
    assert holder
    assert holder.name == [Text("Provincie Voorbeeld")]


def test_what_is_read_in_a_text_that_holds_json_is_pointed_at_by_that_text(entry_of: Translate) -> None:
    package = {
        "title": json.dumps({"nl": "Bomen"}),
        "contact": json.dumps([{"name": "Groendienst", "email": "groen@voorbeeldstad.be"}]),
        "tags_translated": json.dumps({"nl": ["boom"]}),
        "spatial": "[]",
    }
    entry = entry_of(package)
    for path in ("title", "contact.email", "keywords"):
        [why] = entry.reasons[path]
        assert package[why.pointer.removeprefix("/")]


def test_a_package_without_a_page_of_its_own_lands_on_its_page_in_the_portal(entry_of: Translate) -> None:
    entry = entry_of({"name": "fietspaden", "title": "A", "url": "Stad Voorbeeld"})
    assert entry.resource.landing_pages == ["https://portaal.voorbeeldstad.be/dataset/fietspaden"]
    assert entry.reasons["landing_pages"][0].pointer == "/name"


def test_keywords_that_an_older_portal_lists_as_nodes_are_keywords(entry_of: Translate) -> None:
    listed = [{"name": "water", "display_name": "Water"}, {"name": "lucht", "display_name": "Lucht"}]
    entry = entry_of({"keywords": listed, "title": "A"})
    assert [word.value for word in entry.resource.keywords] == ["Water", "Lucht"]
