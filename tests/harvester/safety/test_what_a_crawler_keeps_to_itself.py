"""A crawler listens to nobody, remembers nothing, tells nothing of where it was, and goes its own way."""

import os
import socket
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from catalogue.model import Protocol
from harvester.crawl import PagesClosed
from tests.harvester.conftest import Crawl
from tests.harvester.safety.conftest import MakeWorld
from tests.harvester.scenarios import Scenarios, entry
from tests.processes import below

WHOLE = PagesClosed(closed=True, reason="harvester.pages.all-read")
LISTENING = "0A"


def listening(process: str) -> Iterator[str]:
    """Give the sockets of a process on which it waits for others to come."""
    root = Path("/proc") / process
    held = set()
    for one in (root / "fd").iterdir():
        with suppress(FileNotFoundError):  # the one through which we look is gone by now
            held.add(str(one.readlink()))
    for table in ("tcp", "tcp6"):
        for line in (root / "net" / table).read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == LISTENING and f"socket:[{fields[9]}]" in held:
                yield fields[1]


@pytest.mark.skipif(
    not Path("/proc/self/net/tcp").exists(), reason="only Linux keeps the sockets under /proc"
)
def test_a_crawler_at_work_waits_for_nobody(harvest: Crawl, inside: Scenarios) -> None:
    found: dict[int, list[str]] = {}

    def look(request: str) -> None:
        found.update({one: list(listening(str(one))) for one in below(os.getpid())})
        assert request

    inside.on_request = look
    with socket.create_server(("127.0.0.1", 0)):
        assert len(list(listening("self"))) >= 1  # of this process, to know that we would see one
    assert harvest(Protocol.CKAN, inside.url + entry(Protocol.CKAN, "healthy"))[-1] == WHOLE
    assert found
    assert [place for places in found.values() for place in places] == []


def test_no_cookie_is_given_back_and_no_page_hears_of_another(harvest: Crawl, inside: Scenarios) -> None:
    inside.moved = {"/start": f"{inside.url}/dcat-rdf/healthy"}
    assert harvest(Protocol.DCAT_RDF, inside.url + "/start")[-1] == WHOLE
    assert len(inside.headers) == 4
    said = {name.lower() for one in inside.headers for name in one}
    assert said == {"host", "accept", "accept-encoding", "accept-language", "user-agent"}


@pytest.mark.usefixtures("fresh_server")
def test_a_proxy_in_the_environment_is_not_used(
    harvest: Crawl, inside: Scenarios, outside: Scenarios, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, inside.url)
    assert harvest(Protocol.CKAN, outside.url + entry(Protocol.CKAN, "healthy"))[-1] == WHOLE
    assert inside.asked == {}


def test_a_password_in_an_address_goes_nowhere_but_to_its_host(harvest: Crawl, inside: Scenarios) -> None:
    place = inside.url.replace("//", "//jan:geheim@") + "/start"
    inside.moved = {"/start": f"http://localhost:{inside.server_port}/dcat-rdf/healthy"}
    harvest(Protocol.DCAT_RDF, place)
    assert "authorization" not in {name.lower() for one in inside.headers[1:] for name in one}


@pytest.mark.parametrize("host", ["[::1]", "six.example"])
def test_a_host_that_has_no_other_address_than_one_of_ipv6_is_reached(
    harvest: Crawl, world: MakeWorld, host: str
) -> None:
    world(six_example=[["::1"]])
    try:
        server = socket.create_server(("::1", 0), family=socket.AF_INET6)
    except OSError:
        pytest.skip("this system has no IPv6")
    with server:
        answering = Thread(target=answer_once, args=(server,))
        answering.start()
        events = harvest(Protocol.DCAT_RDF, f"http://{host}:{server.getsockname()[1]}/")
        answering.join()
    assert events[-1] == WHOLE, events


def answer_once(server: socket.socket) -> None:
    body = b"@prefix dcat: <http://www.w3.org/ns/dcat#> . <urn:a> a dcat:Dataset ."
    server.settimeout(30)
    connection, _ = server.accept()
    with connection:
        connection.recv(4096)
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/turtle\r\nContent-Length: {len(body)}\r\n\r\n"
        connection.sendall(head.encode() + body)
