"""Nothing reaches a server inside, however its address is written, found or hidden behind a redirect."""

import pytest

from harvester.reach import is_allowed, is_public
from tests.harvester.safety.conftest import OUTSIDE, Ask, MakeWorld
from tests.harvester.scenarios import Scenarios

INWARD = [
    "http://127.0.0.1:{port}/",
    "http://127.0.0.1.:{port}/",
    "http://127.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.1:{port}/",
    "http://0x7f.0.0.0x1:{port}/",
    "http://017700000001:{port}/",
    "http://0177.0.0.01:{port}/",
    "http://0.0.0.0:{port}/",
    "http://0:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST.:{port}/",
    "http://[::1]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::127.0.0.1]:{port}/",
    "http://[2002:7f00:1::1]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://inward.example:{port}/",
    "http://INWARD.example:{port}/",
    "http://mapped.example:{port}/",
    "http://six.example:{port}/",
    "http://cloud.example/latest/meta-data/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://168.63.129.16/machine?comp=goalstate",
    "http://data.example@127.0.0.1:{port}/",
    "http://data.example:80@127.0.0.1:{port}/",
    "http://data.example%40127.0.0.1:{port}/",
    "http://127.0.0.1:{port}#@data.example/",
    "http://127.0.0.1:{port}\\@data.example/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://127。0。0。1:{port}/",
    "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:{port}/",
    "http://\t127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
]
ELSEWHERE = [
    "file:///etc/hostname",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_GET",
    "data:text/turtle,<urn:a>%20a%20<http://www.w3.org/ns/dcat%23Dataset>.",
    "s3://bucket/key",
    "unix:/run/docker.sock",
]
NAMES = {
    "localhost": [["127.0.0.1", "::1"]],
    "inward_example": [["127.0.0.1"]],
    "mapped_example": [["::ffff:127.0.0.1"]],
    "six_example": [["::1"]],
    "cloud_example": [["169.254.169.254"]],
    "data_example": [[OUTSIDE]],
}
NOT_ASKED = {
    "harvester.private-address",
    "harvester.scheme",
    "harvester.unknown-host",
    "harvester.broken-off",
}


def test_no_spelling_of_an_inward_address_is_asked(ask: Ask, world: MakeWorld, inside: Scenarios) -> None:
    world(**NAMES)
    addresses = [one.format(port=inside.server_port) for one in (*INWARD, *ELSEWHERE)]
    told = ask(addresses)

    assert inside.asked == {}
    assert set(told) == set(addresses)
    assert {one: how for one, how in told.items() if how not in NOT_ASKED and "no address" not in how} == {}


def test_no_redirect_leads_inward(ask: Ask, world: MakeWorld, inside: Scenarios, outside: Scenarios) -> None:
    world(**NAMES)
    places = [one.format(port=inside.server_port) for one in (*INWARD, *ELSEWHERE)]
    places.append(f"//127.0.0.1:{inside.server_port}/")
    outside.moved = {f"/{number}": place for number, place in enumerate(places) if place.isascii()}
    addresses = [outside.url + path for path in outside.moved]
    told = ask(addresses)

    assert inside.asked == {}
    assert len(told) == len(addresses)
    stayed = (f"302 {outside.url}", f"404 {outside.url}")
    assert [how for how in told.values() if how not in NOT_ASKED and not how.startswith(stayed)] == []


def test_what_is_outside_is_asked_by_address_and_by_name(
    ask: Ask, world: MakeWorld, outside: Scenarios
) -> None:
    world(**NAMES)
    place = f":{outside.server_port}/ckan/healthy/api/3/action/status_show"
    addresses = [f"http://{OUTSIDE}{place}", f"http://data.example{place}"]
    assert ask(addresses) == {one: f"200 {one}" for one in addresses}


def test_of_a_name_with_two_addresses_the_one_inside_is_left_alone(
    ask: Ask, world: MakeWorld, inside: Scenarios, outside: Scenarios
) -> None:
    world(both_example=[["127.0.0.1", OUTSIDE, "::1"]])
    for port, told in ((outside.server_port, "404"), (inside.server_port, "harvester.refused")):
        address = f"http://both.example:{port}/"
        assert ask([address])[address].startswith(told)
    assert inside.asked == {}


def test_a_name_that_changes_its_mind_leads_nowhere_else(
    ask: Ask, world: MakeWorld, inside: Scenarios, outside: Scenarios
) -> None:
    world(turning_example=[[OUTSIDE], ["127.0.0.1"]], late_example=[["127.0.0.1"], [OUTSIDE]])
    first = f"http://turning.example:{outside.server_port}/first"
    outside.moved = {"/first": f"http://turning.example:{inside.server_port}/second"}
    told = ask([first, f"http://late.example:{inside.server_port}/"])

    assert inside.asked == {}
    assert set(told.values()) <= {"harvester.refused", "harvester.private-address"}


def test_what_only_a_machine_itself_may_ask_stays_closed_for_a_source_of_ones_own(
    ask: Ask, world: MakeWorld, inside: Scenarios
) -> None:
    world(**NAMES)
    here = inside.url + "/"
    closed = [one for one in INWARD if "169.254" in one or "fd00" in one or "168.63" in one or "cloud" in one]
    told = ask([here, *closed], allow_private=True)

    assert told.pop(here) == f"404 {here}"
    assert set(told.values()) == {"harvester.private-address"}
    assert len(told) == 4


@pytest.mark.parametrize(
    "address",
    [
        "127.8.8.8",
        "172.16.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "100.100.100.200",
        "168.63.129.16",
        "::",
        "::127.0.0.1",
        "64:ff9b::10.0.0.1",
        "2002:a00:1::1",
        "fec0::1",
        "fd00:ec2::254",
        "2001:db8::1",
        "ff02::1",
    ],
)
def test_more_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["64:ff9b::193.191.211.1", "2002:c1bf:d301::1", "2a00:1450:400e::1"])
def test_a_public_address_within_another_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize("address", ["169.254.169.254", "fe80::1", "::ffff:169.254.1.1", "192.0.0.192"])
def test_some_addresses_are_not_allowed_to_anybody(address: str) -> None:
    assert not is_allowed(address, allow_private=True)
