"""What the examples for other web servers promise, asked of these servers themselves."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from catalogue.targets.twin.document import Fate, read_document
from oogst.web.media import MEDIA
from tests.oogst.web.conftest import FILES, UUID, Answer, Client, fill
from tests.oogst.web.others import SERVERS, running

HIDDEN = (
    ".gent.index",
    ".gent.rdf.x.part",
    ".gent.json",
    ".secret.rdf",
    ".git/config.txt",
    "gent/.draft.ttl",
)
CLOSED = "gent/events/page-000001-20260101T000000000Z.trig"


@pytest.fixture(scope="module", params=SERVERS)
def asked(request: pytest.FixtureRequest) -> Iterator[Client]:
    """Serve a folder that the accounts of these servers may read, as those of tests may not be."""
    with TemporaryDirectory(prefix="oogst-served-") as name:
        place = Path(name)
        place.chmod(0o755)
        fill(place / "feeds")
        for hidden in HIDDEN:
            (place / "feeds" / hidden).write_text("hidden", encoding="utf-8")
        (place / "outside.ttl").write_text("not for readers", encoding="utf-8")
        (place / "feeds" / "gent" / "outside.ttl").symlink_to(place / "outside.ttl")
        with running(request.param, place, place / "feeds") as port:
            yield Client(port)


def stands_up(answer: Answer) -> bool:
    """Tell whether nothing is deleted by the platform for this answer, and no reader misled by its type."""
    plain = answer.headers["content-type"].startswith("text/plain")
    said = answer.text.startswith("Oogst: ") and answer.headers["cache-control"].endswith("no-store")
    return plain and said and read_document(answer.body).fate is Fate.ABORTS


SERVED = [name for name in FILES if "/." not in f"/{name}" and name.rpartition(".")[2] in MEDIA]


@pytest.mark.parametrize("name", SERVED)
def test_every_form_has_its_type(asked: Client, name: str) -> None:
    answer = asked(f"/{name}")
    assert (answer.status, answer.text) == (200, FILES[name])
    assert answer.headers["content-type"] == MEDIA[name.rpartition(".")[2]]
    assert answer.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("header", [("etag", "If_None_Match"), ("last-modified", "If_Modified_Since")])
def test_who_has_it_already_does_not_get_it_again(asked: Client, header: tuple[str, str]) -> None:
    told, asking = header
    for encoding in ("identity", "gzip"):
        first = asked("/gent.rdf", Accept_Encoding=encoding)
        again = asked("/gent.rdf", Accept_Encoding=encoding, **{asking: first.headers[told]})
        assert (again.status, again.body) == (304, b"")
    assert asked("/gent.rdf", If_None_Match='"another"').status == 200


@pytest.mark.parametrize("name", [*HIDDEN, "gent/outside.ttl", ".nothing", ".later"])
def test_what_is_hidden_or_leads_outside_is_not_handed_out(asked: Client, name: str) -> None:
    answer = asked(f"/{name}")
    assert answer.status in {403, 404}
    assert stands_up(answer)


@pytest.mark.parametrize(
    ("method", "path", "statuses"),
    [
        ("GET", "/nothing", {404}),
        ("GET", "/gent/nothing.ttl", {404}),
        ("GET", f"/{CLOSED.replace('1', '9')}", {404}),
        ("GET", "/aalst.rdf", {503}),
        ("GET", "/all.ttl", {503}),
        ("GET", "/id/", {403, 404}),
        ("GET", "/../etc/passwd", {400}),
        ("GET", "/%00", {400, 404}),
        ("GET", "/..%2fetc", {400, 404}),
        ("GET", f"/{'a' * 40_000}", {414}),
        ("POST", "/gent.rdf", {405}),
        ("DELETE", "/gent.rdf", {405}),
        ("TRACE", "/gent.rdf", {405}),
    ],
)
def test_whatever_fails_is_plain_text_over_which_the_platform_stumbles(
    asked: Client, method: str, path: str, statuses: set[int]
) -> None:
    answer = asked(path, method)
    assert answer.status in statuses
    assert stands_up(answer)


def test_a_feed_that_is_away_says_when_to_come_back(asked: Client) -> None:
    assert asked("/aalst.rdf").headers["retry-after"] == "600"


def test_full_pages_of_a_stream_may_be_kept_for_good_and_nothing_else(asked: Client) -> None:
    assert asked(f"/{CLOSED}").headers["cache-control"] == "public, max-age=31536000, immutable"
    for name in ("gent/events/index.trig", "gent.rdf", "gent/index.html"):
        assert asked(f"/{name}").headers["cache-control"] == "public, max-age=60, must-revalidate"


def test_a_thing_leads_to_its_document_in_each_form(asked: Client) -> None:
    thing = asked(f"/id/dataset/gent/{UUID}")
    assert thing.status == 303
    assert thing.headers["location"].endswith(f"/doc/dataset/gent/{UUID}")
    assert asked("/id/catalogus/gent").headers["location"].endswith("/gent.rdf")
    for suffix, form in (("", "html"), (".html", "html"), (".ttl", "ttl"), (".jsonld", "jsonld")):
        answer = asked(f"/doc/dataset/gent/{UUID}{suffix}")
        assert (answer.status, answer.headers["content-type"]) == (200, MEDIA[form])


def test_no_redirect_is_taken_for_an_empty_catalogue(asked: Client) -> None:
    for path in ("/gent", f"/id/dataset/gent/{UUID}", "/id/catalogus/gent"):
        answer = asked(path)
        assert answer.status in {301, 303}
        assert read_document(answer.body).fate is Fate.ABORTS
