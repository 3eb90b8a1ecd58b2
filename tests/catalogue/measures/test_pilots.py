from datetime import timedelta
from typing import Any

import pytest

from catalogue.measures import Pilot, pilots
from catalogue.testimony import Facts, Link
from tests.catalogue.measures.samples import CC0, FILE, NOW, ago, dataset, link, made, seen

DATEX = "http://vocab.datex.org/terms#"
GARAGES = 'dct:title "Bezetting parkeergarages"@nl'


def found(own: str = GARAGES, links: dict[str, Link] | None = None, file: str = "") -> list[Pilot]:
    return pilots(dataset(own, file or f"dcat:accessURL <{FILE}> ; {CC0}"), links=links or {}, at=NOW)


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Bezetting parkeergarages", ["parking"]),
        ("P+R Noord", ["parking"]),
        ("Places de stationnement", ["parking"]),
        ("Car parks", ["parking"]),
        ("Parkeerplaatsen voor personen met een handicap", ["parking", "accessibility"]),
        ("Toegankelijkheid van stadsgebouwen", ["accessibility"]),
        ("Wheelchair access", ["accessibility"]),
        ("Passantentelling Markt", ["crowds"]),
        ("Comptages piétons", ["crowds"]),
        ("Fietsparkings", []),
        ("Parkeertarieven", []),
        ("Parkeerverboden", []),
        ("Toegankelijk groen", []),
        ("Luchtdruk", []),
        ("Geluidsdruk en verkeer", []),
        ("Bomen", []),
    ],
)
def test_a_title_tells_which_pilot_an_entry_is_about(title: str, names: list[str]) -> None:
    assert [one.name for one in found(f'dct:title "{title}"')] == names


def test_it_says_by_which_sign() -> None:
    assert [(one.where, one.sign) for one in found()[0].why] == [("title", "parkeergarages")]


def test_the_terms_of_the_data_are_enough_by_themselves() -> None:
    terms = Facts(terms=(f"{DATEX}parkingNumberOfVacantSpaces", "http://www.w3.org/ns/prov#generatedAtTime"))
    one = found('dct:title "Garages"', dict(link(seen(facts=terms))))[0]
    assert (one.name, one.why[0].where, one.vocabularies) == ("parking", "data", ("DATEX II LD",))


def test_a_standard_an_address_and_a_word_tell_the_vocabulary() -> None:
    entry = made(
        "<d> a dcat:Dataset ; dct:title 'DATEX II: parkings' ; dcat:distribution <f> , <g> ; "
        "dct:conformsTo <https://data.vlaanderen.be/doc/applicatieprofiel/mobiliteit> .\n"
        "<f> a dcat:Distribution ; dcat:accessURL <https://stad.example/GBFS> ; dct:format type:JSON .\n"
        "<g> a dcat:Distribution ; dcat:accessURL <https://stad.example/x> ; dct:format type:XML ."
    )
    one = pilots(entry, links={}, at=NOW)[0]
    assert (one.vocabularies, one.formats) == (("DATEX II", "GBFS", "OSLO"), ("JSON", "XML"))


def test_how_fresh_data_are_is_told_by_the_surest_that_is_known() -> None:
    modified = 'dct:modified "2026-02-28T12:00:00Z"'
    headers = {"last-modified": "Mon, 02 Mar 2026 11:00:00 GMT"}
    changed: dict[str, Any] = {"changed_at": ago(minutes=30)}
    timed = Facts(generated_at=ago(minutes=3).isoformat(), timed_by="prov:generatedAtTime")

    told = [
        found(f"{GARAGES} ; {modified}"),
        found(f"{GARAGES} ; {modified}", dict(link(seen(headers=headers)))),
        found(f"{GARAGES} ; {modified}", dict(link(seen(headers=headers), **changed))),
        found(f"{GARAGES} ; {modified}", dict(link(seen(headers=headers, facts=timed), **changed))),
    ]
    fresh = [one[0].fresh for one in told]
    assert [(one.by, one.seconds) for one in fresh if one] == [
        ("declared", 2 * 86_400),
        ("server", 3600),
        ("content", 1800),
        ("data", 180),
    ]


def test_age_is_counted_to_when_we_looked_and_not_to_now() -> None:
    at = NOW - timedelta(days=7)
    timed = Facts(generated_at=(at - timedelta(minutes=1)).isoformat())
    fresh = found(links=dict(link(seen(at=at, facts=timed))))[0].fresh
    assert fresh is not None
    assert fresh.seconds == 60


@pytest.mark.parametrize("header", ["", "gisteren", "Mon, 99 Mar 2026 11:00:00 GMT"])
def test_a_date_that_cannot_be_read_tells_nothing(header: str) -> None:
    assert found(links=dict(link(seen(headers={"last-modified": header}))))[0].fresh is None


def test_what_speaks_of_occupancy_is_held_against_the_real_time_profile() -> None:
    assert found()[0].real_time is not None
    assert found('dct:title "Locaties parkeergarages"')[0].real_time is None
