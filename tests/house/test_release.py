"""What is handed over: one version everywhere, commands that exist, and a wheel with all its data."""

import re
import zipfile
from pathlib import Path

import pytest

from catalogue.version import VERSION
from tests.house.source import PACKAGES


def targets(root: Path) -> set[str]:
    return set(re.findall(r"^([a-z-]+):", (root / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def test_the_changelog_starts_with_this_version(root: Path) -> None:
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    released = re.findall(r"^## \[(\d+\.\d+\.\d+)\] - (\d{4}-\d{2}-\d{2})$", text, re.MULTILINE)
    assert released[0][0] == VERSION
    assert released == sorted(
        released, key=lambda entry: [int(part) for part in entry[0].split(".")], reverse=True
    )


def test_every_make_command_in_the_documentation_exists(root: Path) -> None:
    pages = [root / "README.md", root / "CHANGELOG.md", *(root / "docs").rglob("*.md")]
    named = {
        (page.name, name)
        for page in pages
        for name in re.findall(r"(?:`|^|\$ )make ([a-z-]+)", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {"demo", "test"} <= {name for page, name in named if page == "README.md"}
    assert {(page, name) for page, name in named if name not in targets(root)} == set()


def test_every_make_command_explains_itself(root: Path) -> None:
    text = (root / "Makefile").read_text(encoding="utf-8")
    explained = set(re.findall(r"^([a-z-]+):.*## \S", text, re.MULTILINE))
    (phony,) = re.findall(r"^\.PHONY: (.*)$", text, re.MULTILINE)
    assert explained == targets(root) == set(phony.split())


def test_the_readme_links_to_pages_that_exist(root: Path) -> None:
    text = (root / "README.md").read_text(encoding="utf-8")
    linked = [target for target in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in target]
    assert linked
    assert [target for target in linked if not (root / target).exists()] == []


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """Paths in a wheel that is built here and now, without a network."""
    builders = pytest.importorskip("hatchling.builders.wheel")
    folder = tmp_path_factory.mktemp("wheel")
    (built,) = builders.WheelBuilder(str(root)).build(directory=str(folder), versions=["standard"])
    with zipfile.ZipFile(built) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_file_of_the_five_packages(wheel: set[str], tracked: list[str]) -> None:
    wanted = {path for path in tracked if path.split("/")[0] in PACKAGES}
    assert wanted - wheel == set()
    assert any(path.endswith(".yaml") for path in wanted)


def test_the_wheel_holds_nothing_but_the_packages_and_their_licence(wheel: set[str]) -> None:
    assert {
        path for path in wheel if path.split("/")[0] not in PACKAGES and ".dist-info/" not in path
    } == set()
    assert any(path.endswith("/licenses/LICENSE") for path in wheel)
