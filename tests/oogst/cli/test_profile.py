"""``oogst profile``: bringing published shapes, knowing which are at hand, holding a file against them."""

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from catalogue.profile.published import register
from harvester.crawl import CrawlSettings
from oogst.cli.profile import fetching
from oogst.settings import settings
from tests.oogst.cli.conftest import Type

SHAPES: Final = """# Synthetic: one rule.
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:shape> a sh:NodeShape ; sh:targetClass <urn:Book> ; sh:property <urn:title> .
<urn:title> a sh:PropertyShape ; sh:path <urn:title-of> ; sh:minCount "1" ; sh:maxCount "n" .
"""
OTHER: Final = SHAPES.replace("one rule", "one rule, with other words")
SECOND: Final = SHAPES.replace("urn:Book", "urn:Paper")
OFFICIAL: Final = "/shapes.example/official"
QUICK: Final = CrawlSettings(backoff=0.01, max_wait=0.02, retries=1, timeout=10)


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


@pytest.fixture(autouse=True)
def known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Have a register of three files, and give the folder in which fetched ones are kept."""
    page = tmp_path / "register.yaml"
    page.write_text(
        "".join(
            f"{name}:\n  profile: Boeken\n  version: '1'\n  file: {name}.ttl\n"
            f"  url: https://shapes.example/official/{name}.ttl\n" + (f"  sha256: {known}\n" if known else "")
            for name, known in (("books", digest(SHAPES)), ("papers", digest(SECOND)), ("unseen", ""))
        )
    )
    monkeypatch.setattr(register, "REGISTER", page)
    monkeypatch.setattr(fetching, "crawling", lambda: QUICK)
    monkeypatch.setenv("OOGST_PROFILE_CACHE", str(tmp_path / "kept"))
    register.published.cache_clear()
    settings.cache_clear()
    yield tmp_path / "kept"
    register.published.cache_clear()


@pytest.fixture
def mirror(httpserver: HTTPServer) -> HTTPServer:
    serve(httpserver, books=SHAPES, papers=SECOND, unseen=OTHER)
    return httpserver


def serve(server: HTTPServer, **texts: str) -> None:
    server.clear()
    for name, text in texts.items():
        server.expect_request(f"{OFFICIAL}/{name}.ttl").respond_with_data(text, content_type="text/turtle")


def fetch(oogst: Type, server: HTTPServer, *more: str) -> tuple[int, dict[str, str], str]:
    """Fetch from a mirror with the official layout, and give the exit code, the changes and what was told."""
    said = oogst("profile", "fetch", "--mirror", server.url_for(""), "--allow-private", "--json", *more)
    return said.code, {row["name"]: row["change"] for row in json.loads(said.out)}, said.err


def states(oogst: Type) -> dict[str, str]:
    return {row["name"]: row["state"] for row in json.loads(oogst("profile", "list", "--json").out)}


def test_what_has_the_right_hash_is_kept_and_what_was_never_seen_is_not(
    oogst: Type, mirror: HTTPServer
) -> None:
    code, changes, told = fetch(oogst, mirror)
    assert code == 3
    assert changes == {"books": "new", "papers": "new", "unseen": "failed"}
    assert digest(OTHER) in told
    assert "oogst profile fetch unseen --accept-new" in told
    assert states(oogst) == {"books": "recorded", "papers": "recorded", "unseen": "missing"}


def test_a_second_fetch_changes_nothing(oogst: Type, mirror: HTTPServer) -> None:
    fetch(oogst, mirror, "books")
    assert fetch(oogst, mirror, "books")[:2] == (0, {"books": "same"})


def test_changed_bytes_are_refused_with_both_hashes_and_the_old_ones_stay(
    oogst: Type, mirror: HTTPServer, known: Path
) -> None:
    fetch(oogst, mirror, "books")
    serve(mirror, books=OTHER)
    code, changes, told = fetch(oogst, mirror, "books")
    assert (code, changes) == (3, {"books": "failed"})
    assert digest(SHAPES) in told
    assert digest(OTHER) in told
    assert (known / "books.ttl").read_text() == SHAPES
    assert states(oogst)["books"] == "recorded"


def test_changed_bytes_that_somebody_accepts_are_kept_and_remembered(oogst: Type, mirror: HTTPServer) -> None:
    serve(mirror, books=OTHER)
    assert fetch(oogst, mirror, "books", "--accept-new")[:2] == (0, {"books": "accepted"})
    assert states(oogst)["books"] == "accepted"
    assert fetch(oogst, mirror, "books")[:2] == (0, {"books": "same"})
    serve(mirror, books=SHAPES)
    code, _, told = fetch(oogst, mirror, "books")
    assert code == 3
    assert digest(OTHER) in told


def test_a_file_that_is_gone_costs_that_file_only(oogst: Type, mirror: HTTPServer) -> None:
    serve(mirror, papers=SECOND)
    mirror.expect_request(f"{OFFICIAL}/books.ttl").respond_with_data("", status=404)
    code, changes, told = fetch(oogst, mirror, "books", "papers")
    assert (code, changes) == (3, {"books": "failed", "papers": "new"})
    assert "404" in told


def test_a_redirect_to_where_secrets_are_is_not_followed(oogst: Type, mirror: HTTPServer) -> None:
    mirror.clear()
    away = Response(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data"})
    mirror.expect_request(f"{OFFICIAL}/books.ttl").respond_with_response(away)
    code, changes, told = fetch(oogst, mirror, "books")
    assert (code, changes) == (3, {"books": "failed"})
    assert "169.254.169.254" in told


def test_an_address_without_tls_is_not_asked(oogst: Type) -> None:
    said = oogst("--language", "en", "profile", "fetch", "books", "--mirror", "http://mirror.example")
    assert said.code == 3
    assert "no https" in said.err


def test_a_private_address_is_not_asked_without_leave(oogst: Type, mirror: HTTPServer) -> None:
    inside = mirror.url_for("").replace("http://localhost", "https://127.0.0.1")
    said = oogst("profile", "fetch", "books", "--mirror", inside)
    assert said.code == 3
    assert "--allow-private" in said.err
    assert mirror.log == []


def test_a_file_that_is_too_large_is_not_read(oogst: Type, mirror: HTTPServer, known: Path) -> None:
    serve(mirror, books="#" * 9_000_000)
    code, changes, _ = fetch(oogst, mirror, "books")
    assert (code, changes) == (3, {"books": "failed"})
    assert list(known.glob("*")) == []


def test_an_answer_that_breaks_off_leaves_the_old_file(oogst: Type, mirror: HTTPServer, known: Path) -> None:
    fetch(oogst, mirror, "books")
    serve(mirror, books=SHAPES)
    mirror.clear()
    cut = Response(SHAPES[:50], headers={"Content-Length": str(len(SHAPES))})
    cut.automatically_set_content_length = False
    mirror.expect_request(f"{OFFICIAL}/books.ttl").respond_with_response(cut)
    code, changes, _ = fetch(oogst, mirror, "books")
    assert (code, changes) == (3, {"books": "failed"})
    assert (known / "books.ttl").read_text() == SHAPES
    assert sorted(path.name for path in known.iterdir()) == ["accepted.json", "books.ttl"]


def test_what_is_no_rdf_is_not_accepted_either(oogst: Type, mirror: HTTPServer, known: Path) -> None:
    serve(mirror, books="een tekst")
    code, _, told = fetch(oogst, mirror, "books", "--accept-new")
    assert code == 3
    assert "RDF" in told
    assert not (known / "books.ttl").exists()


def test_a_folder_that_cannot_be_written_is_named(oogst: Type, mirror: HTTPServer, known: Path) -> None:
    known.write_text("a file where a folder should be")
    code, _, told = fetch(oogst, mirror, "books")
    assert code == 2
    assert str(known) in told


def test_a_file_that_was_changed_on_disk_is_damaged_and_not_used(
    oogst: Type, mirror: HTTPServer, known: Path, working_folder: Path
) -> None:
    fetch(oogst, mirror, "books")
    (known / "books.ttl").write_text(OTHER)
    assert states(oogst)["books"] == "damaged"
    (working_folder / "data.ttl").write_text("<urn:a> a <urn:Book> .")
    said = oogst("profile", "check", "data.ttl")
    assert said.code == 3
    assert digest(OTHER) in said.err
    assert fetch(oogst, mirror, "books")[:2] == (0, {"books": "new"})
    assert states(oogst)["books"] == "recorded"


def test_a_list_of_accepted_files_that_cannot_be_read_is_named(oogst: Type, known: Path) -> None:
    known.mkdir()
    (known / "accepted.json").write_text("[")
    said = oogst("profile", "list")
    assert said.code == 2
    assert "accepted.json" in said.err


def test_a_name_that_is_almost_right_is_suggested(oogst: Type) -> None:
    said = oogst("profile", "fetch", "boks")
    assert said.code == 2
    assert "books" in said.err


def test_a_file_is_held_against_the_originals_with_both_engines(
    oogst: Type, mirror: HTTPServer, working_folder: Path
) -> None:
    fetch(oogst, mirror, "books", "papers")
    (working_folder / "data.ttl").write_text(
        '<urn:a> a <urn:Book> . <urn:b> a <urn:Book> ; <urn:title-of> "x" .'
    )
    said = oogst("profile", "check", "data.ttl", "--json")
    assert said.code == 0
    books, papers = json.loads(said.out)
    assert [(result["focus"], result["component"]) for result in books["results"]] == [
        ("<urn:a>", "MinCount")
    ]
    assert {name: one["results"] for name, one in books["engines"].items()} == {"shacl": 1, "pyshacl": 1}
    assert books["agreed"]
    assert books["defects"] == [
        {"kind": "count-as-text", "times": 1},
        {"kind": "count-that-is-none", "times": 1},
    ]
    assert papers["results"] == []


def test_the_screen_says_what_was_found_and_what_could_not_be_read(
    oogst: Type, mirror: HTTPServer, working_folder: Path
) -> None:
    fetch(oogst, mirror, "books")
    (working_folder / "data.nt").write_text(
        "<urn:a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <urn:Book> .\n"
    )
    said = oogst("--language", "en", "profile", "check", "data.nt", "--with", "books")
    assert "books: 1 result with shacl" in said.out
    assert "1 counts are no number" in said.out
    assert "urn:title-of" in said.out


@pytest.mark.parametrize(
    ("name", "text"), [("data.ttl", "geen rdf"), ("data.pdf", ""), ("data.ttl.gz", "geen gzip")]
)
def test_a_file_that_is_no_rdf_is_refused(
    name: str, text: str, oogst: Type, mirror: HTTPServer, working_folder: Path
) -> None:
    fetch(oogst, mirror, "books")
    (working_folder / name).write_text(text)
    said = oogst("profile", "check", name)
    assert said.code == 2
    assert name in said.err


def test_without_anything_fetched_it_says_what_to_type(oogst: Type, working_folder: Path) -> None:
    (working_folder / "data.ttl").write_text("")
    said = oogst("profile", "check", "data.ttl")
    assert said.code == 2
    assert "oogst profile fetch" in said.err
    assert "oogst profile fetch books" in oogst("profile", "check", "data.ttl", "--with", "books").err


def test_the_group_explains_itself(oogst: Type) -> None:
    said = oogst("profile")
    assert said.code == 0
    assert "oogst profile" in said.out
