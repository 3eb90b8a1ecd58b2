"""What CKAN says of its resources beyond a name and an address; all synthetic."""

from collections.abc import Callable
from typing import Any

import pytest

from catalogue.model import Dataset, Entry, Text

Translate = Callable[..., Entry]
IANA = "https://www.iana.org/assignments/media-types/"
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"
LAW = "http://data.europa.eu/eli/reg_impl/2023/138/oj"
CSV = "https://voorbeeldstad.be/bomen.csv"
BASIS: dict[str, Any] = {
    "title": "Bomen",
    "language": "nl",
    "organization": {"title": "Groendienst"},
    "maintainer_email": "groen@voorbeeldstad.be",
}


def dataset_of(entry: Entry) -> Dataset:
    assert isinstance(entry.resource, Dataset)
    return entry.resource


@pytest.mark.parametrize(
    "kind",
    [
        {"resource_type": "documentation"},
        {"resource-type": "supporting-document"},
        {"resource_type": "http://open-data.europa.eu/kos/documentation-type/RelatedWebPage"},
    ],
)
def test_a_document_about_the_data_is_a_page_and_no_distribution(
    entry_of: Translate, kind: dict[str, str]
) -> None:
    guide = {"url": "https://voorbeeldstad.be/handleiding.pdf", **kind}
    dataset = dataset_of(entry_of({"title": "A", "resources": [guide, {"url": CSV}]}))
    assert dataset.pages == ["https://voorbeeldstad.be/handleiding.pdf"]
    assert [one.access_url for one in dataset.distributions] == [CSV]


@pytest.mark.parametrize("state", ["deleted", "draft"])
def test_a_resource_that_its_portal_took_away_is_left_out(entry_of: Translate, state: str) -> None:
    gone = {"url": "https://voorbeeldstad.be/oud.csv", "state": state}
    found = dataset_of(entry_of({"title": "A", "resources": [gone, {"url": CSV, "state": "active"}]}))
    assert [one.access_url for one in found.distributions] == [CSV]


@pytest.mark.parametrize(
    ("words", "form", "package", "compressed"),
    [
        ("zip+csv", "CSV", "application/zip", ""),
        ("CSV (zip)", "CSV", "application/zip", ""),
        ("Shapefile (zip)", "SHP", "application/zip", ""),
        ("csv.gz", "CSV", "", "application/gzip"),
        ("ZIP", "ZIP", "", ""),
        ("CSV", "CSV", "", ""),
        ("allerlei (zip)", "", "", ""),
    ],
)
def test_an_archive_in_the_name_of_a_format_is_around_it(
    entry_of: Translate, words: str, form: str, package: str, compressed: str
) -> None:
    resource = {"url": "https://voorbeeldstad.be/download/7", "format": words}
    (made,) = dataset_of(entry_of({"title": "A", "resources": [resource]})).distributions
    assert made.format.removeprefix(FILE_TYPE) == form
    assert made.package_format.removeprefix(IANA) == package
    assert made.compress_format.removeprefix(IANA) == compressed


def test_the_type_inside_an_archive_is_that_of_the_file_and_the_other_is_around_it(
    entry_of: Translate,
) -> None:
    resource = {"url": CSV, "mimetype": "application/zip", "mimetype_inner": "text/csv"}
    (made,) = dataset_of(entry_of({"title": "A", "resources": [resource]})).distributions
    assert (made.media_type, made.package_format) == (f"{IANA}text/csv", f"{IANA}application/zip")


def test_archives_stated_as_such_may_be_media_types_or_codes_of_formats(entry_of: Translate) -> None:
    resource = {
        "url": CSV,
        "compress_format": "http://www.iana.org/assignments/media-types/application/gzip",
        "package_format": FILE_TYPE + "ZIP",
    }
    (made,) = dataset_of(entry_of({"title": "A", "resources": [resource]})).distributions
    assert (made.compress_format, made.package_format) == (
        f"{IANA}application/gzip",
        f"{IANA}application/zip",
    )
    tar = {"url": CSV, "package_format": FILE_TYPE + "TAR"}
    entry = entry_of({"title": "A", "resources": [tar]})
    assert dataset_of(entry).distributions[0].package_format == ""
    assert "media-type-unknown" in {note.code for note in entry.notes}


def test_a_file_may_carry_a_law_and_an_identifier_but_not_the_number_that_its_portal_deals_out(
    entry_of: Translate,
) -> None:
    resource = {"url": CSV, "id": "5b0d", "identifier": "bomen-csv", "applicable_legislation": [LAW]}
    (made,) = dataset_of(entry_of({"title": "A", "resources": [resource]})).distributions
    assert made.alternative_identifiers == ["bomen-csv"]
    assert made.applicable_legislation == [LAW]


def test_the_last_change_of_a_file_counts_before_that_of_the_record(entry_of: Translate) -> None:
    files = [
        {"url": CSV, "last_modified": "2020-03-04T05:06:07"},
        {"url": CSV, "last_modified": "2019-01-01T00:00:00"},
    ]
    content = {"title": "A", "metadata_modified": "2026-01-01T00:00:00", "resources": files}
    entry = entry_of(content)
    assert entry.resource.modified is not None
    assert entry.resource.modified.lexical == "2020-03-04T05:06:07Z"
    assert entry.reasons["modified"][0].pointer == "/resources/0/last_modified"
    silent = entry_of({"title": "A", "metadata_modified": "2026-01-01T00:00:00"}).resource.modified
    assert silent is not None
    assert silent.lexical == "2026-01-01T00:00:00Z"


def test_rights_that_hold_for_all_files_stand_with_each_that_says_nothing_itself(entry_of: Translate) -> None:
    files = [{"url": CSV}, {"url": f"{CSV}.zip", "rights": "Bron: Kadaster"}]
    extras = [{"key": "attribution", "value": "Bron: Groendienst"}]
    made = dataset_of(entry_of({**BASIS, "resources": files, "extras": extras})).distributions
    assert [one.rights for one in made] == [[Text("Bron: Groendienst", "nl")], [Text("Bron: Kadaster", "nl")]]


def test_samples_are_shown_and_not_distributed(entry_of: Translate) -> None:
    extras = {
        "graphic-preview-file": "https://voorbeeldstad.be/kaart.png",
        "graphic-preview-description": "Kaart van de bomen",
    }
    content = {
        **BASIS,
        "license_id": "cc-zero",
        "sample": ["https://voorbeeldstad.be/tien.csv"],
        "extras": extras,
    }
    excerpt, picture = dataset_of(entry_of(content)).samples
    assert (excerpt.access_url, excerpt.download_url) == ("https://voorbeeldstad.be/tien.csv",) * 2
    assert excerpt.media_type == f"{IANA}text/csv"
    assert (picture.title, picture.media_type) == ([Text("Kaart van de bomen", "nl")], f"{IANA}image/png")
    assert picture.licence is not None
    assert dataset_of(entry_of(content)).distributions == []


def test_the_datastore_serves_the_files_whose_rows_it_holds(entry_of: Translate) -> None:
    files = [
        {"name": "plan", "url": "https://voorbeeldstad.be/plan.pdf"},
        {"name": "bomen", "url": CSV, "datastore_active": True},
        {"name": "lanen", "url": f"{CSV}?2", "datastore_active": True},
        {"name": "oud", "url": f"{CSV}?3", "datastore_active": False},
    ]
    entry = entry_of({**BASIS, "resources": files}, public="web")
    (service,) = entry.services
    root = "https://portaal.voorbeeldstad.be/api/3/action/"
    assert service.endpoint_url == f"{root}datastore_search"
    assert service.endpoint_description == f"{root}help_show?name=datastore_search"
    assert (service.title, service.serves) == ([Text("Bomen", "nl")], [entry.resource.iri])
    served = [one.access_services == [service.iri] for one in dataset_of(entry).distributions]
    assert served == [False, True, True, False]
    assert entry.reasons["services[0].endpoint_url"][0].pointer == "/resources/1/datastore_active"


def test_a_datastore_that_cannot_say_all_a_service_must_is_left_out(entry_of: Translate) -> None:
    content = {"title": "A", "resources": [{"url": CSV, "datastore_active": True}]}
    entry = entry_of(content, public="web")
    assert entry.services == []
    assert [one.access_url for one in dataset_of(entry).distributions] == [CSV]
    assert "service-left-out" in {note.code for note in entry.notes}


SERVICE = {
    "title": "Bomen als dienst",
    "description": "Vraag bomen op",
    "endpoint_url": ["https://voorbeeldstad.be/api"],
    "endpoint_description": "https://voorbeeldstad.be/api/openapi.json",
    "keyword": ["boom"],
    "theme": ["ENVI"],
    "landing_page": "https://voorbeeldstad.be/api/over",
    "documentation": ["https://voorbeeldstad.be/api/doc"],
    "issued": "2020-01-01",
    "modified": "2021-01-01",
    "created": "2019-01-01",
    "language": ["nl"],
    "access_rights": "NON_PUBLIC",
    "version": "2.0.0",
    "identifier": "bomen-api",
    "statuut": ["GEODATA"],
    "hvd_category": ["http://data.europa.eu/bna/c_ac64a52d"],
    "applicable_legislation": [LAW],
    "license": "https://creativecommons.org/licenses/by/4.0/",
    "rights": "Hoogstens tien vragen per seconde",
    "levensfase": "https://data.vlaanderen.be/id/concept/levensfase/live",
    "ontwikkelingstoestand": "https://data.vlaanderen.be/id/concept/ontwikkelingstoestand/PROD",
    "landingspagina_voor_authenticatie": "https://voorbeeldstad.be/api/sleutel",
    "landingspagina_voor_gebruiksinformatie": "https://voorbeeldstad.be/api/gebruik",
    "landingspagina_voor_statusinformatie": "https://voorbeeldstad.be/api/status",
    "contact": [{"name": "Apidienst", "email": "api@voorbeeldstad.be"}],
    "publisher": {"name": "Dienst Digitaal"},
    "conforms_to": ["https://data.vlaanderen.be/id/concept/dataserviceprotocol/REST"],
}


def test_a_service_of_a_distribution_is_read_with_all_its_properties(entry_of: Translate) -> None:
    entry = entry_of({**BASIS, "resources": [{"url": CSV, "access_services": [SERVICE]}]}, public="web")
    (service,) = entry.services
    empty = [name for name in service.__dataclass_fields__ if not getattr(service, name)]
    # Not of a service in this dialect: where it lies, and its links to other entries.
    assert set(empty) <= {"spatial", "relations", "assigned_identifiers", "qualified_relations"}
    assert (service.contact and service.contact.name) == "Apidienst"
    assert service.publisher
    assert service.publisher.name == [Text("Dienst Digitaal", "nl")]
    assert service.access_rights.endswith("/NON_PUBLIC")
    assert entry.reasons["services[0].contact.email"][0].pointer == (
        "/resources/0/access_services/0/contact/0/email"
    )
    assert dataset_of(entry).distributions[0].access_services == [service.iri]


def test_a_service_has_from_its_dataset_what_it_does_not_say_and_the_reason_says_so(
    entry_of: Translate,
) -> None:
    bare = {name: SERVICE[name] for name in ("title", "endpoint_url", "endpoint_description")}
    content = {**BASIS, "tags": [{"name": "groen"}], "resources": [{"url": CSV, "access_services": [bare]}]}
    entry = entry_of(content, public="web")
    (service,) = entry.services
    assert service.keywords == [Text("groen", "nl")]
    assert (service.contact, service.publisher) == (entry.resource.contact, entry.resource.publisher)
    for name in ("keywords", "contact", "publisher", "access_rights"):
        assert [(why.rule, why.default) for why in entry.reasons[f"services[0].{name}"]] == [
            ("service.as-its-dataset", True)
        ]


def test_extras_are_read_as_a_list_and_as_an_object(entry_of: Translate) -> None:
    said = {"theme": "ENVI", "issued": "2020-01-01", "version_notes": "Nieuwe telling", "x~/y": "z"}
    listed = [{"key": key, "value": value} for key, value in said.items()]
    for extras, pointer in ((said, "/extras/issued"), (listed, "/extras/1/value")):
        entry = entry_of({"title": "A", "extras": extras})
        assert entry.resource.themes[0].endswith("/ENVI")
        assert dataset_of(entry).version_notes == [Text("Nieuwe telling")]
        assert entry.reasons["issued"][0].pointer == pointer


def test_what_cites_a_dataset_and_what_kind_it_is_are_kept(entry_of: Translate) -> None:
    content = {
        "title": "A",
        "is_referenced_by": ["https://doi.example/1", "een boek"],
        "dcat_type": "http://publications.europa.eu/resource/authority/dataset-type/GEOSPATIAL",
    }
    dataset = dataset_of(entry_of(content))
    assert dataset.is_referenced_by == ["https://doi.example/1"]
    assert [kind.rpartition("/")[2] for kind in dataset.kinds] == ["GEOSPATIAL"]


def test_the_language_of_a_description_may_be_another_than_that_of_the_data(entry_of: Translate) -> None:
    entry = entry_of({"title": "Trees", "language": "fr", "metadata_language": "en"})
    assert entry.resource.title == [Text("Trees", "en")]
    assert [iri.rpartition("/")[2] for iri in entry.resource.languages] == ["FRA"]
