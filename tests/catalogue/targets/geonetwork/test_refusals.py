"""What the portal will not have, or may not be asked: told clearly, and nothing half-done."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from catalogue.errors import OogstError, TargetError, UsageError
from catalogue.model import Text
from catalogue.targets.geonetwork import GeoNetwork, open_target
from catalogue.targets.push import (
    EntryAlteredError,
    EntryRefusedError,
    Refusal,
    TargetBusyError,
    TargetSettings,
)
from tests.catalogue.targets.geonetwork.conftest import TOWN, MakeTarget, dataset, shaped
from tests.standins.geonetwork.portal import RETIRED
from tests.standins.geonetwork.saving import resource_of
from tests.standins.geonetwork.serving import Kind, Standin

GOOD: dict[str, Any] = {
    "enabled": True,
    "installation": "https://oogst.example",
    "token_url": "https://iam.example/token",
    "client_id": "oogst",
}
RENAMED = {"title": [Text("Bomen en struiken", "nl")]}


def settings(options: dict[str, Any], **said: Any) -> TargetSettings:  # noqa: ANN401
    given: dict[str, Any] = {"url": "https://portaal.example", "secret": lambda: "x"} | said
    return TargetSettings(name="vlaanderen", kind="geonetwork", options=options, **given)


@pytest.mark.parametrize(
    ("options", "said", "key"),
    [
        (GOOD | {"enabled": False}, {}, "geonetwork.off"),
        ({key: said for key, said in GOOD.items() if key != "enabled"}, {}, "geonetwork.off"),
        (GOOD | {"installation": "https://oogst.example/"}, {}, "geonetwork.options"),
        (GOOD, {"secret": None}, "geonetwork.no-secret"),
        (GOOD, {"url": "http://portaal.example"}, "geonetwork.in-the-clear"),
        (GOOD | {"token_url": "http://iam.example/token"}, {}, "geonetwork.in-the-clear"),
        (GOOD | {"until": "published"}, {}, "geonetwork.options"),
        (GOOD | {"client_secret": "x"}, {}, "geonetwork.options"),
        ({"enabled": True}, {}, "geonetwork.options"),
    ],
)
def test_a_target_that_is_off_or_not_whole_does_not_open(
    options: dict[str, Any], said: dict[str, Any], key: str
) -> None:
    with pytest.raises(UsageError) as caught:
        open_target(settings(options, **said))
    assert caught.value.key == key


def test_a_wrong_secret_is_told_without_the_secret(make_target: MakeTarget, standin: Standin) -> None:
    with pytest.raises(TargetError) as caught:
        make_target(secret="hunter2").identity()  # noqa: S106  of a stand-in
    assert caught.value.key == "geonetwork.token-refused"
    assert "invalid_client" in str(caught.value)
    assert "hunter2" not in str(caught.value) + repr(caught.value.__context__)
    assert standin.count("GET /srv") == 0


def test_a_token_end_that_is_down_is_asked_again_later(make_target: MakeTarget, standin: Standin) -> None:
    standin.fail("POST /token", "error")
    target = make_target()
    with pytest.raises(TargetBusyError) as caught:
        target.identity()
    assert not caught.value.unclear
    assert target.identity()


def test_a_token_that_ends_in_the_middle_is_renewed_once(target: GeoNetwork, standin: Standin) -> None:
    held = target.create(shaped(target, dataset(1)))
    standin.expire_tokens()
    target.update(shaped(target, dataset(1, **RENAMED)), held)
    assert standin.issued == 2


def test_a_token_is_renewed_before_it_ends(make_target: MakeTarget, standin: Standin) -> None:
    standin.lives = 40
    target = make_target()
    standin.portal.lag = 8
    target.read(target.create(shaped(target, dataset(1))).remote_id)
    assert standin.issued > 1
    assert not any("401" in one for one in standin.asked)


def test_a_token_that_is_never_accepted_ends_the_push(target: GeoNetwork, standin: Standin) -> None:
    standin.honest = False
    with pytest.raises(TargetError) as caught:
        target.identity()
    assert caught.value.key == "geonetwork.unauthorised"
    assert standin.count("GET /srv/api/site") == 2


def test_a_proof_that_changed_is_asked_anew(target: GeoNetwork, standin: Standin) -> None:
    held = target.create(shaped(target, dataset(1)))
    standin.proof = "proof-2"
    body = shaped(target, dataset(1, **RENAMED))
    assert target.differences(body, target.update(body, held)) == []


def test_a_page_to_sign_in_is_not_followed(target: GeoNetwork, standin: Standin) -> None:
    standin.fail("GET /srv/api/site", "login-page")
    with pytest.raises(TargetError) as caught:
        target.identity()
    assert caught.value.key == "geonetwork.redirected"


@pytest.mark.parametrize(
    ("given", "until", "key"),
    [
        ({"profile": ""}, "draft", "geonetwork.not-ready.nobody"),
        ({"groups": {}}, "draft", "geonetwork.not-ready.unknown-group"),
        ({"editor_of": set(), "reviewer_of": set()}, "draft", "geonetwork.not-ready.no-rights"),
        ({"reviewer_of": set()}, "approved", "geonetwork.not-ready.no-reviewer"),
    ],
)
def test_rights_that_are_missing_are_told_before_anything_is_sent(
    make_target: MakeTarget, standin: Standin, given: dict[str, Any], until: str, key: str
) -> None:
    for name, value in given.items():
        setattr(standin.portal, name, value)
    found = make_target(until=until).ready([TOWN])
    assert [one.key for one in found] == [key]


def test_a_publisher_without_a_group_is_refused(target: GeoNetwork) -> None:
    assert [one.key for one in target.ready(["elders"])] == ["geonetwork.not-ready.no-group"]
    found = target.shape(dataset(1)._replace(publisher="elders"))
    assert isinstance(found, Refusal)
    assert found.key == "geonetwork.not-ready.no-group"


def test_an_invalid_record_is_refused_with_the_portals_words_and_nothing_is_kept(
    make_target: MakeTarget, standin: Standin
) -> None:
    target = make_target(reject_invalid=True)
    with pytest.raises(EntryRefusedError) as caught:
        target.create(shaped(target, dataset(1, keywords=[])))
    assert "dcat:keyword" in str(caught.value)
    assert standin.portal.kept == {}


def test_an_invalid_record_that_is_let_in_stops_before_it_is_submitted(
    make_target: MakeTarget, standin: Standin
) -> None:
    target = make_target(until="submitted")
    with pytest.raises(EntryRefusedError) as caught:
        target.create(shaped(target, dataset(1, keywords=[])))
    assert "can't be submitted" in str(caught.value)
    assert len(standin.portal.kept) == 1


def test_an_error_inside_a_201_is_an_error(target: GeoNetwork, standin: Standin) -> None:
    standin.fail("PUT /srv/api/records", "lost-in-report")
    with pytest.raises(EntryRefusedError) as caught:
        target.create(shaped(target, dataset(1)))
    assert "no disk" in str(caught.value)


def refused(act: Callable[[], object]) -> str:
    with pytest.raises(OogstError) as caught:
        act()
    return caught.value.key


def test_a_record_of_somebody_else_under_our_uuid_is_not_touched(
    target: GeoNetwork, standin: Standin, foreign: Callable[[int], bytes]
) -> None:
    uuid = standin.portal.place(foreign(1))
    before = standin.portal.xml(uuid, approved=False)
    body = shaped(target, dataset(1))
    assert refused(lambda: target.create(body)) == "geonetwork.foreign"
    assert target.find(uuid) is None
    assert standin.portal.xml(uuid, approved=False) == before


def test_a_record_of_another_installation_is_not_ours(make_target: MakeTarget, standin: Standin) -> None:
    target, other = make_target(), make_target(installation="https://proef.example")
    wanted = dataset(1)
    theirs = wanted._replace(
        iri=wanted.iri.replace("oogst.example", "proef.example"),
        graph=wanted.graph.replace(b"//oogst.example/", b"//proef.example/"),
    )
    held = other.create(shaped(other, theirs))
    body = shaped(target, wanted)
    assert refused(lambda: target.create(body)) == "geonetwork.foreign"
    assert refused(lambda: target.update(body, held)) == "geonetwork.foreign"
    assert refused(lambda: target.delete(held)) == "geonetwork.foreign"
    assert (target.find(wanted.uuid), list(target.ours())) == (None, [])
    assert len(standin.portal.kept) == 1
    found = target.shape(theirs)
    assert isinstance(found, Refusal)
    assert found.key == "geonetwork.refused.installation"


def test_a_group_that_was_taken_from_us_meanwhile_is_told(target: GeoNetwork, standin: Standin) -> None:
    held = target.create(shaped(target, dataset(1)))
    standin.portal.approve(held.remote_id)
    standin.portal.editor_of.clear()
    body = shaped(target, dataset(1, **RENAMED))
    assert refused(lambda: target.update(body, held)) == "geonetwork.forbidden"
    assert refused(lambda: target.delete(held)) == "geonetwork.forbidden"


def test_what_was_altered_after_it_was_read_is_not_written_over(target: GeoNetwork, standin: Standin) -> None:
    held = target.create(shaped(target, dataset(1)))
    standin.portal.edit(held.remote_id, lambda document: resource_of(document).clear())
    body = shaped(target, dataset(1, **RENAMED))
    with pytest.raises(EntryAlteredError):
        target.update(body, held)
    with pytest.raises(EntryAlteredError):
        target.delete(held)
    assert len(standin.portal.kept) == 1


def test_what_went_meanwhile_is_not_made_again(target: GeoNetwork, standin: Standin) -> None:
    held = target.create(shaped(target, dataset(1)))
    standin.portal.kept.clear()
    assert refused(lambda: target.update(shaped(target, dataset(1)), held)) == "geonetwork.gone"


def test_what_people_took_out_is_left_to_people(target: GeoNetwork, standin: Standin) -> None:
    held = target.create(shaped(target, dataset(1)))
    standin.portal.set_status(held.remote_id, RETIRED)
    assert refused(lambda: target.update(shaped(target, dataset(1)), held)) == "geonetwork.ended"


BUSY: dict[Kind, tuple[bool, float | None]] = {
    "too-many": (False, 7.0),
    "error": (True, None),
    "silence": (True, None),
    "cut-before": (True, None),
}


@pytest.mark.parametrize("kind", BUSY)
def test_a_portal_that_cannot_answer_says_whether_it_may_have_been_done(
    make_target: MakeTarget, standin: Standin, kind: Kind
) -> None:
    target = make_target(timeout=2 if kind == "silence" else 30)
    standin.fail("PUT /srv/api/records", kind)
    with pytest.raises(TargetBusyError) as caught:
        target.create(shaped(target, dataset(1)))
    assert (caught.value.unclear, caught.value.after) == BUSY[kind]


def test_a_reading_that_fails_altered_nothing_and_says_so(target: GeoNetwork, standin: Standin) -> None:
    standin.fail("GET /srv/api/site", "error")
    with pytest.raises(TargetBusyError) as caught:
        target.identity()
    assert caught.value.key == "geonetwork.busy"


def test_an_opinion_cannot_be_asked_of_an_empty_portal(target: GeoNetwork) -> None:
    assert refused(lambda: target.complaints(shaped(target, dataset(1)))) == "geonetwork.no-lender"


def test_passwords_in_a_file_of_the_machine_are_not_used(
    target: GeoNetwork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "netrc"
    file.write_text("machine 127.0.0.1 login somebody password else\n")
    file.chmod(0o600)
    monkeypatch.setenv("NETRC", str(file))
    assert target.identity()


def test_no_secret_and_no_token_is_shown(make_target: MakeTarget) -> None:
    target = make_target(secret="hunter2")  # noqa: S106  of a stand-in
    shown = "".join(map(repr, vars(target).values()))
    assert "hunter2" not in shown
