"""Whoever stops a command, by whatever means, finds everything as it was."""

import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from oogst.demo import SamplePortals
from tests.waiting import until

Spawn = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def stuck(httpserver: HTTPServer) -> Iterator[tuple[str, threading.Event]]:
    """Give the address of a portal that never ends its first answer, and the event that it was asked."""
    asked, release = threading.Event(), threading.Event()

    def wait(_: Request) -> Response:
        asked.set()
        release.wait(30)
        return Response("")

    httpserver.expect_request("/dcat.ttl").respond_with_handler(wait)
    yield httpserver.url_for("/dcat.ttl"), asked
    release.set()


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_check_that_is_stopped_leaves_nothing_behind(
    spawn: Spawn,
    stuck: tuple[str, threading.Event],
    working_folder: Path,
    number: signal.Signals,
    code: int,
) -> None:
    url, asked = stuck
    process = spawn("check", url, "--allow-private")
    assert asked.wait(30)
    os.killpg(process.pid, number)
    out, err = process.communicate(timeout=30)

    assert (process.returncode, out) == (code, "")
    assert "Traceback" not in err
    assert list(working_folder.iterdir()) == []


def test_a_run_that_is_interrupted_keeps_the_last_feed(
    spawn: Spawn,
    portals: SamplePortals,
    zonnegem: Path,
    working_folder: Path,
    stuck: tuple[str, threading.Event],
) -> None:
    url, asked = stuck
    assert spawn("run", "--schedules", zonnegem).wait(60) == 0
    before = (working_folder / "feeds" / "zonnegem.rdf").read_bytes()
    _point(zonnegem / "zonnegem.yaml", portals.url("ckan"), url)
    process = spawn("run", "--schedules", zonnegem)
    assert asked.wait(30)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)

    assert process.returncode == 130
    assert "Onderbroken" in err
    assert "Traceback" not in err
    assert (working_folder / "feeds" / "zonnegem.rdf").read_bytes() == before


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_whoever_stops_reading_gets_no_traceback(spawn: Spawn, catalogue: Path, more: list[str]) -> None:
    process = spawn("check", catalogue, *more)
    assert process.stdout is not None
    process.stdout.close()
    process.stdout = None
    _, err = process.communicate(timeout=60)

    assert (process.returncode, err) == (141, "")


def _point(file: Path, portal: str, feed: str) -> None:
    """Let a publisher file name a feed in RDF instead of a CKAN portal."""
    file.write_text(file.read_text().replace(portal, feed).replace("protocol: ckan", "protocol: dcat-rdf"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_up_harvests_what_was_never_harvested_at_once_and_stops_in_order(
    spawn: Spawn, zonnegem: Path, working_folder: Path, number: signal.Signals
) -> None:
    process = spawn("up", "--schedules", zonnegem, OOGST_PROBE="false")
    feed = working_folder / "feeds" / "zonnegem.ttl"
    until(feed.is_file)
    os.killpg(process.pid, number)
    out, err = process.communicate(timeout=30)

    assert (process.returncode, out) == (0, "")
    assert "zonnegem/portaal: volledig, 13 records gezien" in err
    assert err.rstrip().endswith("Gestopt.")


def test_up_that_is_told_twice_does_not_wait_for_a_source_that_hangs(
    spawn: Spawn, portals: SamplePortals, zonnegem: Path, stuck: tuple[str, threading.Event]
) -> None:
    url, asked = stuck
    _point(zonnegem / "zonnegem.yaml", portals.url("ckan"), url)
    process = spawn("up", "--schedules", zonnegem, OOGST_PROBE="false")
    assert asked.wait(30)
    for _ in range(2):
        process.send_signal(signal.SIGTERM)
        time.sleep(0.5)  # signals that come together count as one
    _, err = process.communicate(timeout=25)

    assert process.returncode == 130
    assert "omdat Oogst moest stoppen" in err


def test_a_second_scheduler_on_the_same_database_is_refused(spawn: Spawn, zonnegem: Path) -> None:
    first = spawn("up", "--schedules", zonnegem, OOGST_PROBE="false")
    assert first.stderr is not None
    assert "op schema" in first.stderr.readline()
    assert first.stderr.readline()  # the run that began at once is over: the lease is taken
    second = spawn("up", "--schedules", zonnegem, OOGST_PROBE="false")
    _, err = second.communicate(timeout=30)
    first.send_signal(signal.SIGTERM)

    assert second.returncode == 2
    assert err.startswith("Een andere planner werkt al op deze databank.")
    assert first.wait(30) == 0
