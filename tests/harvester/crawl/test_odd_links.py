"""What no address can be made of costs its item, or is named where the list depends on it."""

from pathlib import Path

import orjson
import pytest

from catalogue.model import Protocol
from harvester.crawl import RecordFailed, RecordSeen
from tests.harvester.scenarios.catalogues.ckan import package
from tests.torture.portals import Given, Portal, portals
from tests.torture.walking import walk

LONG = "http://portal.example/" + "x" * 5_000


def portal_of(protocol: Protocol) -> Portal:
    return portals(protocol)[0]


def names_only(url: str) -> Given:
    """Answer as a CKAN portal that gives the names of its packages, one of them endless, and each package."""
    if "/package_list" in url:
        names = ["pakket-1", "x" * 5_000] if "offset=0" in url else []
        return Given(orjson.dumps({"success": True, "result": names}))
    if "package_show" in url and "x" * 5_000 not in url:
        return Given(orjson.dumps({"success": True, "result": package(1)}))
    return Given(b"", 404)


def test_an_item_with_an_endless_address_fails_alone(tmp_path: Path) -> None:
    walked = walk(Portal(portal_of(Protocol.CKAN).source, names_only), tmp_path, {})

    assert sum(isinstance(event, RecordSeen) for event in walked.events) == 1
    failed = [event.reason_key for event in walked.events if isinstance(event, RecordFailed)]
    assert failed == ["harvester.not-a-url"]
    assert not walked.is_complete


@pytest.mark.parametrize("link", [LONG, "http://[::1/"])
def test_a_next_page_without_a_usable_address_is_named(tmp_path: Path, link: str) -> None:
    portal = portal_of(Protocol.DCAT_RDF)
    first = portal.source.url
    given = portal.give(first)
    body = given.body.replace(f"<{first}?page=2>".encode(), f'"{link}"'.encode())
    walked = walk(portal, tmp_path, {first: Given(body, headers=given.headers)})

    assert sum(isinstance(event, RecordSeen) for event in walked.events) == 3
    assert walked.failure == "harvester.not-a-url"


def test_an_address_that_cannot_serve_as_a_base_costs_nothing(tmp_path: Path) -> None:
    portal = portal_of(Protocol.DCAT_RDF)
    first, second = portal.source.url, f"{portal.source.url}?page=2"
    odd = f"{first}?pag%=2"
    given = portal.give(first)
    body = given.body.replace(f"<{second}>".encode(), f'"{odd}"'.encode())
    walked = walk(portal, tmp_path, {first: Given(body, headers=given.headers), odd: portal.give(second)})

    assert sum(isinstance(event, RecordSeen) for event in walked.events) == 7
    assert walked.is_complete
