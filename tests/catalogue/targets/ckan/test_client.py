"""A stand-in that answers as a CKAN does when it says no, in every form that was seen of a real one."""

import socket
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from catalogue.errors import TargetError, UsageError
from catalogue.targets.ckan import CkanSettings, CkanTarget, open_target
from catalogue.targets.ckan.answers import ForbiddenError, InvalidError, MissingError, words_of
from catalogue.targets.ckan.client import Client
from catalogue.targets.push import EntryRefusedError, TargetBusyError, TargetSettings

from .entries import BASE, Said

QUERY = "zoek:(een hele zoekvraag)"
Answer = Callable[..., None]


@pytest.fixture
def client(httpserver: HTTPServer, settings: CkanSettings) -> Client:
    return Client(replace(settings, url=httpserver.url_for(""), read_seconds=0.3), "geheim")


@pytest.fixture
def answers(httpserver: HTTPServer) -> Answer:
    def answer(said: Said, status: int, **headers: str) -> None:
        expected = httpserver.expect_request("/api/action/package_create")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if isinstance(said, str):
            expected.respond_with_data(said, status, headers=named)
        else:
            expected.respond_with_json(said, status, headers=named)

    return answer


def error(kind: str, **more: Said) -> dict[str, Any]:
    return {"success": False, "error": {"__type": kind} | more}


@pytest.mark.parametrize(
    ("said", "status", "kind"),
    [
        (error("Authorization Error", message="Access denied"), 403, ForbiddenError),
        (error("Not Found Error", message="Not found"), 404, MissingError),
        (error("Validation Error", title=["Missing value"]), 409, InvalidError),
        (error("Search Error", message=QUERY), 409, TargetError),
        (error("Search Query Error", message=QUERY), 400, TargetError),
        (error("Search Index Error", message=QUERY), 500, EntryRefusedError),
        ("Bad request: Action name not known: x", 400, TargetError),
        ('"Bad request: Action name not known: x"', 400, TargetError),
        ("<html>Moved</html>", 301, TargetError),
        ("[]", 200, TargetError),
        ("", 200, TargetError),
        ("too large", 413, EntryRefusedError),
        ("<html>oops</html>", 502, TargetBusyError),
        (error("Internal Server Error"), 500, TargetBusyError),
        ("busy", 429, TargetBusyError),
    ],
)
def test_every_form_of_a_no_is_an_error_that_says_what_to_do(
    client: Client, answers: Answer, said: Said, status: int, kind: type[TargetError]
) -> None:
    answers(said, status)
    with pytest.raises(TargetError) as caught:
        client.call("package_create", {"title": "x"})
    assert type(caught.value) is kind
    assert QUERY not in str(caught.value)
    assert "<html>" not in str(caught.value)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry_After": "7"}, 7.0),
        ({"Retry_After": "Sun, 01 Nov 2015 10:00:30 GMT"}, 0.0),
        ({"Retry_After": "straks"}, None),
        ({}, None),
    ],
)
def test_how_long_the_portal_asks_to_be_left_alone_is_told(
    client: Client, answers: Answer, headers: dict[str, str], seconds: float | None
) -> None:
    answers("busy", 503, **headers)
    with pytest.raises(TargetBusyError) as caught:
        client.call("package_create")
    assert (caught.value.after, caught.value.unclear) == (seconds, True)


def test_what_was_turned_away_at_the_door_was_not_done(client: Client, answers: Answer) -> None:
    answers("busy", 429)
    with pytest.raises(TargetBusyError) as caught:
        client.call("package_create")
    assert not caught.value.unclear


def test_an_answer_that_does_not_come_leaves_unclear_what_was_done(settings: CkanSettings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        client = Client(replace(settings, url=url, read_seconds=0.05), "geheim")
        with pytest.raises(TargetBusyError) as caught:
            client.call("package_create")
    assert caught.value.unclear


def test_the_token_goes_with_what_we_ask_and_not_with_what_the_public_asks(
    client: Client, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/api/action/package_show").respond_with_json({"success": True, "result": {}})
    client.call("package_show")
    client.ask_publicly("package_show", {})
    tokens = [request.headers.get("Authorization") for request, _ in httpserver.log]
    assert tokens == ["geheim", None]
    assert all(request.headers["User-Agent"].startswith("Oogst/") for request, _ in httpserver.log)


def test_what_a_validation_found_is_told_in_one_line_however_deep_it_is() -> None:
    said = {"__type": "Validation Error", "resources": [{}, {"size": ["Invalid integer"]}], "extras": "x\n y"}
    assert words_of(said) == "resources[1].size: Invalid integer; extras: x y"
    assert words_of({}) == "?"


def opened(
    httpserver: HTTPServer,
    settings: CkanSettings,
    version: str,
    account: dict[str, str] | None,
    named: str = "",
) -> CkanTarget:
    """Open a target at a CKAN of a version that shows this account; None where it knows nobody."""
    told = {"success": True, "result": {"ckan_version": version}}
    httpserver.expect_request("/api/action/status_show").respond_with_json(told)
    refusal = error("Not Found Error", message="Not found")
    answer = {"success": True, "result": account} if account else refusal
    shown = httpserver.expect_request("/api/action/user_show", json={"id": named} if named else {})
    shown.respond_with_json(answer, 200 if account else 404)
    httpserver.expect_request("/api/action/license_list").respond_with_json({"success": True, "result": []})
    url = httpserver.url_for("")
    return CkanTarget(replace(settings, url=url, flavour="extras", account=named), "fout")


def test_a_token_that_the_portal_does_not_know_is_found_out_before_anything_else(
    httpserver: HTTPServer, settings: CkanSettings
) -> None:
    with pytest.raises(ForbiddenError) as caught:
        opened(httpserver, settings, "2.12.0", None).identity()
    assert caught.value.key == "ckan-target.wrong-token"
    assert "fout" not in str(caught.value)


def test_a_ckan_of_before_2_10_tells_nobody_whose_a_token_is_and_has_to_be_told(
    httpserver: HTTPServer, settings: CkanSettings
) -> None:
    with pytest.raises(TargetError) as caught:
        opened(httpserver, settings, "2.9.11", None).identity()
    assert caught.value.key == "ckan-target.account-needed"


def test_of_a_named_account_only_its_own_token_or_a_sysadmins_sees_the_address(
    httpserver: HTTPServer, settings: CkanSettings
) -> None:
    account = {"id": "a-1", "name": "oogst"}
    seen = opened(httpserver, settings, "2.9.11", account | {"email": "oogst@x.example"}, "oogst")
    assert seen.identity().endswith(" a-1")
    httpserver.clear()
    with pytest.raises(ForbiddenError) as caught:
        opened(httpserver, settings, "2.9.11", account, "oogst").identity()
    assert caught.value.key == "ckan-target.wrong-token"


@pytest.mark.parametrize("deeper", ["", "message"])
def test_what_was_altered_meanwhile_is_known_in_each_form_in_which_a_ckan_tells_it(deeper: str) -> None:
    told: dict[str, Any] = {"match": ["metadata_modified"]}
    error = {deeper: [told]} if deeper else told
    assert InvalidError("ckan-target.invalid", error=error | {"__type": "Validation Error"}).is_mismatch
    assert not InvalidError("ckan-target.invalid", error={"message": "x", "title": ["x"]}).is_mismatch


def test_options_that_cannot_be_are_named_and_a_token_is_needed() -> None:
    given = TargetSettings(
        name="proef", kind="ckan", url="http://127.0.0.1:9", options={"installation": BASE}
    )
    with pytest.raises(UsageError) as caught:
        open_target(given)
    assert caught.value.key == "ckan-target.no-token"
    wrong = replace(given, options={"installation": BASE, "flavour": "x"}, secret=lambda: "geheim")
    with pytest.raises(UsageError) as named:
        open_target(wrong)
    assert named.value.facts["field"] == "flavour"


def test_a_target_is_opened_with_the_organisation_of_each_publisher() -> None:
    options = {"installation": BASE, "organisation_titles": {"gent": "Stad Gent"}}
    owners = {"gent-stad": "gent"}
    target = open_target(
        TargetSettings(
            name="proef", kind="ckan", url="http://x", owners=owners, options=options, secret=lambda: "geheim"
        )
    )
    assert target.name == "proef"
