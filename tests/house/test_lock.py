"""The lock files: every version pinned and checked by hash, from no registry in particular."""

import re
from pathlib import Path
from typing import Any

import pytest

LOCKS = ("requirements.lock", "requirements-build.lock", "requirements-test.lock", "requirements-dev.lock")
GROUPS = {
    "requirements-build.lock": ["build"],
    "requirements-test.lock": ["test"],
    "requirements-dev.lock": ["lint", "docs"],
}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def bare(requirement: str) -> str:
    """Give the normalised name of a requirement without extras, versions and markers."""
    found = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert found, requirement
    return normal(found[0])


def pins(lock: Path) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([a-z0-9.-]+)==([^\s;]+)", lock.read_text(encoding="utf-8"), re.MULTILINE
    ):
        found.setdefault(normal(name), set()).add(version)
    return found


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_host_and_no_folder(root: Path, name: str) -> None:
    text = (root / name).read_text(encoding="utf-8")
    assert re.findall(r"\S*://\S*|--[a-z-]*(?:index|links|host)\S*|\s@\s.*|\bfile:.*", text) == []


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_every_package_with_hashes(root: Path, name: str) -> None:
    text = re.sub(r"^\s*#.*\n", "", (root / name).read_text(encoding="utf-8"), flags=re.MULTILINE)
    entries = re.split(r"\n(?=\S)", text.strip())
    unpinned = [
        entry.splitlines()[0] for entry in entries if "==" not in entry or "--hash=sha256:" not in entry
    ]
    assert entries
    assert unpinned == []


def test_the_lock_holds_every_dependency(root: Path, project: dict[str, Any]) -> None:
    locked = pins(root / "requirements.lock")
    assert [each for each in project["project"]["dependencies"] if bare(each) not in locked] == []


@pytest.mark.parametrize("name", sorted(GROUPS))
def test_a_lock_holds_every_tool_of_its_groups(root: Path, project: dict[str, Any], name: str) -> None:
    locked = pins(root / name)
    asked = [each for group in GROUPS[name] for each in project["dependency-groups"][group]]
    assert [each for each in asked if bare(each) not in locked] == []


def test_the_locks_agree_on_every_version(root: Path) -> None:
    together: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, versions in pins(root / lock).items():
            assert together.setdefault(name, versions) == versions, name
