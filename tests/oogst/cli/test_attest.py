"""Attestations from the command line: asked, filled in, signed, reviewed, withdrawn, verified."""

import json
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from tests.oogst.cli.conftest import Said, Type
from tests.stores import STORES, empty_store

BY = ("--name", "Jana Peeters", "--role", "opendataverantwoordelijke")
POSTGRES = os.environ.get("OOGST_TEST_POSTGRES", "")
TODAY = datetime.now(UTC).date()
AUDITOR = ("--name", "Wout Maes")
FULL = ("--answer", "kind=opleiding", "--answer", "date=2026-02-03", "--answer", "staff=12")


@pytest.fixture
def attest(oogst: Type, zonnegem: Path) -> Type:
    def typed(*words: object) -> Said:
        more = () if words[0] in {"show", "verify"} else ("--schedules", zonnegem)
        return oogst("attest", *words, *more)

    return typed


def read(said: Said) -> Any:  # noqa: ANN401  any document
    assert said.code == 0, said.err
    return json.loads(said.out)


def signed(attest: Type, *words: object) -> dict[str, Any]:
    (one,) = read(attest("sign", "zonnegem", "P08.1", "yes", *BY, *FULL, "--json", *words))
    found: dict[str, Any] = one
    return found


def question(attest: Type, check: str) -> dict[str, Any]:
    questions = read(attest("zonnegem", "--json"))["questions"]
    return next(one for one in questions if one["check"] == check)


def test_with_only_a_publisher_the_open_questions_are_shown(attest: Type) -> None:
    said = attest("zonnegem")
    assert said.code == 0, said.err
    for part in (
        "8. Opleiding en kennisdeling",
        "Als bewijs geldt:",
        "oogst attest form zonnegem",
        "bindt niemand",
    ):
        assert part in said.out
    assert attest("open", "zonnegem").out == said.out


def test_an_answer_closes_its_question_and_says_that_names_are_not_checked(attest: Type) -> None:
    assert question(attest, "P08.1")["state"] == "open"
    said = attest("sign", "zonnegem", "p08.1", "ja", *BY, *FULL)
    assert "Jana Peeters (opendataverantwoordelijke)" in said.out
    assert "geen aanmelding" in said.err
    assert question(attest, "P08.1")["state"] == "nothing"
    assert "P08.1" not in attest("zonnegem").out
    assert "P08.1" in attest("zonnegem", "--all").out


def test_the_questionnaire_goes_round(attest: Type, working_folder: Path) -> None:
    text = attest("form", "zonnegem").out
    text = text.replace("  name:", "  name: Jana Peeters ", 1).replace("  role:", "  role: officer ", 1)
    head, _, tail = text.partition("- check: P19.1\n")
    file = working_folder / "zonnegem.yaml"
    file.write_text(f"{head}- check: P19.1\n{tail.replace('statement:', 'statement: deels ', 1)}")
    (one,) = read(attest("import", file, "--json"))
    assert (one["check"], one["statement"], one["via"]) == ("P19.1", "partly", "zonnegem.yaml")
    again = attest("import", file, "--json")
    assert (json.loads(again.out), again.code) == ([], 0)
    assert "stond er al" in again.err


def test_a_table_is_taken_over_with_its_own_day(attest: Type, working_folder: Path) -> None:
    file = working_folder / "scan.csv"
    file.write_text("check;statement;name;role;date\nP20.1;ja;Jana Peeters;secretaris;2024-05-27\n")
    (one,) = read(attest("import", file, "--publisher", "zonnegem", "--via", "quickscan-2024", "--json"))
    assert (one["signed_at"][:10], one["valid_until"][:10]) == ("2024-05-27", "2030-05-27")
    assert one["via"] == "quickscan-2024"


def test_a_faulty_questionnaire_keeps_nothing(attest: Type, working_folder: Path) -> None:
    file = working_folder / "scan.csv"
    file.write_text("check;statement;name;role\nP20.1;ja;Jana;officer\nP19.1;soms;Jana;officer\n")
    said = attest("import", file, "--publisher", "zonnegem")
    assert said.code == 2
    assert "regel 3" in said.err
    assert read(attest("show", "--json")) == []


def test_a_new_answer_takes_the_place_of_the_former_which_can_still_be_read(attest: Type) -> None:
    first = signed(attest)
    (second,) = read(attest("sign", "zonnegem", "P08.1", "partly", *BY, "--json"))
    assert second["supersedes"] == first["number"]
    holds = {one["number"]: one["hold"] for one in read(attest("show", "zonnegem", "--json"))}
    assert holds == {first["number"]: "superseded", second["number"]: "holds"}


def test_an_auditor_reviews_and_the_question_opens_again(attest: Type) -> None:
    number = signed(attest)["number"][:8]
    said = attest("review", number, "questioned", *AUDITOR)
    assert (said.code, "--because" in said.err) == (2, True)
    after = read(attest("review", number, "questioned", *AUDITOR, "--because", "Welke opleiding?", "--json"))
    assert (after["hold"], after["review"]["note"]) == ("questioned", "Welke opleiding?")
    assert question(attest, "P08.1")["state"] == "ended"
    assert read(attest("review", number, "accepted", *AUDITOR, "--json"))["hold"] == "holds"
    assert [act["act"] for act in read(attest("show", number, "--json"))[0]["acts"]] == [
        "signed",
        "reviewed",
        "reviewed",
    ]


def test_what_is_withdrawn_stays_to_be_read(attest: Type) -> None:
    number = signed(attest)["number"]
    said = attest("withdraw", number, *BY, "--because", "Vergissing.")
    assert "Vergissing." in said.out
    assert "nee, ingetrokken" in attest("show", number).out
    assert question(attest, "P08.1")["state"] == "ended"


def test_a_proof_is_hashed_and_kept_and_an_address_is_left_alone(attest: Type, working_folder: Path) -> None:
    (working_folder / "programma.pdf").write_bytes(b"%PDF synthetic")
    one = signed(attest, "--evidence", "programma.pdf", "--evidence", "https://zonnegem.example/x")
    file, page = one["proofs"]
    digest = sha256(b"%PDF synthetic").hexdigest()
    assert (file["place"], file["sha256"], file["kept"]) == ("programma.pdf", digest, True)
    assert (page["place"], page["sha256"], page["kept"]) == ("https://zonnegem.example/x", None, False)
    with closing(sqlite3.connect("oogst.db")) as database, database:
        found = database.execute(
            "SELECT size, content_type FROM payload WHERE sha256 = ?", [digest]
        ).fetchall()
    assert found == [(14, "application/pdf")]


def test_only_the_hash_is_kept_when_that_is_asked(attest: Type, working_folder: Path) -> None:
    (working_folder / "lijst.txt").write_text("namen")
    one = signed(attest, "--evidence", "lijst.txt", "--hash-only")
    assert one["proofs"][0]["sha256"] == sha256(b"namen").hexdigest()
    with closing(sqlite3.connect("oogst.db")) as database, database:
        assert database.execute("SELECT count(*) FROM payload").fetchone() == (0,)


def test_an_address_is_fetched_when_that_is_asked(attest: Type, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    httpserver.expect_request("/besluit").respond_with_data("besluit", content_type="text/plain")
    url = httpserver.url_for("/besluit")
    one = signed(attest, "--evidence", url, "--fetch", "--allow-private")
    assert (one["proofs"][0]["sha256"], one["proofs"][0]["kept"]) == (sha256(b"besluit").hexdigest(), True)


@pytest.mark.parametrize(
    ("words", "part"),
    [
        (("sign", "zonnegem", "P08.1", "misschien", *BY), "misschien"),
        (("sign", "zonnegem", "P99.1", "yes", *BY), "P08.1"),
        (("sign", "zonnegem", "P08.1", "yes"), "--name"),
        (("sign", "zonnegem", "P08.1", "yes", *BY, "--answer", "kleur=rood"), "kind, date, staff"),
        (("sign", "zonnegem", "P08.1", "yes", *BY, "--until", "morgen"), "--until"),
        (("sign", "zonnegem", "P08.1", "yes", *BY, "--entry", "bomen"), "uitgever als geheel"),
        (("sign", "zonnegem", "P08.1", "yes", *BY, "--evidence", "weg.pdf"), "weg.pdf"),
        (("sign", "zonnegem", "P07.3", "yes", *BY, "--entry", "nergens"), "nergens"),
        (("sign", "zonegem", "P08.1", "yes", *BY), "zonnegem"),
        (("singn",), "singn"),
        (("review", "ffff", "accepted", *AUDITOR), "ffff"),
        (("review", "ffff", "acepted", *AUDITOR), "accepted"),
        (("show", "--on", "gisteren"), "gisteren"),
    ],
)
def test_what_cannot_be_done_says_what_to_type(attest: Type, words: tuple[str, ...], part: str) -> None:
    said = attest(*words)
    assert said.code == 2
    assert part in said.err


def test_an_answer_about_entries_counts_at_once_for_those_it_names(
    attest: Type, oogst: Type, zonnegem: Path
) -> None:
    oogst("run", "--schedules", zonnegem)
    several = json.loads(oogst("show", "en", "--json").out)["several"]
    named, other = several[0]["uuid"], several[1]["uuid"]
    said = attest("sign", "zonnegem", "P07.3", "no", *BY, "--entry", named)
    assert (said.code, "1 item is daardoor anders beoordeeld" in said.err) == (0, True)

    def seven(uuid: str) -> Any:  # noqa: ANN401  a part of a document
        document = read(oogst("score", uuid, "--json"))
        return next(one for one in document["checks"] if one["check"] == "P07.3")

    assert (seven(named)["outcome"], seven(named)["attestation"]["by"]) == ("fail", "Jana Peeters")
    assert seven(other)["outcome"] == "manual"
    document = read(oogst("score", "zonnegem", "--schedules", zonnegem, "--json"))
    assert (document["principles"]["7"]["unaudited"], document["principles"]["7"]["answers"]) == (0, 1)

    number = read(attest("show", "zonnegem", "--json"))[0]["number"]
    attest("withdraw", number, *BY, "--because", "Vergissing.")
    assert seven(named)["outcome"] == "manual"


def test_an_answer_that_the_machine_contradicts_is_shown_beside_it_until_an_auditor_decides(
    attest: Type, oogst: Type, zonnegem: Path
) -> None:
    oogst("run", "--schedules", zonnegem)
    file = zonnegem / "zonnegem.yaml"
    inventory = f"{{page: https://zonnegem.example/x, datasets: 5000, counted_on: {TODAY}}}"
    file.write_text(f"{file.read_text()}\ncharter:\n  inventory: {inventory}\n")
    known = (
        "--answer",
        "known=14",
        "--answer",
        f"date={TODAY}",
        "--answer",
        "page=https://zonnegem.example/x",
    )
    (one,) = read(attest("sign", "zonnegem", "P01.3", "yes", *BY, *known, "--json"))

    def first() -> dict[str, Any]:
        document = read(oogst("score", "zonnegem", "--schedules", zonnegem, "--json"))
        found: dict[str, Any] = document["principles"]["1"]
        return found

    before = first()
    assert (before["disputed"], before["attested"]) == (["P01.3"], None)
    assert question(attest, "P01.3")["state"] == "disputed"
    assert "P01.3" in oogst("score", "zonnegem", "--schedules", zonnegem).out

    refused = attest("review", one["number"], "accepted", *AUDITOR)
    assert (refused.code, "--because" in refused.err) == (2, True)
    assert (
        attest("review", one["number"], "accepted", *AUDITOR, "--because", "Vijf nullen te veel.").code == 0
    )
    after = first()
    assert (after["disputed"], after["confirmed"]) == ([], 1)
    assert after["automatic"] == before["automatic"]


@pytest.mark.parametrize("kind", STORES)
def test_what_an_answer_about_entries_does_is_the_same_on_either_database(  # noqa: PLR0917  fixtures
    attest: Type, oogst: Type, zonnegem: Path, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OOGST_TEST_POSTGRES", POSTGRES)
    database = ("--database", empty_store(kind, tmp_path))
    oogst("run", "--schedules", zonnegem, *database)
    uuid = json.loads(oogst("show", "en", "--json", *database).out)["several"][0]["uuid"]
    said = attest("sign", "zonnegem", "P07.3", "partly", *BY, "--entry", uuid, *database)
    assert (said.code, "1 item is daardoor anders beoordeeld" in said.err) == (0, True), said.err
    document = read(oogst("score", "zonnegem", "--schedules", zonnegem, "--json", *database))
    assert document["principles"]["7"]["unaudited"] == 0.5
    assert oogst("maturity", "zonnegem", "--schedules", zonnegem, *database).code == 0
    assert attest("verify", *database).code == 0


def test_a_chain_that_was_tampered_with_ends_with_the_code_of_the_store(attest: Type) -> None:
    signed(attest)
    head = read(attest("verify", "--json"))["head"]
    assert attest("verify", "--head", head).code == 0
    assert attest("verify", "--head", "0" * 64).code == 4
    with closing(sqlite3.connect("oogst.db")) as database, database:
        database.execute("DROP TRIGGER attestation_no_update")
        database.execute("UPDATE attestation SET publisher = 'heidebeke'")
    said = attest("verify")
    assert (said.code, "gewijzigd na ondertekening" in said.out) == (4, True)


def test_foreign_text_does_not_steer_the_screen(attest: Type) -> None:
    said = attest("sign", "zonnegem", "P08.1", "yes", "--name", "Jana\x1b[2J", "--role", "[bold]baas")
    assert "\x1b" not in said.out
    assert "[bold]baas" in said.out
