import subprocess
import sys
from time import sleep

import pytest

from tests.bench.measuring import Measurement, StageTimes, measure
from tests.bench.report import summary
from tests.bench.sites import served
from tests.bench.trial import BrokenTrialError, Trial, run_trial


def nap(url: str, protocol: str, database_url: str) -> StageTimes:
    del url, protocol, database_url
    sleep(0.05)
    return StageTimes(1, 0, 0, {"collect": 0.05})


def take_memory_in_a_child(url: str, protocol: str, database_url: str) -> StageTimes:
    program = "import time; held = bytearray(60_000_000); time.sleep(0.5)"
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603  a fixed program
    return nap(url, protocol, database_url)


def share_memory_below(url: str, protocol: str, database_url: str) -> StageTimes:
    program = "import os, time; held = b'x' * 60_000_000; os.fork(); time.sleep(0.5)"
    subprocess.run([sys.executable, "-c", program], check=True)  # noqa: S603  a fixed program
    return nap(url, protocol, database_url)


def taken(*, wall: float, cpu: float, parent: float, child: float) -> Measurement:
    return Measurement(StageTimes(1, 0, 0, {}), wall, cpu, parent, child)


def test_waiting_costs_wall_time_and_no_processor_time() -> None:
    found = measure(nap, "", "", "")

    assert found.wall >= 0.05 > found.cpu


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the marks under /proc")
def test_the_memory_of_a_child_is_counted_apart() -> None:
    found = measure(take_memory_in_a_child, "", "", "")

    assert 60 < found.child_mb < 110
    assert 60 < found.peak_mb <= found.parent_mb + found.child_mb


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells what processes share")
def test_memory_that_processes_share_counts_once() -> None:
    found = measure(share_memory_below, "", "", "")

    assert found.child_mb > 120
    assert found.peak_mb < found.parent_mb + found.child_mb - 50


def test_where_the_system_tells_of_no_moment_the_peaks_are_added() -> None:
    assert taken(wall=1, cpu=1, parent=50, child=60).peak_mb == 110


@pytest.mark.parametrize("form", ["ckan", "turtle"])
def test_a_trial_harvests_twice_with_a_fresh_process_each(form: str) -> None:
    trial = run_trial(30, form, program="tests.bench.pretend")

    assert (trial.first.times.records, trial.first.times.unchanged) == (30, 0)
    assert (trial.unchanged.times.records, trial.unchanged.times.unchanged) == (30, 30)


def test_a_harvest_that_misses_datasets_is_no_measurement() -> None:
    with pytest.raises(BrokenTrialError, match=r"expected \(1001, 0, 0\), found \(1000, 0, 0\)"):
        run_trial(1001, "ckan", program="tests.bench.pretend")


def test_a_harvest_that_fails_is_no_measurement() -> None:
    with pytest.raises(BrokenTrialError, match="exit code"):
        run_trial(2, "ckan", program="tests.bench.not_there")


def test_the_server_stops_with_its_context() -> None:
    with served(3, "turtle") as url:
        assert url.endswith("/catalogus.ttl")
        assert url.startswith("http://127.0.0.1:")


def test_the_summary_gives_the_worst_form_at_the_largest_size() -> None:
    quick = taken(wall=1, cpu=1, parent=50, child=60)
    slow = taken(wall=2, cpu=3, parent=80, child=70)
    small = Trial(10, "ckan", slow, slow)

    assert summary([small, Trial(100, "ckan", quick, slow), Trial(100, "turtle", slow, quick)]) == {
        "first_per_s": 50.0,
        "unchanged_per_s": 50.0,
        "cpu_ms_first": 30.0,
        "cpu_ms_unchanged": 30.0,
        "peak_mb": 150.0,
        "datasets": 100,
    }
