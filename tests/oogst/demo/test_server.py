import socket
import threading
from urllib.parse import urlsplit

import pytest

from oogst.demo import PORTALS, SamplePortals
from tests.oogst.demo.asking import get


@pytest.mark.parametrize("portal", sorted(PORTALS))
def test_every_portal_answers_at_its_address(first_day: SamplePortals, portal: str) -> None:
    assert get(first_day.url(portal)).status == 200


@pytest.mark.parametrize("portal", sorted(PORTALS))
def test_every_portal_has_a_start_page_in_html(first_day: SamplePortals, portal: str) -> None:
    page = get(f"{first_day.base_url}{PORTALS[portal].root}/")

    assert (page.status, page.media_type) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("path", ["/", "/ckan", "/ckan/elders", "/ckan/zonnegemmer", "/dcat/molendries/x"])
def test_an_unknown_page_is_not_found(first_day: SamplePortals, path: str) -> None:
    assert get(first_day.base_url + path).status == 404


def test_the_portals_are_bound_to_loopback_only(first_day: SamplePortals) -> None:
    assert urlsplit(first_day.base_url).hostname == "127.0.0.1"


def test_closing_leaves_no_thread_and_no_listener() -> None:
    before = set(threading.enumerate())
    with SamplePortals() as portals:
        address = urlsplit(portals.base_url)
        get(portals.url("ckan"))

    assert set(threading.enumerate()) <= before
    with socket.socket() as probe:
        assert probe.connect_ex((str(address.hostname), address.port or 0)) != 0


def test_portals_that_are_closed_have_no_address() -> None:
    with pytest.raises(RuntimeError, match="not running"):
        SamplePortals().url("ckan")


def test_portals_can_be_opened_again_at_the_same_port() -> None:
    portals = SamplePortals()
    with portals:
        address = portals.base_url
    with SamplePortals(port=urlsplit(address).port or 0) as again:
        assert again.base_url == address


def test_a_reader_that_hangs_up_does_not_stop_the_portals(first_day: SamplePortals) -> None:
    address = urlsplit(first_day.base_url)
    with socket.create_connection((str(address.hostname), address.port or 0)) as rude:
        rude.sendall(b"GET /dcat/kasteelveld/catalogus.rdf HTTP/1.0\r\n")

    assert get(first_day.url("ckan")).status == 200
