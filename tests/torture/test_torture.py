"""A small share of ``make torture``, and that it sees what it looks for."""

from pathlib import Path

import pytest

from catalogue.errors import SourceError
from catalogue.model import Protocol
from harvester.crawl import Declared, Event, PagesClosed, RecordSeen
from tests.torture.kills import Deaths
from tests.torture.kills import torture as kill
from tests.torture.mutations import WAYS, Chance, spoil
from tests.torture.page import page
from tests.torture.payloads import torture
from tests.torture.portals import Given, portals
from tests.torture.walking import Walked, walk

SHARE = range(60)


@pytest.mark.parametrize("protocol", Protocol)
def test_an_unspoilt_portal_is_walked_to_its_end(protocol: Protocol, tmp_path: Path) -> None:
    for portal in portals(protocol):
        walked = walk(portal, tmp_path, {})
        assert (walked.failure, walked.is_complete) == ("", True)
        assert walked.met >= 7


@pytest.mark.parametrize("protocol", Protocol)
def test_no_spoilt_payload_breaks_a_promise(protocol: Protocol) -> None:
    found = torture(protocol, SHARE)
    assert found.broken == []
    assert found.payloads == len(SHARE) == found.complete + found.incomplete + found.refused


def test_a_harvest_killed_at_any_moment_is_made_good_by_the_next() -> None:
    deaths = kill(range(4), [Protocol.CKAN, Protocol.DCAT_RDF])
    assert deaths.broken == []
    assert deaths.kills == 4


@pytest.mark.parametrize("way", WAYS)
def test_a_payload_is_spoilt_in_the_same_way_again(way: str) -> None:
    body = b'{"a": [1, {"b": "c"}], "d": null}'
    first, again = (WAYS[way](body, Chance(7)) for _ in range(2))
    assert first == again


def test_most_payloads_come_out_spoilt() -> None:
    body = b'{"a": [1, {"b": "c"}], "d": null, "e": ["f", "g", "h"]}'
    spoilt = [spoil(body, Chance(number))[1] for number in range(200)]
    assert sum(one != body for one in spoilt) > 180


def test_what_is_complete_with_fewer_than_declared_would_be_seen(tmp_path: Path) -> None:
    (portal, *_) = portals(Protocol.CKAN)
    whole = walk(portal, tmp_path, {})
    fewer: list[Event] = [event for event in whole.events if not isinstance(event, RecordSeen)]
    assert not Walked([], fewer).is_complete
    assert Walked([], [event for event in fewer if not isinstance(event, Declared)]).is_complete
    assert not Walked([], whole.events[:-1]).is_complete
    assert isinstance(whole.events[-1], PagesClosed)


def test_a_document_without_its_second_half_is_not_complete(tmp_path: Path) -> None:
    for portal in portals(Protocol.DCAT_RDF):
        url = portal.source.url
        body = portal.give(url).body
        walked = walk(portal, tmp_path, {url: Given(body[: len(body) // 2])})
        assert not walked.is_complete


def test_another_exception_than_ours_is_let_through(tmp_path: Path) -> None:
    (portal, *_) = portals(Protocol.CKAN)

    def stumble(_url: str) -> Given:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        walk(type(portal)(portal.source, stumble), tmp_path, {})
    assert not issubclass(ZeroDivisionError, SourceError)


def test_the_page_names_every_protocol_and_the_kills() -> None:
    found = [torture(Protocol.DCAT_US, range(2)), torture(Protocol.CKAN, range(1))]
    text = page(found, Deaths(kills=5, left={"nothing": 2, "all": 1}), seconds=60, patience=20, cells=3)
    assert "| dcat-us | 2 |" in text
    assert "| ckan | 1 |" in text
    assert "5 harvests killed" in text
    assert "nothing 2 times" in text
