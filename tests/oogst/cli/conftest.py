"""The command line as a person meets it: what was typed, the exit code, and both streams."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep, time
from typing import NamedTuple

import pytest

from oogst.cli import main
from oogst.demo import SamplePortals, write_publishers
from oogst.settings import settings
from tests.oogst.cli import samples

HOUSE = Path(__file__).parents[3]
SCRIPT = (sys.executable, "-c", "from oogst.cli import main; main()")


class Said(NamedTuple):
    code: int
    out: str
    err: str


Type = Callable[..., Said]


def let_a_second_pass() -> None:
    """Wait for the next second: what is kept is dated to the second, and much is done within one."""
    sleep(1.0 - time() % 1.0)


@pytest.fixture(autouse=True)
def working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Work in an empty folder, with no setting of whoever runs the tests."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for name in [name for name in os.environ if name.startswith("OOGST_") or name == "COLUMNS"]:
        monkeypatch.delenv(name)
    settings.cache_clear()
    yield folder
    settings.cache_clear()


@pytest.fixture
def oogst(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Type]:
    """Type a command in this very process."""
    before = signal.getsignal(signal.SIGTERM)

    def typed(*words: object) -> Said:
        monkeypatch.setattr(sys, "argv", ["oogst", *map(str, words)])
        settings.cache_clear()
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsys.readouterr()
        return Said(int(end.value.code or 0), out, err)

    yield typed
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def spawn(working_folder: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start a command in a process of its own, ended with the test at the latest."""
    started: list[subprocess.Popen[str]] = []

    def begun(*words: object, **more: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(  # noqa: S603  our own interpreter
            [*SCRIPT, *map(str, words)],
            cwd=working_folder,
            env=os.environ | {"PYTHONPATH": str(HOUSE), "PYTHONUNBUFFERED": "1"} | more,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield begun
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def portals() -> Iterator[SamplePortals]:
    with SamplePortals() as server:
        yield server


class Demo(NamedTuple):
    folder: Path
    out: str
    err: str


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """Run the demo once for all who look at what it leaves."""
    folder = tmp_path_factory.mktemp("demo")
    env = os.environ | {"PYTHONPATH": str(HOUSE), "COLUMNS": "80"}
    words = [*SCRIPT, "demo"]
    done = subprocess.run(words, cwd=folder, env=env, capture_output=True, check=True, text=True)  # noqa: S603  our own interpreter
    return Demo(folder, done.stdout, done.stderr)


@pytest.fixture
def towns(portals: SamplePortals, tmp_path: Path) -> Path:
    """Give a folder with the publisher files of the towns behind the sample portals."""
    folder = tmp_path / "towns"
    write_publishers(folder, portals)
    return folder


@pytest.fixture
def zonnegem(towns: Path) -> Path:
    """Give a folder with the file of one town only."""
    for file in towns.iterdir():
        if file.stem != "zonnegem":
            file.unlink()
    return towns


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    """Give a small catalogue on disk in which everything is as it should be, but for its licences."""
    file = tmp_path / "stad.ttl"
    file.write_text(samples.CATALOGUE, encoding="utf-8")
    return file
