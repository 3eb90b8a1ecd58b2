"""Synthetic records of Opendatasoft in three versions of its API: all that the wire format gives."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from catalogue.model import Dataset, Dialect, Entry, Kind, Record, Source, Text
from mappings import Context, translate

Translate = Callable[..., Entry]
LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
MODEL = "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"
DEFAULT = {
    "title": "Bomen",
    "description": "<p>Alle bomen</p>",
    "keyword": ["boom", "groen"],
    "theme": ["Environment"],
    "license": "Modellicentie Gratis Hergebruik",
    "language": "nl",
    "modified": "2026-01-02T03:04:05+00:00",
    "metadata_processed": "2026-02-03T00:00:00+00:00",
    "references": "https://voorbeeldstad.be/bomen",
    "publisher": "Groendienst",
    "territory": ["Gent"],
    "records_count": 12,
    "source_domain": None,
}
DCAT = {
    "created": "2019-05-01",
    "issued": "2020-01-01",
    "contact_name": "Groendienst",
    "contact_email": "groen@voorbeeldstad.be",
    "accrualperiodicity": "dagelijks",
    "publisher_type": ["LocalAuthority"],
    "conforms_to": ["https://voorbeeldstad.be/norm", "Norm voor bomen"],
    "temporal_coverage_start": "2020",
    "temporal_coverage_end": "2022",
    "accessRights": "public",
}
BBOX = {
    "type": "Feature",
    "geometry": {"type": "Polygon", "coordinates": [[[3.0, 51.0], [3.5, 51.0], [3.5, 51.5], [3.0, 51.0]]]},
    "properties": {},
}
INSPIRE = {
    "file_identifier": "urn:uuid:1",
    "contact_individual_name": "Geodienst",
    "contact_email": "geo@voorbeeldstad.be",
    "extend_bounding_box_westbound_longitude": "3.1",
    "extend_bounding_box_southbound_latitude": "51.1",
    "extend_bounding_box_eastbound_longitude": "3.2",
    "extend_bounding_box_northbound_latitude": "51.2",
}
PROCESSED = "2025-05-05T00:00:00+00:00"
FOLLOWS = {"modified_updates_on_metadata_change": True}
ATTACHMENT = {"id": "plan_pdf", "title": "plan.pdf", "mimetype": "application/pdf", "url": "odsfile://plan"}


def newest(**metas: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON values
    return {
        "dataset_id": "bomen",
        "dataset_uid": "da_1",
        "has_records": True,
        "features": ["geo"],
        "attachments": [ATTACHMENT],
        "metas": {"default": DEFAULT, "dcat": DCAT, "inspire": INSPIRE} | metas,
    }


def nested() -> dict[str, Any]:
    return {"links": [], "dataset": newest()}


def first() -> dict[str, Any]:
    content = newest()
    return {
        "datasetid": "bomen",
        "has_records": True,
        "features": ["geo"],
        "attachments": [ATTACHMENT],
        "metas": content["metas"]["default"] | {"domain": "voorbeeldstad"},
        "interop_metas": {"dcat": DCAT, "inspire": INSPIRE},
    }


def dataset_of(entry: Entry) -> Dataset:
    assert isinstance(entry.resource, Dataset)
    return entry.resource


VERSIONS = [
    pytest.param(newest(), Dialect.OPENDATASOFT, id="v2.1"),
    pytest.param(nested(), Dialect.OPENDATASOFT, id="v2.0"),
    pytest.param(first(), Dialect.OPENDATASOFT_V1, id="v1"),
]


@pytest.mark.parametrize(("content", "dialect"), VERSIONS)
def test_every_version_says_the_same_of_a_dataset(
    entry_of: Translate, content: dict[str, Any], dialect: Dialect
) -> None:
    entry = entry_of(content, dialect)
    dataset = dataset_of(entry)
    assert dataset.title == [Text("Bomen", "nl")]
    assert dataset.description == [Text("Alle bomen", "nl")]
    assert dataset.keywords == [Text("boom", "nl"), Text("groen", "nl")]
    assert "http://vocab.belgif.be/auth/datatheme/ENVI" in dataset.themes
    assert dataset.pages == ["https://voorbeeldstad.be/bomen"]
    assert dataset.landing_pages == ["https://portaal.voorbeeldstad.be/explore/dataset/bomen/"]
    moments = [one.lexical for one in (dataset.created, dataset.issued, dataset.modified) if one]
    assert moments == ["2019-05-01", "2020-01-01", "2026-01-02T03:04:05+00:00"]
    assert dataset.languages == [LANGUAGE + "NLD"]
    assert dataset.access_rights.endswith("/PUBLIC")
    assert dataset.frequency.endswith("/DAILY")
    assert {"bomen", "urn:uuid:1"} <= set(dataset.alternative_identifiers)
    assert dataset.publisher is not None
    assert (dataset.publisher.name, dataset.publisher.kind) == (
        [Text("Groendienst", "nl")],
        "http://purl.org/adms/publishertype/LocalAuthority",
    )
    assert dataset.contact is not None
    assert (dataset.contact.name, dataset.contact.email) == ("Groendienst", "mailto:groen@voorbeeldstad.be")
    assert [place.label[0].value for place in dataset.spatial] == ["Gent"]
    assert [(one.start and one.start.lexical, one.end and one.end.lexical) for one in dataset.temporal] == [
        ("2020", "2022")
    ]
    assert [standard.iri for standard in dataset.conforms_to][:1] == ["https://voorbeeldstad.be/norm"]
    assert {one.licence.iri for one in dataset.distributions if one.licence} == {MODEL}
    assert entry.source_iri == "https://portaal.voorbeeldstad.be/explore/dataset/r1/"


def test_files_of_the_first_version_are_at_the_addresses_of_that_version(entry_of: Translate) -> None:
    root = "https://portaal.voorbeeldstad.be/"
    found = [one.access_url for one in dataset_of(entry_of(first(), Dialect.OPENDATASOFT_V1)).distributions]
    assert [url.removeprefix(root) for url in found] == [
        "explore/dataset/bomen/download/?format=csv",
        "explore/dataset/bomen/download/?format=json",
        "explore/dataset/bomen/download/?format=geojson",
        "explore/dataset/bomen/download/?format=shp",
        "api/datasets/1.0/bomen/attachments/plan_pdf/",
    ]


@pytest.mark.parametrize(
    ("links", "api"),
    [
        ([], "/api/explore/v2.1/catalog"),
        (
            [{"rel": "self", "href": "https://p/api/explore/v2.0/catalog/datasets?limit=3"}],
            "/api/explore/v2.0/catalog",
        ),
        ([{"rel": "self", "href": "https://p/api/v2/catalog/datasets?limit=3"}], "/api/v2/catalog"),
        (["x", {"href": 1}, {"href": "https://p/elsewhere"}], "/api/explore/v2.1/catalog"),
    ],
)
def test_files_are_at_the_version_that_the_catalogue_was_read_by(
    source: Source, links: list[Any], api: str
) -> None:
    record = Record(
        identifier="bomen",
        kind=Kind.DATASET,
        dialect=Dialect.OPENDATASOFT,
        content=newest(),
        hash="",
        payload="",
        pointer="",
        context={"links": links},
    )
    entry = translate(record, Context(base="https://oogst.example", publisher="x", source=source))
    assert dataset_of(entry).distributions[0].access_url == (
        f"https://portaal.voorbeeldstad.be{api}/datasets/bomen/exports/csv"
    )


def test_a_dataset_that_names_no_place_is_where_its_data_lies(entry_of: Translate) -> None:
    silent = DEFAULT | {"territory": None, "bbox": BBOX}
    (place,) = dataset_of(entry_of(newest(default=silent), Dialect.OPENDATASOFT)).spatial
    assert place.bbox.startswith("POLYGON((3.0000000 51.0000000, 3.5000000 51.0000000")


def test_the_bounds_of_inspire_are_read_from_their_four_fields(entry_of: Translate) -> None:
    silent = DEFAULT | {"territory": None}
    entry = entry_of(newest(default=silent), Dialect.OPENDATASOFT)
    (place,) = dataset_of(entry).spatial
    assert "3.1" in place.bbox
    assert "51.2" in place.bbox


def test_the_contact_of_inspire_counts_where_the_other_is_silent(entry_of: Translate) -> None:
    contact = dataset_of(entry_of(newest(dcat={}), Dialect.OPENDATASOFT)).contact
    assert contact is not None
    assert (contact.name, contact.email) == ("Geodienst", "mailto:geo@voorbeeldstad.be")


def test_metadata_of_the_portals_own_making_is_not_guessed_at(entry_of: Translate) -> None:
    custom = {"periodicity": ["Dagelijks"], "date-de-creation": "2001-01-01", "editeur": ["Iemand"]}
    dataset = dataset_of(entry_of(newest(dcat=None, custom=custom), Dialect.OPENDATASOFT))
    assert (dataset.frequency, dataset.created) == ("", None)


@pytest.mark.parametrize(
    ("url", "domain", "noted"),
    [
        ("https://opendata.brussels.be", "bruxellesdata", False),
        ("https://opendata.brussels.be", "bruxellesdata.opendatasoft.com", False),
        ("https://opendata.brussels.be", "stib-mivb", True),
        ("https://gent.opendatasoft.com/api/explore/v2.1", "gent", False),
    ],
)
def test_a_portal_that_names_itself_as_the_origin_has_copied_nothing(
    entry_of: Translate, source: Source, url: str, domain: str, *, noted: bool
) -> None:
    content = newest(default=DEFAULT | {"source_domain": domain})
    entry = entry_of(content, Dialect.OPENDATASOFT, source=replace(source, url=url))
    assert ("federated-copy" in {note.code for note in entry.notes}) is noted


def changed(content: dict[str, Any], **default: Any) -> dict[str, Any]:  # noqa: ANN401 -- JSON values
    """Put other standard metadata in a record of any version."""
    if "metas" in content and "default" not in content["metas"]:
        return content | {"metas": content["metas"] | default}
    inner = content.get("dataset", content)
    metas = inner["metas"] | {"default": inner["metas"]["default"] | default}
    return content | ({"dataset": inner | {"metas": metas}} if "dataset" in content else {"metas": metas})


@pytest.mark.parametrize(("content", "dialect"), VERSIONS)
def test_credits_stand_with_every_file_as_one_statement(
    entry_of: Translate, content: dict[str, Any], dialect: Dialect
) -> None:
    entry = entry_of(changed(content, attributions=["Kadaster", "Groendienst"]), dialect)
    rights = [one.rights for one in dataset_of(entry).distributions]
    assert rights == [[Text("Kadaster; Groendienst", "nl")]] * len(rights)


@pytest.mark.parametrize(("content", "dialect"), VERSIONS)
@pytest.mark.parametrize(
    ("said", "when"),
    [
        ({"data_processed": PROCESSED}, "2026-01-02T03:04:05+00:00"),
        ({"data_processed": PROCESSED} | FOLLOWS, PROCESSED),
        (FOLLOWS, "2026-01-02T03:04:05+00:00"),
        ({"data_processed": PROCESSED, "modified": None}, PROCESSED),
    ],
)
def test_a_date_that_follows_the_description_too_gives_way_to_that_of_the_data(
    entry_of: Translate,
    content: dict[str, Any],
    dialect: Dialect,
    said: dict[str, Any],
    when: str,
) -> None:
    modified = entry_of(changed(content, **said), dialect).resource.modified
    assert modified is not None
    assert modified.lexical == when


@pytest.mark.parametrize(("content", "dialect"), VERSIONS)
def test_a_belgian_place_is_known_by_its_code(
    entry_of: Translate, content: dict[str, Any], dialect: Dialect
) -> None:
    said = {"territory": None, "geographic_reference": ["be_80_44021", "world", "be_80_99999"]}
    entry = entry_of(changed(content, **said), dialect)
    assert [place.label[0].value for place in entry.resource.spatial] == ["Gent"]
    assert entry.reasons["spatial"][0].original == "be_80_44021"


def test_an_interval_says_when_as_well_as_two_dates_do(entry_of: Translate) -> None:
    dcat = {"temporal": "2019-01-01/2020-12-31"}
    (period,) = dataset_of(entry_of(newest(dcat=dcat), Dialect.OPENDATASOFT)).temporal
    assert period.start
    assert period.end
    assert (period.start.lexical, period.end.lexical) == ("2019-01-01", "2020-12-31")


def test_texts_keywords_and_themes_may_be_told_per_language(entry_of: Translate) -> None:
    said = {
        "title": {"nl": "Bomen", "fr": "Arbres"},
        "keyword": {"nl": ["boom"], "fr": ["arbre"]},
        "theme": {"nl": ["Milieu"], "en": ["Environment"]},
    }
    resource = entry_of(changed(newest(), **said), Dialect.OPENDATASOFT).resource
    assert resource.title == [Text("Bomen", "nl"), Text("Arbres", "fr")]
    assert resource.keywords == [Text("boom", "nl"), Text("arbre", "fr")]
    assert [theme.rpartition("/")[2] for theme in resource.themes] == ["ENVI", "ENVI"]


@pytest.mark.parametrize(
    ("language", "languages", "tag"),
    [(None, ["fr"], "fr"), ("nl", ["fr"], "nl"), ("nl", ["nl", "fr"], "nl"), (None, ["nl", "fr"], "")],
)
def test_the_languages_that_the_software_lists_count_only_where_the_publisher_is_silent(
    entry_of: Translate, language: str | None, languages: list[str], tag: str
) -> None:
    content = changed(newest(), language=language, metadata_languages=languages)
    assert entry_of(content, Dialect.OPENDATASOFT).resource.title == [Text("Bomen", tag)]


@pytest.mark.parametrize(
    ("content", "dialect", "address"),
    [
        (newest(), Dialect.OPENDATASOFT, "api/explore/v2.1/catalog/datasets/bomen/alternative_exports/alles"),
        (nested(), Dialect.OPENDATASOFT, "api/explore/v2.1/catalog/datasets/bomen/alternative_exports/alles"),
        (first(), Dialect.OPENDATASOFT_V1, "api/datasets/1.0/bomen/alternative_exports/alles/"),
    ],
)
def test_an_export_made_elsewhere_is_a_file_with_its_size(
    entry_of: Translate, content: dict[str, Any], dialect: Dialect, address: str
) -> None:
    export = {
        "id": "alles",
        "title": "Alles",
        "description": "In één",
        "mimetype": "application/zip",
        "size": 7,
    }
    inner = content.get("dataset", content) | {"alternative_exports": [export]}
    record = {"dataset": inner} if "dataset" in content else inner
    made = dataset_of(entry_of(record, dialect)).distributions[-1]
    assert made.access_url == f"https://portaal.voorbeeldstad.be/{address}"
    assert (made.title, made.description) == ([Text("Alles", "nl")], [Text("In één", "nl")])
    assert (made.format.rpartition("/")[2], made.byte_size) == ("ZIP", 7)


@pytest.mark.parametrize("content", [newest(), nested()], ids=["v2.1", "v2.0"])
def test_the_api_serves_a_dataset_that_has_records(entry_of: Translate, content: dict[str, Any]) -> None:
    entry = entry_of(content, Dialect.OPENDATASOFT, public="web")
    (service,) = entry.services
    root = "https://portaal.voorbeeldstad.be/api/explore/v2.1"
    assert service.endpoint_url == f"{root}/catalog/datasets/bomen/records"
    assert service.endpoint_description == f"{root}/swagger.json"
    assert service.landing_pages == [f"{root}/console"]
    assert (service.title, service.serves) == ([Text("Bomen", "nl")], [entry.resource.iri])
    assert service.licence is not None
    assert dataset_of(entry).distributions[0].access_services == [service.iri]


def test_a_dataset_without_records_and_the_first_version_have_no_api_that_describes_itself(
    entry_of: Translate,
) -> None:
    without = newest() | {"has_records": False}
    assert entry_of(without, Dialect.OPENDATASOFT, public="web").services == []
    assert entry_of(first(), Dialect.OPENDATASOFT_V1, public="web").services == []
