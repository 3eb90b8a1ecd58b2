import re
from typing import Any

import pytest

from oogst.demo import PORTALS, SamplePortals, faults, portals
from tests.oogst.demo.asking import get

SEEN_BY = {
    "broken-statement": ("dcat_turtle", r'"oude"'),
    "control-characters": ("ckan", r"\\u0000|\\u000b"),
    "date-day-first": ("ckan", r'"20/12/2024"'),
    "date-epoch": ("ckan", r'"1705314030000"'),
    "date-in-future": ("ckan", r'"2031-01-01"'),
    "date-month-only": ("dcat_turtle", r'"2024-02"'),
    "date-with-space": ("dcat_rdfxml", r">2024-10-14 08:00:00<"),
    "date-written-out": ("dcat_rdfxml", r">13 oktober 2024<"),
    "distribution-without-url": ("ckan", r'"url":""'),
    "double-escaped-description": ("ckan", r"&amp;lt;p&amp;gt;"),
    "email-free-text": ("arcgis_hub", r'"bel 09'),
    "email-without-mailto": ("arcgis_hub", r'"riool@heidebeke'),
    "empty-description": ("ckan", r'"notes":""'),
    "federated-copy": ("opendatasoft", r'"federated":true'),
    "html-description": ("opendatasoft", r"<script>"),
    "keywords-null": ("ckan", r'"tags":null'),
    "language-missing": ("opendatasoft", r'"language":null'),
    "language-wrong": ("dcat_rdfxml", r'xml:lang="en"'),
    "licence-alias": ("dcat_rdfxml", r"http://data\.vlaanderen\.be/doc/licentie"),
    "licence-as-text": ("dcat_rdfxml", r">Modellicentie Gratis Hergebruik<"),
    "licence-cc-by": ("opendatasoft", r"CC BY 4\.0"),
    "licence-missing": ("ckan", r'"license_id":null'),
    "licence-unknown": ("ckan", r'"notspecified"'),
    "mailto-doubled": ("dcat_turtle", r"<mailto:mailto:"),
    "no-distributions": ("ckan", r'"resources":\[\]'),
    "placeholder": ("ckan", r'"onbekend"'),
    "poison-string": ("ckan", r"@prefix"),
    "publisher-as-string": ("dcat_turtle", r'dct:publisher "'),
    "publisher-unknown": ("opendatasoft", r'"publisher":"onbekend"'),
    "service-among-files": ("dcat_turtle", r'"WMS"'),
    "space-in-url": ("dcat_turtle", r"<https[^>]+ [^>]+>"),
    "theme-as-literal": ("dcat_turtle", r'dcat:theme "'),
}
"""Each fault, a portal that has it, and how it looks in what that portal serves."""


def served(portals: SamplePortals, portal: str) -> str:
    """Give everything that a portal lists, as it is sent."""
    address = portals.url(portal)
    pages = {
        "ckan": [f"/api/3/action/package_search?rows=5&start={start}&sort=id" for start in (0, 5, 10)],
        "opendatasoft": ["/api/explore/v2.1/catalog/datasets?limit=100"],
        "arcgis_hub": ["/api/feed/dcat-ap/2.0.1.json"],
        "dcat_turtle": ["?page=1", "?page=2", "?page=3"],
        "dcat_rdfxml": [""],
    }
    return "".join(get(address + page).text for page in pages[portal])


@pytest.mark.parametrize("fault", sorted(SEEN_BY))
def test_a_fault_is_in_what_is_served(first_day: SamplePortals, fault: str) -> None:
    portal, look = SEEN_BY[fault]

    assert fault in {each for found in faults(portal).values() for each in found}
    assert re.search(look, served(first_day, portal))


def test_two_items_of_the_hub_share_an_identifier(first_day: SamplePortals) -> None:
    feed: dict[str, Any] = get(first_day.url("arcgis_hub") + "/api/feed/dcat-ap/2.0.1.json").json
    names = [dataset["dct:identifier"] for dataset in feed["dcat:dataset"]]

    assert len(names) - len(set(names)) == 1


def test_the_table_lists_exactly_the_faults_that_were_put_in() -> None:
    table = str(portals.__doc__).split("\n=")[2]
    listed = [line.split()[0] for line in table.splitlines()[1:] if line.strip()]
    put_in = {fault for portal in PORTALS for found in faults(portal).values() for fault in found}

    assert listed == sorted(put_in)
    assert put_in - set(SEEN_BY) == {"duplicate-identifier"}


@pytest.mark.parametrize("portal", sorted(PORTALS))
def test_every_portal_has_sound_datasets_and_faulty_ones(portal: str) -> None:
    found = faults(portal)

    assert 10 <= len(found) <= 15
    assert [] in found.values()
    assert any(found.values())


def test_no_fault_is_named_in_what_is_served(first_day: SamplePortals) -> None:
    assert not any('"faults"' in served(first_day, portal) for portal in PORTALS)
