"""What a data.json says, in the words of those who write one; all items are synthetic."""
# ruff: noqa: ANN401 -- any JSON value

from collections.abc import Callable
from typing import Any

import pytest

from catalogue.model import Dataset, Dialect, Entry, Text
from mappings.reading import Given, Scope
from mappings.rules.moments import interval_end, interval_start

Translate = Callable[..., Entry]
AUTHORITY = "http://publications.europa.eu/resource/authority/"
ITEM: dict[str, Any] = {
    "@type": "dcat:Dataset",
    "identifier": "bomen-1",
    "title": "Bomen",
    "description": "Alle bomen",
    "keyword": ["boom", None, "groen"],
    "theme": ["geospatial"],
    "landingPage": "https://voorbeeldstad.be/bomen",
    "references": ["https://voorbeeldstad.be/uitleg"],
    "describedBy": "https://voorbeeldstad.be/velden",
    "issued": "2020-01-02",
    "modified": "2021-03-04",
    "language": ["nl-BE"],
    "accessLevel": "public",
    "accrualPeriodicity": "R/P1D",
    "license": "https://creativecommons.org/publicdomain/zero/1.0/",
    "contactPoint": {
        "@type": "vcard:Contact",
        "fn": "Groendienst",
        "hasEmail": "mailto:groen@voorbeeldstad.be",
    },
    "publisher": {"@type": "org:Organization", "name": "Dienst Groen"},
    "spatial": "3.5,50.9,3.9,51.2",
    "temporal": "2019-01-01/2019-12-31",
    "conformsTo": "https://data.vlaanderen.be/ns/adres",
    "bureauCode": ["000:00"],
    "programCode": ["000:000"],
    "isPartOf": "groen",
    "distribution": [
        {
            "@type": "dcat:Distribution",
            "title": "CSV",
            "downloadURL": "https://voorbeeldstad.be/bomen.csv",
            "mediaType": "text/csv",
            "describedBy": "https://voorbeeldstad.be/velden.json",
        },
        None,
        {
            "accessURL": "https://voorbeeldstad.be/bomen",
            "format": "HTML",
            "license": "http://creativecommons.org/licenses/by/4.0/",
        },
    ],
}


@pytest.fixture
def read(entry_of: Translate) -> Callable[..., Dataset]:
    def run(**more: Any) -> Dataset:
        resource = entry_of({"title": "A", **more}, Dialect.DCAT_US).resource
        assert isinstance(resource, Dataset)
        return resource

    return run


def test_an_item_gives_all_that_the_standard_has(read: Callable[..., Dataset]) -> None:
    made = read(**ITEM)
    assert made.title == [Text("Bomen", "nl")]
    assert [word.value for word in made.keywords] == ["boom", "groen"]
    assert made.pages == ["https://voorbeeldstad.be/uitleg", "https://voorbeeldstad.be/velden"]
    assert (made.issued and made.issued.lexical, made.modified and made.modified.lexical) == (
        "2020-01-02",
        "2021-03-04",
    )
    assert made.access_rights == f"{AUTHORITY}access-right/PUBLIC"
    assert made.frequency == f"{AUTHORITY}frequency/DAILY"
    assert made.alternative_identifiers == ["bomen-1"]
    assert made.contact
    assert (made.contact.name, made.contact.email) == ("Groendienst", "mailto:groen@voorbeeldstad.be")
    assert made.publisher
    assert made.publisher.name == [Text("Dienst Groen", "nl")]
    assert made.spatial[0].bbox.startswith("POLYGON((")
    [period] = made.temporal
    assert (period.start and period.start.lexical, period.end and period.end.lexical) == (
        "2019-01-01",
        "2019-12-31",
    )
    assert [standard.iri for standard in made.conforms_to] == [ITEM["conformsTo"]]


def test_a_licence_of_the_dataset_holds_for_the_files_that_have_none(read: Callable[..., Dataset]) -> None:
    first, second = read(**ITEM).distributions
    assert (first.licence and first.licence.iri, second.licence and second.licence.iri) == (
        "https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0",
        "https://creativecommons.org/licenses/by/4.0/",
    )
    assert first.pages == ["https://voorbeeldstad.be/velden.json"]


def test_a_licence_that_is_called_unknown_is_none(read: Callable[..., Dataset]) -> None:
    made = read(
        license="https://project-open-data.cio.gov/unknown-license", distribution=ITEM["distribution"][:1]
    )
    assert made.distributions[0].licence is None


@pytest.mark.parametrize("nothing", [None, "", [], {}, [None]])
def test_every_field_may_hold_nothing(read: Callable[..., Dataset], nothing: Any) -> None:
    made = read(**dict.fromkeys([name for name in ITEM if name != "title"], nothing))
    assert made.title == [Text("A")]
    assert made.distributions == []


def test_words_may_stand_where_a_list_belongs(read: Callable[..., Dataset]) -> None:
    made = read(
        keyword="boom; groen; blad",
        theme="geospatial",
        language="nl",
        references="https://voorbeeldstad.be/uitleg",
        distribution={"downloadURL": "https://voorbeeldstad.be/bomen.csv"},
    )
    assert [word.value for word in made.keywords] == ["boom", "groen", "blad"]
    assert made.pages == ["https://voorbeeldstad.be/uitleg"]
    assert len(made.distributions) == 1


def test_usmart_uses_words_of_its_own(read: Callable[..., Dataset]) -> None:
    made = read(
        licence="http://creativecommons.org/licenses/by/4.0/",
        contactPoint={"fn": "Groendienst", "email": "groen@voorbeeldstad.be"},
        lastModificationDate="2021-03-04T00:00:00.000Z",
        createdAt="2020-01-02T03:04:05.678Z",
        coverageArea="Voorbeeldstad",
        temporalCoverageStart="2019",
        boundingBoxWest=None,
        distribution=[{"accessURL": "https://voorbeeldstad.be/api", "mediaType": "application/json"}],
    )
    assert made.contact
    assert made.contact.email == "mailto:groen@voorbeeldstad.be"
    assert made.modified
    assert made.created
    assert [text.value for text in made.spatial[0].label] == ["Voorbeeldstad"]
    assert made.temporal[0].start
    assert made.distributions[0].licence


@pytest.mark.parametrize(
    ("interval", "start", "end"),
    [
        ("2019-01-01/2019-12-31", "2019-01-01", "2019-12-31"),
        ("2019-01-01T00:00:00Z/2019-12-31T23:59:59Z", "2019-01-01T00:00:00Z", "2019-12-31T23:59:59Z"),
        ("2019-01-01/..", "2019-01-01", None),
        ("/2019", None, "2019"),
        ("2019-01-01/P1Y", "2019-01-01", None),
        ("R/P1D", None, None),
        ("2019", None, None),
        ("vroeger/nu", None, None),
    ],
)
def test_an_interval_has_two_sides_and_nothing_is_counted_out(
    interval: str, start: str | None, end: str | None
) -> None:
    scope = Scope(base="", publisher="")

    def side(rule: Callable[..., Any]) -> str | None:
        return next(
            (item.shown for item in rule("/temporal", interval, scope) if isinstance(item, Given)), None
        )

    assert (side(interval_start), side(interval_end)) == (start, end)


def test_terms_of_use_with_markup_name_their_licence_in_a_link(read: Callable[..., Dataset]) -> None:
    terms = "<p>Zie <a href='https://creativecommons.org/licenses/by/4.0/'>de licentie</a>.</p>"
    made = read(license=terms, distribution=[{"downloadURL": "https://voorbeeldstad.be/a.csv"}])
    assert [one.licence and one.licence.iri for one in made.distributions] == [
        "https://creativecommons.org/licenses/by/4.0/"
    ]
    assert [one.rights for one in made.distributions] == [[]]


def test_terms_that_name_no_licence_stand_with_the_files(read: Callable[..., Dataset]) -> None:
    terms = "<p>Enkel voor gebruik binnen de stad.</p>"
    made = read(license=terms, distribution=[{"downloadURL": "https://voorbeeldstad.be/a.csv"}])
    assert [text.value for text in made.distributions[0].rights] == ["Enkel voor gebruik binnen de stad."]
    assert made.distributions[0].licence is None


def test_the_third_version_tells_more_of_files_services_and_samples(entry_of: Translate) -> None:
    file = {
        "downloadURL": "https://voorbeeldstad.be/a.csv.gz",
        "mediaType": "text/csv",
        "compressFormat": "application/gzip",
        "availability": "AVAILABLE",
        "status": "COMPLETED",
        "identifier": "a-1",
        "byteSize": 12,
        "checksum": {
            "algorithm": "http://spdx.org/rdf/terms#checksumAlgorithm_sha1",
            "checksumValue": "ab" * 20,
        },
        "accessService": {
            "title": "Bomen als dienst",
            "endpointURL": "https://voorbeeldstad.be/api",
            "endpointDescription": "https://voorbeeldstad.be/api/openapi.json",
        },
    }
    item = ITEM | {
        "distribution": [file],
        "sample": {"title": "Kaart", "accessURL": "https://voorbeeldstad.be/kaart.png"},
        "versionNotes": "Nieuwe telling",
        "rightsHolder": {"name": "Provincie Voorbeeld"},
    }
    entry = entry_of(item, Dialect.DCAT_US)
    made = entry.resource
    assert isinstance(made, Dataset)
    (one,) = made.distributions
    assert one.compress_format.endswith("/application/gzip")
    assert (one.availability.rpartition("/")[2], one.status.rpartition("/")[2]) == ("AVAILABLE", "COMPLETED")
    assert (one.alternative_identifiers, one.byte_size) == (["a-1"], 12)
    assert one.checksum is not None
    assert [service.endpoint_url for service in entry.services] == ["https://voorbeeldstad.be/api"]
    assert one.access_services == [entry.services[0].iri]
    assert [(sample.download_url, sample.title) for sample in made.samples] == [
        ("https://voorbeeldstad.be/kaart.png", [Text("Kaart", "nl")])
    ]
    assert made.version_notes == [Text("Nieuwe telling", "nl")]
    assert made.rights_holder is not None


@pytest.mark.parametrize(
    "spatial",
    [{"type": "envelope", "coordinates": [[3.5, 50.9], [3.9, 51.2]]}, "3.5,50.9,3.9,51.2"],
)
def test_a_place_may_be_an_envelope(read: Callable[..., Dataset], spatial: Any) -> None:
    assert [place.bbox[:13] for place in read(spatial=spatial).spatial] == ["POLYGON((3.5 "]
