import pytest

from catalogue.model import Note
from mappings.reading import Given, Rule, Scope
from mappings.rules import RULES
from mappings.rules.codes import file_format, language, licence, theme

SCOPE = Scope(base="https://oogst.example", publisher="x")


def _iris(rule: Rule, raw: object) -> list[str]:
    return [given.shown.rpartition("/")[2] for given in rule("/a", raw, SCOPE) if isinstance(given, Given)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("csv", "CSV"),
        (".xlsx", "XLSX"),
        ({"@id": "ftype:GEOJSON"}, "GEOJSON"),
        ("application/vnd.geo+json", "GEOJSON"),
        ({"@id": "http://publications.europa.eu/resource/authority/file-type/OGC:WMS"}, "WMS_SRVC"),
        ("ArcGIS GeoServices REST API", "REST"),
        ({"@id": "https://www.iana.org/assignments/media-types/text/csv"}, "CSV"),
    ],
)
def test_formats_are_read_by_code_name_or_media_type(written: object, code: str) -> None:
    assert _iris(file_format, written) == [code]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ({"@id": "http://lexvo.org/id/iso639-3/nld"}, ["NLD"]),
        ({"@id": "http://id.loc.gov/vocabulary/iso639-1/fr"}, ["FRA"]),
        ({"@id": "lang:ENG"}, ["ENG"]),
        ("{DEU,ITA}", ["DEU", "ITA"]),
        ("nl-BE", ["NLD"]),
        ({"@id": "http://publications.europa.eu/resource/authority/language/DUT"}, ["NLD"]),
    ],
)
def test_languages_are_read_from_every_list_in_use(written: object, code: list[str]) -> None:
    assert _iris(language, written) == code


def test_a_theme_is_given_in_the_belgian_and_the_eu_list() -> None:
    found = theme(
        "/a", {"@id": "http://publications.europa.eu/resource/authority/data-theme/EDUC#SPORT"}, SCOPE
    )
    assert [given.value for given in found if isinstance(given, Given)] == [
        "http://vocab.belgif.be/auth/datatheme/EDUC",
        "http://publications.europa.eu/resource/authority/data-theme/EDUC",
    ]


def test_culture_exists_in_the_belgian_list_only() -> None:
    found = theme("/a", "https://vocab.belgif.be/auth/datatheme/CULT", SCOPE)
    assert _iris(theme, "https://vocab.belgif.be/auth/datatheme/CULT") == ["CULT", "EDUC"]
    assert all(isinstance(given, Given) and given.row == "themes/CULT" for given in found)


@pytest.mark.parametrize("written", ["geospatial", "Verkeer en vervoer in onze stad"])
def test_a_label_that_only_looks_like_a_theme_is_none(written: str) -> None:
    assert theme("/a", written, SCOPE) == [Note("theme-unknown", "/a", written)]


@pytest.mark.parametrize(
    ("written", "code"),
    [("jaarlijks", "ANNUAL"), ("R/P1Y", "ANNUAL"), ("http://purl.org/cld/freq/daily", "DAILY")],
)
def test_frequencies_are_read_from_words_and_durations(written: str, code: str) -> None:
    assert _iris(RULES["frequency"][0], written) == [code]


@pytest.mark.parametrize(
    ("written", "code"), [("public", "PUBLIC"), ("restricted public", "NON_PUBLIC"), ("openbaar", "PUBLIC")]
)
def test_access_rights_are_public_or_not(written: str, code: str) -> None:
    assert _iris(RULES["access-rights"][0], written) == [code]


def test_a_licence_that_is_only_named_in_unknown_words_gives_a_note() -> None:
    assert licence("/a", "Vrij te gebruiken", SCOPE) == [Note("licence-unknown", "/a", "Vrij te gebruiken")]


def test_a_licence_with_a_page_of_its_own_keeps_that_page() -> None:
    given, note = licence("/a", "https://data.stad.gent/algemene-licentie", SCOPE)
    assert isinstance(given, Given)
    assert given.value.iri == "https://data.stad.gent/algemene-licentie"
    assert isinstance(note, Note)
    assert note.code == "licence-unlisted"


def test_one_known_address_inside_a_sentence_names_the_licence() -> None:
    [given] = licence("/a", "<p>Onder https://creativecommons.org/publicdomain/zero/1.0/.</p>", SCOPE)
    assert isinstance(given, Given)
    assert given.row == "licences/cc-zero"
