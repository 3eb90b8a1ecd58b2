import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.errors import UsageError
from catalogue.targets.twin.document import Fate, read_document
from oogst.web import serve
from oogst.web.addresses import Asked, Elsewhere, File, Nothing, OneOf, WhereFound, asked
from oogst.web.media import MEDIA, accepts_gzip, chosen
from oogst.web.refusals import KEYS, refusal
from tests.oogst.web.conftest import UUID, Answer, Client

OUTSIDE = (
    "/../outside.ttl",
    "/gent/../../outside.ttl",
    "/%2e%2e/outside.ttl",
    "/gent/%2e%2e%2f%2e%2e%2foutside.ttl",
    "//etc/passwd",
    "/gent\\..\\..\\outside.ttl",
    "/.secret.rdf",
    "/.git/config.txt",
    "/gent/.draft.ttl",
    "/gent/outside.ttl",
    "/linked/outside.ttl",
    "/oogst.db",
    "/gent.rdf%00.ttl",
    "/gent.rdf/",
    "/gent.rdf/x.ttl",
    "/id/",
    "/id/dataset/gent/",
    "/doc/dataset",
    "/" + "a/" * 50 + "x.ttl",
    "/" + "a" * 5000 + ".ttl",
)


def harmless(answer: Answer) -> bool:
    """Tell whether the Flemish platform stumbles over a body, and so deletes nothing."""
    plain = answer.headers["content-type"] == "text/plain; charset=utf-8"
    return plain and read_document(answer.body).fate is Fate.ABORTS


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_but_the_files_of_the_folder_is_handed_out(ask: Client, path: str) -> None:
    answer = ask(path)

    assert answer.status == 404
    assert harmless(answer)


def test_a_pipe_in_the_folder_keeps_nobody_waiting(own: tuple[Path, Client]) -> None:
    folder, ask = own
    os.mkfifo(folder / "brugge.rdf")

    assert ask("/brugge.rdf").status == 503


@pytest.mark.parametrize("status", [int(one) for one in KEYS] + [500, 501, 505])
def test_every_failure_is_text_over_which_the_platform_stumbles(status: int) -> None:
    reply = refusal(status)

    assert harmless(Answer(status, dict(reply.headers), bytes(reply.body)))


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "PROPFIND"])
def test_whoever_wants_to_write_is_told_in_plain_text(ask: Client, method: str) -> None:
    answer = ask("/gent.rdf", method)

    assert answer.status == 405
    assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
    assert harmless(answer)


@pytest.mark.parametrize("path", ["/gent.rdf", "/gent.ttl", "/gent", "/dendermonde.rdf"])
def test_a_feed_that_ought_to_be_there_is_asked_for_later(own: tuple[Path, Client], path: str) -> None:
    folder, ask = own
    for name in ("gent.rdf", "gent.ttl"):
        (folder / name).unlink()
    answer = ask(path, Accept="application/rdf+xml" if "." not in path else "*/*")

    assert (answer.status, answer.headers["retry-after"]) == (503, "600")
    assert harmless(answer)
    assert ask("/never-harvested.rdf").status == 404


def test_without_its_folder_nothing_is_answered_that_deletes(own: tuple[Path, Client]) -> None:
    folder, ask = own
    folder.rename(folder.with_name("away"))

    for path in ("/gent.rdf", "/gent", "/", "/health", f"/id/record/gent/{UUID}"):
        answer = ask(path)
        assert answer.status == 503
        assert harmless(answer)
    assert ask("/nothing/at/all").status == 404


def test_a_reader_in_the_middle_of_a_swap_gets_the_old_one_whole(own: tuple[Path, Client]) -> None:
    folder, ask = own
    old = b"o" * 8_000_000
    (folder / "gent.rdf").write_bytes(old)
    with socket.create_connection(("127.0.0.1", ask.port)) as line:
        line.sendall(b"GET /gent.rdf HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        got = line.recv(1000)
        (folder / "aside").write_bytes(b"n" * 100)
        (folder / "aside").replace(folder / "gent.rdf")
        while piece := line.recv(1 << 20):
            got += piece

    assert got.partition(b"\r\n\r\n")[2] == old
    assert ask("/gent.rdf").body == b"n" * 100


def test_health_is_told_in_plain_text(ask: Client) -> None:
    answer = ask("/health")

    assert (answer.status, answer.text) == (200, "Oogst: ok\nfeeds: 1\n")
    assert harmless(answer)


def test_a_request_that_is_none_is_refused_in_plain_text(ask: Client) -> None:
    with socket.create_connection(("127.0.0.1", ask.port)) as line:
        line.sendall(b"this is no request\r\n\r\n")
        got = line.makefile("rb").read()

    assert read_document(got.partition(b"\r\n\r\n")[2]).fate is Fate.ABORTS


def files(found: Asked) -> list[File]:
    match found:
        case File():
            return [found]
        case OneOf(forms):
            return list(forms.values())
        case WhereFound(places):
            return list(places.values())
        case Elsewhere() | Nothing():
            return []


@settings(max_examples=60)
@given(st.one_of(st.text(), st.text("./\\%~:aA0_-\x00", max_size=60), st.sampled_from(OUTSIDE)))
def test_no_address_leads_out_of_the_folder(path: str) -> None:
    for file in files(asked("/" + path)):
        assert all(part and part[0] != "." and not {"/", "\\", "\x00"} & set(part) for part in file.parts)
        assert file.suffix in MEDIA


@settings(max_examples=60)
@given(st.text() | st.from_regex(r"([a-z*]+/[a-z*+]+(;q=[0-9.]+)?,?)*", fullmatch=True))
def test_any_wish_is_answered_with_one_of_the_forms(header: str) -> None:
    assert chosen(header, ["rdf", "ttl"]) in {"rdf", "ttl"}
    assert accepts_gzip(header) in {True, False}


def nothing_ready(address: str) -> None:
    raise AssertionError(address)


def test_without_a_folder_it_is_said_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="oogst run"):
        serve(tmp_path / "none", "127.0.0.1", 0, ready=nothing_ready)


def test_without_a_feed_it_is_said_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="oogst feed"):
        serve(tmp_path, "127.0.0.1", 0, ready=nothing_ready)


def test_of_a_port_that_is_taken_another_is_named(folder: Path, ask: Client) -> None:
    with pytest.raises(UsageError, match=f"--port {ask.port + 1}"):
        serve(folder, "127.0.0.1", ask.port, ready=nothing_ready)


def test_of_an_address_that_is_not_ours_it_is_said_so(folder: Path) -> None:
    with pytest.raises(UsageError, match=r"--host 127\.0\.0\.1"):
        serve(folder, "192.0.2.1", 0, ready=nothing_ready)


def test_a_signal_ends_it_in_order(folder: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from oogst.web import serve\n"
        "def ready(address):\n"
        "    print(address); signal.alarm(20); os.kill(os.getpid(), signal.SIGTERM)\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))\n"
        "serve(Path(sys.argv[1]), '127.0.0.1', 0, ready=ready); print('ended')\n"
    )
    done = subprocess.run(  # noqa: S603  our own interpreter
        [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.startswith("http://127.0.0.1:")
    assert done.stdout.endswith("\nended\n")
