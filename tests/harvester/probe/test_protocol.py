"""What a probe asks, and what it makes of every ill that an address can have."""

import pytest

from catalogue.testimony import Answer, Role
from tests.harvester.probe.conftest import Look
from tests.harvester.probe.ills import CSV, Ills, serving_ills


def test_a_healthy_file_is_asked_by_head_then_its_beginning_then_again_by_its_validators(
    look: Look, ills: Ills
) -> None:
    seen = look("/healthy.csv")
    assert (seen.answer, seen.status, seen.method, seen.head, seen.conditional) == (
        Answer.GIVEN,
        200,
        "GET",
        200,
        304,
    )
    assert seen.sample is not None
    assert (seen.sample.format, seen.sample.records, seen.sample.whole) == ("CSV", 2, True)
    assert (seen.length, seen.vantage, seen.failure, seen.tls) == (len(CSV), "proef", "", "")
    assert ills.asked == {
        ("GET", "/robots.txt"): 1,
        ("HEAD", "/healthy.csv"): 1,
        ("GET", "/healthy.csv"): 2,
    }


def test_a_request_says_who_asks_and_from_which_page(look: Look, ills: Ills) -> None:
    seen = look("/no-store.csv")
    said = ills.headers["/no-store.csv"]
    assert said["user-agent"] == "Oogst/0.1 (open data link check; https://oogst.example/contact)"
    assert said["origin"] == "https://charter-check.example"
    assert said["range"] == "bytes=0-65535"
    assert seen.request["origin"] == said["origin"]
    assert seen.headers["cache-control"] == "no-store"


def test_of_a_large_file_only_the_beginning_is_fetched_and_its_size_is_known(look: Look) -> None:
    seen = look("/large.csv")
    assert seen.sample is not None
    assert (seen.status, seen.sample.size, seen.sample.whole) == (206, 65536, False)
    assert seen.length == len(CSV) + 16 * 20_000
    assert seen.sample.parses is True


def test_a_page_is_asked_by_head_only(look: Look, ills: Ills) -> None:
    seen = look("/page", Role.PAGE)
    assert (seen.answer, seen.method, seen.sample) == (Answer.GIVEN, "HEAD", None)
    assert ills.times("/page") == 1


@pytest.mark.parametrize("path", ["/lying-head", "/silent-head"])
def test_where_head_says_no_or_nothing_get_is_believed(look: Look, path: str) -> None:
    seen = look(path, Role.PAGE)
    assert (seen.answer, seen.method, seen.status) == (Answer.GIVEN, "GET", 200)
    assert seen.head is not None


@pytest.mark.parametrize("path", ["/no-head.csv", "/slow-head.csv"])
def test_a_server_that_cannot_do_head_is_asked_for_the_beginning(look: Look, path: str) -> None:
    seen = look(path, timeout=1)
    assert (seen.answer, seen.status) == (Answer.GIVEN, 200)


@pytest.mark.parametrize(
    ("path", "failure"),
    [
        ("/slow", "timeout"),
        ("/reset", "reset"),
        ("/garbage", "bad-answer"),
        ("/huge-headers", "bad-answer"),
        ("/loop", "too-many-redirects"),
        ("/far", "too-many-redirects"),
        ("/to-mail", "redirect-elsewhere"),
    ],
)
def test_what_gives_no_answer_has_failed_and_says_why(look: Look, path: str, failure: str) -> None:
    seen = look(path, timeout=1)
    assert (seen.answer, seen.failure, seen.status) == (Answer.FAILED, failure, None)


@pytest.mark.parametrize("path", ["/absent", "/gone", "/broken"])
def test_an_error_is_a_failure_with_its_status(look: Look, path: str) -> None:
    seen = look(path)
    assert (seen.answer, seen.failure) == (Answer.FAILED, "")
    assert seen.status in {404, 410, 500}


def test_nobody_at_home_is_told_from_nobody_there(look: Look) -> None:
    assert look("http://127.0.0.1:9/x").failure == "refused"
    assert look("http://nowhere.invalid/x", private=False).failure == "dns"


@pytest.mark.parametrize(
    ("path", "warning"),
    [("/truncated.csv", "cut-off"), ("/dribbling.csv", "slow"), ("/brotli.csv", "packed")],
)
def test_a_body_that_does_not_come_whole_is_looked_at_as_far_as_it_came(
    look: Look, path: str, warning: str
) -> None:
    seen = look(path, timeout=1)
    assert seen.answer is Answer.GIVEN
    assert seen.sample is not None
    assert warning in seen.sample.warnings
    assert not seen.sample.whole


@pytest.mark.parametrize("path", ["/endless.csv", "/bomb.csv"])
def test_a_body_without_end_is_left_after_the_first_bytes(look: Look, path: str) -> None:
    seen = look(path)
    assert seen.sample is not None
    assert (seen.sample.size, seen.sample.whole) == (65536, False)


def test_an_empty_file_has_no_beginning_and_is_empty_all_the_same(look: Look) -> None:
    for path in ("/empty.csv", "/no-part.csv"):
        seen = look(path)
        assert seen.status == 200
        assert seen.sample is not None
        assert (seen.sample.size, seen.sample.records) == (0, 0)


def test_data_are_what_their_bytes_are_whatever_the_server_calls_them(look: Look) -> None:
    wrong, page = look("/wrong-type.csv").sample, look("/page-for-csv.csv").sample
    assert wrong is not None
    assert page is not None
    assert (wrong.format, wrong.page) == ("CSV", False)
    assert (page.format, page.page, page.facts.error) == ("HTML", True, "not-found-page")


def test_every_redirect_is_recorded_and_the_last_answer_counts(look: Look, ills: Ills) -> None:
    seen = look("/near")
    assert [(one.status, one.url) for one in seen.redirects] == [(301, f"{ills.url}/healthy.csv")]
    assert (seen.answer, seen.asked, seen.conditional) == (Answer.GIVEN, f"{ills.url}/near", 304)


def test_a_redirect_that_wants_its_cookie_back_gets_it(look: Look) -> None:
    assert look("/cookie-gate").answer is Answer.GIVEN


@pytest.mark.parametrize(
    ("path", "barrier"),
    [("/members", "login"), ("/password", "login"), ("/key-wall", "api-key"), ("/forbidden", "forbidden")],
)
def test_what_keeps_an_anonymous_visitor_out_is_no_failure(look: Look, path: str, barrier: str) -> None:
    seen = look(path)
    assert (seen.answer, seen.barrier) == (Answer.BARRED, barrier)


@pytest.mark.parametrize(("path", "where"), [("/vanished", "not-found"), ("/to-home", "home")])
def test_a_redirect_to_somewhere_else_is_a_failure_though_it_says_200(
    look: Look, path: str, where: str
) -> None:
    seen = look(path, Role.PAGE)
    assert (seen.answer, seen.status, seen.astray) == (Answer.FAILED, 200, where)


def test_a_portal_that_lives_at_its_home_is_not_astray(look: Look) -> None:
    assert look("/", Role.PAGE).answer is Answer.GIVEN


def test_a_busy_server_is_asked_again_after_the_wait_it_asks_for(look: Look, ills: Ills) -> None:
    seen = look("/busy", Role.PAGE)
    assert (seen.answer, ills.times("/busy")) == (Answer.GIVEN, 2)


def test_a_server_that_asks_for_a_day_is_left_alone(look: Look, ills: Ills) -> None:
    seen = look("/always-busy")
    assert (seen.answer, seen.status, seen.headers["retry-after"]) == (Answer.BARRED, 429, "86400")
    assert ills.times("/always-busy") == 1


def test_maintenance_is_a_failure_that_says_when_to_come_back(look: Look) -> None:
    seen = look("/maintenance")
    assert (seen.answer, seen.status, seen.headers["retry-after"]) == (Answer.FAILED, 503, "86400")


def test_what_a_server_tells_only_a_foreign_page_is_seen(look: Look) -> None:
    assert look("/cors").headers["access-control-allow-origin"] == "https://charter-check.example"
    assert "access-control-allow-origin" not in look("/page", Role.PAGE).headers


def test_a_validator_that_never_gives_304_is_found_out(look: Look) -> None:
    assert look("/etag-in-vain.csv").conditional == 200
    assert look("/no-store.csv").conditional is None


def test_a_service_is_asked_for_its_capabilities(look: Look, ills: Ills) -> None:
    seen = look("/wms", Role.ENDPOINT)
    assert seen.asked == f"{ills.url}/wms?service=WMS&request=GetCapabilities"
    assert seen.sample is not None
    assert (seen.status, seen.sample.format, seen.sample.records) == (200, "WMS_SRVC", 3)


def test_rdf_behind_a_page_is_found_by_asking_for_it(look: Look) -> None:
    seen = look("/id/boom/1", Role.ACCESS)
    assert (seen.negotiated, seen.headers["content-type"]) == ("text/turtle", "text/html")
    assert seen.rdf is not None
    assert (seen.rdf.format, seen.rdf.facts.triples, seen.rdf.facts.about) == ("RDF_TURTLE", 2, 2)


def test_rdf_that_comes_by_itself_is_not_asked_for_again(look: Look) -> None:
    seen = look("/bomen.ttl")
    assert (seen.negotiated, seen.rdf) == ("", None)
    assert seen.sample is not None
    assert seen.sample.facts.licences == (seen.url.replace("/bomen.ttl", "/licentie"),)


@pytest.mark.parametrize(
    ("url", "failure"),
    [
        ("mailto:data@stad.example", "scheme"),
        ("ftp://stad.example/bomen.csv", "scheme"),
        ("urn:nbn:be:1", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("https://[", "not-a-url"),
        ("http://", "not-a-url"),
        ("http://stad.example:notaport/", "not-a-url"),
    ],
)
def test_what_is_no_web_address_is_left_alone_with_a_reason(look: Look, url: str, failure: str) -> None:
    seen = look(url)
    assert (seen.answer, seen.failure) == (Answer.NONE, failure)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:{port}/healthy.csv",
        "http://localhost:{port}/healthy.csv",
        "http://[::ffff:127.0.0.1]:{port}/healthy.csv",
        "http://\uff11\uff12\uff17.0.0.1:{port}/healthy.csv",
    ],
)
def test_a_private_place_is_never_asked_for_a_source_that_may_not(look: Look, ills: Ills, url: str) -> None:
    seen = look(url.format(port=ills.server_port), private=False)
    assert (seen.answer, seen.failure) == (Answer.NONE, "private-address")
    assert not ills.asked


def test_what_only_a_machine_itself_may_ask_is_for_nobody(look: Look) -> None:
    assert look("/to-metadata").failure == "private-address"


def test_an_address_over_ipv6_is_asked_like_any_other(look: Look) -> None:
    try:
        with serving_ills("::1") as server:
            assert look(f"{server.url}/healthy.csv").answer is Answer.GIVEN
    except OSError:
        pytest.skip("this system has no IPv6")
