"""A certificate is verified, and where it fails it is said what is wrong."""

import pytest

from catalogue.testimony import Answer
from tests.harvester.probe.certificates import Authority
from tests.harvester.probe.conftest import Look
from tests.harvester.probe.ills import serving_ills

HERE = ("127.0.0.1", "localhost")


def test_a_valid_certificate_is_told(look: Look, authority: Authority) -> None:
    with serving_ills(certificate=authority.sign("good", HERE)) as server:
        seen = look(f"{server.url}/healthy.csv")
    assert (seen.answer, seen.tls, seen.unverified) == (Answer.GIVEN, "valid", None)


@pytest.mark.parametrize(
    ("hosts", "kind", "said"),
    [
        (HERE, {"expired": True}, "expired"),
        (("stad.example",), {}, "wrong-host"),
        (HERE, {"own": True}, "untrusted"),
    ],
)
def test_a_bad_certificate_is_classified_by_one_look_that_does_not_mind_it(
    look: Look, authority: Authority, hosts: tuple[str, ...], kind: dict[str, bool], said: str
) -> None:
    with serving_ills(certificate=authority.sign(said, hosts, **kind)) as server:
        seen = look(f"{server.url}/healthy.csv")
        asked = dict(server.asked)
    assert (seen.answer, seen.failure, seen.tls, seen.status) == (Answer.FAILED, "tls", said, None)
    assert seen.unverified == 200
    assert asked == {("HEAD", "/healthy.csv"): 1}


def test_encryption_that_does_not_come_about_is_broken(look: Look, authority: Authority) -> None:
    del authority
    with serving_ills() as server:
        seen = look(server.url.replace("http:", "https:") + "/healthy.csv")
    assert (seen.failure, seen.tls, seen.unverified) == ("tls", "broken", None)
