"""What the tests of the house look at."""

import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.house.source import PACKAGES, ROOT, Module, read


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def project() -> dict[str, Any]:
    """Give the content of pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    """Read every module of the five packages."""
    return [read(path) for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]


@pytest.fixture(scope="session")
def test_modules() -> list[Module]:
    return [read(path) for path in sorted((ROOT / "tests").rglob("*.py"))]


@pytest.fixture(scope="session")
def tracked() -> list[str]:
    """List the paths of all files under version control."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed command
    if done.returncode:
        pytest.skip("not a git checkout, so there is no list of tracked files")
    return [path for path in done.stdout.split("\0") if path and (ROOT / path).is_file()]
