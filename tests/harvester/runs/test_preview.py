from pathlib import Path

from catalogue.model import Protocol, Source
from harvester.crawl import CrawlSettings
from harvester.runs import make_rules, preview
from tests.harvester.scenarios import Scenarios


def source(portals: Scenarios, place: str, protocol: Protocol) -> Source:
    return Source(
        name="test/one", publisher="test", protocol=protocol, url=portals.url + place, allow_private=True
    )


def test_the_first_records_are_judged_and_the_crawl_is_broken_off(
    portals: Scenarios, quick: CrawlSettings, tmp_path: Path
) -> None:
    ckan = source(portals, "/ckan/whole", Protocol.CKAN)
    shown = preview(ckan, rules=make_rules(None), crawling=quick, workplace=tmp_path, most=3)

    assert [one.judged.title for one in shown.entries] == ["Pakket 0", "Pakket 1", "Pakket 2"]
    assert (shown.declared, shown.failure) == (25, None)
    assert not any(one.judged.published for one in shown.entries)
    assert {one.distributions for one in shown.entries} == {0}


def test_what_did_not_become_a_record_is_shown_beside_the_rest(
    portals: Scenarios, quick: CrawlSettings, tmp_path: Path
) -> None:
    ckan = source(portals, "/ckan/odd", Protocol.CKAN)
    shown = preview(ckan, rules=make_rules(None), crawling=quick, workplace=tmp_path, most=5)

    assert "harvester.record.private" in {one.reason_key for one in shown.failed}


def test_a_source_that_fails_says_so(portals: Scenarios, quick: CrawlSettings, tmp_path: Path) -> None:
    gone = source(portals, "/dcat-rdf/gone", Protocol.DCAT_RDF)
    shown = preview(gone, rules=make_rules(None), crawling=quick, workplace=tmp_path, most=5)

    assert shown.entries == []
    assert shown.failure
    assert shown.failure.key == "harvester.not-found"
