"""How a record answers to filters, what it breaks of the platform's rules, and what stands on its page."""

import pytest

from catalogue.messages import keys
from catalogue.targets.twin import RecordTwin
from tests.catalogue.targets.twin.conftest import REGISTERED, Take

AUTHORITY = "http://publications.europa.eu/resource/authority/"
PUBLIC = f"<{AUTHORITY}access-right/PUBLIC>"
LICENCE = "https://data.vlaanderen.be/id/licentie/modellicentie-gratis-hergebruik/v1.0"
WHOLE = f"""
:bomen dct:title "Bomen"@nl ; dct:description "Alle bomen"@nl ; dcat:keyword "boom"@nl ;
  dct:publisher [ a foaf:Agent ; foaf:name "Stad"@nl ] ; dct:modified "2026-01-01" ; dct:issued "2020-01-01" ;
  dcat:contactPoint [ a vcard:Organization ; vcard:hasEmail <mailto:data@stad.example> ;
    vcard:hasURL :contact ] ;
  dct:accessRights {PUBLIC} ; dct:language <{AUTHORITY}language/NLD> ;
  dcat:theme <http://vocab.belgif.be/auth/datatheme/ENVI> ; dcat:distribution :csv, :los .
{PUBLIC} a skos:Concept ; skos:prefLabel "publiek"@nl ; skos:inScheme <{AUTHORITY}access-right> .
<http://vocab.belgif.be/auth/datatheme/ENVI> a skos:Concept ; skos:prefLabel "Milieu"@nl ;
  skos:inScheme <http://vocab.belgif.be/auth/datatheme> .
:csv a dcat:Distribution ; dct:identifier "csv" ; dct:title "CSV"@nl ; dct:description "Als CSV"@nl ;
  dcat:accessURL <https://stad.example/bomen.csv> ; dct:format <{AUTHORITY}file-type/CSV> ;
  dct:license <{LICENCE}> .
:los a dcat:Distribution ; dct:identifier "los" ; dct:title "Los"@nl ; dct:description "Los"@nl ;
  dcat:accessURL <ftp://stad.example/bomen.zip> .
<{AUTHORITY}file-type/CSV> a skos:Concept ; skos:prefLabel "CSV"@nl .
<{LICENCE}> a dct:LicenseDocument ; dct:title "Modellicentie gratis hergebruik"@nl .
"""


@pytest.fixture
def whole(take: Take) -> RecordTwin:
    return take(WHOLE)


def test_a_whole_record_answers_to_every_filter(whole: RecordTwin) -> None:
    facets = whole.facets
    assert (facets.open_data, facets.open_filter, facets.public, facets.geo_data) == (True, True, True, False)
    assert [one.text for one in facets.licences] == ["Modellicentie gratis hergebruik"]
    assert [one.text for one in (*facets.themes, *facets.formats)] == ["Milieu", "CSV"]
    assert (facets.organisation, facets.sorted_by) == ("Stad", "2026-01-01")


def test_geodata_are_told_by_their_mark(take: Take) -> None:
    mark = "https://metadata.vlaanderen.be/id/GDI-Vlaanderen-Trefwoorden/GEODATA"
    assert take(f":bomen mdcat:statuut <{mark}> .").facets.geo_data
    assert take(f":bomen dct:subject <{mark}> .").facets.geo_data


@pytest.mark.parametrize(
    ("licence", "found"),
    [
        (LICENCE, True),
        (LICENCE.replace("https", "http"), True),
        ("https://data.vlaanderen.be/id/licentie/creative-commons-zero-verklaring/v1.0", True),
        ("https://creativecommons.org/licenses/by/4.0/", False),
    ],
)
def test_the_open_data_filter_goes_by_the_four_model_licences(take: Take, licence: str, found: bool) -> None:  # noqa: FBT001
    assert take(f":bomen dcat:distribution [ dct:license <{licence}> ] .").facets.open_filter is found


def test_without_access_rights_it_is_taken_for_not_public(take: Take) -> None:
    assert not take().facets.public


def test_a_profile_that_the_index_does_not_know_costs_licence_and_open_data(take: Take) -> None:
    twin = take(WHOLE, registered=REGISTERED.replace("2022-04-21", "2026-02-12"))
    assert (twin.facets.indexed, twin.facets.open_data, twin.facets.licences) == (False, False, [])


def test_the_page_shows_what_came_through(whole: RecordTwin) -> None:
    card = whole.card
    assert (card.title, card.organisation, card.description) == ("Bomen", "Stad", "Alle bomen")
    assert (card.contact, card.contact_page) == ("data@stad.example", "https://stad.example/id/contact")
    assert card.dates == {"modified": "2026-01-01", "issued": "2020-01-01"}
    assert [(one.title, one.format, one.url) for one in card.buttons] == [
        ("CSV", "CSV", "https://stad.example/bomen.csv")
    ]
    assert card.dead == 1


def test_of_a_service_the_address_and_what_it_serves_are_shown(take: Take) -> None:
    service = REGISTERED.replace("dcat:dataset", "dcat:service").replace(
        "a dcat:Dataset", "a dcat:DataService"
    )
    twin = take(
        ':bomen dcat:endpointURL <https://stad.example/wms> ; dcat:servesDataset :d ; dct:title "Kaart"@nl .',
        registered=service,
    )
    assert [one.url for one in twin.card.buttons] == ["https://stad.example/wms"]
    assert twin.card.services == ["https://stad.example/id/d"]
    assert {one.name for one in twin.shortfalls} == {
        "service-endpoint-description",
        "service-protocol",
        "service-licence",
    }


def test_a_whole_record_lacks_only_what_a_distribution_lacks(whole: RecordTwin) -> None:
    assert [(one.name, one.must, one.places) for one in whole.shortfalls] == [
        ("distribution-format", False, 1),
        ("distribution-licence", False, 1),
    ]


def test_what_is_needed_comes_before_what_is_urged(take: Take) -> None:
    found = take().shortfalls
    assert [one.must for one in found] == sorted((one.must for one in found), reverse=True)
    assert {"dataset-title", "dataset-access", "dataset-keyword"} <= {one.name for one in found if one.must}


def test_a_whole_record_breaks_no_rule(whole: RecordTwin) -> None:
    assert whole.breaches == []


@pytest.mark.parametrize(
    ("statements", "rule", "predicate"),
    [
        (f":bomen dct:accessRights {PUBLIC[:-7]}NON_PUBLIC> .", "public", "dct:accessRights"),
        (':bomen dct:title "Bomen" .', "language", "dct:title"),
        (':record dct:issued "gisteren" .', "date", "dct:issued"),
        (':record dct:issued "2020-01-01", "2021-01-01" .', "several", "dct:issued"),
        (":bomen dcat:contactPoint [] .", "reachable", "dcat:contactPoint"),
        (
            ":bomen dcat:contactPoint [ vcard:hasEmail <mailto:a@b.c>, <mailto:d@e.f> ] .",
            "several",
            "vcard:hasEmail",
        ),
        (":bomen dcat:distribution [] .", "missing", "dcat:accessURL"),
        (":bomen dcat:distribution [] .", "missing", "dct:description"),
        (":bomen dcat:theme :thema .", "scheme", "dcat:theme"),
        (":bomen dcat:theme :thema .", "theme", "dcat:theme"),
    ],
)
def test_a_rule_of_the_platform_that_is_broken_is_named(
    take: Take, statements: str, rule: str, predicate: str
) -> None:
    assert (rule, predicate) in {(one.rule, one.predicate) for one in take(statements).breaches}


def test_the_cardinalities_of_2026_hold_only_for_who_declares_it(take: Take) -> None:
    more = ':bomen dct:created "2020", "2021" .'
    assert "vl-300" not in {one.of for one in take(more).breaches}
    newer = take(more, registered=REGISTERED.replace("2022-04-21", "2026-02-12")).breaches
    assert ("vl-300", "several", "dct:created") in {(one.of, one.rule, one.predicate) for one in newer}


def test_texts_with_and_without_a_language_do_not_go_together_in_2026(take: Take) -> None:
    newer = take(
        ':bomen dct:title "Bomen"@nl, "Bomen" .', registered=REGISTERED.replace("2022-04-21", "2026-02-12")
    )
    assert ("vl-300", "mixed", "dct:title") in {(one.of, one.rule, one.predicate) for one in newer.breaches}


def test_everything_that_the_twin_says_has_a_sentence(take: Take) -> None:
    twin = take(WHOLE, ':bomen dcat:theme :x ; dct:title "x" . :record dct:issued 1, 2 .')
    said = {
        *(f"twin.check.{one.rule}" for one in twin.breaches),
        *(f"twin.rewrite.{one.rule}" for one in twin.rewritten),
        *(f"twin.minimum.{one.name}" for one in (*twin.shortfalls, *take().shortfalls)),
    }
    assert said - set(keys()) == set()
