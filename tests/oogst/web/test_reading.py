import gzip
import logging
from pathlib import Path

import pytest

from oogst.web.log import REQUESTS
from tests.oogst.web.conftest import FILES, GONE, UUID, Client
from tests.waiting import until

ENTRY = f"/id/dataset/gent/{UUID}"


@pytest.mark.parametrize(
    ("path", "media"),
    [
        ("/gent.rdf", "application/rdf+xml; charset=utf-8"),
        ("/gent.ttl", "text/turtle; charset=utf-8"),
        ("/gent.jsonld", "application/ld+json; charset=utf-8"),
        ("/gent/changes.atom", "application/atom+xml; charset=utf-8"),
        ("/runs.jsonl", "application/x-ndjson; charset=utf-8"),
        ("/sitemap.xml", "application/xml; charset=utf-8"),
        (f"{ENTRY}.html", "text/html; charset=utf-8"),
        (f"/doc/dataset/gent/{UUID}.ttl", "text/turtle; charset=utf-8"),
        ("/", "text/html; charset=utf-8"),
        ("/gent/", "text/html; charset=utf-8"),
    ],
)
def test_a_file_comes_with_its_type_its_letters_and_open_to_all(ask: Client, path: str, media: str) -> None:
    answer = ask(path)

    assert (answer.status, answer.headers["content-type"]) == (200, media)
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.body in {text.encode() for text in FILES.values()}


def test_who_has_it_already_gets_only_that_news(ask: Client) -> None:
    first = ask("/gent.rdf")
    tag, changed = first.headers["etag"], first.headers["last-modified"]

    assert not tag.startswith("W/")
    for condition in ({"If_None_Match": f'"other", {tag}'}, {"If_Modified_Since": changed}):
        again = ask("/gent.rdf", **condition)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    assert ask("/gent.rdf", If_None_Match='"other"', If_Modified_Since=changed).status == 200
    assert ask("/gent.rdf", If_Match='"other"').status == 412
    assert ask("/gent.rdf", If_Match=tag).status == 200


def test_the_tag_follows_the_content_and_not_the_file(own: tuple[Path, Client]) -> None:
    folder, ask = own
    before = ask("/gent.rdf").headers["etag"]
    (folder / "copy").write_text(FILES["gent.rdf"], encoding="utf-8")
    (folder / "copy").replace(folder / "gent.rdf")
    same = ask("/gent.rdf").headers["etag"]
    (folder / "copy").write_text(FILES["gent.rdf"].replace("synthetic", "SYNTHETIC"), encoding="utf-8")
    (folder / "copy").replace(folder / "gent.rdf")

    assert before == same != ask("/gent.rdf").headers["etag"]


def test_compressed_it_says_the_same_under_a_tag_of_its_own(ask: Client) -> None:
    plain, packed = ask("/gent.rdf"), ask("/gent.rdf", Accept_Encoding="br;q=1, gzip;q=0.5")

    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.body == ask("/gent.rdf", Accept_Encoding="gzip").body
    assert "Accept-Encoding" in plain.headers["vary"]
    assert "content-encoding" not in ask("/gent.rdf", Accept_Encoding="gzip;q=0").headers
    assert "content-encoding" not in ask("/gent.ttl", Accept_Encoding="gzip").headers


def test_a_part_can_be_asked_for(ask: Client) -> None:
    whole = ask("/gent.rdf")
    part = ask("/gent.rdf", Range="bytes=10-19", Accept_Encoding="gzip")

    assert (part.status, part.body) == (206, whole.body[10:20])
    assert part.headers["content-range"] == f"bytes 10-19/{len(whole.body)}"
    assert ask("/gent.rdf", Range="bytes=-5").body == whole.body[-5:]
    assert ask("/gent.rdf", Range="bytes=5-", If_Range=whole.headers["etag"]).body == whole.body[5:]
    assert ask("/gent.rdf", Range="bytes=5-", If_Range='"other"').body == whole.body
    assert ask("/gent.rdf", Range="bytes=0-1,4-5").body == whole.body
    assert ask("/gent.rdf", Range="bytes=999999-").status == 416


def test_a_head_tells_the_same_without_the_body(ask: Client) -> None:
    for encoding in ("identity", "gzip"):
        whole = ask("/gent.rdf", Accept_Encoding=encoding)
        head = ask("/gent.rdf", "HEAD", Accept_Encoding=encoding)
        assert head.body == b""
        for name in ("etag", "content-type", "last-modified", "vary"):
            assert head.headers[name] == whole.headers[name]
    assert ask("/gent.rdf", "HEAD").headers["content-length"] == str(len(FILES["gent.rdf"]))


@pytest.mark.parametrize(
    ("accept", "begins"),
    [
        ("", "<?xml"),
        ("*/*", "<?xml"),
        ("application/pdf", "<?xml"),
        ("text/turtle", "@prefix"),
        ("application/rdf+xml;q=0.5, text/turtle;q=0.9", "@prefix"),
        ("application/ld+json, */*;q=0.1", "[]"),
        ("text/*", "@prefix"),
    ],
)
def test_a_publisher_comes_in_the_form_that_is_asked_for(ask: Client, accept: str, begins: str) -> None:
    answer = ask("/gent", **({"Accept": accept} if accept else {}))

    assert answer.status == 200
    assert answer.text.startswith(begins)
    assert answer.headers["content-location"].startswith("gent.")
    assert answer.headers["vary"] == "Accept, Accept-Encoding"


def test_a_browser_at_a_publisher_is_shown_its_page(ask: Client) -> None:
    answer = ask("/gent", Accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")

    assert (answer.status, answer.headers["location"]) == (303, "gent/")


def test_a_thing_is_no_document_and_says_where_that_is(ask: Client) -> None:
    thing = ask(ENTRY, Accept="text/turtle")
    record = ask(f"/id/record/gent/{UUID}")
    catalogue = ask("/id/catalogus/gent")

    assert (thing.status, thing.headers["location"]) == (303, f"../../../doc/dataset/gent/{UUID}")
    assert (record.status, record.headers["location"]) == (303, f"../../../doc/dataset/gent/{UUID}")
    assert (catalogue.status, catalogue.headers["location"]) == (303, "../../gent")
    assert ask(f"/id/record/gent/{UUID[:-1]}9").status == 404


def test_the_document_of_an_entry_comes_in_the_form_that_is_asked_for(ask: Client) -> None:
    document = f"/doc/dataset/gent/{UUID}"

    assert ask(document).headers["content-type"].startswith("text/html")
    assert ask(document, Accept="text/turtle").body == FILES[f"id/dataset/gent/{UUID}.ttl"].encode()
    assert ask(document, Accept="text/turtle").headers["content-location"] == f"../../../{ENTRY[1:]}.ttl"


def test_a_withdrawn_entry_is_gone_and_its_page_says_so(ask: Client) -> None:
    page = ask(f"/doc/dataset/gent/{GONE}")

    assert (page.status, page.body) == (410, FILES[f"id/dataset/gent/{GONE}.html"].encode())
    assert ask(f"/doc/dataset/gent/{GONE}", Accept="text/turtle").status == 410


def test_a_page_may_load_nothing_but_its_own_style(ask: Client) -> None:
    headers = ask(f"{ENTRY}.html").headers

    assert headers["content-security-policy"].startswith("default-src 'none'; style-src 'self';")
    assert headers["x-frame-options"] == "DENY"
    assert "content-security-policy" not in ask("/gent.rdf").headers


def test_only_a_page_that_is_named_as_one_that_never_changes_is_kept_for_good(ask: Client) -> None:
    page = "page-000001-20260101T000000000Z.trig"
    assert "immutable" in ask(f"/gent/events/{page}").headers["cache-control"]
    assert "must-revalidate" in ask(f"/gent/{page}").headers["cache-control"]
    assert "must-revalidate" in ask("/gent/events/index.trig").headers["cache-control"]
    assert "must-revalidate" in ask("/gent.rdf").headers["cache-control"]


def test_scripts_of_other_sites_may_ask_with_conditions(ask: Client) -> None:
    answer = ask("/gent.rdf", "OPTIONS", Origin="https://elsewhere.example")

    assert answer.status == 204
    assert "If-None-Match" in answer.headers["access-control-allow-headers"]


def test_the_log_holds_the_path_and_nothing_of_the_reader(
    own: tuple[Path, Client], caplog: pytest.LogCaptureFixture
) -> None:
    folder, ask = own
    (folder / "gent.ttl").write_text("# of a length of its own\n", encoding="utf-8")
    with caplog.at_level(logging.INFO, REQUESTS):
        ask("/gent.ttl?token=secret", Authorization="Bearer secret")
        ask("/a%0Ab")
        # Each is written once it is answered, in whatever order; one of an earlier test may come late.
        until(lambda: {"GET /gent.ttl 200 25", "GET /a%0Ab 404 72"} <= set(caplog.messages))

    assert "secret" not in caplog.text
