"""The first minute on a machine with make and Python and nothing else: what happens, and what is said."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-test.lock", "requirements-dev.lock")
STAMPS = (".made", ".build", ".installed", ".test", ".dev")


def run(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    # Another make may be running these tests: what it hands down must not reach the one under test.
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("MAKE", "MFLAGS"))}
    return subprocess.run(  # noqa: S603 - commands of the project itself
        command, cwd=folder, env=clean | environment, capture_output=True, text=True, check=False, timeout=60
    )


def python_that(folder: Path, refuses: str) -> str:
    """Write a Python that fails whenever it is asked for something with ``refuses`` in it."""
    path = folder / "python-for-this-test"
    path.write_text(
        f'#!/bin/sh\ncase "$*" in *{refuses}*) exit 1 ;; esac\nexec {sys.executable} "$@"\n', encoding="ascii"
    )
    path.chmod(0o755)
    return str(path)


def test_a_python_that_is_too_old_is_refused_with_what_to_type(root: Path, tmp_path: Path) -> None:
    asked = python_that(tmp_path, "version_info")
    done = run(["sh", str(root / ".ci" / "make-venv"), "venv"], tmp_path, PYTHON=asked)
    assert done.returncode == 2
    assert "Python 3.11" in done.stderr
    assert "apt-get install python3 python3-venv" in done.stderr
    assert not (tmp_path / "venv").exists()


def test_a_python_without_venv_is_refused_with_the_package_to_install(root: Path, tmp_path: Path) -> None:
    asked = python_that(tmp_path, "ensurepip")
    done = run(["sh", str(root / ".ci" / "make-venv"), "venv"], tmp_path, PYTHON=asked)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert done.returncode == 2
    assert f"apt-get install python{version}-venv" in done.stderr


@pytest.fixture
def installed(root: Path, tmp_path: Path) -> Path:
    """Make a checkout in which everything is installed, as far as make can see."""
    for name in ("Makefile", "pyproject.toml", *LOCKS):
        shutil.copyfile(root / name, tmp_path / name)
        os.utime(tmp_path / name, (1, 1))
    (tmp_path / ".venv").mkdir()
    for moment, stamp in enumerate(STAMPS, start=2):
        (tmp_path / ".venv" / stamp).touch()
        os.utime(tmp_path / ".venv" / stamp, (moment, moment))
    return tmp_path


def is_up_to_date(folder: Path, stamp: str) -> bool:
    return run(["make", "--question", f".venv/{stamp}"], folder).returncode == 0


def test_a_second_call_installs_nothing(installed: Path) -> None:
    assert [stamp for stamp in STAMPS if not is_up_to_date(installed, stamp)] == []


@pytest.mark.parametrize(
    ("changed", "renewed"),
    [
        ("requirements.lock", [".installed", ".test", ".dev"]),
        ("pyproject.toml", [".installed", ".test", ".dev"]),
        ("requirements-build.lock", [".build", ".installed", ".test", ".dev"]),
        ("requirements-test.lock", [".test", ".dev"]),
        ("requirements-dev.lock", [".dev"]),
    ],
)
def test_a_changed_lock_is_installed_again(installed: Path, changed: str, renewed: list[str]) -> None:
    (installed / changed).touch()
    assert [stamp for stamp in STAMPS if not is_up_to_date(installed, stamp)] == renewed


def test_make_alone_lists_what_it_can_do(root: Path) -> None:
    done = run(["make", "--no-print-directory"], root)
    assert done.returncode == 0
    assert all(f"make {name} " in done.stdout for name in ("demo", "test", "lint", "docs", "bench", "check"))
